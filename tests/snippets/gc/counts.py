# only: refcount
# not: incremental
# skip-stress
# What get_count() says after allocations and deaths, CPython's free lists included.
import gc


class Plain:
    pass


gc.disable()
keep = [None] * 1000


def grow(make, number):
    for i in range(number):
        keep[i] = make(i)


def drop(number):
    for i in range(number):
        keep[i] = None


def measure(name, make, number):
    gc.collect()
    start = gc.get_count()[0]
    grow(make, number)
    grown = gc.get_count()[0] - start
    drop(number)
    dropped = gc.get_count()[0] - start
    grow(make, number)
    again = gc.get_count()[0] - start
    drop(number)
    print(name, grown, dropped, again)


measure("instances", lambda i: Plain(), 300)
measure("lists", lambda i: [], 200)
measure("full lists", lambda i: [i, i], 200)
measure("pairs", lambda i: (i, 0), 300)
measure("dicts", lambda i: {}, 200)
measure("full dicts", lambda i: {i: i}, 200)
measure("sets", lambda i: {i}, 200)
measure("ints", lambda i: i + 1000, 200)
measure("floats", lambda i: i + 0.5, 200)
measure("ranges", lambda i: range(i), 200)
measure("slices", lambda i: slice(i), 200)
measure("methods", lambda i: measure.__call__, 200)
measure("functions", lambda i: lambda: 0, 200)
measure("iterators", lambda i: iter([]), 200)

gc.collect()
print(gc.get_count()[1:])
gc.collect(0)
print(gc.get_count()[1:])
gc.collect(0)
gc.collect(1)
print(gc.get_count()[1:])
before = gc.get_stats()
gc.collect(0), gc.collect(0), gc.collect(1), gc.collect(2)
print([b["collections"] - a["collections"] for a, b in zip(before, gc.get_stats())])

gc.collect()
a, b = Plain(), Plain()
a.other, b.other = b, a
del a, b
before = gc.get_stats()
print(gc.collect(0))
after = gc.get_stats()
print([sorted((key, y[key] - x[key]) for key in y) for x, y in zip(before, after)])

# Thresholds; without survivors that the 25 % rule would count.
gc.freeze()
gc.collect()
gc.set_threshold(50, 2, 3)
before = gc.get_stats()
gc.enable()
kept = [Plain() for _ in range(1000)]
print([b["collections"] - a["collections"] for a, b in zip(before, gc.get_stats())])
gc.set_threshold(0)
print(gc.get_threshold(), gc.isenabled())
before = gc.get_stats()
kept = [Plain() for _ in range(5000)]
print([b["collections"] - a["collections"] for a, b in zip(before, gc.get_stats())])
