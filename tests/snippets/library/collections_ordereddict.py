from collections import OrderedDict
d = OrderedDict([("a", 1), ("b", 2)])
d["c"] = 3
d.move_to_end("a")
print(d, list(d))
d.move_to_end("c", last=False)
print(list(d.items()), d.popitem(), d.popitem(last=False), d)
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == {"b": 2, "a": 1}, list(reversed(OrderedDict(a=1, b=2))))
d.update(x=9)
d.setdefault("y", 8)
del d["x"]
print(d, d.copy(), d.pop("y"), len(d), OrderedDict.fromkeys("xyz"), OrderedDict(), OrderedDict(a=1) | {"b": 2})
try:
    d.move_to_end("nope")
except KeyError as e:
    print("KeyError", e)
try:
    OrderedDict().popitem()
except KeyError as e:
    print("KeyError", e)


class LRU(OrderedDict):
    def __init__(self, n):
        super().__init__()
        self.n = n

    def get(self, k):
        if k in self:
            self.move_to_end(k)
            return self[k]

    def put(self, k, v):
        self[k] = v
        self.move_to_end(k)
        if len(self) > self.n:
            self.popitem(last=False)


c = LRU(2)
c.put(1, "a")
c.put(2, "b")
c.get(1)
c.put(3, "c")
print(c, list(c.keys()), list(c.values()))
