from collections import ChainMap, UserDict, UserList
a, b = {"x": 1, "y": 2}, {"y": 20, "z": 30}
c = ChainMap(a, b)
print(c["x"], c["y"], c["z"], len(c), sorted(c), "z" in c, c.get("nope", 0), dict(c) == {"x": 1, "y": 2, "z": 30}, c.maps)
c["z"] = 99
print(a, b, c["z"], c.new_child({"x": "child"})["x"], c.parents["y"], list(c.items()))
del c["z"]
print(c["z"], c)
try:
    del c["z"]
except KeyError as e:
    print("KeyError", e)
try:
    c["nope"]
except KeyError as e:
    print("KeyError", e)


class U(UserDict):
    def __setitem__(self, k, v): super().__setitem__(str(k), v)


u = U({1: "a"})
u[2] = "b"
u.update({3: "c"})
print(u, u.data, "1" in u, len(u), list(u), u.get("2"))


class L(UserList):
    pass


l = L([3, 1, 2])
l.append(5)
l.sort()
print(l, l[0], l[1:3], len(l), l + [9], 3 in l, l.data, list(reversed(l)))
