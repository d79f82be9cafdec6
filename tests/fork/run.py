#!/usr/bin/python3
"""Pages shared after a fork, against CPython's: the same script, the same machine.

    run.py --vm PATH [--megabytes N] [--leaves] [--report-only]

Prints what each child shares and has for itself, ours and CPython's, and fails when one differs by more than a tenth
of the heap.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve().parent / "shared_pages.py"
TOLERANCE = 0.10


def outcomes(interpreter, arguments):
    done = subprocess.run(
        [interpreter, str(SCRIPT), *arguments], stdout=subprocess.PIPE, text=True, timeout=600
    )
    if done.returncode:
        sys.exit(f"{interpreter} ended with {done.returncode}")
    lines = [line.split() for line in done.stdout.splitlines()]
    return {line[0]: [float(word) for word in line[1:]] for line in lines}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--vm", required=True)
    parser.add_argument("--oracle", default="/usr/bin/python3")
    parser.add_argument("--megabytes", type=int, default=100)
    parser.add_argument("--leaves", action="store_true", help="records hold integers and strings, too")
    parser.add_argument("--report-only", action="store_true")
    options = parser.parse_args()
    arguments = [str(options.megabytes)] + ["leaves"] * options.leaves
    ours = outcomes(os.path.abspath(options.vm), arguments)
    theirs = outcomes(options.oracle, arguments)
    heaps = ours.pop("heap")[0], theirs.pop("heap")[0]
    print(f"heap: ours {heaps[0]:.1f} MB, CPython's {heaps[1]:.1f} MB")
    print(f"{'the child':16} {'shared':>8} {'CPython':>8} {'private':>8} {'CPython':>8}  of the heap")
    failures = 0
    for name, (shared, private) in ours.items():
        their_shared, their_private = theirs[name]
        difference = max(abs(shared - their_shared), abs(private - their_private)) / heaps[1]
        bad = difference > TOLERANCE
        failures += bad
        print(
            f"{name:16} {shared:8.1f} {their_shared:8.1f} {private:8.1f} {their_private:8.1f}  {difference:.1%}"
            + ("  BEYOND 10 %" if bad else "")
        )
    return 1 if failures and not options.report_only else 0


if __name__ == "__main__":
    sys.exit(main())
