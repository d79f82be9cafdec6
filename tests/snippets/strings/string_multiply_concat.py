s = ""
for i in range(1000):
    s += str(i % 10)
print(len(s), s[:20], s[-5:])
t = s
s += "x"
print(len(t), len(s))
parts = []
for i in range(500):
    parts.append("%d:%s" % (i, chr(97 + i % 26)))
print(len(",".join(parts)), ",".join(parts)[-30:])
a = "abc" * 1000
print(len(a), a.count("bca"), a[1500:1506], ("ab" * 3 + "c") * 2)
u = "é" * 5 + "a" * 3 + "𝄞"
print(u, len(u), u[4:6], u * 2)
print("a" "b" + "c" * 2, "x".join(["y"] * 3))
