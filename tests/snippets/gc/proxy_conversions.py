# A proxy converts as its referent does.
import weakref


class Number:
    def __int__(self):
        return 5

    def __index__(self):
        return 6

    def __float__(self):
        return 1.5

    def __reversed__(self):
        return iter([3, 2])

    def __bool__(self):
        return False


class Nothing:
    pass


for thing in (Number(), Nothing()):
    proxy = weakref.proxy(thing)
    for convert in (int, float, lambda x: list(reversed(x)), bool, lambda x: list(range(10))[x]):
        try:
            print(convert(proxy))
        except Exception as error:
            print(type(error).__name__)

from collections.abc import Mapping, MutableMapping, MutableSet, Set

for kind in (weakref.WeakValueDictionary, weakref.WeakKeyDictionary, weakref.WeakSet):
    print(kind.__name__, [issubclass(kind, abstract) for abstract in (Mapping, MutableMapping, Set, MutableSet)])
