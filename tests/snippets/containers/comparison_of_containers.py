print([1, 2] == [1, 2], [1, 2] < [1, 3], [1] < [1, 0], [] < [0], [2] > [1, 9], [1, 2] != (1, 2), [[1]] == [[1.0]])
print({1: [2]} == {1: [2]}, {1: 2} == {1: 3}, {} == [], {1} == frozenset({1}), (1,) == [1], "ab" == ["a", "b"])


class E:
    def __init__(self, r):
        self.r = r

    def __eq__(self, o):
        print("eq")
        return self.r


print([E(True)] == [E(False)], E(1) in [5], [1, E("yes")].index("x"), [E(0)].count(3))
x = E(False)
print(x in [x], [x] == [x], x == x)


class W:
    def __lt__(self, o):
        return "truthy"

    def __gt__(self, o):
        return NotImplemented


print(W() < 1, 1 > W(), [W()] < [W()])
try:
    W() > 1
except TypeError as e:
    print(e)
