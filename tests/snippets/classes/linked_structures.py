class Node:
    def __init__(self, v, next=None):
        self.v, self.next = v, next


class Stack:
    def __init__(self): self.top, self.size = None, 0

    def push(self, v):
        self.top = Node(v, self.top)
        self.size += 1
        return self

    def pop(self):
        if self.top is None:
            raise IndexError("empty")
        v, self.top = self.top.v, self.top.next
        self.size -= 1
        return v

    def __iter__(self):
        n = self.top
        while n:
            yield n.v
            n = n.next

    def __len__(self): return self.size


s = Stack().push(1).push(2).push(3)
print(list(s), len(s), s.pop(), list(s))
try:
    Stack().pop()
except IndexError as e:
    print(e)


class BST:
    def __init__(self): self.root = None

    def insert(self, k):
        n = [k, None, None]
        if self.root is None:
            self.root = n
            return
        c = self.root
        while True:
            i = 1 if k < c[0] else 2
            if c[i] is None:
                c[i] = n
                return
            c = c[i]

    def walk(self, n="root"):
        if n == "root":
            n = self.root
        if n:
            yield from self.walk(n[1])
            yield n[0]
            yield from self.walk(n[2])

    def depth(self, n): return 0 if n is None else 1 + max(self.depth(n[1]), self.depth(n[2]))


t = BST()
seed = 1
for _ in range(50):
    seed = seed * 1103515245 + 12345 & 0x7fffffff
    t.insert(seed >> 16)
print(list(t.walk())[:10], t.depth(t.root))
ring = Node(0)
ring.next = ring
print(ring.next.next.next is ring)
