#pragma once

// The events as USDT probes of the provider `midden`, for bpftrace, SystemTap, perf and gdb. A probe that
// nobody watches is one nop. Built when <sys/sdt.h> is there (package systemtap-sdt-dev), else there are
// none.
//
//   midden:cycle__begin   cycle, kind, reason
//   midden:cycle__end     cycle, kind, reason, objects freed, bytes freed, bytes live, bytes held
//   midden:phase__begin   cycle, phase, thread
//   midden:phase__end     cycle, phase, thread
//   midden:pause__begin   cycle, kind
//   midden:pause__end     cycle, kind
//
// Cycles are numbered from 1; kind, reason and phase are addresses of C strings, those of the gc log; thread
// is 0 for the program's own, helpers count from 1. What helpers did is told by the program's thread when
// their job is over, so of helpers' phases the probes tell that they took place, not when. Pauses in
// microseconds:
//
//   bpftrace -e 'usdt:VM:midden:pause__begin { @t = nsecs }
//                usdt:VM:midden:pause__end /@t/ { @us[str(arg1)] = hist((nsecs - @t) / 1000) }'

#include "collectors/common/events.h"

#ifdef MIDDEN_HAS_PROBES
#include <sys/sdt.h>
#endif

namespace midden {

inline void fire_probe([[maybe_unused]] const Event& event) {
#ifdef MIDDEN_HAS_PROBES
  switch (event.type) {
    case EventType::cycle_begin:
      DTRACE_PROBE3(midden, cycle__begin, event.cycle, name_of(event.kind), name_of(event.reason));
      break;
    case EventType::cycle_end:
      DTRACE_PROBE7(midden, cycle__end, event.cycle, name_of(event.kind), name_of(event.reason),
                    event.figures->objects_freed, event.figures->bytes_freed, event.figures->bytes_live,
                    event.figures->bytes_held);
      break;
    case EventType::phase_begin:
      DTRACE_PROBE3(midden, phase__begin, event.cycle, name_of(event.phase), event.thread);
      break;
    case EventType::phase_end:
      DTRACE_PROBE3(midden, phase__end, event.cycle, name_of(event.phase), event.thread);
      break;
    case EventType::pause_begin:
      DTRACE_PROBE2(midden, pause__begin, event.cycle, name_of(event.kind));
      break;
    case EventType::pause_end:
      DTRACE_PROBE2(midden, pause__end, event.cycle, name_of(event.kind));
      break;
  }
#endif
}

}  // namespace midden
