# midden_add_vm(MODEL <model> COLLECTOR <collector> [BASE <collector>] [NAME <name>] [DEFAULT|EXPERIMENT] [DEFINITIONS <definition>…])
#
# Builds one configuration, an executable vm/<name>: the interpreter compiled with one object model and one
# collector. <name> is <model>-<collector> unless given. The headers are found by their place:
# object_model/<model>.h and collectors/<collector>/<collector>.h, from the calling project's root or Midden's.
# BASE is the collector whose Heap and Mutator those of this one derive from, if any: they are instantiated once, too.
# With DEFAULT the configuration belongs to the default build; the others are built when first asked for
# (`midden run` does so) and by the target midden_vms. An EXPERIMENT is in neither: `midden test` leaves it alone, unless
# the build was configured with -DMIDDEN_TEST_EXPERIMENTS=ON.
option(MIDDEN_TEST_EXPERIMENTS "Have the tests build and run experimental configurations, too" OFF)
set(MIDDEN_VM_DIRECTORY ${CMAKE_BINARY_DIR}/vm)
if(NOT DEFINED MIDDEN_ROOT)
  set(MIDDEN_ROOT ${CMAKE_SOURCE_DIR})  # an installed package sets its own
  set(MIDDEN_VERSION ${PROJECT_VERSION})
endif()
# What touches no object is compiled once, in these libraries.
set(MIDDEN_VM_LIBRARIES midden_program midden_syntax midden_compiler midden_text midden_numeric midden_collectors midden_heap)
# What nearly every file of the interpreter includes; parsed once per configuration it halves the build time. Other
# headers change nothing but the time when they are listed or missing here.
set(MIDDEN_VM_COMMON_HEADERS vm/vm.h vm/classes.h vm/calls.h builtins/definitions.h builtins/containers.h
    builtins/strings.h builtins/integers.h)
option(MIDDEN_PRECOMPILE_HEADERS "Precompile the interpreter's common headers" ON)
if(NOT TARGET midden_vms)
  add_custom_target(midden_vms)
endif()

# refcount-incremental → RefcountIncremental
function(midden_camel_case word result)
  string(REGEX MATCHALL "[A-Za-z0-9]+" parts "${word}")
  set(camel "")
  foreach(part ${parts})
    string(SUBSTRING ${part} 0 1 head)
    string(SUBSTRING ${part} 1 -1 tail)
    string(TOUPPER ${head} head)
    string(APPEND camel ${head}${tail})
  endforeach()
  set(${result} ${camel} PARENT_SCOPE)
endfunction()

