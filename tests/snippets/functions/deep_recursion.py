# skip-stress
import sys
sys.setrecursionlimit(100000)


def deep(k):
    if k == 0:
        return 0
    return 1 + deep(k - 1)


print(deep(20000))


class Node:
    def __init__(self, next):
        self.next = next

    def length(self):
        return 1 if self.next is None else 1 + self.next.length()


n = None
for i in range(20000):
    n = Node(n)
print(n.length())
d = None
for i in range(100000):
    d = [d]
d = None
n = None
print("freed")
