import gc
objs = [[i] for i in range(100)]
ids = [id(o) for o in objs]
hashes = [hash(object) for _ in range(2)]
d = {}


class K:
    pass


keys = [K() for _ in range(100)]
for i, k in enumerate(keys):
    d[k] = i
gc.collect()
junk = [[0] * 10 for _ in range(1000)]
gc.collect()
print(ids == [id(o) for o in objs], all(d[k] == i for i, k in enumerate(keys)), len(set(ids)), hashes[0] == hashes[1])
s = set(keys)
gc.collect()
print(all(k in s for k in keys), K() in s, keys[5] is keys[5], id(keys[0]) != id(keys[1]), objs[3] == [3])
h = [hash(k) for k in keys]
gc.collect()
print(h == [hash(k) for k in keys])
