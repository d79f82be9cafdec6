#pragma once

// Helper threads for work inside a pause.

namespace midden {

// Runs work(context, index) for index 0 … threads - 1; index 0 on the calling thread, the others on helper
// threads if there are any free: some may start late or, one after the other, on the same thread. Returns
// when all are done.
void run_with_helpers(unsigned threads, void (*work)(void* context, unsigned index), void* context);

}  // namespace midden
