#include "collectors/check/stale_access.h"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <mutex>
#include <vector>

#include "collectors/check/verdict.h"
#include "heap/sanitizers.h"

namespace midden {
namespace {

std::mutex heaps_mutex;
std::vector<const MovedObjects*> heaps;
struct sigaction previous;

// The fault comes from the workload's own code, never from inside an allocation function: what is called here
// need not be safe in a handler of arbitrary signals.
void on_fault(int signal, siginfo_t* info, void*) {
  // An address that is none at all is not reported by the processor.
  const bool unknown = info->si_code == SI_KERNEL;
  std::string text = unknown ? "an address that no object ever had: a raw word that was never set, or a weak "
                               "reference's word not read through read_weak"
                             : "";
  for (const MovedObjects* heap : heaps) {
    if (text.empty()) text = heap->what_was_at(info->si_addr);
  }
  if (text.empty()) {
    sigaction(signal, &previous, nullptr);
    return;  // the access is repeated, and whoever handled faults before has it
  }
  std::fprintf(stderr, "midden: check: %s: %s\n", name_of(Breach::stale_access), text.c_str());
  _exit(Verdict::kExitStatus);
}

}  // namespace

void explain_faults(const MovedObjects& heap) {
  if (kSanitized) return;
  std::lock_guard lock(heaps_mutex);
  heaps.push_back(&heap);
  if (heaps.size() > 1) return;
  struct sigaction action {};
  action.sa_sigaction = on_fault;
  action.sa_flags = SA_SIGINFO;
  sigaction(SIGSEGV, &action, &previous);
}

void stop_explaining_faults(const MovedObjects& heap) {
  if (kSanitized) return;
  std::lock_guard lock(heaps_mutex);
  std::erase(heaps, &heap);
  if (heaps.empty()) sigaction(SIGSEGV, &previous, nullptr);
}

}  // namespace midden
