# The configurations: one line each. DEFAULT ones are what `midden compare` runs when not told otherwise.
midden_add_vm(MODEL tagged COLLECTOR none DEFAULT)
midden_add_vm(MODEL tagged COLLECTOR marksweep DEFAULT)
midden_add_vm(MODEL tagged COLLECTOR semispace DEFAULT)
midden_add_vm(MODEL tagged COLLECTOR concurrent DEFAULT)
midden_add_vm(MODEL tagged COLLECTOR refcount DEFAULT)
midden_add_vm(MODEL boxed COLLECTOR refcount DEFAULT)
midden_add_vm(MODEL tagged COLLECTOR refcount-incremental BASE refcount)
midden_add_vm(MODEL boxed COLLECTOR refcount-incremental BASE refcount)
midden_add_vm(MODEL boxed COLLECTOR semispace)
midden_add_vm(MODEL tagged COLLECTOR check)

# As interpreters these would tell the tests nothing that the ones above do not; the conformance suite has them all.
midden_add_vm(MODEL boxed COLLECTOR none EXPERIMENT)
midden_add_vm(MODEL boxed COLLECTOR marksweep EXPERIMENT)
midden_add_vm(MODEL boxed COLLECTOR concurrent EXPERIMENT)
midden_add_vm(MODEL boxed COLLECTOR check EXPERIMENT)
# What the barriers of `concurrent` cost is the difference to this one (README.md).
midden_add_vm(MODEL tagged COLLECTOR concurrent-unbarriered BASE concurrent EXPERIMENT)
# Where a collector's notes are (README.md, "Where metadata lives").
foreach(model boxed-header boxed-front boxed-side-links boxed-side tagged-side)
  midden_add_vm(MODEL ${model} COLLECTOR refcount EXPERIMENT)
endforeach()
foreach(model boxed-front boxed-side tagged-side)
  midden_add_vm(MODEL ${model} COLLECTOR marksweep EXPERIMENT)
  midden_add_vm(MODEL ${model} COLLECTOR concurrent EXPERIMENT)
endforeach()
