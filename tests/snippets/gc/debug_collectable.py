# only: refcount
# not: incremental
"""gc.set_debug(DEBUG_COLLECTABLE) tells of every object found, on standard error."""
import gc
import os
import sys

gc.collect()
gc.disable()
receiver, sender = os.pipe()
saved = os.dup(2)
os.dup2(sender, 2)


class Node:
    pass


class Slotted:
    __slots__ = ("other",)


def make():
    node, slotted = Node(), Slotted()
    node.other, slotted.other = slotted, node
    node.list = [node, {"node": node}, (node,)]
    node.function = lambda: node
    node.method = node.__init__


gc.set_debug(gc.DEBUG_COLLECTABLE)
make()
found = gc.collect()
gc.set_debug(gc.DEBUG_LEAK)
make()
leaked = gc.collect()
gc.set_debug(0)
sys.stderr.flush()
os.dup2(saved, 2)
os.close(sender)
text = b""
while chunk := os.read(receiver, 65536):
    text += chunk
lines = text.decode().splitlines()
print(found, leaked, len(lines), len(gc.garbage))
for line in sorted(line.rsplit(" ", 1)[0] for line in lines):
    print(line)
print(sorted(type(thing).__name__ for thing in gc.garbage))
gc.garbage.clear()
