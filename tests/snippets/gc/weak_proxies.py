# only: refcount
"""Proxies of what can be called and of what cannot."""
import weakref


class Plain:
    def __init__(self):
        self.number = 5


class Callable(Plain):
    def __call__(self, *arguments):
        return arguments, self.number


plain, thing = Plain(), Callable()
proxy, callable_proxy = weakref.proxy(plain), weakref.proxy(thing)
print(type(proxy), type(callable_proxy), type(weakref.proxy(Plain)), weakref.ProxyTypes)
print(callable(proxy), callable(callable_proxy), callable_proxy(1, 2), callable_proxy is weakref.proxy(thing))
print(isinstance(proxy, Plain), isinstance(callable_proxy, Callable), callable_proxy.number)
for call in (
    lambda: proxy(),
    lambda: weakref.ref(plain, callback=None),
    lambda: weakref.ref(plain)(1),
    lambda: weakref.ref(),
):
    try:
        print(call())
    except TypeError as error:
        print(type(error).__name__, error)
heard = []
watched = weakref.proxy(thing, heard.append)
print(weakref.getweakrefcount(thing), len(weakref.getweakrefs(thing)))
del thing
import gc

gc.collect()
print(len(heard), heard[0] is watched)
for use in (lambda: callable_proxy(), lambda: watched.number):
    try:
        use()
    except ReferenceError as error:
        print(error)
print(repr(proxy).split()[0], repr(proxy).split()[3], repr(callable_proxy).split()[3])
