# The tests that run every configuration's program: the same scripts under CPython and under us.
#
# Release: every configuration that is no EXPERIMENT (configurations.cmake; all with MIDDEN_TEST_EXPERIMENTS), then each
# collector again with the verifier on and seeded stress. Sanitized interpreters
# take long to build, so there is one under each: counting, which frees at once and everywhere, under AddressSanitizer
# (copying makes the places that objects have left inaccessible by itself), marking beside the mutator under
# ThreadSanitizer. The conformance suite has all collectors.
# The functions' own folders, which they know by variables of their directory's scope.
set(MIDDEN_DIFFERENTIAL_DIRECTORY ${CMAKE_SOURCE_DIR}/tests/differential)
set(MIDDEN_HOSTILE_DIRECTORY ${CMAKE_SOURCE_DIR}/tests/hostile)
set(MIDDEN_LIMITED_DIRECTORY ${CMAKE_SOURCE_DIR}/tests/limited)
get_property(vms GLOBAL PROPERTY MIDDEN_VMS)
set(known ${CMAKE_SOURCE_DIR}/tests/differential/known_differences.txt)

if(COMMAND midden_add_differential_test)
  if(MIDDEN_SANITIZE STREQUAL "address")
    set(plain boxed-refcount)
    set(stressed boxed-refcount)
  elseif(MIDDEN_SANITIZE STREQUAL "thread")
    set(plain tagged-concurrent)
    set(stressed "")
  else()
    set(plain ${vms})
    list(FILTER plain EXCLUDE REGEX -check$)
    set(stressed tagged-marksweep tagged-semispace tagged-concurrent tagged-refcount boxed-refcount boxed-semispace)
  endif()
  foreach(vm ${plain})
    if(vm IN_LIST vms)
      set(options "")
      if(MIDDEN_SANITIZE STREQUAL "thread")
        set(options --set sizing=growth --set minimum=1M --stress 2000)
      endif()
      midden_add_differential_test(VM ${vm} OPTIONS ${options} --known ${known})
    endif()
  endforeach()
  if(NOT MIDDEN_SANITIZE AND tagged-concurrent IN_LIST vms)
    midden_add_differential_test(VM tagged-concurrent NAME schedule OPTIONS --verify --stress 200 --stress schedule=5
                                 --known ${known})
    midden_add_differential_test(VM tagged-concurrent NAME snapshot OPTIONS --set barrier=snapshot --set nursery=128K --verify --stress 100
                                 --known ${known})
  endif()
  # What the interpreter does to the heap, judged by the collector that does nothing else.
  if(NOT MIDDEN_SANITIZE AND tagged-check IN_LIST vms)
    midden_add_differential_test(VM tagged-check OPTIONS --set report=violations --stress 50 --seed 1 --known ${known})
  endif()
  set(interval 100)
  if(MIDDEN_SANITIZE)
    set(interval 300)  # everything takes three to ten times as long
  endif()
  foreach(vm ${stressed})
    if(vm IN_LIST vms)
      midden_add_differential_test(VM ${vm} NAME stress OPTIONS --verify --stress ${interval} --seed 1 --known ${known})
    endif()
  endforeach()
  set(hostile tagged-refcount tagged-semispace)
  if(MIDDEN_SANITIZE STREQUAL "thread")
    set(hostile "")  # helpers see nothing of it
  elseif(MIDDEN_SANITIZE)
    set(hostile ${plain})
  endif()
  foreach(vm ${hostile})
    if(vm IN_LIST vms)
      midden_add_hostile_test(VM ${vm})
    endif()
  endforeach()
endif()

# Running out of memory in many ways.
if(COMMAND midden_add_limited_test AND NOT MIDDEN_SANITIZE STREQUAL "thread")
  set(limited tagged-refcount tagged-semispace)
  if(MIDDEN_SANITIZE)
    set(limited ${plain})
  endif()
  foreach(vm ${limited})
    if(vm IN_LIST vms)
      midden_add_limited_test(VM ${vm})
    endif()
  endforeach()
endif()

# Traces, live figures and probes, of a collector with helpers and of one with very many cycles.
if(MIDDEN_PYTHON AND NOT MIDDEN_SANITIZE)
  foreach(vm tagged-concurrent boxed-refcount)
    if(vm IN_LIST vms)
      midden_add_script_test(NAME trace.${vm} DEPENDS ${vm}
        COMMAND ${MIDDEN_PYTHON} ${CMAKE_SOURCE_DIR}/tests/trace/run.py --vm $<TARGET_FILE:${vm}>)
      if(MIDDEN_SDT_DIRECTORY)
        set_property(TEST trace.${vm} APPEND PROPERTY ENVIRONMENT MIDDEN_HAS_PROBES=1)
      endif()
    endif()
  endforeach()
endif()

# Counting collectors against CPython's own: how often they collect, and which pages they write to after a fork.
if(MIDDEN_PYTHON AND NOT MIDDEN_SANITIZE)
  foreach(vm boxed-refcount tagged-refcount)
    if(vm IN_LIST vms)
      midden_add_script_test(NAME cadence.${vm} DEPENDS ${vm}
        COMMAND ${MIDDEN_PYTHON} ${CMAKE_SOURCE_DIR}/tests/cadence/run.py --vm $<TARGET_FILE:${vm}>)
    endif()
  endforeach()
  if("boxed-refcount" IN_LIST vms)
    midden_add_script_test(NAME fork.boxed-refcount DEPENDS boxed-refcount
      COMMAND ${MIDDEN_PYTHON} ${CMAKE_SOURCE_DIR}/tests/fork/run.py --vm $<TARGET_FILE:boxed-refcount>)
    midden_add_script_test(NAME fork.boxed-refcount.leaves DEPENDS boxed-refcount
      COMMAND ${MIDDEN_PYTHON} ${CMAKE_SOURCE_DIR}/tests/fork/run.py --vm $<TARGET_FILE:boxed-refcount> --leaves --megabytes 60)
  endif()
endif()
