import helpers.pack.relative as r
print(r.results)
try:
    from . import nothing
except ImportError as e:
    print(e)
