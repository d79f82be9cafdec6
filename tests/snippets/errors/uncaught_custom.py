class MyError(Exception):
    pass


class Outer:
    class Nested(Exception):
        def __str__(self):
            return "nested text"


def go():
    try:
        raise MyError("one", 2)
    finally:
        print("finally")


try:
    go()
except MyError as e:
    raise Outer.Nested from e
