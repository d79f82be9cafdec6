# only: refcount
# not: incremental
# skip-stress
# Random graphs of finalizable, weakly referenced and plain objects that change at random: which finalizer and which
# callback runs when, and how many objects each collection finds. Small graphs: CPython puts off what dies more than 50
# levels down.
import gc
import random
import weakref

log, saved, roots, references = [], [], [], []
number = 0


class Node:
    def __init__(self, i):
        self.i = i


class Finalizable(Node):
    def __del__(self):
        log.append(("del", self.i))
        if self.i % 7 == 0:
            saved.append(self)
        if self.i % 11 == 0:
            self.a = [self]


class Slots:
    __slots__ = ("a", "b", "i", "__weakref__")

    def __init__(self, i):
        self.i = i

    def __del__(self):
        log.append(("slots del", self.i))


def callback(i):
    return lambda reference: log.append(("callback", i))


def link(r, a, b):
    if isinstance(a, Slots):
        setattr(a, r.choice("ab"), b)
    elif isinstance(a, Node):
        # In the same order in each instance: CPython releases attributes in the order of the class's first instance.
        setattr(a, "a" if not hasattr(a, "a") else "b" if not hasattr(a, "b") else r.choice("ab"), b)
    elif isinstance(a, list):
        a.append(b)
    elif isinstance(a, dict):
        a[r.randrange(5)] = b
    elif isinstance(a, tuple):
        link(r, a[0], b)


def make(r, i):
    kind = r.randrange(8)
    if kind < 2:
        return Node(i)
    if kind < 4:
        return Finalizable(i)
    return (Slots(i), [], {}, ([], r.choice(roots) if roots else 0))[kind - 4]


def step(r):
    global number
    operation = r.randrange(12)
    if operation < 5 or not roots:
        number += 1
        made = make(r, number)
        roots.append(made)
        if r.random() < 0.4 and not isinstance(made, (list, tuple, dict)):
            references.append((number, weakref.ref(made, callback(number) if r.random() < 0.7 else None)))
    elif operation < 9:
        link(r, r.choice(roots), r.choice(roots))
    elif operation == 9:
        roots.pop(r.randrange(len(roots)))
    elif operation == 10 and references:
        references.pop(r.randrange(len(references)))
    elif operation == 11:
        choice = r.randrange(6)
        if choice < 2:
            log.append(("collected", gc.collect(r.randrange(3))))
        elif choice == 2 and isinstance(roots[0], (Node, Slots)):
            link(r, r.choice(roots), weakref.ref(roots[0], callback(-number)))
        elif choice == 3:
            del roots[::2]
        elif choice == 4:
            saved.clear()


gc.set_threshold(0)
gc.collect()
for seed in range(120):
    number = 0
    generator = random.Random(seed)
    for _ in range(generator.randrange(50, 160)):
        step(generator)
    roots.clear()
    log.append(("roots gone", gc.collect()))
    saved.clear()
    log.append(("saved gone", gc.collect(), [(i, reference() is None) for i, reference in references]))
    references.clear()
    print(seed, *log, sep="\n")
    log.clear()
