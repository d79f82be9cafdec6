print({5, 3, 1}, {10, 8, 0, 16}, {100, 50, 25, 7}, set(range(20)), set(range(100, 80, -1)))
s = set()
for i in (9, 1, 17, 33, 8, 0, 64, 65, 129, -1, -2, 1000, 12345):
    s.add(i)
    print(s)
for i in (17, 0, 64):
    s.remove(i)
s.add(25)
s.add(41)
print(s, list(s)[:3], s.pop(), s)
print({i * i for i in range(20)}, {i * 37 % 101 for i in range(40)})
print(set(range(0, 1000, 37)) - set(range(0, 1000, 74)), set(range(30)) & set(range(20, 50)), {1, 5} | {9, 2}, {1, 2, 3} ^ {3, 40})
print({2**61, 2**62, 2**63, 1}, {1.5, 2.5, 0.5, 3.0}, {True, 2, 5}, {-5, -10, -3})
print(frozenset([30, 20, 10]), set([7, 7, 3]).union([99, 15]), {300, 2, 44} - {2}, set({9: 1, 4: 2}), set((64, 32, 0)))
t = set(range(200))
for i in range(0, 200, 2):
    t.discard(i)
print(t)
t |= {1000, 500}
print(sorted(t) == sorted(set(t)), list(t)[:10], t.copy() == t, list(t.copy())[:10])
