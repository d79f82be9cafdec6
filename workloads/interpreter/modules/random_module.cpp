// _random: the generator under the `random` module.

#include <sys/random.h>

#include <new>

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/floats.h"
#include "workloads/interpreter/modules/own_type.h"
#include "workloads/interpreter/numeric/mersenne_twister.h"

namespace midden::python {
namespace {

using numeric::MersenneTwister;

struct RandomState : ExtentObject {
  MersenneTwister generator;  // moved with the object, byte by byte
};
static_assert(std::is_trivially_copyable_v<MersenneTwister>);

MersenneTwister& generator(Arguments arguments) {
  return unwrap_as<RandomState>(arguments[0], Kind::RandomState)->generator;
}

// Without a value: from the system's entropy.
bool seed_with(Vm& vm, const Local& state, Value value) {
  numeric::BigInteger number;
  if (!value || value.is_none()) {
    std::uint64_t entropy[4];
    if (getrandom(entropy, sizeof entropy, 0) != sizeof entropy) entropy[0] = 0;
    number.assign(entropy, false);
  } else if (const Value integer = as_int(vm, value)) {
    numeric::absolute(number, int_view(integer));
  } else {
    std::int64_t digest;
    if (!hash(vm, value, &digest)) return false;
    number.assign_unsigned(static_cast<std::uint64_t>(digest));
  }
  state.as<RandomState>()->generator.seed(number);
  return true;
}

Owned construct(Vm& vm, Arguments arguments) {
  if (arguments.count() > 2) return raise_type_error(vm, "Random() requires 0 or 1 argument");
  auto* object = allocate_extent<RandomState>(vm, Kind::RandomState, 0, sizeof(MersenneTwister));
  if (!object) return nullptr;
  new (&object->generator) MersenneTwister();
  Local state(vm, adopt(object));
  const Value value = arguments.count() == 2 ? arguments[1] : Value{};
  if (!seed_with(vm, state, value)) return nullptr;
  return wrap_payload(vm, arguments[0], state.take());
}

Owned seed(Vm& vm, Arguments arguments) {
  const Local state(vm, unwrap(arguments[0], Kind::RandomState));
  return seed_with(vm, state, arguments[1]) ? make_none() : nullptr;
}

// What random.seed(a, version=2) does with a str or bytes, the digest included.
Owned seed_bytes(Vm& vm, Arguments arguments) {
  std::string_view bytes;
  if (!bytes_view(arguments[1], &bytes)) {
    return raise_type_error(vm, "a bytes-like object is required, not '%s'",
                            type_name(vm, arguments[1]).c_str());
  }
  generator(arguments).seed_bytes({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
  return make_none();
}

Owned random(Vm& vm, Arguments arguments) { return make_float(vm, generator(arguments).random()); }

Owned getrandbits(Vm& vm, Arguments arguments) {
  std::int64_t bits;
  if (!to_index(vm, arguments[1], &bits)) return nullptr;
  if (bits < 0) return raise_value_error(vm, "number of bits must be non-negative");
  if (bits <= 64) return make_uint(vm, generator(arguments).getrandbits64(static_cast<unsigned>(bits)));
  if (static_cast<std::uint64_t>(bits) > numeric::kMaxIntegerBits) return raise_memory_error(vm);
  numeric::BigInteger out;
  generator(arguments).getrandbits(out, static_cast<std::uint64_t>(bits));
  return make_int(vm, out);
}

Owned getstate(Vm& vm, Arguments arguments) {
  Tuple* fresh = allocate_tuple(vm, MersenneTwister::kStateSize + 1);
  if (!fresh) return nullptr;
  Local tuple(vm, adopt(fresh));
  for (std::size_t i = 0; i <= MersenneTwister::kStateSize; ++i) {
    const MersenneTwister& source = generator(arguments);
    Owned item = make_int(vm, i < MersenneTwister::kStateSize ? source.state()[i] : source.position());
    if (!item) return nullptr;
    initialize(vm, tuple.as<Tuple>(), tuple.as<Tuple>()->items[i], std::move(item));
  }
  return tuple.take();
}

Owned setstate(Vm& vm, Arguments arguments) {
  const Tuple* tuple = unwrap_as<Tuple>(arguments[1], Kind::Tuple);
  if (!tuple) return raise_type_error(vm, "state vector must be a tuple");
  if (tuple->length() != MersenneTwister::kStateSize + 1) {
    return raise_value_error(vm, "state vector is the wrong size");
  }
  std::array<std::uint32_t, MersenneTwister::kStateSize + 1> words;
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    std::int64_t word;
    if (!to_index(vm, load(unwrap_as<Tuple>(arguments[1], Kind::Tuple)->items[i]), &word)) return nullptr;
    words[i] = static_cast<std::uint32_t>(word);
  }
  const std::span<const std::uint32_t> all(words);
  if (!generator(arguments).set_state(all.first(MersenneTwister::kStateSize), words.back())) {
    return raise_value_error(vm, "invalid state");
  }
  return make_none();
}

const NativeDefinition kMethods[] = {
    {"random", random, ""},
    {"seed", seed, "n=, /"},
    {"seed_bytes", seed_bytes, "bytes, /"},
    {"getrandbits", getrandbits, "k, /"},
    {"getstate", getstate, ""},
    {"setstate", setstate, "state, /"},
};

const KindOperations kOperations = {};

bool initialize_random(Vm& vm, Value module) { return add_own_type(vm, module, kRandomType); }

}  // namespace

const TypeDefinition kRandomType = {
    .kind = Kind::RandomState,
    .name = "Random",
    .module = "_random",
    .operations = &kOperations,
    .methods = kMethods,
    .construct = construct,
    .construct_signature = "*args, **kwargs",
};

const ModuleDefinition kRandomModule = {"_random", {}, initialize_random};

}  // namespace midden::python
