import random

from cases import case, finish

SEEDS = [0, 1, -1, 42, 2**31, 2**32, 2**32 + 1, 2**64 - 1, -(2**100), 3**1000, 2**20000 + 7]
TEXTS = ["", "a", "midden", "é€😀", "x" * 1000, "x" * 47, "x" * 111, "x" * 112, "x" * 127, "x" * 128]


def numbers(generator):
    out = [generator.random()] + [generator.getrandbits(bits) for bits in (1, 31, 32, 33, 64, 65, 200, 0)]
    return out + [generator.random() for _ in range(700)][-1:]


for seed in SEEDS:
    case("int_seed", (seed,), lambda s: numbers(random.Random(s)))
for text in TEXTS:
    case("text_seed", (text,), lambda s: numbers(random.Random(s)))
case("state", (5,), lambda s: random.Random(s).getstate()[1])
finish()
