# What may be stored in a function's attributes, and classes derived from descriptors.
def f(a=1, *, b=2):
    return a, b


def attempt(name, value):
    try:
        setattr(f, name, value)
        print(name, f())
    except (TypeError, ValueError) as error:
        print(name, error)


def closure(x):
    return lambda: x


for name in "__defaults__", "__kwdefaults__", "__annotations__", "__dict__", "__code__":
    for value in 5, [1], "text":
        attempt(name, value)
attempt("__defaults__", (8,))
attempt("__kwdefaults__", {"b": 9})
attempt("__kwdefaults__", None)
attempt("__code__", closure(1).__code__)


class P(property):
    pass


class S(staticmethod):
    pass


class C(classmethod):
    pass


class A:
    @P
    def x(self):
        "doc"
        return 5

    @x.setter
    def x(self, value):
        print("set", value)

    @S
    def s():
        return 1

    @C
    def c(cls):
        return cls.__name__


a = A()
print(a.x, A.s(), a.s(), A.c(), a.c())
a.x = 7
try:
    del a.x
except AttributeError as error:
    print(error)
iterator = iter([1])
for i in range(50):
    iterator = map(abs, iterator)
print(list(iterator))
