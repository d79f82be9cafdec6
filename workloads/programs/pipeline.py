"""Pipeline: values flow through chains of generators. Arguments: [VALUES=1200000].

Generators that filter, map, window, merge, delegate and are sent values: suspended frames are the heap objects here.
"""
# test-args: 2000

import sys

MODULUS = 1000003


def numbers(count):
    seed = 42
    for _ in range(count):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        yield seed >> 8


def where(predicate, values):
    for value in values:
        if predicate(value):
            yield value


def window(size, values):
    """Tuples of `size` neighbours."""
    recent = []
    for value in values:
        recent.append(value)
        if len(recent) == size:
            yield tuple(recent)
            del recent[0]


def chunks(size, values):
    chunk = []
    for value in values:
        chunk.append(value)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def flatten(nested):
    for item in nested:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item


def merge(left, right):
    """Merges two ascending streams."""
    a = next(left, None)
    b = next(right, None)
    while a is not None and b is not None:
        if a <= b:
            yield a
            a = next(left, None)
        else:
            yield b
            b = next(right, None)
    if a is not None:
        yield a
        yield from left
    if b is not None:
        yield b
        yield from right


def merge_sort(values):
    """A tree of generators, one for each split."""
    if len(values) <= 1:
        yield from values
        return
    middle = len(values) // 2
    yield from merge(merge_sort(values[:middle]), merge_sort(values[middle:]))


def averager():
    """A coroutine: receives values, answers with the mean so far; None resets it."""
    total = 0
    seen = 0
    mean = 0
    while True:
        value = yield mean
        if value is None:
            total = seen = mean = 0
        else:
            total += value
            seen += 1
            mean = total // seen


def checksum(values):
    total = 0
    for value in values:
        total = (total * 31 + value) % MODULUS
    return total


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1200000

    odd = where(lambda value: value % 2 == 1, numbers(count))
    squares = (value * value % MODULUS for value in odd)
    sums = (a + b * c for a, b, c in window(3, squares))
    print(f"windows: {checksum(sums)}")

    nested = ([chunk[:3], [chunk[3:5], chunk[5:]]] for chunk in chunks(8, numbers(count // 2)))
    print(f"flattened: {checksum(flatten(nested))}")

    result = 0
    for chunk in chunks(64, numbers(count // 4)):
        result = (result * 31 + checksum(merge_sort(chunk))) % MODULUS
    print(f"merge sorted: {result}")

    mean = averager()
    next(mean)
    result = 0
    for i, value in enumerate(numbers(count)):
        result = (result * 31 + mean.send(None if i % 1000 == 999 else value)) % MODULUS
    mean.close()
    print(f"means: {result}")


if __name__ == "__main__":
    main()
