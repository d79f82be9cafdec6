# Asynchronous generators, driven by hand.
import types


@types.coroutine
def pause(value):
    return (yield value)


def run(coroutine, answers=()):
    """Runs to the end; prints what is awaited, sends `answers`."""
    answers = list(answers)
    sent = None
    while True:
        try:
            awaited = coroutine.send(sent)
        except StopIteration as stop:
            return stop.value
        sent = answers.pop(0) if answers else None
        print("  awaited", awaited, "answered", sent)


async def numbers(n):
    for i in range(n):
        got = await pause(f"p{i}")
        sent = yield i, got
        if sent is not None:
            print("  got sent", sent)


async def collect(iterable):
    return [item async for item in iterable]


print(run(collect(numbers(3)), ["a", "b", "c"]))


async def comprehensions():
    squares = {i: j async for i, j in numbers(3) if i % 2 == 0}
    nested = [(i, k) async for i, _ in numbers(2) for k in range(2)]
    lazy = (i async for i, _ in numbers(2))
    return squares, nested, [x async for x in lazy], type(lazy).__name__


print(run(comprehensions()))


async def by_hand():
    g = numbers(3)
    print(type(g).__name__, g.__name__, g.__qualname__, g.ag_running, g.__aiter__() is g, g.ag_code.co_name)
    print(await g.__anext__())
    print(await g.asend("hello"))
    print(await anext(g))
    try:
        await anext(g)
    except StopAsyncIteration as e:
        print("stopped", e.args)
    print(await anext(g, "default"))
    return await anext(numbers(1), "unused")


print(run(by_hand()))


async def careful():
    try:
        yield 1
        yield 2
    except ValueError as e:
        print("  inside:", e)
        yield "recovered"
    finally:
        print("  cleaning up", await pause("cleanup"))


async def throwing():
    g = careful()
    print(await g.asend(None))
    print(await g.athrow(ValueError("thrown")))
    await g.aclose()
    print("closed")
    try:
        await g.__anext__()
    except StopAsyncIteration:
        print("nothing left")
    await g.aclose()
    h = careful()
    await h.__anext__()
    try:
        await h.athrow(KeyError, "key")
    except KeyError as e:
        print("passed through", e)
    k = careful()
    await k.aclose()
    try:
        await k.__anext__()
    except StopAsyncIteration:
        print("never begun")


run(throwing(), ["one", "two"])


async def stubborn():
    while True:
        try:
            yield 1
        except GeneratorExit:
            pass


async def errors():
    g = stubborn()
    await g.__anext__()
    try:
        await g.aclose()
    except RuntimeError as e:
        print(e)

    async def stops():
        yield 1
        raise StopIteration

    async def stops_async():
        yield 1
        raise StopAsyncIteration

    for function in stops, stops_async:
        g = function()
        await g.__anext__()
        try:
            await g.__anext__()
        except RuntimeError as e:
            print(e, type(e.__cause__).__name__)
    try:
        await numbers(1).asend(5)
    except TypeError as e:
        print(e)
    step = numbers(1).__anext__()
    print(type(step).__name__, await step)
    try:
        await step
    except RuntimeError as e:
        print(e)
    step = numbers(1).aclose()
    print(type(step).__name__, await step)
    try:
        await step
    except RuntimeError as e:
        print(e)


run(errors())


class Countdown:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        return await pause(self.n)


class Manager:
    async def __aenter__(self):
        return await pause("enter")

    async def __aexit__(self, *exception):
        print("  exit", exception[0], await pause("exit"))
        return True


async def loops():
    async for x in Countdown(3):
        if x == "skip":
            continue
        print(x)
    else:
        print("else")
    async with Manager() as m:
        print("in", m)
        raise ValueError
    async with Manager() as a, Manager() as b:
        print(a, b)
    return "done"


print(run(loops(), ["a", "skip", "c", "entered", "left", "x", "y", "z"]))

for bad in "async for x in [1]: pass", "async with 5: pass", "await 5", "async for x in Bad(): pass", "await Bad()", "await anext(5)", "aiter(5)", "aiter(Bad())":
    class Bad:
        def __aiter__(self): return 5
        def __await__(self): return 5
    scope = {"Bad": Bad}
    exec(f"async def f():\n {bad}", scope)
    try:
        run(scope["f"]())
    except (TypeError, AttributeError) as e:
        print(bad, "->", type(e).__name__, e)


async def waits():
    await pause(1)


c = waits()
c.send(None)
print(c.cr_await is not None, c.cr_running, c.cr_frame.f_code.co_name)


async def second():
    await c


try:
    second().send(None)
except RuntimeError as e:
    print(e)
c.close()
print(c.cr_frame)
try:
    c.send(None)
except RuntimeError as e:
    print(e)
