"""Binary trees: builds, counts and drops many perfect binary trees. Arguments: [N=15], the depth of the largest.

Garbage here is acyclic: counting frees every tree at once, tracing finds most of a cycle's memory dead.
"""
# test-args: 7

import sys

MIN_DEPTH = 4


class Node:
    def __init__(self, left, right):
        self.left = left
        self.right = right


def build(depth):
    """Builds a perfect tree bottom-up."""
    if depth == 0:
        return Node(None, None)
    return Node(build(depth - 1), build(depth - 1))


def count(node):
    if node.left is None:
        return 1
    return 1 + count(node.left) + count(node.right)


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    max_depth = max(MIN_DEPTH + 2, n)

    stretch_depth = max_depth + 1
    print(f"stretch tree of depth {stretch_depth}: {count(build(stretch_depth))} nodes")

    long_lived = build(max_depth)
    for depth in range(MIN_DEPTH, max_depth + 1, 2):
        trees = 1 << (max_depth - depth + MIN_DEPTH)
        total = 0
        for _ in range(trees):
            total += count(build(depth))
        print(f"{trees} trees of depth {depth}: {total} nodes")
    print(f"long-lived tree of depth {max_depth}: {count(long_lived)} nodes")


if __name__ == "__main__":
    main()
