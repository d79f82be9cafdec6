"""Command lines: positional arguments, options, sub-commands and their help texts, in the forms most programs use."""

import os
import sys
import textwrap

__all__ = [
    "ArgumentParser", "ArgumentError", "ArgumentTypeError", "BooleanOptionalAction", "FileType", "HelpFormatter",
    "ArgumentDefaultsHelpFormatter", "RawDescriptionHelpFormatter", "RawTextHelpFormatter", "Namespace", "Action",
    "ONE_OR_MORE", "OPTIONAL", "PARSER", "REMAINDER", "SUPPRESS", "ZERO_OR_MORE",
]

SUPPRESS = "==SUPPRESS=="
OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE, PARSER, REMAINDER = "?", "*", "+", "A...", "..."
_HELP_COLUMN = 24


class ArgumentTypeError(Exception):
    pass


class ArgumentError(Exception):
    def __init__(self, argument, message):
        self.argument_name = None if argument is None else argument.title()
        self.message = message

    def __str__(self):
        return self.message if self.argument_name is None else f"argument {self.argument_name}: {self.message}"


class Namespace:
    def __init__(self, **kwargs):
        self.__dict__.update(kwargs)

    def __repr__(self):
        return f"Namespace({', '.join([f'{name}={value!r}' for name, value in self.__dict__.items()])})"

    def __eq__(self, other):
        return self.__dict__ == other.__dict__ if isinstance(other, Namespace) else NotImplemented

    def __contains__(self, key):
        return key in self.__dict__


class HelpFormatter:
    """The class that a parser is given decides how help texts are laid out."""

    fill_description = True
    show_defaults = False
    keep_help_lines = False


class RawDescriptionHelpFormatter(HelpFormatter):
    fill_description = False


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    keep_help_lines = True


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    show_defaults = True


class FileType:
    """A type that opens the named file; - is standard input or output."""

    def __init__(self, mode="r", bufsize=-1, encoding=None, errors=None):
        self._mode = mode
        self._encoding = encoding
        self._errors = errors

    def __call__(self, string):
        if string == "-":
            return sys.stdin if "r" in self._mode else sys.stdout
        try:
            return open(string, self._mode, encoding=self._encoding, errors=self._errors)
        except OSError as error:
            raise ArgumentTypeError(f"can't open '{string}': {error}") from None


class Action:
    """What an argument does when it is met. Programs may derive their own and define __call__."""

    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None,
                 required=False, help=None, metavar=None):
        self.option_strings = option_strings
        self.dest = dest
        self.nargs = nargs
        self.const = const
        self.default = default
        self.type = type
        self.choices = choices
        self.required = required
        self.help = help
        self.metavar = metavar

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError(".__call__() not defined")

    def title(self):
        if self.option_strings:
            return "/".join(self.option_strings)
        if self.metavar not in (None, SUPPRESS):
            return self.metavar
        return self.dest

    def shown_values(self, default_name):
        """How the values look in a usage line."""
        name = self.metavar
        if name is None:
            name = "{" + ",".join([str(choice) for choice in self.choices]) + "}" if self.choices is not None else default_name
        names = name if isinstance(name, tuple) else None
        if self.nargs is None:
            return names[0] if names else name
        if self.nargs == OPTIONAL:
            return f"[{name}]"
        if self.nargs == ZERO_OR_MORE:
            return f"[{name} ...]"
        if self.nargs == ONE_OR_MORE:
            return f"{name} [{name} ...]"
        if self.nargs == REMAINDER:
            return "..."
        if self.nargs == PARSER:
            return f"{name} ..."
        return " ".join(names or [name] * self.nargs)


