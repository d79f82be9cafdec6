class L(list):
    def __init__(self, *a):
        super().__init__(a)
        self.extra = "x"

    def append(self, v):
        super().append(v * 2)

    def __getitem__(self, i):
        return ("item", super().__getitem__(i))


l = L(1, 2)
l.append(5)
print(l, len(l), l[0], l.extra, list(l), [x for x in l], l + [1], type(l + [1]).__name__, l == [1, 2, 10], sorted(l), isinstance(l, list))


class D(dict):
    def keys_upper(self): return [k.upper() for k in self]

    def __contains__(self, k): return True


d = D({"a": 1}, b=2)
print(d, d.keys_upper(), "zz" in d, d.get("zz"), {**d}, len(d))


class S(set):
    def add(self, v): super().add(str(v))


s = S()
s.add(5)
print(s, type(s | {1}).__name__, s == {"5"})


class I(int):
    def __add__(self, o): return I(super().__add__(o) + 100)


print(I(1) + 1, I(5) * 2, I(3) == 3, type(I(1) + 1).__name__, sum([I(1), I(2)]))


class E(Exception):
    def __init__(self, code, *a):
        super().__init__(*a)
        self.code = code


try:
    raise E(5, "msg", 1)
except E as e:
    print(e.code, e.args, str(e), repr(e))


class Str(str):
    def __len__(self): return 99

    def __str__(self): return "custom"


st = Str("abc")
print(len(st), st, str(st), st.upper(), st + "d", f"{st}", "%s" % st, "".join([st]))


class T(tuple):
    def __eq__(self, o): return "eq!"
    __hash__ = tuple.__hash__


print(T((1, 2)) == (1, 2), (1, 2) == T((1, 2)), hash(T((1,))) == hash((1,)))
