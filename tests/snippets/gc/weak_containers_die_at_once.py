# only: refcount
"""Weak containers are no cycles: by counting they go with their last reference."""
import gc
import weakref

gc.disable()


class Thing:
    pass


thing = Thing()
for make in (
    lambda: weakref.WeakValueDictionary({"a": thing}),
    lambda: weakref.WeakKeyDictionary({thing: 1}),
    lambda: weakref.WeakSet([thing]),
    lambda: weakref.WeakValueDictionary({"a": thing}).copy(),
    lambda: weakref.WeakSet([thing]) | {Thing()},
):
    container = make()
    watch = weakref.ref(container)
    print(len(container), end=" ")
    del container
    print(watch() is None, weakref.getweakrefcount(thing))
key = weakref.KeyedRef(thing, None, "key")
print(key.key, key() is thing, weakref.ProxyTypes == (weakref.ProxyType, weakref.CallableProxyType))
values = weakref.WeakValueDictionary(a=thing, b=thing)
keys = weakref.WeakKeyDictionary({thing: 1})
members = weakref.WeakSet([thing])
del thing, key
print(len(values), len(keys), len(members), len(values.data), len(keys.data), len(members.data))
print(gc.get_referents([1, 2], {3: 4}, {"a": 5}))