class _Store(Action):
    def __init__(self, option_strings, dest, nargs=None, **options):
        if nargs == 0:
            raise ValueError("nargs for store actions must be != 0; if you have nothing to store, actions such as store "
                             "true or store const may be more appropriate")
        super().__init__(option_strings, dest, nargs=nargs, **options)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _StoreConst(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None):
        super().__init__(option_strings, dest, nargs=0, const=const, default=default, required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrue(_StoreConst):
    def __init__(self, option_strings, dest, default=False, required=False, help=None):
        super().__init__(option_strings, dest, const=True, default=default, required=required, help=help)


class _StoreFalse(_StoreConst):
    def __init__(self, option_strings, dest, default=True, required=False, help=None):
        super().__init__(option_strings, dest, const=False, default=default, required=required, help=help)


class _Append(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        items = list(getattr(namespace, self.dest, None) or [])
        items.append(values)
        setattr(namespace, self.dest, items)


class _AppendConst(_StoreConst):
    def __call__(self, parser, namespace, values, option_string=None):
        items = list(getattr(namespace, self.dest, None) or [])
        items.append(self.const)
        setattr(namespace, self.dest, items)


class _Extend(_Append):
    def __call__(self, parser, namespace, values, option_string=None):
        items = list(getattr(namespace, self.dest, None) or [])
        items.extend(values)
        setattr(namespace, self.dest, items)


class _Count(Action):
    def __init__(self, option_strings, dest, default=None, required=False, help=None):
        super().__init__(option_strings, dest, nargs=0, default=default, required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (getattr(namespace, self.dest, None) or 0) + 1)


class _Help(Action):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None):
        super().__init__(option_strings, dest, nargs=0, default=default, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _Version(Action):
    def __init__(self, option_strings, version=None, dest=SUPPRESS, default=SUPPRESS,
                 help="show program's version number and exit"):
        super().__init__(option_strings, dest, nargs=0, default=default, help=help)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        print((self.version or "").replace("%(prog)s", parser.prog))
        parser.exit()


class BooleanOptionalAction(Action):
    """--name and --no-name."""

    def __init__(self, option_strings, dest, default=None, type=None, choices=None, required=False, help=None,
                 metavar=None):
        strings = []
        for option in option_strings:
            strings.append(option)
            if option.startswith("--"):
                strings.append("--no-" + option[2:])
        super().__init__(strings, dest, nargs=0, default=default, required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, not option_string.startswith("--no-"))


class _SubParsers(Action):
    def __init__(self, option_strings, prog, parser_class, dest=SUPPRESS, required=False, help=None, metavar=None):
        self._prog_prefix = prog
        self._parser_class = parser_class
        self._parsers = {}
        self._helps = []
        super().__init__(option_strings, dest, nargs=PARSER, choices=self._parsers, required=required, help=help,
                         metavar=metavar)

    def add_parser(self, name, *, help=None, aliases=(), **options):
        options.setdefault("prog", f"{self._prog_prefix} {name}")
        parser = self._parser_class(**options)
        if help is not None:
            self._helps.append((name, help))
        for word in (name, *aliases):
            self._parsers[word] = parser
        return parser

    def __call__(self, parser, namespace, values, option_string=None):
        name, *rest = values
        if self.dest != SUPPRESS:
            setattr(namespace, self.dest, name)
        if name not in self._parsers:
            choices = ", ".join([repr(word) for word in self._parsers])
            raise ArgumentError(self, f"invalid choice: {name!r} (choose from {choices})")
        inner, unknown = self._parsers[name].parse_known_args(rest)
        for key, value in vars(inner).items():
            setattr(namespace, key, value)
        parser._unknown_of_subparsers += unknown


_ACTIONS = {
    None: _Store, "store": _Store, "store_const": _StoreConst, "store_true": _StoreTrue, "store_false": _StoreFalse,
    "append": _Append, "append_const": _AppendConst, "extend": _Extend, "count": _Count, "help": _Help,
    "version": _Version,
}


class _Group:
    """A heading for some of a parser's arguments; or, when exclusive, a set of which one may be given."""

    def __init__(self, parser, title=None, description=None, exclusive=False, required=False):
        self._parser = parser
        self.title = title
        self.description = description
        self.exclusive = exclusive
        self.required = required
        self._actions = []

    def add_argument(self, *args, **kwargs):
        action = self._parser._make_action(*args, **kwargs)
        self._parser._register(action)
        self._actions.append(action)
        if not self.title and self.exclusive:
            self._parser._default_group(action)._actions.append(action)
        return action

    def add_mutually_exclusive_group(self, *, required=False):
        return self._parser.add_mutually_exclusive_group(required=required)

    def add_argument_group(self, *args, **kwargs):
        return self._parser.add_argument_group(*args, **kwargs)


class ArgumentParser:
    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=(), formatter_class=HelpFormatter,
                 prefix_chars="-", fromfile_prefix_chars=None, argument_default=None, conflict_handler="error",
                 add_help=True, allow_abbrev=True, exit_on_error=True):
        self.prog = os.path.basename(sys.argv[0]) if prog is None else prog
        self.usage = usage
        self.description = description
        self.epilog = epilog
        self.formatter_class = formatter_class
        self.prefix_chars = prefix_chars
        self.argument_default = argument_default
        self.allow_abbrev = allow_abbrev
        self.exit_on_error = exit_on_error
        self._actions = []
        self._options = {}
        self._defaults = {}
        self._positionals = _Group(self, "positional arguments")
        self._optionals = _Group(self, "options")
        self._groups = [self._positionals, self._optionals]
        self._exclusive = []
        self._unknown_of_subparsers = []
        if add_help:
            self.add_argument("-h", "--help", action="help", help="show this help message and exit")
        for parent in parents:
            self._defaults.update(parent._defaults)
            for group in parent._groups:
                target = next((own for own in self._groups if own.title == group.title), None)
                if target is None:
                    target = self.add_argument_group(group.title, group.description)
                for action in group._actions:
                    self._register(action)
                    target._actions.append(action)

    # Declaring arguments

    def add_argument(self, *args, **kwargs):
        action = self._make_action(*args, **kwargs)
        self._register(action)
        self._default_group(action)._actions.append(action)
        return action

    def _make_action(self, *names, action=None, **options):
        if not names or len(names) == 1 and names[0][0] not in self.prefix_chars:
            if names and "dest" in options:
                raise ValueError("dest supplied twice for positional argument")
            dest = names[0] if names else options.pop("dest")
            strings = []
            options.pop("dest", None)
            if "required" in options:
                raise TypeError("'required' is an invalid argument for positionals")
        else:
            strings = list(names)
            dest = options.pop("dest", None) or self._dest_of(strings)
        if "default" in options:
            default = options["default"]
        elif dest in self._defaults:
            default = options["default"] = self._defaults[dest]
        elif self.argument_default is not None:
            options["default"] = self.argument_default
        kind = _ACTIONS.get(action, action) if action is None or isinstance(action, str) else action
        if isinstance(kind, str):
            raise ValueError(f'unknown action "{kind}"')
        result = kind(option_strings=strings, dest=dest, **options)
        if not strings:
            result.required = result.nargs not in (OPTIONAL, ZERO_OR_MORE, REMAINDER) or (
                result.nargs == ZERO_OR_MORE and result.default is None and "default" not in options
            )
            if result.nargs == PARSER:
                result.required = options.get("required", False)
        if result.type is not None and not callable(result.type):
            raise ValueError(f"{result.type!r} is not callable")
        return result

    def _dest_of(self, strings):
        longs = [option for option in strings if len(option) > 1 and option[1] in self.prefix_chars]
        return (longs or strings)[0].lstrip(self.prefix_chars).replace("-", "_")

    def _register(self, action):
        for option in action.option_strings:
            if option in self._options:
                raise ArgumentError(action, f"conflicting option string: {option}")
            self._options[option] = action
        self._actions.append(action)

    def _default_group(self, action):
        return self._optionals if action.option_strings else self._positionals

    def add_argument_group(self, title=None, description=None):
        group = _Group(self, title, description)
        self._groups.append(group)
        return group

    def add_mutually_exclusive_group(self, *, required=False):
        group = _Group(self, exclusive=True, required=required)
        self._exclusive.append(group)
        return group

    def add_subparsers(self, *, title=None, description=None, prog=None, parser_class=None, **options):
        if prog is None:
            words = [self.prog] + [action.shown_values(action.dest) for action in self._positional_actions()]
            prog = " ".join(words)
        action = _SubParsers(option_strings=[], prog=prog, parser_class=parser_class or type(self), **options)
        self._actions.append(action)
        group = self._positionals if title is None else self.add_argument_group(title, description)
        group._actions.append(action)
        return action

    def set_defaults(self, **kwargs):
        self._defaults.update(kwargs)
        for action in self._actions:
            if action.dest in kwargs:
                action.default = kwargs[action.dest]

    def get_default(self, dest):
        for action in self._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest)

    # Parsing

    def parse_args(self, args=None, namespace=None):
        result, unknown = self.parse_known_args(args, namespace)
        if unknown:
            self.error("unrecognized arguments: " + " ".join(unknown))
        return result

    def parse_known_args(self, args=None, namespace=None):
        args = sys.argv[1:] if args is None else list(args)
        namespace = Namespace() if namespace is None else namespace
        for action in self._actions:
            if action.dest != SUPPRESS and action.default is not SUPPRESS and not hasattr(namespace, action.dest):
                setattr(namespace, action.dest, action.default)
        for dest, value in self._defaults.items():
            if not hasattr(namespace, dest):
                setattr(namespace, dest, value)
        try:
            return namespace, _Parse(self, namespace, args).run()
        except ArgumentError as error:
            if not self.exit_on_error:
                raise
            self.error(str(error))

    parse_intermixed_args = parse_args
    parse_known_intermixed_args = parse_known_args

    def _positional_actions(self):
        return [action for action in self._actions if not action.option_strings]

    def convert(self, action, text):
        if action.type is None:
            return text
        try:
            return action.type(text)
        except ArgumentTypeError as error:
            raise ArgumentError(action, str(error)) from None
        except (TypeError, ValueError):
            name = getattr(action.type, "__name__", repr(action.type))
            raise ArgumentError(action, f"invalid {name} value: {text!r}") from None

    # Messages

    def error(self, message):
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: error: {message}\n")

    def exit(self, status=0, message=None):
        if message:
            sys.stderr.write(message)
        sys.exit(status)

    def print_usage(self, file=None):
        (file or sys.stdout).write(self.format_usage())

    def print_help(self, file=None):
        (file or sys.stdout).write(self.format_help())

    def format_usage(self):
        return _usage(self) + "\n"

    def format_help(self):
        sections = [_usage(self) + "\n"]
        if self.description:
            sections.append(_paragraph(self, self.description))
        for group in self._groups:
            lines = _group_help(self, group)
            if lines:
                sections.append("\n".join(lines) + "\n")
        if self.epilog:
            sections.append(_paragraph(self, self.epilog))
        return "\n".join(sections)


