class A:
    def __init__(self, *a):
        print("A.init", a)
        self.a = a

    def hi(self):
        return "A.hi"

    @classmethod
    def make(cls):
        return cls.__name__


class B(A):
    def __init__(self, x):
        super().__init__(x, "fromB")
        self.x = x

    def hi(self):
        return "B." + super().hi()

    @classmethod
    def make(cls):
        return "B:" + super().make()


class C(A):
    def hi(self):
        return "C." + super(C, self).hi()


class D(B, C):
    def hi(self):
        return "D." + super().hi()


d = D(5)
print(d.hi(), d.a, d.x, D.make(), [k.__name__ for k in D.__mro__], D.__bases__, isinstance(d, A), issubclass(D, (int, C)), B.hi(d), super(B, d).hi(), super(D, d).hi())
print(super(D, D).make(), D.mro() == list(D.__mro__))


class E(A):
    pass


print(E(1).hi(), E.__init__ is A.__init__, E.__base__ is A)


class NoArgs:
    def f(self):
        def g():
            return super().f
        return g


for f in (lambda: super().x, lambda: NoArgs().f()(), lambda: super(A, 5).hi, lambda: super(D, d).nope, lambda: super(5), lambda: isinstance(d, "x"), lambda: issubclass(5, A)):
    try:
        print(f())
    except (RuntimeError, TypeError, AttributeError) as e:
        print(type(e).__name__, e)
