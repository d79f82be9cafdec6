#!/usr/bin/python3
"""The collector's cadence against CPython's: collections of each generation, program by program.

    run.py --vm PATH [--full] [PROGRAM…]

Prints ours, CPython's and the difference, and fails when one is beyond 2 % (or one collection, where 2 % is less
than that). --full: the sizes of measurements instead of smaller ones.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROGRAMS = HERE.parent.parent / "workloads" / "programs"
TOLERANCE = 0.02
# Sizes at which there is something to count, within a second or two.
ARGUMENTS = {
    "binary_trees": "13",
    "churn": "20000 40000",
    "deltablue": "5000",
    "gcbench": "13",
    "json_parse": "20",
    "lru": "2000 15000",
    "nbody": "2000",
    "pipeline": "20000",
    "richards": "2",
    "splay": "1000 10000",
    "string_builder": "3000",
    "word_count": "60000",
}


def collections(interpreter, program, arguments):
    done = subprocess.run(
        [*interpreter, str(HERE / "collections_of.py"), str(program), *arguments],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, timeout=600,
    )
    for line in done.stderr.splitlines():
        if line.startswith("collections ") and done.returncode == 0:
            return [int(word) for word in line.split()[1:]]
    sys.exit(f"{interpreter[0]} {program} ended with {done.returncode}:\n{done.stderr[-2000:]}")


def beyond(ours, theirs):
    return abs(ours - theirs) > max(1, theirs * TOLERANCE)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--vm", required=True)
    parser.add_argument("--oracle", default="/usr/bin/python3")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("programs", nargs="*")
    options = parser.parse_args()
    paths = [Path(name) for name in options.programs] or sorted(PROGRAMS.glob("[a-z]*.py"))
    failures = 0
    print(f"{'program':16} {'ours':>18} {'CPython':>18}  difference")
    for path in paths:
        arguments = "" if options.full else ARGUMENTS.get(path.stem, "")
        if options.full:
            lines = path.read_text().splitlines()[:20]
            arguments = next((line[len("# args:"):] for line in lines if line.startswith("# args:")), "")
        ours = collections([os.path.abspath(options.vm)], path, arguments.split())
        theirs = collections([options.oracle], path, arguments.split())
        differences = [f"{a - b:+d}" + (f" ({(a - b) / b:+.1%})" if b else "") for a, b in zip(ours, theirs)]
        bad = any(beyond(a, b) for a, b in zip(ours, theirs))
        failures += bad
        show = lambda numbers: " ".join(f"{number:5}" for number in numbers)
        print(f"{path.stem:16} {show(ours):>18} {show(theirs):>18}  {', '.join(differences)}{'  BEYOND 2 %' if bad else ''}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
