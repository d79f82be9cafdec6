# only: refcount
# not: incremental
# skip-stress
# The orders of a release and of a collection; resurrection; what finalizers see.
import gc
import weakref


class Noisy:
    def __init__(self, name):
        self.name = name
        self.other = None

    def __del__(self):
        print("del", self.name, watch[self.name]() is None if self.name in watch else "unwatched")


watch = {}


def make(name):
    noisy = Noisy(name)
    watch[name] = weakref.ref(noisy, lambda reference: print("callback", name))
    return noisy


gc.disable()
print("-- by counting: __del__, then the callback")
a = make("a")
del a

print("-- in a cycle: all callbacks, then all __del__")
b, c = make("b"), make("c")
b.other, c.other = c, b
del b, c
print(gc.collect())

print("-- the newest callback first")
d = Noisy("d")
references = [weakref.ref(d, lambda reference, n=n: print("reference", n)) for n in range(4)]
del d

print("-- callbacks of dead references do not run")


class Holder:
    pass


h = Holder()
h.noisy = make("e")
h.noisy.other = h
h.reference = weakref.ref(h.noisy, lambda reference: print("never"))
del h
print(gc.collect())

print("-- nested: what a finalizer drops dies inside it")


class Outer:
    def __del__(self):
        print("outer begins")
        self.inner = None
        print("outer ends")


o = Outer()
o.inner = Noisy("inner")
del o

print("-- order within one container")
items = [Noisy(n) for n in range(3)]
del items
items = {n: Noisy(n) for n in range(3)}
del items
items = tuple(Noisy(n) for n in range(3))
del items

print("-- resurrection")
saved = []


class Phoenix:
    def __init__(self):
        self.me = self

    def __del__(self):
        print("phoenix", gc.is_finalized(self))
        saved.append(self)


p = Phoenix()
r = weakref.ref(p)
del p
print(gc.collect(), r(), len(saved), gc.is_finalized(saved[0]))
saved.clear()
print(gc.collect())

print("-- part of the garbage is resurrected, the rest goes")


class Partly:
    def __del__(self):
        saved.append(self.kept)


q, rest = Partly(), Holder()
q.kept, q.rest, rest.back = Holder(), rest, q
gone = weakref.ref(rest)
del q, rest
print(gc.collect(), gone(), len(saved))
saved.clear()

print("-- collecting inside a collection")


class Collects:
    def __init__(self):
        self.me = self

    def __del__(self):
        print("inside", gc.collect())


Collects()
print(gc.collect())


def callback(phase, info):
    print(phase, sorted(info.items()))


print("-- gc.callbacks")
gc.callbacks.append(callback)
x = Holder()
x.x = x
del x
gc.collect(1)
gc.collect()


def broken(phase, info):
    gc.callbacks.remove(broken)
    raise ValueError("reported, not raised")


gc.callbacks.append(broken)
gc.collect(0)
gc.callbacks.clear()

print("-- what is saved")
gc.set_debug(gc.DEBUG_SAVEALL)
y = Holder()
y.y = y
del y
print(gc.collect(), [type(item).__name__ for item in gc.garbage], gc.get_debug())
gc.set_debug(0)
gc.garbage[0].y = None
gc.garbage.clear()

print("-- frozen")
gc.collect()
z = [Holder() for _ in range(10)]
gc.freeze()
print(gc.get_count(), gc.get_freeze_count() > 10, any(type(o) is Holder for o in gc.get_objects()))
print(gc.get_referrers(z[0]) == [])
gc.unfreeze()
print(gc.get_freeze_count(), sum(type(o) is Holder for o in gc.get_objects(2)), z in gc.get_referrers(z[0]))
for bad in (3, -1):
    try:
        gc.get_objects(bad)
    except ValueError as error:
        print(error)
print(gc.get_referents([1, "a"], {"k": 2}, 5))
