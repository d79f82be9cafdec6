# Tests are built by the target midden_tests (what `midden test` asks for), never by the default target.
#
# midden_add_test(NAME <name> SOURCES <file>… [LIBRARIES <target>…] [DEPENDS <target>…] [TIMEOUT <seconds>]
#                 [DEFINITIONS <definition>…])
#   One Catch2 executable, test_<name>, and one ctest test of the same <name>. The main function comes from Catch2.
#   Sources say #include <catch2/catch.hpp>, with Catch2 2 and 3 alike.
#
# midden_add_script_test(NAME <name> COMMAND <command>… [DEPENDS <target>…] [TIMEOUT <seconds>])
#   A test that is a command: it passes when the command exits with 0. DEPENDS are built with the tests.
#
# MIDDEN_PYTHON is the interpreter for test scripts and the oracle of differential tests: the distribution's, which is
# not always the first on the PATH.
add_custom_target(midden_tests)
set(MIDDEN_TEST_TIMEOUT 300)

find_program(MIDDEN_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH)
if(NOT MIDDEN_PYTHON)
  find_program(MIDDEN_PYTHON python3)
endif()
find_package(Catch2 QUIET)
if(Catch2_FOUND AND Catch2_VERSION VERSION_GREATER_EQUAL 3)
  # Catch2 3 has no single header; the tests keep one spelling.
  file(WRITE ${CMAKE_BINARY_DIR}/catch2_single_header/catch2/catch.hpp
       "#pragma once\n#include <catch2/catch_all.hpp>\nusing Catch::Approx;\n")
endif()

function(midden_add_test)
  cmake_parse_arguments(PARSE_ARGV 0 test "" "NAME;TIMEOUT" "SOURCES;LIBRARIES;DEPENDS;DEFINITIONS")
  if(NOT test_NAME OR NOT test_SOURCES OR test_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "midden_add_test needs NAME and SOURCES; not understood: '${test_UNPARSED_ARGUMENTS}'")
  endif()
  if(NOT Catch2_FOUND)
    return()
  endif()
  set(target test_${test_NAME})
  add_executable(${target} EXCLUDE_FROM_ALL ${test_SOURCES})
  target_link_libraries(${target} PRIVATE ${test_LIBRARIES} Catch2::Catch2WithMain)
  target_compile_definitions(${target} PRIVATE ${test_DEFINITIONS})
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)  # a third less build time
  if(Catch2_VERSION VERSION_GREATER_EQUAL 3)
    target_include_directories(${target} BEFORE PRIVATE ${CMAKE_BINARY_DIR}/catch2_single_header)
  endif()
  set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  add_test(NAME ${test_NAME} COMMAND ${target})
  midden_finish_test(${test_NAME} "${test_TIMEOUT}" ${target} ${test_DEPENDS})
endfunction()

function(midden_add_script_test)
  cmake_parse_arguments(PARSE_ARGV 0 test "" "NAME;TIMEOUT" "COMMAND;DEPENDS")
  if(NOT test_NAME OR NOT test_COMMAND OR test_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "midden_add_script_test needs NAME and COMMAND; not understood: '${test_UNPARSED_ARGUMENTS}'")
  endif()
  add_test(NAME ${test_NAME} COMMAND ${test_COMMAND})
  midden_finish_test(${test_NAME} "${test_TIMEOUT}" ${test_DEPENDS})
endfunction()

# The environment in which every test runs: the source tree, the build tree, and what to do about leaks at exit.
function(midden_finish_test name timeout)
  if(NOT timeout)
    set(timeout ${MIDDEN_TEST_TIMEOUT})
  endif()
  set_tests_properties(${name} PROPERTIES TIMEOUT ${timeout} ENVIRONMENT
    "MIDDEN_SOURCE_DIR=${CMAKE_SOURCE_DIR};MIDDEN_BUILD_DIR=${CMAKE_BINARY_DIR};MIDDEN_SANITIZE=${MIDDEN_SANITIZE}")
  if(ARGN)
    add_dependencies(midden_tests ${ARGN})
  endif()
endfunction()
