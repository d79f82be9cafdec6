# What `cmake --install` puts where: the lab, the default configurations, the programs, and the package with which a
# collector is built outside this tree (find_package(midden), midden_add_vm). The package carries sources, not
# libraries: a configuration is compiled as a whole, with the flags of the project that asks for it.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package ${CMAKE_INSTALL_DATADIR}/midden)
install(TARGETS midden RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY workloads/programs/ DESTINATION ${package}/programs FILES_MATCHING PATTERN "*.py")
install(DIRECTORY lab/peer_hooks DESTINATION ${package} FILES_MATCHING PATTERN "*.py")
install(DIRECTORY workloads/interpreter/library DESTINATION ${package} OPTIONAL FILES_MATCHING PATTERN "*.py")
install(FILES LICENSE README.md ARCHITECTURE.md DESTINATION ${CMAKE_INSTALL_DOCDIR} OPTIONAL)

get_property(default_vms GLOBAL PROPERTY MIDDEN_DEFAULT_VMS)
if(default_vms AND NOT MIDDEN_SANITIZE)
  install(TARGETS ${default_vms} RUNTIME DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/midden/vm)
  install(FILES ${MIDDEN_VM_DIRECTORY}/default/configurations.txt DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/midden/vm)
endif()

foreach(room object_model heap collectors workloads/interpreter)
  install(DIRECTORY ${room}/ DESTINATION ${package}/source/${room}
    FILES_MATCHING PATTERN "*.h" PATTERN "generate_unicode_names.py" PATTERN "*.cpp" PATTERN "*.inc" PATTERN "*.def" PATTERN CMakeLists.txt)
endforeach()
install(FILES cmake/MiddenLibraries.cmake cmake/MiddenRooms.cmake cmake/MiddenVm.cmake DESTINATION ${package}/cmake)

configure_package_config_file(cmake/midden-config.cmake.in ${CMAKE_BINARY_DIR}/midden-config.cmake
  INSTALL_DESTINATION ${package}/cmake PATH_VARS package)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/midden-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/midden-config.cmake ${CMAKE_BINARY_DIR}/midden-config-version.cmake
  DESTINATION ${package}/cmake)
