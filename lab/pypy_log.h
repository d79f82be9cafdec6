// PyPy's own log of its collections, PYPYLOG=gc-minor,gc-collect,midden:FILE, turned into lines like those of
// --gc-log (collectors/common/gc_log.h).
//
// The log is sections, "[TIME] {gc-minor" … "[TIME] gc-minor}", nested, TIME in hexadecimal ticks of the
// processor. Two sections `midden`, at the program's beginning and end (lab/peer_hooks), hold nanoseconds,
// from which follows what a tick is. A pause is a gc-minor or a gc-collect-step; steps up to the one with
// gc-collect-done within are one cycle, `major`.
#pragma once

#include <filesystem>
#include <istream>
#include <ostream>

namespace midden::lab {

// Nothing is written when the log does not tell what a tick is: a program that was killed.
void convert_pypy_log(std::istream& theirs, std::ostream& ours);

// As files; nothing without the former.
void convert_pypy_log(const std::filesystem::path& theirs, const std::filesystem::path& ours);

}  // namespace midden::lab
