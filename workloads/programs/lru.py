"""LRU cache under requests: a server in miniature. Arguments: [CAP=20000] [REQUESTS=50000] [--latency].

The cache is filled with CAP records first; each is about seven objects that point at one another. A request draws a
key, builds a context and tokens of its own (about twenty objects with a cycle), touches its record or inserts a new
one and evicts the oldest, formats a string, and stays alive until 1024 later requests have come.
With --latency the time per request is reported on stderr; `midden compare` shows it in any case.
"""
# test-args: 200 1000

import sys

import _requests

ITEMS = 4
TOKENS = 16
RECENT = 1024


class Random:
    def __init__(self, seed):
        self.seed = seed

    def next(self):
        self.seed = (self.seed * 1103515245 + 12345) & 0x7FFFFFFF
        return self.seed >> 8


class Item:
    def __init__(self, record, number):
        self.record = record
        self.number = number


class Record:
    def __init__(self, key):
        self.key = key
        self.hits = 0
        self.items = [Item(self, key + i) for i in range(ITEMS)]


class Entry:
    """A link of the intrusive list that orders the records by last use."""

    def __init__(self, key, record):
        self.key = key
        self.record = record
        self.newer = self
        self.older = self


class Cache:
    def __init__(self, capacity):
        self.capacity = capacity
        self.entries = {}
        # The ring's anchor: its `older` is the newest entry, its `newer` the oldest.
        self.anchor = Entry(None, None)

    def get(self, key):
        entry = self.entries.get(key)
        if entry is None:
            return None
        self._unlink(entry)
        self._link_newest(entry)
        return entry.record

    def insert(self, record):
        """Adds a record; returns the one it displaced, if any."""
        evicted = None
        if len(self.entries) >= self.capacity:
            oldest = self.anchor.newer
            self._unlink(oldest)
            del self.entries[oldest.key]
            evicted = oldest.record
        entry = Entry(record.key, record)
        self.entries[record.key] = entry
        self._link_newest(entry)
        return evicted

    def oldest_first(self):
        entry = self.anchor.newer
        while entry is not self.anchor:
            yield entry.record
            entry = entry.newer

    def _unlink(self, entry):
        entry.older.newer = entry.newer
        entry.newer.older = entry.older

    def _link_newest(self, entry):
        newest = self.anchor.older
        entry.older = newest
        entry.newer = self.anchor
        newest.newer = entry
        self.anchor.older = entry


class Token:
    def __init__(self, context, value):
        self.context = context
        self.value = value


class Context:
    def __init__(self, request):
        self.request = request
        self.tokens = []


class Request:
    def __init__(self, number, key):
        self.number = number
        self.key = key
        self.record = None
        self.line = None
        self.context = Context(self)
        tokens = self.context.tokens
        for i in range(TOKENS):
            tokens.append(Token(self.context, key ^ i))


class Server:
    def __init__(self, capacity):
        self.random = Random(42)
        self.cache = Cache(capacity)
        self.recent = [None] * RECENT
        self.hits = 0
        self.evicted = 0
        self.checksum = 0
        for key in range(capacity):
            self.cache.insert(Record(key))

    def draw_key(self):
        span = 2 * self.cache.capacity
        return min(self.random.next() % span, self.random.next() % span)

    def serve(self, number):
        request = Request(number, self.draw_key())
        record = self.cache.get(request.key)
        if record is None:
            record = Record(request.key)
            evicted = self.cache.insert(record)
            if evicted is not None:
                self.evicted += evicted.items[0].record.hits + 1
        else:
            self.hits += 1
        record.hits += 1
        request.record = record
        request.line = f"request {number} key {request.key} hits {record.hits}"
        last = request.context.tokens[-1]
        self.checksum = (self.checksum * 31 + last.value + len(request.line) + record.items[-1].number) & 0xFFFFFFFF
        self.recent[number % RECENT] = request


def report(latencies, what):
    """Percentiles of nanoseconds, as microseconds, on stderr."""
    latencies.sort()
    last = len(latencies) - 1
    for name, share in (("p50", 0.5), ("p99", 0.99), ("p99.9", 0.999), ("max", 1.0)):
        print(f"{what} {name}: {latencies[int(last * share)] / 1000:.1f} us", file=sys.stderr)


def main():
    numbers = [int(argument) for argument in sys.argv[1:] if not argument.startswith("--")]
    capacity = numbers[0] if numbers else 20000
    requests = numbers[1] if len(numbers) > 1 else 50000
    latencies = [] if "--latency" in sys.argv else None

    server = Server(capacity)
    log = _requests.Log()
    if latencies is None and not log.wanted:
        for number in range(requests):
            server.serve(number)
    else:
        for number in range(requests):
            started = log.clock()
            server.serve(number)
            log.done(started)
            if latencies is not None:
                latencies.append(log.clock() - started)
    log.close()

    live = 0
    for record in server.cache.oldest_first():
        live = (live * 31 + record.key + record.hits) & 0xFFFFFFFF
    lines = sum([len(request.line) for request in server.recent if request is not None])
    print(f"requests: {requests}, hits: {server.hits}, displaced: {server.evicted}")
    print(f"checksum: {server.checksum}, cache: {live}, recent lines: {lines}")
    if latencies:
        report(latencies, "request")


if __name__ == "__main__":
    main()
