class K:
    def __init__(self, v):
        self.v = v

    def __hash__(self):
        return self.v % 3

    def __eq__(self, o):
        return isinstance(o, K) and self.v == o.v

    def __repr__(self):
        return f"K{self.v}"


d = {K(i): i for i in range(10)}
print(d, d[K(4)], K(11) in d, len(d))
d[K(3)] = "three"
del d[K(6)]
print(d, list(d)[3])


class NoHash:
    def __eq__(self, o):
        return True


try:
    {NoHash(): 1}
except TypeError as e:
    print(e)


class BadEq:
    def __hash__(self):
        return 1

    def __eq__(self, o):
        raise ValueError("eq failed")


d = {BadEq(): 1}
try:
    d[BadEq()]
except ValueError as e:
    print(e)


class BadHash:
    def __hash__(self):
        return "x"


class BadHash2:
    def __hash__(self):
        raise KeyError("hash failed")


class BigHash:
    def __hash__(self):
        return 2**70


for c in (BadHash, BadHash2, BigHash):
    try:
        print(hash(c()) == hash(2**70), c in {})
        {c(): 1}
    except (TypeError, KeyError) as e:
        print(type(e).__name__, e)
print({(1, 2): "t", frozenset([1]): "f", None: "n", 1.5: "fl", True: "b"}[(1, 2)], {float("nan"): 1}.get(float("nan")))
