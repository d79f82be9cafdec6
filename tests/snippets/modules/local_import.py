import helpers.simple
from helpers import simple as s, other
from helpers.simple import value, change
from helpers.pack import deep
from helpers.pack.inner import thing
import helpers.pack.inner as inner
print(helpers.simple.value, s.value, value, s is helpers.simple, other.name, deep.DEEP, thing(), inner.__name__, inner.__package__)
change(10)
print(s.value, value, helpers.__name__, helpers.simple.__name__, s.__file__.endswith("helpers/simple.py"))
import sys
print("helpers.simple" in sys.modules, "helpers.pack.inner" in sys.modules)
import helpers.simple as again
print(again.loads)
try:
    import helpers.missing
except ImportError as e:
    print(type(e).__name__, e)
try:
    from helpers.simple import missing_name
except ImportError as e:
    print(str(e).split(" (")[0])
try:
    import helpers.broken
except ZeroDivisionError as e:
    print("broken:", e, "helpers.broken" in sys.modules)
