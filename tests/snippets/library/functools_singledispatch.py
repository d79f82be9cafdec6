from functools import singledispatch, singledispatchmethod


@singledispatch
def show(x): return f"object {x}"


@show.register(int)
def _(x): return f"int {x}"


@show.register
def _(x: str): return f"str {x}"


@show.register(list)
@show.register(tuple)
def _(x): return "seq " + ",".join(map(show, x))


class A: pass
class B(A): pass


show.register(A, lambda x: "A or below")
print(show(1), show("a"), show([1, "b", 2.5]), show((1,)), show(B()), show(True), show(None), show.dispatch(bool)(3))
print(sorted(k.__name__ for k in show.registry))
try:
    show()
except TypeError as e:
    print(e)


class C:
    @singledispatchmethod
    def m(self, x): return "base"

    @m.register
    def _(self, x: int): return "int"


print(C().m(1), C().m("x"))