function(midden_add_vm)
  cmake_parse_arguments(PARSE_ARGV 0 vm "DEFAULT;EXPERIMENT" "NAME;MODEL;COLLECTOR;BASE" "DEFINITIONS")
  if(NOT vm_MODEL OR NOT vm_COLLECTOR OR vm_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "midden_add_vm needs MODEL and COLLECTOR; not understood: '${vm_UNPARSED_ARGUMENTS}'")
  endif()
  if(NOT vm_NAME)
    set(vm_NAME ${vm_MODEL}-${vm_COLLECTOR})
  endif()
  foreach(header object_model/${vm_MODEL}.h collectors/${vm_COLLECTOR}/${vm_COLLECTOR}.h)
    if(NOT EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${header} AND NOT EXISTS ${CMAKE_SOURCE_DIR}/${header}
       AND NOT EXISTS ${MIDDEN_ROOT}/${header})
      set(severity WARNING)
      if(MIDDEN_WARNINGS_AS_ERRORS)
        set(severity FATAL_ERROR)
      endif()
      message(${severity} "midden_add_vm: no configuration ${vm_NAME}: there is no ${header}")
      return()
    endif()
  endforeach()

  midden_camel_case(${vm_MODEL} model_class)
  midden_camel_case(${vm_COLLECTOR} collector_class)
  set(instantiations "")
  foreach(collector ${vm_BASE} ${vm_COLLECTOR})
    midden_camel_case(${collector} class)
    string(APPEND instantiations "template class ${class}Heap<${model_class}>;\ntemplate class ${class}Mutator<${model_class}>;\n")
  endforeach()
  string(REPLACE "template class" "extern template class" declarations "${instantiations}")
  set(directory ${CMAKE_BINARY_DIR}/vm/${vm_NAME}.d)
  # file(CONFIGURE) leaves an unchanged file alone, so configuring again recompiles nothing.
  file(CONFIGURE OUTPUT ${directory}/configuration.h @ONLY CONTENT [[
// Written by midden_add_vm: the object model and the collector of this executable.
#pragma once

#include "object_model/@vm_MODEL@.h"
#include "collectors/@vm_COLLECTOR@/@vm_COLLECTOR@.h"

namespace midden::configuration {

using Model = @model_class@;
using Collector = @collector_class@<Model>;

inline constexpr const char* kName = "@vm_NAME@";
inline constexpr const char* kModelName = "@vm_MODEL@";
inline constexpr const char* kCollectorName = "@vm_COLLECTOR@";

}  // namespace midden::configuration

// Instantiated once, in collector.cpp.
namespace midden {
@declarations@}  // namespace midden
]])
  file(CONFIGURE OUTPUT ${directory}/collector.cpp @ONLY CONTENT [[
// Written by midden_add_vm: the code of the collector.
#include "collectors/common/heap_settings.h"
#include "configuration.h"

namespace midden {
@instantiations@static_assert(CollectorFor<configuration::Collector, configuration::Model>);
}  // namespace midden
]])

  set(interpreter ${MIDDEN_ROOT}/workloads/interpreter)
  file(GLOB sources CONFIGURE_DEPENDS ${interpreter}/vm/*.cpp ${interpreter}/builtins/*.cpp ${interpreter}/modules/*.cpp)
  add_executable(${vm_NAME} ${sources} ${interpreter}/main.cpp ${directory}/collector.cpp)
  if(NOT vm_DEFAULT OR MIDDEN_SANITIZE)  # sanitized builds hold what their tests need
    set_target_properties(${vm_NAME} PROPERTIES EXCLUDE_FROM_ALL TRUE)
  endif()
  target_include_directories(${vm_NAME} BEFORE PRIVATE ${directory})
  target_include_directories(${vm_NAME} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR} ${CMAKE_SOURCE_DIR} ${MIDDEN_ROOT})
  target_compile_features(${vm_NAME} PRIVATE cxx_std_20)
  target_compile_definitions(${vm_NAME} PRIVATE ${vm_DEFINITIONS})
  # Nothing throws here: a null Owned says that a Python exception is pending. Without cleanups for what a call might
  # throw, references stay in registers.
  target_compile_options(${vm_NAME} PRIVATE -fno-exceptions)
  # Only main.cpp knows a path and how it was built, so that a compiler cache serves every checkout.
  string(TOUPPER "${CMAKE_BUILD_TYPE}" build_type)
  string(STRIP "${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${build_type}}" flags)
  set_source_files_properties(${interpreter}/main.cpp TARGET_DIRECTORY ${vm_NAME} PROPERTIES COMPILE_DEFINITIONS
    "MIDDEN_LIBRARY_DIRECTORY=\"${interpreter}/library\";MIDDEN_VERSION=\"${MIDDEN_VERSION}\";\
MIDDEN_SANITIZER=\"${MIDDEN_SANITIZE}\";MIDDEN_BUILD_TYPE=\"${CMAKE_BUILD_TYPE}\";MIDDEN_FLAGS=\"${flags}\"")
  # mimalloc comes with midden_heap, which knows how each sanitizer wants it linked.
  foreach(library ${MIDDEN_VM_LIBRARIES})
    if(TARGET ${library})
      target_link_libraries(${vm_NAME} PRIVATE ${library})
    endif()
  endforeach()
  target_link_libraries(${vm_NAME} PRIVATE PkgConfig::GMP TBB::tbb fmt::fmt Threads::Threads)
  set_target_properties(${vm_NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${MIDDEN_VM_DIRECTORY})
  if(MIDDEN_PRECOMPILE_HEADERS)
    list(TRANSFORM MIDDEN_VM_COMMON_HEADERS PREPEND ${interpreter}/ OUTPUT_VARIABLE common_headers)
    target_precompile_headers(${vm_NAME} PRIVATE ${common_headers})
  endif()
  if(NOT vm_EXPERIMENT OR MIDDEN_TEST_EXPERIMENTS)
    add_dependencies(midden_vms ${vm_NAME})
    set_property(GLOBAL APPEND PROPERTY MIDDEN_VMS ${vm_NAME})
  endif()

  # What the lab reads to know the configurations that are not built yet.
  get_property(listed GLOBAL PROPERTY MIDDEN_CONFIGURATIONS)
  if(NOT listed)
    cmake_language(DEFER DIRECTORY ${CMAKE_SOURCE_DIR} CALL midden_write_configurations)
  endif()
  set(line "${vm_NAME} ${vm_MODEL} ${vm_COLLECTOR}")
  if(vm_DEFAULT)
    set_property(GLOBAL APPEND PROPERTY MIDDEN_DEFAULT_VMS ${vm_NAME})
    set_property(GLOBAL APPEND_STRING PROPERTY MIDDEN_CONFIGURATIONS "${line} default\n")
    set_property(GLOBAL APPEND_STRING PROPERTY MIDDEN_DEFAULT_CONFIGURATIONS "${line} default\n")
  else()
    set_property(GLOBAL APPEND_STRING PROPERTY MIDDEN_CONFIGURATIONS "${line} optional\n")
  endif()
endfunction()

function(midden_write_configurations)
  get_property(all GLOBAL PROPERTY MIDDEN_CONFIGURATIONS)
  get_property(defaults GLOBAL PROPERTY MIDDEN_DEFAULT_CONFIGURATIONS)
  file(CONFIGURE OUTPUT ${MIDDEN_VM_DIRECTORY}/configurations.txt CONTENT "${all}" @ONLY)
  file(CONFIGURE OUTPUT ${MIDDEN_VM_DIRECTORY}/default/configurations.txt CONTENT "${defaults}" @ONLY)  # to be installed
endfunction()
