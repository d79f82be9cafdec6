# Compiler flags shared by every target, and the sanitizer builds.
set(MIDDEN_SANITIZE "" CACHE STRING "Sanitizers to build with: empty, address or thread")
option(MIDDEN_WARNINGS_AS_ERRORS "Treat warnings as errors" OFF)
if(DEFINED ENV{MIDDEN_WARNINGS_AS_ERRORS})  # how .ci/run asks for it, through the door
  set(MIDDEN_WARNINGS_AS_ERRORS $ENV{MIDDEN_WARNINGS_AS_ERRORS})
endif()

find_program(MIDDEN_CCACHE ccache)
if(MIDDEN_CCACHE AND (NOT CMAKE_CXX_COMPILER_LAUNCHER OR CMAKE_CXX_COMPILER_LAUNCHER MATCHES "ccache$"))
  # Without this ccache leaves every file with a precompiled header alone.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${MIDDEN_CCACHE})
endif()

add_compile_options(-Wall -Wextra -fno-plt)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  # g++ 12 takes a pointer that was null in another branch for the address of the atomic access after it.
  add_compile_options(-Wno-stringop-overflow -Wno-stringop-overread -Wno-array-bounds)
endif()
if(MIDDEN_WARNINGS_AS_ERRORS AND NOT MIDDEN_SANITIZE)  # instrumented code has false positives of its own
  add_compile_options(-Werror)
endif()
if(MIDDEN_SANITIZE STREQUAL "address")
  # Left out: what AddressSanitizer finds anyway (null, sizes of objects) and what needs virtual classes to matter. A
  # third of the build time.
  add_compile_options(-fsanitize=address,undefined -fno-sanitize=null,object-size,vptr -fno-sanitize-recover=undefined
                      -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
elseif(MIDDEN_SANITIZE STREQUAL "thread")
  add_compile_options(-fsanitize=thread -fno-omit-frame-pointer)
  add_link_options(-fsanitize=thread)
elseif(NOT MIDDEN_SANITIZE STREQUAL "")
  message(FATAL_ERROR "MIDDEN_SANITIZE must be empty, address or thread, not '${MIDDEN_SANITIZE}'")
endif()

include_directories(${CMAKE_SOURCE_DIR})
