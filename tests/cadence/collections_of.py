"""Runs a program and says on standard error how many collections of each generation it caused.

    collections_of.py PROGRAM [ARGS…]

Works under CPython and under our interpreters. What existed before is frozen, so that both begin with empty
generations and the 25 % rule knows of no survivors.
"""

import gc
import sys

import os.path

sys.argv = sys.argv[1:]
sys.path[0] = os.path.dirname(os.path.abspath(sys.argv[0]))
with open(sys.argv[0]) as program:
    code = compile(program.read(), sys.argv[0], "exec")
namespace = {"__name__": "__main__", "__builtins__": __builtins__}
gc.freeze()
gc.collect()
before = [generation["collections"] for generation in gc.get_stats()]
try:
    exec(code, namespace)
finally:
    after = [generation["collections"] for generation in gc.get_stats()]
    sys.stdout.flush()
    sys.stderr.write("collections %d %d %d\n" % tuple(b - a for a, b in zip(before, after)))
