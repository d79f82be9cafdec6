class A:
    def __add__(self, o):
        print("A.add")
        return NotImplemented

    def __eq__(self, o):
        print("A.eq")
        return NotImplemented

    def __lt__(self, o):
        print("A.lt")
        return NotImplemented


class B:
    def __radd__(self, o):
        print("B.radd")
        return "B"

    def __eq__(self, o):
        print("B.eq")
        return True

    def __gt__(self, o):
        print("B.gt")
        return True


print(A() + B(), A() == B(), A() != B(), A() < B())
for f in (lambda: A() + A(), lambda: A() < A(), lambda: A() + 1, lambda: 1 + A(), lambda: A() > 1, lambda: A() == 1, lambda: A() <= A()):
    try:
        print(f())
    except TypeError as e:
        print(e)


class C:
    def __iadd__(self, o):
        return NotImplemented

    def __add__(self, o):
        return "add"


c = C()
c += 1
print(c)


class D:
    __add__ = None
    __hash__ = None


try:
    D() + 1
except TypeError as e:
    print(e)
try:
    hash(D())
except TypeError as e:
    print(e)


class Inst:
    pass


i = Inst()
i.__add__ = lambda o: 5
i.__len__ = lambda: 3
try:
    i + 1
except TypeError as e:
    print(e)
try:
    len(i)
except TypeError as e:
    print(e)
print(NotImplemented, type(NotImplemented).__name__)
