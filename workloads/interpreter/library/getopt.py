"""Options of a command line in the style of C's getopt."""

__all__ = ["GetoptError", "error", "getopt", "gnu_getopt"]


class GetoptError(Exception):
    def __init__(self, msg, opt=""):
        self.msg = msg
        self.opt = opt
        super().__init__(msg, opt)

    def __str__(self):
        return self.msg


error = GetoptError


def getopt(args, shortopts, longopts=[]):
    """Options up to the first argument that is none: ([(option, value), …], the other arguments)."""
    return _scan(args, shortopts, longopts, stop_at_argument=True)


def gnu_getopt(args, shortopts, longopts=[]):
    """The same with options and arguments mixed."""
    stop = shortopts.startswith("+")
    return _scan(args, shortopts.lstrip("+"), longopts, stop_at_argument=stop)


def _scan(args, shortopts, longopts, stop_at_argument):
    longopts = [longopts] if isinstance(longopts, str) else list(longopts)
    pending = list(args)
    options = []
    others = []
    while pending:
        argument = pending.pop(0)
        if argument == "--":
            return options, others + pending
        if argument.startswith("--"):
            options.append(_long(argument[2:], longopts, pending))
        elif argument.startswith("-") and argument != "-":
            _short(argument[1:], shortopts, pending, options)
        elif stop_at_argument:
            return options, [argument] + pending
        else:
            others.append(argument)
    return options, others


def _long(text, longopts, pending):
    name, equals, value = text.partition("=")
    candidates = [option for option in longopts if option.startswith(name)]
    if not candidates:
        raise GetoptError(f"option --{name} not recognized", name)
    if name in candidates or name + "=" in candidates:
        chosen = name if name in candidates else name + "="
    elif len(candidates) > 1:
        raise GetoptError(f"option --{name} not a unique prefix", name)
    else:
        chosen = candidates[0]
    if not chosen.endswith("="):
        if equals:
            raise GetoptError(f"option --{chosen} must not have an argument", chosen)
        return "--" + chosen, ""
    chosen = chosen[:-1]
    if not equals:
        if not pending:
            raise GetoptError(f"option --{chosen} requires argument", chosen)
        value = pending.pop(0)
    return "--" + chosen, value


def _short(letters, shortopts, pending, options):
    while letters:
        letter, letters = letters[0], letters[1:]
        position = shortopts.find(letter)
        if position < 0 or letter == ":":
            raise GetoptError(f"option -{letter} not recognized", letter)
        if not shortopts.startswith(":", position + 1):
            options.append(("-" + letter, ""))
            continue
        if not letters:
            if not pending:
                raise GetoptError(f"option -{letter} requires argument", letter)
            letters = pending.pop(0)
        options.append(("-" + letter, letters))
        return
