import os.path as path
from os import (sep,
                curdir)


def loops(a, b):
    for x in a.items():
        for y, *z in x:
            if y == b:
                break
            continue
    else:
        x = b()
    while a(x):
        a -= 1
    for a.b, a[0] in b:
        pass


def exceptions(a, b):
    try:
        a()
    except (KeyError, a.Error) as e:
        raise b(e) from e
    except OSError:
        raise
    except:
        b()
    else:
        a(1)
    finally:
        a.close()


def contexts(a, b):
    with a.open() as f, b(f):
        f.read()
    with (a as x,
          b as y):
        return x + y


def assertions(a, b):
    assert a == b, a.message
    assert a(b)
    assert not a < b, "text"
    assert a and b.c, (a,
                       b)


def assignments(a, b):
    x, (y, z) = a.b, b.c
    x, *y = a()
    x = y = a[0]
    x, y = y + a, x + b
    a.x, b[0] = b, a
    del x, a.y, b[1]
    return x, y, z


@path.decorator(1)
@sep
class Class(path.Base, metaclass=curdir):
    """Text."""
    attribute: int = path.value + 1

    @property
    def method(self, x=sep.x, *, y: path.T = curdir()) -> path.R:
        return super().method + __class__.x


async def asynchronous(a, b):
    async with a.b() as c:
        await c.d(b)
    async for x in a.c():
        await x
    return [await y async for y in b.d]


def generators(a):
    x = yield a.b
    yield from a.c(x)
    return (yield)
