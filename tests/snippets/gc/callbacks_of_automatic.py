# skip-stress
# not: incremental
# only: boxed-refcount
"""Automatic collections are heard at both ends, in pairs, and what happens between is the collection."""
import gc
import time

gc.collect()
log = []
dead = []


class Cycle:
    def __init__(self, number):
        self.self = self
        self.number = number

    def __del__(self):
        dead.append(len(log))


def callback(phase, info):
    log.append((phase, info["generation"], info["collected"] > 0, sorted(info), time.perf_counter(), gc.collect()))


gc.callbacks.append(callback)
for i in range(10000):
    Cycle(i)
gc.callbacks.remove(callback)
phases = [entry[0] for entry in log]
print(phases == ["start", "stop"] * (len(log) // 2), len(log) // 2 > 10)
print({entry[1] for entry in log} <= {0, 1, 2}, {entry[5] for entry in log})
print(all(a[1] == b[1] and b[4] > a[4] for a, b in zip(log[::2], log[1::2])))
print(all(not entry[2] for entry in log[::2]), any(entry[2] for entry in log[1::2]), log[0][3])
# Finalizers run between the two.
print({number % 2 for number in dead if number < len(log)})

# A collection with much to look at takes longer than one of little.
keep = [[] for _ in range(300000)]
times = []


def watch(phase, info):
    if info["generation"] == 2:
        times.append(time.perf_counter())


gc.callbacks.append(watch)
gc.collect()
large = times[1] - times[0]
del keep, times[:]
gc.collect()
times.clear()
gc.collect()
print(len(times), large > times[1] - times[0])
gc.callbacks.remove(watch)

# A callback's error is reported, and the collection goes on.
gc.callbacks.append(lambda phase, info: 1 / 0)
print(gc.collect() >= 0)
gc.callbacks.clear()
