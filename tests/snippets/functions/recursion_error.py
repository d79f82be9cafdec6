# skip-stress
import sys


def f(n):
    return f(n + 1)


try:
    f(0)
except RecursionError as e:
    print(type(e).__name__, e, isinstance(e, RuntimeError))


class R:
    def __repr__(self):
        return repr(self)

    def __getattr__(self, n):
        return getattr(self, n + "x")

    def __eq__(self, o):
        return self == o


for g in (lambda: repr(R()), lambda: R().foo, lambda: R() == R()):
    try:
        g()
    except RecursionError as e:
        print(str(e).startswith("maximum recursion depth exceeded"))
print(sys.getrecursionlimit())
sys.setrecursionlimit(200)
n = 0


def count():
    global n
    n += 1
    count()


try:
    count()
except RecursionError:
    print(100 < n <= 200)
sys.setrecursionlimit(5000)


def deep(k):
    return 0 if k == 0 else 1 + deep(k - 1)


print(deep(4000))
try:
    sys.setrecursionlimit(0)
except ValueError as e:
    print(e)