class _Parse:
    """One run over a command line."""

    def __init__(self, parser, namespace, args):
        self.parser = parser
        self.namespace = namespace
        self.args = args
        self.positionals = parser._positional_actions()
        self.unknown = []
        self.seen = []

    def looks_like_option(self, text):
        parser = self.parser
        if not text or text[0] not in parser.prefix_chars or len(text) == 1:
            return False
        if text in parser._options or text.partition("=")[0] in parser._options:
            return True
        try:
            float(text)
        except ValueError:
            pass
        else:
            return any([option[1:2].isdigit() for option in parser._options])
        return " " not in text

    def run(self):
        pending = self.args
        position = 0
        waiting = []
        only_positionals = False
        while position < len(pending):
            text = pending[position]
            if self.takes_everything(waiting):
                waiting += pending[position:]
                break
            if text == "--" and not only_positionals:
                only_positionals = True
                position += 1
            elif only_positionals or not self.looks_like_option(text):
                waiting.append(text)
                position += 1
            else:
                waiting = self.feed(waiting, final=False)
                position = self.option(position)
        waiting = self.feed(waiting, final=True)
        self.unknown += waiting
        self.check_required()
        unknown, self.parser._unknown_of_subparsers = self.unknown + self.parser._unknown_of_subparsers, []
        return unknown

    def takes_everything(self, waiting):
        """A sub-command or a remainder swallows options, too."""
        if not self.positionals:
            return False
        plan = self.plan(len(waiting))
        return bool(plan) and self.positionals[len(plan) - 1].nargs in (PARSER, REMAINDER)

    def option(self, position):
        text = self.args[position]
        action, option, value = self.find_option(text)
        if action is None:
            self.unknown.append(text)
            return position + 1
        position += 1
        while action.nargs == 0 and value is not None and not option.startswith("--"):
            # Single-letter flags written together.
            self.perform(action, [], option)
            option = "-" + value[0]
            value = value[1:] or None
            if option not in self.parser._options:
                raise ArgumentError(action, f"ignored explicit argument {option[1:] + (value or '')!r}")
            action = self.parser._options[option]
        if value is not None:
            if action.nargs == 0:
                raise ArgumentError(action, f"ignored explicit argument {value!r}")
            self.perform(action, [value], option)
            return position
        available = 0
        while position + available < len(self.args) and self.args[position + available] != "--" and (
            action.nargs == REMAINDER or not self.looks_like_option(self.args[position + available])
        ):
            available += 1
        low, high = _counts(action.nargs)
        if available < low:
            raise ArgumentError(action, _too_few(action.nargs))
        taken = available if high is None else min(available, high)
        self.perform(action, self.args[position : position + taken], option)
        return position + taken

    def find_option(self, text):
        options = self.parser._options
        if text in options:
            return options[text], text, None
        name, equals, value = text.partition("=")
        if equals and name in options:
            return options[name], name, value
        if not text.startswith("--"):
            if text[:2] in options:
                return options[text[:2]], text[:2], text[2:]
            return None, None, None
        if self.parser.allow_abbrev:
            matches = [option for option in options if option.startswith(name)]
            if len(matches) > 1 and len({id(options[option]) for option in matches}) >= 1:
                raise ArgumentError(None, f"ambiguous option: {text} could match {', '.join(matches)}")
            if matches:
                return options[matches[0]], matches[0], value if equals else None
        return None, None, None

    def plan(self, count):
        """How many of `count` words each of the next positional arguments takes."""
        limits = [_counts(action.nargs) for action in self.positionals]
        while limits and sum([low for low, _ in limits]) > count:
            limits.pop()
        plan = []
        reserved = sum([low for low, _ in limits])
        for low, high in limits:
            reserved -= low
            taken = count - reserved if high is None else min(high, count - reserved)
            plan.append(taken)
            count -= taken
        return plan

    def feed(self, waiting, final):
        if not waiting and not final:
            return waiting
        for taken in self.plan(len(waiting)):
            action = self.positionals.pop(0)
            if taken == 0:
                self.absent(action)
            else:
                self.perform(action, waiting[:taken], None)
            waiting = waiting[taken:]
        if not final:
            self.unknown += waiting
            waiting = []
        return waiting

    def absent(self, action):
        self.seen.append(action)
        if action.nargs == OPTIONAL:
            value = action.default
            if isinstance(value, str):
                value = self.parser.convert(action, value)
        else:
            value = action.default if action.default is not None else []
        if action.dest != SUPPRESS and value is not SUPPRESS:
            setattr(self.namespace, action.dest, value)

    def perform(self, action, words, option):
        for group in self.parser._exclusive:
            if action in group._actions:
                for other in group._actions:
                    if other is not action and other in self.seen:
                        raise ArgumentError(action, f"not allowed with argument {other.title()}")
        self.seen.append(action)
        action(self.parser, self.namespace, self.values(action, words), option)

    def values(self, action, words):
        if action.nargs == OPTIONAL and not words:
            return self.parser.convert(action, action.const) if isinstance(action.const, str) else action.const
        values = words if action.nargs in (PARSER, REMAINDER) else [self.parser.convert(action, word) for word in words]
        if action.choices is not None and action.nargs != PARSER:
            for value in values:
                if value not in action.choices:
                    shown = ", ".join([repr(choice) for choice in action.choices])
                    raise ArgumentError(action, f"invalid choice: {value!r} (choose from {shown})")
        return values[0] if action.nargs in (None, OPTIONAL) else values

    def check_required(self):
        missing = []
        for action in self.parser._actions:
            if action in self.seen:
                continue
            if action.required:
                missing.append(action.title())
            elif isinstance(action.default, str) and action.dest != SUPPRESS and action.type is not None:
                if getattr(self.namespace, action.dest, None) is action.default:
                    setattr(self.namespace, action.dest, self.parser.convert(action, action.default))
        if missing:
            self.parser.error("the following arguments are required: " + ", ".join(missing))
        for group in self.parser._exclusive:
            if group.required and not any([action in self.seen for action in group._actions]):
                names = " ".join([action.title() for action in group._actions])
                self.parser.error(f"one of the arguments {names} is required")


