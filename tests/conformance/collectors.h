#pragma once

// Every collector on every model. A new collector is one more name in `AllCollectors`.

#include <tuple>

#include "collectors/concurrent/concurrent.h"
#include "collectors/marksweep/marksweep.h"
#include "collectors/none/none.h"
#include "collectors/refcount-incremental/refcount-incremental.h"
#include "collectors/refcount/refcount.h"
#include "collectors/semispace/semispace.h"
#include "heap/sanitizers.h"
#include "object_model/boxed-front.h"
#include "object_model/boxed-header.h"
#include "object_model/boxed-side-links.h"
#include "object_model/boxed-side.h"
#include "object_model/boxed.h"
#include "object_model/tagged-side.h"
#include "object_model/tagged.h"

namespace midden::conformance {

template <template <class> class C, class M>
struct Configuration {
  using Collector = C<M>;
  using Model = M;
  static_assert(CollectorFor<Collector, Model>);
};

template <template <class> class... Collectors>
struct OnAllModels {
  using Type = std::tuple<Configuration<Collectors, Tagged>..., Configuration<Collectors, Boxed>...>;
};

// Alias templates, since a constrained template is not one of `template <class> class`.
template <class M>
using AnyNone = None<M>;
template <class M>
using AnyMarksweep = Marksweep<M>;
template <class M>
using AnyConcurrent = Concurrent<M>;
template <class M>
using AnySemispace = Semispace<M>;
template <class M>
using AnyRefcount = Refcount<M>;
template <class M>
using AnyIncremental = RefcountIncremental<M>;

#ifdef MIDDEN_PLACEMENTS

// The models that keep a collector's notes elsewhere: each place under counting, and under marking.
using AllCountingCollectors =
    std::tuple<Configuration<AnyRefcount, BoxedHeader>, Configuration<AnyRefcount, BoxedFront>,
               Configuration<AnyRefcount, BoxedSide>, Configuration<AnyRefcount, BoxedSideLinks>,
               Configuration<AnyIncremental, TaggedSide>>;
using CountingCollectors = AllCountingCollectors;
using ReclaimingCollectors = decltype(std::tuple_cat(
    AllCountingCollectors(),
    std::tuple<Configuration<AnyMarksweep, BoxedFront>, Configuration<AnyMarksweep, TaggedSide>,
               Configuration<AnySemispace, BoxedFront>, Configuration<AnyConcurrent, BoxedSide>>()));
using AllCollectors =
    decltype(std::tuple_cat(ReclaimingCollectors(), std::tuple<Configuration<AnyNone, BoxedFront>>()));

#else

#if MIDDEN_TSAN
// Those with helper threads, and one without for the cases with several mutators.
using AllCollectors = OnAllModels<AnyMarksweep, AnyRefcount, AnyConcurrent>::Type;
using ReclaimingCollectors = AllCollectors;
#else
using AllCollectors =
    OnAllModels<AnyNone, AnyMarksweep, AnySemispace, AnyRefcount, AnyIncremental, AnyConcurrent>::Type;
// Those that claim to free what is unreachable, cycles included.
using ReclaimingCollectors =
    OnAllModels<AnyMarksweep, AnySemispace, AnyRefcount, AnyIncremental, AnyConcurrent>::Type;
#endif

using CountingCollectors = OnAllModels<AnyRefcount>::Type;
using AllCountingCollectors = OnAllModels<AnyRefcount, AnyIncremental>::Type;

#endif

}  // namespace midden::conformance
