"""Churn: small cyclic garbage beside a large live heap. Arguments: [LIVE=300000] [ITERS=500000] [--latency].

LIVE nodes stay alive in doubly linked rings of 100. Each iteration builds a ring of 8, which is cyclic garbage at
once; every 64th ring is kept instead, in the `owner` field of an old ring's head, where it replaces the previous one.
With --latency the time per unit of 100 iterations (800 nodes) is reported on stderr.
"""
# test-args: 2000 2000

import sys
import time

OLD_RING = 100
YOUNG_RING = 8
KEEP_EVERY = 64
UNIT = 100


class Node:
    def __init__(self, val):
        self.prev = self
        self.next = self
        self.owner = None
        self.val = val


class Random:
    def __init__(self, seed):
        self.seed = seed

    def next(self):
        self.seed = (self.seed * 1103515245 + 12345) & 0x7FFFFFFF
        return self.seed >> 8


def make_ring(size, first):
    """Returns the head of a ring of `size` nodes holding first, first + 1 …"""
    head = Node(first)
    last = head
    for val in range(first + 1, first + size):
        node = Node(val)
        node.prev = last
        last.next = node
        last = node
    last.next = head
    head.prev = last
    return head


def ring_sum(head):
    total = head.val
    node = head.next
    while node is not head:
        total += node.val
        node = node.next
    return total


def churn(heads, iterations, random, latencies):
    checksum = 0
    count = len(heads)
    started = time.perf_counter_ns() if latencies is not None else 0
    for i in range(iterations):
        ring = make_ring(YOUNG_RING, i)
        checksum += ring.prev.val
        if i % KEEP_EVERY == 0:
            heads[random.next() % count].owner = ring
        if latencies is not None and (i + 1) % UNIT == 0:
            now = time.perf_counter_ns()
            latencies.append(now - started)
            started = now
    return checksum


def report(latencies, what):
    """Percentiles of nanoseconds, as microseconds, on stderr."""
    latencies.sort()
    last = len(latencies) - 1
    for name, share in (("p50", 0.5), ("p99", 0.99), ("p99.9", 0.999), ("max", 1.0)):
        print(f"{what} {name}: {latencies[int(last * share)] / 1000:.1f} us", file=sys.stderr)


def main():
    numbers = [int(argument) for argument in sys.argv[1:] if not argument.startswith("--")]
    live = numbers[0] if numbers else 300000
    iterations = numbers[1] if len(numbers) > 1 else 500000
    latencies = [] if "--latency" in sys.argv else None

    heads = [make_ring(OLD_RING, start) for start in range(0, live, OLD_RING)]
    print(f"live: {len(heads)} rings of {OLD_RING}")

    checksum = churn(heads, iterations, Random(42), latencies)

    old = sum([ring_sum(head) for head in heads])
    owned = [ring_sum(head.owner) for head in heads if head.owner is not None]
    print(f"churned: {iterations} rings of {YOUNG_RING}, checksum {checksum}")
    print(f"kept: {len(owned)} rings, sum {sum(owned)}")
    print(f"live sum: {old}")
    if latencies:
        report(latencies, f"{UNIT} iterations")


if __name__ == "__main__":
    main()
