import bisect
a = [1, 3, 3, 5, 7]
for x in (0, 1, 3, 4, 7, 8):
    print(x, bisect.bisect(a, x), bisect.bisect_left(a, x), bisect.bisect_right(a, x))
bisect.insort(a, 4)
bisect.insort_left(a, 3)
bisect.insort_right(a, 9)
print(a, bisect.bisect(a, 5, 2, 4), bisect.bisect_left(a, 3, lo=2), bisect.bisect([], 1), bisect.bisect("abc", "b"))
print(bisect.bisect_left([(1, "a"), (5, "b")], 3, key=lambda t: t[0]), [("F", "D", "C", "B", "A")[bisect.bisect([60, 70, 80, 90], s)] for s in (33, 99, 77, 70, 89, 90, 100)])
w = ["apple", "fig"]
bisect.insort(w, "banana")
print(w)
b = [(5, "x"), (1, "y")]
b.sort()
bisect.insort(b, (3, "z"), key=lambda t: t[0])
print(b)
try:
    bisect.bisect([1], 1, -1)
except ValueError as e:
    print(e)
try:
    bisect.bisect([1, "a"], 5)
    bisect.bisect(["a"], 5)
except TypeError as e:
    print(e)
