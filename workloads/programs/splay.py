"""Splay tree: a self-adjusting search tree that is rewired by every look-up. Arguments: [SIZE=8000] [OPERATIONS=30000].

Each node carries a small tree of lists and strings as its payload. An operation inserts a random key and removes the
greatest key below it, so the live heap stays the same size while old nodes point at ever younger ones.
"""
# test-args: 200 500

import sys

PAYLOAD_DEPTH = 4


class Random:
    def __init__(self, seed):
        self.seed = seed

    def next(self):
        self.seed = (self.seed * 1103515245 + 12345) & 0x7FFFFFFF
        return self.seed >> 8


class Payload:
    def __init__(self, left=None, right=None, numbers=None, text=None):
        self.left = left
        self.right = right
        self.numbers = numbers
        self.text = text

    def weight(self):
        if self.left is None:
            return sum(self.numbers) + len(self.text)
        return self.left.weight() + self.right.weight()


def make_payload(depth, tag):
    if depth == 0:
        return Payload(numbers=list(range(10)), text="String for key " + tag + " in leaf node")
    return Payload(make_payload(depth - 1, tag), make_payload(depth - 1, tag))


class Node:
    def __init__(self, key, value):
        self.key = key
        self.value = value
        self.left = None
        self.right = None


class SplayTree:
    def __init__(self):
        self.root = None

    def splay(self, key):
        """Moves the node with `key`, or the last one on the way to it, to the root (top-down, Sleator and Tarjan)."""
        if self.root is None:
            return
        header = left = right = Node(None, None)
        current = self.root
        while True:
            if key < current.key:
                if current.left is None:
                    break
                if key < current.left.key:
                    child = current.left
                    current.left = child.right
                    child.right = current
                    current = child
                    if current.left is None:
                        break
                right.left = current
                right = current
                current = current.left
            elif key > current.key:
                if current.right is None:
                    break
                if key > current.right.key:
                    child = current.right
                    current.right = child.left
                    child.left = current
                    current = child
                    if current.right is None:
                        break
                left.right = current
                left = current
                current = current.right
            else:
                break
        left.right = current.left
        right.left = current.right
        current.left = header.right
        current.right = header.left
        self.root = current

    def insert(self, key, value):
        if self.root is None:
            self.root = Node(key, value)
            return
        self.splay(key)
        if key == self.root.key:
            return
        node = Node(key, value)
        if key > self.root.key:
            node.left = self.root
            node.right = self.root.right
            self.root.right = None
        else:
            node.right = self.root
            node.left = self.root.left
            self.root.left = None
        self.root = node

    def remove(self, key):
        self.splay(key)
        removed = self.root
        if removed is None or removed.key != key:
            raise KeyError(key)
        if removed.left is None:
            self.root = removed.right
        else:
            right = removed.right
            self.root = removed.left
            self.splay(key)
            self.root.right = right
        return removed

    def find(self, key):
        self.splay(key)
        if self.root is not None and self.root.key == key:
            return self.root
        return None

    def greatest_below(self, key):
        if self.root is None:
            return None
        self.splay(key)
        if self.root.key < key:
            return self.root
        node = self.root.left
        while node is not None and node.right is not None:
            node = node.right
        return node

    def __iter__(self):
        """Yields the nodes in order of their keys."""
        pending = []
        node = self.root
        while pending or node is not None:
            while node is not None:
                pending.append(node)
                node = node.left
            node = pending.pop()
            yield node
            node = node.right


def insert_new(tree, random):
    key = random.next()
    while tree.find(key) is not None:
        key = random.next()
    tree.insert(key, make_payload(PAYLOAD_DEPTH, str(key)))
    return key


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
    operations = int(sys.argv[2]) if len(sys.argv) > 2 else 30000
    random = Random(42)
    tree = SplayTree()
    for _ in range(size):
        insert_new(tree, random)

    removed = 0
    for _ in range(operations):
        key = insert_new(tree, random)
        below = tree.greatest_below(key)
        victim = tree.remove(key if below is None else below.key)
        removed = (removed * 31 + victim.key) & 0xFFFFFFFF

    keys = [node.key for node in tree]
    if keys != sorted(keys) or len(set(keys)) != size:
        raise AssertionError("the tree is out of order")
    checksum = 0
    for node in tree:
        checksum = (checksum * 31 + node.key + node.value.weight()) & 0xFFFFFFFF
    print(f"{len(keys)} keys from {keys[0]} to {keys[-1]}")
    print(f"removed: {removed}, kept: {checksum}")


if __name__ == "__main__":
    main()
