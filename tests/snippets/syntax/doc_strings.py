"""Module doc."""


def f():
    """Function doc."""


def g():
    "one" "two"
    return 1


class C:
    """Class
    doc."""

    def m(self):
        """Method doc."""


def n():
    x = 1
    """not a docstring"""


print(__doc__, f.__doc__, g.__doc__, C.__doc__, C.m.__doc__, n.__doc__, sep="|")
f.__doc__ = "changed"
print(f.__doc__)
