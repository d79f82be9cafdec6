class Base:
    @property
    def v(self): return self._v

    @v.setter
    def v(self, x): self._v = x

    @classmethod
    def c(cls): return "Base.c " + cls.__name__

    @staticmethod
    def s(): return "Base.s"


class Child(Base):
    @property
    def v(self): return super().v * 10

    @v.setter
    def v(self, x):
        super(Child, type(self)).v.fset(self, x + 1)

    @classmethod
    def c(cls): return "Child>" + super().c()

    @staticmethod
    def s(): return "Child>" + Base.s()


c = Child()
c.v = 4
print(c.v, c._v, Child.c(), c.c(), c.s(), super(Child, c).s(), super(Child, Child).c())


class Meta(type):
    @property
    def count(cls): return len(cls.__name__)


class M(metaclass=Meta): pass


print(M.count)
try:
    M().count
except AttributeError as e:
    print(e)
