def inner(x):
    return x["key"] + 1


def middle(x):
    y = inner(x)
    return y


def outer():
    return middle({})


print("start")
outer()
