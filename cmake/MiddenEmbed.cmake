# Text files compiled into a program: `cmake -DOUTPUT=… -DNAMESPACE=… "-DFILES=kName=path;…" -P MiddenEmbed.cmake` writes a
# header with one std::string_view for each.
set(text "#pragma once\n\n#include <string_view>\n\nnamespace ${NAMESPACE} {\n\n")
foreach(entry ${FILES})
  string(REGEX MATCH "^([^=]+)=(.*)$" ignored "${entry}")
  set(name ${CMAKE_MATCH_1})
  file(READ "${CMAKE_MATCH_2}" content)
  string(APPEND text "inline constexpr std::string_view ${name} = R\"midden(${content})midden\";\n\n")
endforeach()
string(APPEND text "}  // namespace ${NAMESPACE}\n")
file(WRITE "${OUTPUT}" "${text}")
