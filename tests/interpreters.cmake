# The tests that run every configuration's program: the same scripts under CPython and under us.
#
# Release: every configuration, then each collector again with the verifier on and seeded stress. Sanitizers: one
# configuration for each way of managing memory.
#
# Interpreters under the sanitizers take long to build; they are asked for with -DMIDDEN_SANITIZED_INTERPRETERS=ON.
option(MIDDEN_SANITIZED_INTERPRETERS "Run the scripts under sanitized interpreters, too" OFF)
if(MIDDEN_SANITIZE AND NOT MIDDEN_SANITIZED_INTERPRETERS)
  return()
endif()
# The functions' own folders, which they know by variables of their directory's scope.
set(MIDDEN_DIFFERENTIAL_DIRECTORY ${CMAKE_SOURCE_DIR}/tests/differential)
set(MIDDEN_HOSTILE_DIRECTORY ${CMAKE_SOURCE_DIR}/tests/hostile)
get_property(vms GLOBAL PROPERTY MIDDEN_VMS)
set(known ${CMAKE_SOURCE_DIR}/tests/differential/known_differences.txt)
set(snippets ${CMAKE_SOURCE_DIR}/tests/snippets)

if(COMMAND midden_add_differential_test)
  if(MIDDEN_SANITIZE STREQUAL "address")
    set(plain tagged-refcount boxed-refcount tagged-semispace)
    set(stressed tagged-semispace)
  elseif(MIDDEN_SANITIZE STREQUAL "thread")
    set(plain tagged-marksweep)
    set(stressed "")
  else()
    set(plain ${vms})
    set(stressed tagged-marksweep tagged-semispace tagged-refcount boxed-refcount boxed-semispace)
  endif()
  foreach(vm ${plain})
    if(vm IN_LIST vms)
      set(options "")
      if(MIDDEN_SANITIZE STREQUAL "thread")
        set(options --set threads=2 --stress 200)
      endif()
      midden_add_differential_test(VM ${vm} OPTIONS ${options} --known ${known})
    endif()
  endforeach()
  foreach(vm ${stressed})
    if(vm IN_LIST vms)
      midden_add_differential_test(VM ${vm} NAME stress OPTIONS --verify --stress 100 --seed 1 --known ${known}
                                   ROOTS ${snippets})
    endif()
  endforeach()
  foreach(vm tagged-refcount tagged-semispace)
    if(vm IN_LIST vms AND NOT MIDDEN_SANITIZE)
      midden_add_hostile_test(VM ${vm})
    endif()
  endforeach()
endif()
