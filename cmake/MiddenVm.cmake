# midden_add_vm(MODEL <model> COLLECTOR <collector> [NAME <name>])
# Builds one configuration, an executable vm/<name>: the interpreter compiled with one object model and one
# collector. NAME defaults to <model>-<collector>.
set(MIDDEN_VM_DIRECTORY ${CMAKE_BINARY_DIR}/vm)