def _counts(nargs):
    """The least and the greatest number of words; None: any."""
    if nargs is None:
        return 1, 1
    if nargs == OPTIONAL:
        return 0, 1
    if nargs in (ZERO_OR_MORE, REMAINDER):
        return 0, None
    if nargs in (ONE_OR_MORE, PARSER):
        return 1, None
    return nargs, nargs


def _too_few(nargs):
    if nargs is None:
        return "expected one argument"
    if nargs == OPTIONAL:
        return "expected at most one argument"
    if nargs == ONE_OR_MORE:
        return "expected at least one argument"
    return f"expected {nargs} argument{'' if nargs == 1 else 's'}"


# Help texts

def _width():
    try:
        columns = int(os.environ.get("COLUMNS", "80"))
    except ValueError:
        columns = 80
    return max(columns, 13) - 2


def _usage(parser):
    prefix = "usage: "
    if parser.usage is not None:
        return prefix + parser.usage.replace("%(prog)s", parser.prog)
    options = []
    positionals = []
    grouped = {id(action): group for group in parser._exclusive for action in group._actions}
    done = set()
    for action in parser._actions:
        if action.help is SUPPRESS or id(action) in done:
            continue
        group = grouped.get(id(action))
        if group is not None:
            members = [member for member in group._actions if member.help is not SUPPRESS]
            done.update([id(member) for member in members])
            opening, closing = "()" if group.required else "[]"
            options.append(opening + " | ".join([_bare_usage(member) for member in members]) + closing)
        elif action.option_strings:
            bare = _bare_usage(action)
            options.append(bare if action.required else f"[{bare}]")
        else:
            positionals += _words(action.shown_values(action.dest))
    line = " ".join([parser.prog, *options, *positionals])
    width = _width()
    if len(prefix) + len(line) <= width:
        return prefix + line
    indent = " " * (len(prefix) + len(parser.prog) + 1)
    if len(prefix) + len(parser.prog) > 0.75 * width:
        indent = " " * len(prefix)
        lines = [parser.prog]
        rest = _lines(options, indent, None, width) + _lines(positionals, indent, None, width)
        return prefix + "\n".join(lines + rest)
    if not options:
        return "\n".join(_lines([parser.prog] + positionals, indent, prefix, width))
    return "\n".join(_lines([parser.prog] + options, indent, prefix, width) + _lines(positionals, indent, None, width))


