# only: refcount
def g():
    try:
        yield 1
    finally:
        print("finally")


def use():
    it = g()
    print(next(it))
    print("leaving")


use()
print("left")
for x in g():
    break
print("after loop")
next(g())
print("temp done")
