def task(name, n):
    for i in range(n):
        print(name, i)
        got = yield ("tick", i)
        if got:
            print(name, "received", got)
    return name + " done"


def run(tasks):
    queue = [(t, None) for t in tasks]
    results = []
    step = 0
    while queue:
        t, value = queue.pop(0)
        try:
            what = t.send(value)
            step += 1
            queue.append((t, step if step % 3 == 0 else None))
        except StopIteration as e:
            results.append(e.value)
    return results


print(run([task("a", 2), task("b", 4), task("c", 1)]))


def sub():
    x = yield "sub"
    return x * 2


def main():
    a = yield from sub()
    b = yield from sub()
    return a + b


m = main()
print(next(m), m.send(3))
try:
    m.send(4)
except StopIteration as e:
    print(e.value)
