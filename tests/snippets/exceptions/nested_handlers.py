def level(n):
    try:
        if n == 0:
            raise ValueError("bottom")
        level(n - 1)
    except ValueError as e:
        if n % 2:
            raise KeyError(n) from e
        raise
    except KeyError as e:
        if n == 4:
            return "handled"
        raise ValueError(f"from {n}") from e


for n in range(5):
    try:
        print(n, level(n))
    except Exception as e:
        chain = []
        while e:
            chain.append(repr(e))
            e = e.__cause__
        print(n, chain)


def retry(f, times):
    for attempt in range(times):
        try:
            return f(attempt)
        except ValueError as e:
            print("attempt", attempt, e)
            last = e
    raise RuntimeError("gave up") from last


def flaky(n):
    if n < 2:
        raise ValueError(n)
    return "ok"


print(retry(flaky, 5))
try:
    retry(flaky, 2)
except RuntimeError as e:
    print(e, repr(e.__cause__))
count = 0
for i in range(1000):
    try:
        try:
            raise IndexError(i)
        except KeyError:
            pass
        finally:
            count += 1
    except LookupError:
        count += 1
print(count)
