if (n := len("hello")) > 3:
    print(n)
values = [1, 5, 2, 8]
print([y for x in values if (y := x * 2) > 5])
print(y)
it = iter(values)
while (v := next(it, None)) is not None:
    print(v, end=" ")
print()


def f():
    total = 0
    _ = [total := total + x for x in values]
    return total


print(f())
print((a := 1, b := a + 1), a, b)
print(any((found := x) > 4 for x in values), found)
