"""Times full collections of some graphs. Arguments: [OBJECTS=400000].

Prints name, tracked objects and nanoseconds of CPU time per object for each graph. Works under CPython and under our
interpreters; compare_full_collections.py runs both and prints the ratio.
"""

import gc
import random
import sys
import time


class Node:
    def __init__(self, number, before):
        self.number = number
        self.before = before
        self.after = None


def chain(count):
    """A doubly linked list in the order of allocation."""
    first = node = Node(0, None)
    for number in range(1, count):
        node.after = Node(number, node)
        node = node.after
    return first


def cache(count):
    """An LRU cache after long use: the list's order has nothing to do with the order of allocation."""
    random.seed(1)
    nodes = {f"key {number}": Node(number, None) for number in range(count)}
    keys = list(nodes)
    random.shuffle(keys)
    before = nodes[keys[-1]]
    for key in keys:
        node = nodes[key]
        node.before, before.after = before, node
        before = node
    return nodes


def lists(count):
    return [[number, [number]] for number in range(count // 2)]


def mixture(count):
    return [{"a": [number], "b": (number, [])} for number in range(count // 5)]


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 400000
    gc.disable()
    for make in (chain, cache, lists, mixture):
        graph = make(count)
        gc.collect()
        tracked = len(gc.get_objects())
        best = None
        for _ in range(5):
            start = time.process_time()
            gc.collect()
            taken = time.process_time() - start
            best = taken if best is None else min(best, taken)
        print(f"{make.__name__} {tracked} {best / tracked * 1e9:.1f}", flush=True)
        del graph
        gc.collect()


main()