def _words(shown):
    """[NAME ...] stays in one piece when lines are broken; NAME [NAME ...] is two."""
    if shown.startswith("[") or " [" not in shown:
        return [shown]
    head, _, tail = shown.partition(" [")
    return [head, "[" + tail]


def _bare_usage(action):
    if action.nargs == 0:
        if isinstance(action, BooleanOptionalAction):
            return " | ".join(action.option_strings)
        return action.option_strings[0]
    return f"{action.option_strings[0]} {action.shown_values(action.dest.upper())}"


def _lines(parts, indent, prefix, width):
    lines = []
    line = []
    length = len(indent if prefix is None else prefix) - 1
    for part in parts:
        if line and length + 1 + len(part) > width:
            lines.append(indent + " ".join(line))
            line = []
            length = len(indent) - 1
        line.append(part)
        length += len(part) + 1
    if line:
        lines.append(indent + " ".join(line))
    if prefix is not None:
        lines[0] = prefix + lines[0][len(indent) :]
    return lines


def _paragraph(parser, text):
    text = text.replace("%(prog)s", parser.prog)
    if parser.formatter_class.fill_description:
        text = textwrap.fill(" ".join(text.split()), _width())
    return text.rstrip("\n") + "\n"


def _heading(action):
    if not action.option_strings:
        name = action.metavar
        if name is None:
            if action.choices is not None:
                return "{" + ",".join([str(choice) for choice in action.choices]) + "}"
            name = action.dest
        return " ".join(name) if isinstance(name, tuple) else name
    if action.nargs == 0:
        return ", ".join(action.option_strings)
    values = action.shown_values(action.dest.upper())
    return ", ".join([f"{option} {values}" for option in action.option_strings])


