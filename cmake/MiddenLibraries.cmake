# Every outside library, found once. All of them come from the distribution; packages.txt names the packages.
# Targets for use elsewhere: fmt::fmt, nlohmann_json::nlohmann_json, CLI11::CLI11, TBB::tbb, mimalloc,
# PkgConfig::GMP, PkgConfig::UTF8PROC, PkgConfig::PCRE2, PkgConfig::TOMLPLUSPLUS, benchmark::benchmark, Threads::Threads.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(TBB REQUIRED)
find_package(mimalloc REQUIRED)
find_package(benchmark QUIET)
pkg_check_modules(GMP REQUIRED QUIET IMPORTED_TARGET GLOBAL gmp)
pkg_check_modules(UTF8PROC REQUIRED QUIET IMPORTED_TARGET GLOBAL libutf8proc)
pkg_check_modules(TOMLPLUSPLUS REQUIRED QUIET IMPORTED_TARGET GLOBAL tomlplusplus)
pkg_check_modules(PCRE2 REQUIRED QUIET IMPORTED_TARGET GLOBAL libpcre2-8)
