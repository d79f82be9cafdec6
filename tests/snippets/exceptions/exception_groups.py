eg = ExceptionGroup("group", [ValueError(1), TypeError("t"), ExceptionGroup("inner", [KeyError("k")])])
print(eg, repr(eg), eg.message, eg.exceptions)
m, r = eg.split(ValueError)
print(m, r, eg.subgroup(KeyError))
try:
    raise eg
except* ValueError as e:
    print("value", e.exceptions)
except* (TypeError, KeyError) as e:
    print("others", e.exceptions)
try:
    try:
        raise ValueError("bare")
    except* TypeError:
        print("no")
except ValueError as e:
    print(repr(e))
try:
    raise ValueError("wrapped")
except* ValueError as e:
    print(repr(e))
