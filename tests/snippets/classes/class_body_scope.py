x = "module"


class A:
    x = "A"
    y = x + "!"

    def f(self):
        return x

    for i in range(3):
        pass
    z = [i for i in range(2)]
    if i == 2:
        cond = True

    def helper(v):
        return v * 2
    w = helper(21)
    del helper
    locals()["dyn"] = 1


print(A.x, A.y, A().f(), A.i, A.z, A.cond, A.w, hasattr(A, "helper"), A.dyn)


def outer(n):
    class B:
        val = n

        def get(self):
            return n

        n2 = n * 2
    return B


print(outer(5).val, outer(6)().get(), outer(7).n2)


class C:
    a = 1

    class D:
        b = 2

        def up(self):
            return C.a

    e = D.b


print(C.e, C.D().up(), C.D.__qualname__)


class E:
    __private = 5

    def __hidden(self): return self.__private

    def get(self):
        self.__inst = 7
        return self.__hidden() + self.__inst


e = E()
print(e.get(), sorted(k for k in dir(e) if k.startswith("_E")), e._E__private)
try:
    e.__private
except AttributeError as err:
    print(err)
