// The gamma function by Lanczos' approximation (g = 6.0246…, 13 terms), which is what Python's digits come
// from; libm's differs in the last place.
#pragma once

namespace midden::numeric {

// Infinite where too large. Not for poles: 0 and the negative integers.
double gamma_function(double x);
double log_gamma_function(double x);

}  // namespace midden::numeric
