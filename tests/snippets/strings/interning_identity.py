a = "hello"
b = "hello"
print(a is b)
import sys
x = sys.intern("".join(["in", "tern"]))
y = sys.intern("".join(["int", "ern"]))
print(x is y, x == "intern")
d = {"k" + str(i): i for i in range(5)}
print(d["k3"], "k" + "3" in d)
try:
    sys.intern(5)
except TypeError as e:
    print(e)