def _group_help(parser, group):
    rows = []
    for action in group._actions:
        if action.help is SUPPRESS:
            continue
        rows.append((2, _heading(action), _help_text(parser, action)))
        if isinstance(action, _SubParsers):
            rows += [(4, name, text) for name, text in action._helps]
    if not rows and not group.description:
        return []
    lines = [f"{group.title}:"] if group.title else []
    if group.description:
        lines += ["  " + line for line in _paragraph(parser, group.description).rstrip("\n").split("\n")] + [""]
    longest = max([len(heading) + indent for indent, heading, _ in _all_rows(parser)], default=0)
    column = min(longest + 2, _HELP_COLUMN)
    for indent, heading, text in rows:
        lines += _row(indent, heading, text, column, parser.formatter_class.keep_help_lines)
    return lines


def _all_rows(parser):
    for group in parser._groups:
        for action in group._actions:
            if action.help is not SUPPRESS:
                yield 2, _heading(action), None
                if isinstance(action, _SubParsers):
                    for name, _ in action._helps:
                        yield 4, name, None


def _help_text(parser, action):
    if not action.help:
        return None
    text = action.help
    if parser.formatter_class.show_defaults and "%(default)" not in text and action.default not in (SUPPRESS, None):
        if action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE):
            text += " (default: %(default)s)"
    if "%" not in text:
        return text
    values = {key: value for key, value in vars(action).items() if value is not SUPPRESS}
    values["prog"] = parser.prog
    if action.choices is not None:
        values["choices"] = ", ".join([str(choice) for choice in action.choices])
    if action.type is not None:
        values["type"] = getattr(action.type, "__name__", repr(action.type))
    return text % values


def _row(indent, heading, text, column, keep_lines):
    margin = " " * indent
    if not text or not text.strip():
        return [margin + heading]
    room = max(_width() - column, 11)
    words = text.splitlines() if keep_lines else textwrap.wrap(" ".join(text.split()), room)
    if len(heading) <= column - indent - 2:
        first = margin + heading.ljust(column - indent) + words[0]
        words = words[1:]
    else:
        first = margin + heading
    return [first] + [" " * column + line for line in words]
