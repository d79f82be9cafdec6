a = [1]
a.append(a)
print(a, repr(a))
d = {}
d["self"] = d
print(d)
t = ([],)
t[0].append(t)
print(t)
x = [{}]
x[0]["x"] = x
print(x)
print([[1, [2, [3]]], {"a": {"b": [()]}}, ({1},), {(1,): {2: frozenset([3])}}])
print(a == a, a[1] is a, a[1][1][0])
b = [1]
b.append(b)
try:
    print(a == b)
except RecursionError as e:
    print(type(e).__name__, e)
