import argparse
p = argparse.ArgumentParser(prog="prog", description="Does things.")
p.add_argument("name")
p.add_argument("-n", "--number", type=int, default=3, help="how many")
p.add_argument("-v", "--verbose", action="store_true")
p.add_argument("--list", nargs="*", default=[])
p.add_argument("--choice", choices=["a", "b"], default="a")
p.add_argument("rest", nargs="*")
a = p.parse_args(["x", "-n", "5", "-v", "--list", "p", "q", "--choice=b"])
print(a.name, a.number, a.verbose, a.list, a.choice, a.rest)
print(p.parse_args(["only"]).number, p.parse_args(["y", "1", "2"]).rest, vars(p.parse_args(["z"])))
ns, unknown = p.parse_known_args(["q", "--what"])
print(ns.name, unknown)
try:
    p.parse_args(["x", "-n", "abc"])
except SystemExit as e:
    print("exit", e.code)
