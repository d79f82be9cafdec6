# only: refcount
# not: incremental
# A tuple that an object of a derived class was made of is an object still.
import gc


class OfTuple(tuple):
    pass


source = ([], {1: []})
made = OfTuple(source)
print(any(o is source for o in gc.get_objects()), any(o is made for o in gc.get_objects()))
print(made == source, made[0] is source[0])
del source
print(made)
