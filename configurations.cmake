# The configurations: one line each. DEFAULT ones are what `midden compare` runs when not told otherwise.
midden_add_vm(MODEL tagged COLLECTOR none DEFAULT)
midden_add_vm(MODEL tagged COLLECTOR marksweep DEFAULT)
midden_add_vm(MODEL tagged COLLECTOR semispace DEFAULT)
midden_add_vm(MODEL tagged COLLECTOR refcount DEFAULT)
midden_add_vm(MODEL boxed COLLECTOR refcount DEFAULT)
midden_add_vm(MODEL boxed COLLECTOR none)
midden_add_vm(MODEL boxed COLLECTOR marksweep)
midden_add_vm(MODEL boxed COLLECTOR semispace)
