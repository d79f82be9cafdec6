class A:
    def __init__(self):
        self.real = 1

    def __getattr__(self, n):
        if n.startswith("dyn_"):
            return n[4:]
        raise AttributeError(f"no {n}")


a = A()
print(a.real, a.dyn_x, hasattr(a, "zz"), getattr(a, "zz", 5))
try:
    a.zz
except AttributeError as e:
    print(e)


class B:
    def __init__(self):
        object.__setattr__(self, "log", [])

    def __setattr__(self, n, v):
        self.log.append(("set", n, v))
        super().__setattr__(n, v * 2)

    def __delattr__(self, n):
        self.log.append(("del", n))
        object.__delattr__(self, n)


b = B()
b.x = 5
setattr(b, "y", 7)
b.x += 1
del b.y
print(b.x, b.log, b.__dict__.keys())


class C:
    x = "class"

    def __getattribute__(self, n):
        if n == "secret":
            raise AttributeError("hidden")
        if n.startswith("__"):
            return object.__getattribute__(self, n)
        return "intercepted " + n

    def __getattr__(self, n):
        return "fallback " + n


c = C()
c.x = 1
print(c.x, c.anything, c.secret, c.__class__.__name__, c.__dict__)


class Proxy:
    def __init__(self, t):
        self.__dict__["t"] = t

    def __getattr__(self, n):
        return getattr(self.t, n)

    def __setattr__(self, n, v):
        setattr(self.t, n, v)


class T:
    v = 1

    def m(self): return "T.m"


t = T()
p = Proxy(t)
p.v = 9
print(p.v, t.v, p.m(), p.__dict__.keys())


class D:
    def __dir__(self):
        return ["b", "a"]


print(dir(D()))
try:
    object().x = 1
except AttributeError as e:
    print(e)
try:
    (5).x = 1
except AttributeError as e:
    print(e)
try:
    int.x = 1
except TypeError as e:
    print(e)
