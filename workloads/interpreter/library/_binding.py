"""Binds arguments to parameters for functions that are made at run time, with Python's own error messages."""


def _listed(names):
    quoted = [repr(name) for name in names]
    if len(quoted) <= 2:
        return " and ".join(quoted)
    return ", ".join(quoted[:-1]) + ", and " + quoted[-1]


def bind(function, names, defaults, args, kwargs, extra=1):
    """The values of the parameters `names`, in order.

    `defaults` maps names to values. `function` is the name that messages use, `extra` the number of parameters before
    `names` (self) that were given as well.
    """
    count = len(names)
    given = len(args)
    if given > count:
        required = count - len(defaults)
        accepted = f"from {required + extra} to {count + extra}" if defaults else f"{count + extra}"
        plural = "" if count + extra == 1 and not defaults else "s"
        were = "was" if given + extra == 1 else "were"
        raise TypeError(f"{function}() takes {accepted} positional argument{plural} but {given + extra} {were} given")
    values = dict(zip(names, args))
    for name, value in kwargs.items():
        if name in values:
            raise TypeError(f"{function}() got multiple values for argument {name!r}")
        if name not in names:
            raise TypeError(f"{function}() got an unexpected keyword argument {name!r}")
        values[name] = value
    missing = [name for name in names if name not in values and name not in defaults]
    if missing:
        plural = "" if len(missing) == 1 else "s"
        raise TypeError(f"{function}() missing {len(missing)} required positional argument{plural}: {_listed(missing)}")
    return [values[name] if name in values else defaults[name] for name in names]
