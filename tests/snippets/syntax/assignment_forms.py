a = b = c = [1]
print(a is b is c)
x, y = 1, 2
x, y = y, x
print(x, y)
(p, q), r = (3, 4), 5
print(p, q, r)
[s, t] = "uv"
print(s, t)
d = {}
d["k"], lst = 1, [0, 0]
lst[0], lst[1] = lst[1] + 5, lst[0] + 6
print(d, lst)
i = 0
i, lst[i] = 1, 9
print(i, lst)
n = 5
n += 2; n -= 1; n *= 3; n //= 4; n **= 2; n %= 11; n <<= 3; n |= 1; n ^= 7; n &= 30; n >>= 1
print(n)
f = 7
f /= 2
print(f)
u = [1]
v = u
u += [2]
print(v, u is v)
u = u + [3]
print(v, u)
w = (1,)
z = w
w += (2,)
print(z, w)
