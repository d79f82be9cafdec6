"""Binary heaps in lists: heap[k] <= heap[2*k+1] and heap[k] <= heap[2*k+2].

The order of comparisons is CPython's, so that equal items come out in the same order.
"""

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"]


def _rise(heap, start, position):
    """Moves the item at `position` up to its place, not above `start`."""
    item = heap[position]
    while position > start:
        parent = (position - 1) >> 1
        above = heap[parent]
        if not item < above:
            break
        heap[position] = above
        position = parent
    heap[position] = item


def _sink(heap, position):
    """Moves the item at `position` down to a leaf along the smaller children, then up to its place."""
    end = len(heap)
    start = position
    item = heap[position]
    child = 2 * position + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[position] = heap[child]
        position = child
        child = 2 * position + 1
    heap[position] = item
    _rise(heap, start, position)


def _require_list(heap):
    if not isinstance(heap, list):
        raise TypeError(f"heap argument must be a list, not {type(heap).__name__}")


def heappush(heap, item):
    _require_list(heap)
    heap.append(item)
    _rise(heap, 0, len(heap) - 1)


def heappop(heap):
    _require_list(heap)
    if not heap:
        raise IndexError("index out of range")
    last = heap.pop()
    if not heap:
        return last
    smallest = heap[0]
    heap[0] = last
    _sink(heap, 0)
    return smallest


def heapreplace(heap, item):
    """Pops the smallest item, then adds a new one."""
    _require_list(heap)
    if not heap:
        raise IndexError("index out of range")
    smallest = heap[0]
    heap[0] = item
    _sink(heap, 0)
    return smallest


def heappushpop(heap, item):
    """Adds an item, then pops the smallest."""
    _require_list(heap)
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _sink(heap, 0)
    return item


def heapify(x):
    if not isinstance(x, list):
        raise TypeError(f"heapify() argument must be list, not {type(x).__name__}")
    for i in range(len(x) // 2 - 1, -1, -1):
        _sink(x, i)


try:
    from _heapq import heapify, heappop, heappush, heappushpop, heapreplace
except ImportError:
    pass


class _Stream:
    """The head of one input of merge(); equal heads come out in the inputs' order."""

    def __init__(self, value, key, order, advance, reverse):
        self.value = value
        self.key = key
        self.order = order
        self.advance = advance
        self.reverse = reverse

    def __lt__(self, other):
        if self.reverse:
            if other.key < self.key:
                return True
            return not self.key < other.key and self.order < other.order
        if self.key < other.key:
            return True
        return not other.key < self.key and self.order < other.order


def merge(*iterables, key=None, reverse=False):
    heap = []
    for order, iterable in enumerate(iterables):
        advance = iter(iterable).__next__
        try:
            value = advance()
        except StopIteration:
            continue
        heap.append(_Stream(value, value if key is None else key(value), order, advance, reverse))
    heapify(heap)
    while heap:
        stream = heap[0]
        yield stream.value
        try:
            value = stream.advance()
        except StopIteration:
            heappop(heap)
            continue
        stream.value = value
        stream.key = value if key is None else key(value)
        heapreplace(heap, stream)


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[: max(n, 0)]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[: max(n, 0)]
