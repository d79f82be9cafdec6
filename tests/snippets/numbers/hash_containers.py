print(hash(()), hash((1,)), hash((1, 2)), hash((1, (2, 3))), hash((1, 2)) == hash((1.0, True + 1)))
print(hash(frozenset()), hash(frozenset([1, 2, 3])), hash(frozenset([1])))
