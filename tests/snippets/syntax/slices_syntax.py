class S:
    def __getitem__(self, k):
        return k


s = S()
print(s[1], s[1:2], s[1:2:3], s[:], s[::], s[::-1], s[1:], s[:2])
print(s[1, 2], s[1:2, 3], s[...], s[..., 1], s[()], s[1,])
print(s["a"], s[None], s[1:"x"], s[[1]])
print(slice(1, 2, 3).indices(10), slice(None, None, -1).indices(4), slice(-3, None).indices(2))
x = slice(1, 5)
print(x.start, x.stop, x.step, x == slice(1, 5), [0, 1, 2, 3, 4, 5, 6][x])
try:
    hash(slice(1))
except TypeError as e:
    print(e)
try:
    slice(1, 2, 0).indices(5)
except ValueError as e:
    print(e)
