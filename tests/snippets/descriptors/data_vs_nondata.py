class Data:
    def __init__(self, name): self.name = name

    def __get__(self, obj, cls):
        return f"get {self.name} {obj is not None} {cls.__name__}"

    def __set__(self, obj, v): print("set", self.name, v)
    def __delete__(self, obj): print("delete", self.name)


class NonData:
    def __get__(self, obj, cls): return "nondata"


class A:
    d = Data("d")
    n = NonData()


a = A()
a.d = 5
del a.d
print(a.d, A.d, a.n, A.n)
a.n = "own"
print(a.n, a.__dict__)
del a.n
print(a.n)
a.__dict__["d"] = "hidden"
print(a.d)
A.n = "replaced"
print(a.n)
A.d = 1
print(a.d)


class SetOnly:
    def __set__(self, obj, v): obj.__dict__["s"] = v * 2


class B:
    s = SetOnly()


b = B()
print(type(b.s).__name__)
b.s = 4
print(b.s)
try:
    del b.s
except AttributeError as e:
    print(e)


class NoDel:
    def __get__(self, o, c): return 1
    def __delete__(self, o): print("del only")


class C:
    x = NoDel()


c = C()
del c.x
try:
    c.x = 1
except AttributeError as e:
    print(e)
