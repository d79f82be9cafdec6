from collections import deque
d = deque([1, 2, 3])
d.append(4)
d.appendleft(0)
d.extend([5, 6])
d.extendleft([-1, -2])
print(d, len(d), d[0], d[-1], d[3], 4 in d, d.pop(), d.popleft(), d)
d.rotate(2)
print(d)
d.rotate(-3)
print(d, list(reversed(d)), d.count(1), d.index(2), d.copy() == d, bool(deque()))
d.remove(2)
d.insert(1, "ins")
d.reverse()
d[0] = "first"
del d[1]
print(d)
b = deque(maxlen=3)
for i in range(6):
    b.append(i)
print(b, b.maxlen, d.maxlen)
b.appendleft(9)
b.extend("xy")
print(b, deque("abc", 2), deque([1]) + deque([2]), deque([1, 2]) * 2, deque([1, 2]) < deque([1, 3]), deque([1]) == [1])
for f in (lambda: deque().pop(), lambda: deque().popleft(), lambda: d[99], lambda: d.remove(77), lambda: d.index(77), lambda: b.insert(0, 1), lambda: deque(5), lambda: deque([1], -1), lambda: hash(d), lambda: d.rotate("x"), lambda: deque([1]) + [1], lambda: d[1:2]):
    try:
        print(f())
    except (IndexError, ValueError, TypeError) as e:
        print(type(e).__name__, e)
try:
    for x in d:
        d.append(1)
except RuntimeError as e:
    print(e)
d.clear()
print(d, list(d), repr(deque([[1], "a"])))
q = deque(range(1000))
t = 0
while q:
    t += q.popleft()
    if q:
        q.append(q.pop() // 2)
        t -= q.pop()
print(t)
q = deque()
for i in range(300):
    q.append(i)
    if i % 3 == 0:
        q.popleft()
print(len(q), q[0], q[-1], q[100], sum(q))
