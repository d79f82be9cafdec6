class Base:
    subs = []

    def __init_subclass__(cls, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.subs.append((cls.__name__, tag))


class A(Base, tag="a"): pass
class B(A): pass


print(Base.subs)
try:
    class C:
        pass

    class D(C, unknown=1):
        pass
except TypeError as e:
    print(e)


class Field:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name

    def __get__(self, obj, cls):
        return self if obj is None else obj.__dict__.get(self.name, "unset")

    def __set__(self, obj, v):
        obj.__dict__[self.name] = v


class E:
    x = Field()
    y = Field()


e = E()
e.x = 5
print(e.x, e.y, e.__dict__)
f = Field()
E.z = f
print(hasattr(f, "name"))


class G:
    def __class_getitem__(cls, item):
        return (cls.__name__, item)


print(G[int], G[1, 2])
try:
    E[int]
except TypeError as err:
    print(err)
print(list[int], dict[str, int], tuple[int, ...], list[int].__origin__, list[int].__args__)


class BadField:
    def __set_name__(self, o, n):
        raise ValueError("bad set_name")


try:
    class H:
        q = BadField()
except RuntimeError as err:
    print(err, repr(err.__cause__))
