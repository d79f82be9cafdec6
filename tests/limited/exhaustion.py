"""Every way to run out of memory ends in a MemoryError that can be caught, after which the program goes on.

Run with a heap of 32 MB. Prints a line for each way, and "ok" when all ended as they should.
"""
import sys

MANY = 10**9


def big_list():
    items = []
    while True:
        items.append([0])


def big_str():
    text = "x"
    while True:
        text += text


def big_bytes():
    data = b"x" * 1000
    while True:
        data = data * 2


def bytearray_growth():
    data = bytearray()
    while True:
        data.extend(b"0123456789" * 100)


def repeated_list():
    return [None] * MANY


def repeated_str():
    return "abc" * MANY


def repeated_tuple():
    return (1, 2) * MANY


def list_of_range():
    return list(range(MANY))


def comprehension():
    return [i * 1.5 for i in range(MANY)]


def growing_dict():
    return {i: str(i) for i in range(MANY)}


def growing_set():
    return {(i, i) for i in range(MANY)}


def big_int():
    return 3 ** (10**10)


def shifted_int():
    return 1 << 10**12


def factorial():
    n = 1
    while True:
        n *= 10**1000
        n *= n


def join():
    return ",".join("abc" * 100 for _ in range(MANY))


def deep_list():
    nested = []
    while True:
        nested = [nested]


def linked_objects():
    class Node:
        pass

    head = None
    while True:
        node = Node()
        node.next = head
        head = node


def attributes():
    class Wide:
        pass

    objects = []
    while True:
        w = Wide()
        for name in "abcdefghij":
            setattr(w, name, [name])
        objects.append(w)


def generators():
    def chain(inner):
        yield from inner

    g = iter(())
    while True:
        g = chain(g)


def recursion_of_generators():
    def down(n):
        yield n
        yield from down(n + 1)

    return sum(down(0))


def closures():
    def wrap(f):
        return lambda: f

    f = None
    while True:
        f = wrap(f)


def exceptions():
    kept = []
    while True:
        try:
            raise ValueError("text " * 10)
        except ValueError as e:
            kept.append(e)


def classes():
    made = []
    while True:
        made.append(type("C", (), {"method": lambda self: None}))


def strings_in_place():
    import io
    stream = io.StringIO()
    while True:
        stream.write("0123456789" * 1000)


def formatting():
    return "%1000000000d" % 5


def padding():
    return "x".ljust(MANY)


def replacing():
    return ("ab" * 10**6).replace("a", "c" * 1000)


def sorting():
    return sorted(range(MANY))


def deque_growth():
    from collections import deque
    return deque(range(MANY))


def zipped():
    return list(zip(range(MANY), range(MANY)))


def finally_runs():
    done = []
    try:
        try:
            big_list()
        finally:
            done.append("finally")
    finally:
        done.append("again")
        assert done == ["finally", "again"]


def in_a_method():
    class Greedy:
        def __init__(self):
            self.items = []

        def __iter__(self):
            return self

        def __next__(self):
            self.items.append(bytes(1000))
            return self.items

    for _ in Greedy():
        pass


WAYS = [
    big_list, big_str, big_bytes, bytearray_growth, repeated_list, repeated_str, repeated_tuple, list_of_range,
    comprehension, growing_dict, growing_set, big_int, shifted_int, factorial, join, deep_list, linked_objects, attributes,
    generators, recursion_of_generators, closures, exceptions, classes, strings_in_place, formatting, padding, replacing,
    sorting, deque_growth, zipped, finally_runs, in_a_method,
]
chosen = sys.argv[1:]
wrong = 0
for way in WAYS:
    if chosen and way.__name__ not in chosen:
        continue
    print(way.__name__, end=" ", flush=True)
    try:
        way()
    except MemoryError as error:
        print("MemoryError", flush=True)
    except (RecursionError, OverflowError) as error:
        print(type(error).__name__, flush=True)
        wrong += way not in (recursion_of_generators, shifted_int)
    else:
        print("went through", flush=True)
        wrong += 1
    # There must be room again.
    again = [bytearray(1000) for _ in range(5000)]
    assert sum(len(b) for b in again) == 5_000_000
    del again
print("wrong", wrong) if wrong else print("ok")
sys.exit(wrong > 0)
