class U:
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "inv"
    def __abs__(self): return "abs"
    def __round__(self, n=None): return f"round {n}"
    def __trunc__(self): return "trunc"
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"


import math
u = U()
print(-u, +u, ~u, abs(u), round(u), round(u, 2), math.trunc(u), math.floor(u), math.ceil(u))


class C:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
    def __le__(self, o): return self.v <= o.v


a, b = C(1), C(2)
print(a == b, a != b, a < b, a <= b, a > b, a >= b, a == C(1), sorted([b, a])[0] is a, max(a, b) is b)
try:
    hash(a)
except TypeError as e:
    print(e)


class H(C):
    def __hash__(self): return hash(self.v)


print({H(1): 1}[H(1)], len({H(1), H(1), H(2)}), H(1) in [H(1)])


class NE:
    def __ne__(self, o): return "ne"


print(NE() != 1, NE() == 1)


class Weird:
    def __eq__(self, o): return []
    def __lt__(self, o): return [1]
    def __contains__(self, x): return "truthy"


w = Weird()
print(w == 1, w < 1, not (w == 1), 5 in w, 5 not in w, w != 1)
