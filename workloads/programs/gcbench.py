"""GCBench after Boehm, Ellis and Kovac. Arguments: [STRETCH=17], the depth of the stretch tree; the classical size is 18.

Temporary trees are built both ways: top-down, which stores young children into older parents, and bottom-up, which
only initialises. A long-lived tree and a long-lived array of floats stay alive meanwhile. At STRETCH 18 the long-lived
tree has depth 16, the array 500000 floats, and the temporary trees depths 4, 6 … 16.
"""
# test-args: 9

import sys

MIN_DEPTH = 4
CLASSICAL_STRETCH = 18
CLASSICAL_ARRAY = 500000


class Node:
    def __init__(self, left=None, right=None):
        self.left = left
        self.right = right
        self.i = 0
        self.j = 0


def tree_size(depth):
    return (1 << (depth + 1)) - 1


def populate(depth, node):
    """Grows a tree below `node`, parents before children."""
    if depth <= 0:
        return
    node.left = Node()
    node.right = Node()
    populate(depth - 1, node.left)
    populate(depth - 1, node.right)


def make_tree(depth):
    """Builds a tree, children before parents."""
    if depth <= 0:
        return Node()
    return Node(make_tree(depth - 1), make_tree(depth - 1))


def edge_depths(root):
    """Depths of the leftmost and the rightmost leaf, added: a cheap check that the tree is there."""
    depths = 0
    node = root.left
    while node is not None:
        depths += 1
        node = node.left
    node = root.right
    while node is not None:
        depths += 1
        node = node.right
    return depths


def count(node):
    if node.left is None:
        return 1
    return 1 + count(node.left) + count(node.right)


def time_construction(depth, iterations):
    top_down = 0
    for _ in range(iterations):
        root = Node()
        populate(depth, root)
        top_down += edge_depths(root)
        root = None
    bottom_up = 0
    for _ in range(iterations):
        root = make_tree(depth)
        bottom_up += edge_depths(root)
        root = None
    return top_down, bottom_up


def main():
    stretch = int(sys.argv[1]) if len(sys.argv) > 1 else 17
    long_lived_depth = stretch - 2
    array_size = max(1000, CLASSICAL_ARRAY >> max(0, CLASSICAL_STRETCH - stretch))

    print(f"stretch tree of depth {stretch}: {count(make_tree(stretch))} nodes")

    long_lived = Node()
    populate(long_lived_depth, long_lived)
    array = [0.0] * array_size
    for i in range(array_size // 2):
        array[i] = 1.0 / (i + 1)

    for depth in range(MIN_DEPTH, long_lived_depth + 1, 2):
        iterations = 2 * tree_size(stretch) // tree_size(depth)
        top_down, bottom_up = time_construction(depth, iterations)
        print(f"{iterations} trees of depth {depth}: top-down {top_down}, bottom-up {bottom_up}")

    print(f"long-lived tree of depth {long_lived_depth}: {count(long_lived)} nodes")
    print(f"long-lived array of {array_size}: sum {sum(array):.12f}")


if __name__ == "__main__":
    main()
