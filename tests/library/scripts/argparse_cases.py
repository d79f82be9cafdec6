import argparse
import sys


def attempt(parser, line, known=False):
    sys.stdout.flush()
    try:
        result = parser.parse_known_args(line.split()) if known else vars(parser.parse_args(line.split()))
        print(repr(line), result)
    except SystemExit as e:
        print(repr(line), "exit", e.code)


sys.stderr = sys.stdout
p = argparse.ArgumentParser(prog="tool", description="A tool that does a number of things, at some length, so that its description fills more than one line of help.", epilog="The end.")
p.add_argument("source", help="where from")
p.add_argument("targets", nargs="*", help="where to")
p.add_argument("-n", "--number", type=int, default=5, help="a number (default: %(default)s)")
p.add_argument("-f", "--float-value", type=float, metavar="X")
p.add_argument("-v", "--verbose", action="count", default=0)
p.add_argument("--flag", action="store_true", help="a flag with a rather long help text that has to be wrapped somewhere near the end of the line")
p.add_argument("--no-thing", dest="thing", action="store_false")
p.add_argument("--mode", choices=["fast", "slow"], default="fast")
p.add_argument("--pair", nargs=2, type=int, metavar=("A", "B"))
p.add_argument("--many", nargs="+")
p.add_argument("--maybe", nargs="?", const="const", default="default")
p.add_argument("--append", action="append")
p.add_argument("--const", action="store_const", const=42)
p.add_argument("--secret", help=argparse.SUPPRESS)
p.add_argument("--version", action="version", version="%(prog)s 1.0")
for line in ("src", "", "src a b c", "-n 7 src", "src -n7", "src -n=7", "src --number=8 a", "src --number x", "src -vv -v", "src -vn 3", "src -f 1.5", "src --flag --no-thing", "src --mode slow", "src --mode bad", "src --pair 1 2", "src --pair 1", "src --many a b c", "src --many", "src --maybe", "src --maybe x", "src --append 1 --append 2", "src --const", "src --unknown", "src --fl", "src --m", "src --ma a", "--version", "-h", "src -- -n --flag", "src -5", "-n -5 src", "src --flag=1", "src a --flag b", "--pair 1 2 src t"):
    attempt(p, line)
attempt(p, "src --unknown x", known=True)
p.print_help()
p.print_usage()
q = argparse.ArgumentParser(prog="sub")
q.add_argument("--global-option", action="store_true")
subs = q.add_subparsers(dest="command", help="what to do")
a = subs.add_parser("add", help="adds")
a.add_argument("x", type=int)
a.add_argument("--y", type=int, default=1)
a.set_defaults(func="add_func")
b = subs.add_parser("list", help="lists")
b.add_argument("-l", action="store_true")
for line in ("add 1", "add 1 --y 2", "list -l", "--global-option list", "add", "bad", "", "add x", "-h", "add -h"):
    attempt(q, line)
g = argparse.ArgumentParser(prog="grp")
m = g.add_mutually_exclusive_group(required=True)
m.add_argument("--one", action="store_true")
m.add_argument("--two", type=int)
t = g.add_argument_group("special", "Special things.")
t.add_argument("--three", help="third")
g.add_argument("--req", required=True)
g.add_argument("--bool", action=argparse.BooleanOptionalAction, default=True)
for line in ("--one --req 1", "--one --two 2 --req 1", "--req 1", "--two 5 --req 1 --no-bool", "--one", "-h"):
    attempt(g, line)


def positive(s):
    v = int(s)
    if v <= 0:
        raise argparse.ArgumentTypeError(f"{v} is not positive")
    return v


class Upper(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values.upper())


c = argparse.ArgumentParser(prog="c", formatter_class=argparse.ArgumentDefaultsHelpFormatter)
c.add_argument("p", type=positive, nargs="?", default="3", help="positive")
c.add_argument("--up", action=Upper, default="x", help="uppercased")
c.add_argument("--ext", action="extend", nargs="+", default=["d"], help="extends")
for line in ("", "5", "-1", "0", "a", "--up abc", "--ext 1 2 --ext 3", "-h"):
    attempt(c, line)
ns = argparse.Namespace(a=1, b="x")
print(ns, ns == argparse.Namespace(a=1, b="x"), "a" in ns, "z" in ns)
