# midden_add_rooms(): adds every immediate subdirectory that has a CMakeLists.txt, in alphabetical order.
function(midden_add_rooms)
  file(GLOB rooms CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR}/*/CMakeLists.txt)
  foreach(room ${rooms})
    get_filename_component(room ${room} DIRECTORY)
    add_subdirectory(${room})
  endforeach()
endfunction()
