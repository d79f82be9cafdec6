#!/usr/bin/python3
"""Full collections of the same graphs in the same minute, ours and CPython's: CPU time per tracked object.

    compare_full_collections.py --vm PATH [--objects N] [--rounds N]
"""

import argparse
import subprocess
from pathlib import Path

SCRIPT = Path(__file__).resolve().parent / "full_collection.py"


def measure(interpreter, objects, best):
    output = subprocess.run([interpreter, str(SCRIPT), str(objects)], stdout=subprocess.PIPE, text=True, check=True).stdout
    for line in output.splitlines():
        name, tracked, nanoseconds = line.split()
        if name not in best or float(nanoseconds) < best[name][1]:
            best[name] = int(tracked), float(nanoseconds)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--vm", required=True)
    parser.add_argument("--oracle", default="/usr/bin/python3")
    parser.add_argument("--objects", type=int, default=400000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    ours, theirs = {}, {}
    for _ in range(options.rounds):
        measure(options.vm, options.objects, ours)
        measure(options.oracle, options.objects, theirs)
    print(f"{'graph':10} {'objects':>9} {'ours':>8} {'CPython':>8}  ratio")
    for name, (tracked, nanoseconds) in ours.items():
        cpython = theirs[name][1]
        print(f"{name:10} {tracked:9} {nanoseconds:5.1f} ns {cpython:5.1f} ns  {nanoseconds / cpython:.2f}")


if __name__ == "__main__":
    main()
