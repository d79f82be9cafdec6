#!/usr/bin/python3
"""Under `none` a mutator event costs nothing: it compiles to the instructions of the same work in plain C++.

    compare_twins.py OBJECT_FILE…

Disassembles each pair event_X, plain_X and prints how many instructions both have up to their returns. Exit status 1
when a pair differs in its operations (registers, displacements and the order of independent ones are the compiler's).
"""

import re
import subprocess
import sys

FUNCTION = re.compile(r"^[0-9a-f]+ <((?:event|plain)_\w+)>:$")
INSTRUCTION = re.compile(r"^\s+[0-9a-f]+:\t(\S+)")


def operations(object_file):
    listing = subprocess.run(
        ["objdump", "--disassemble", "--no-show-raw-insn", object_file], capture_output=True, text=True, check=True
    ).stdout
    found = {}
    current = None
    for line in listing.splitlines():
        if line and not line[0].isspace():
            match = FUNCTION.match(line)
            current = found.setdefault(match[1], []) if match else None
        elif current is not None and (match := INSTRUCTION.match(line)):
            # Padding between functions and branch marks are no work.
            if not match[1].startswith(("nop", "data16", "endbr", "xchg", "cs")):
                current.append(match[1])
    return found


def main():
    found = {}
    for object_file in sys.argv[1:]:
        found.update(operations(object_file))
    events = sorted(name[6:] for name in found if name.startswith("event_"))
    if not events:
        sys.exit("no events in " + " ".join(sys.argv[1:]))
    failed = False
    for name in events:
        event, plain = found["event_" + name], found["plain_" + name]
        same = sorted(event) == sorted(plain)
        failed |= not same
        print(f"{name:12}{len(event):4} instructions, plain C++ {len(plain):4}{'' if same else '   DIFFERENT'}")
        if not same:
            print("  event:", " ".join(event))
            print("  plain:", " ".join(plain))
    sys.exit(failed)


if __name__ == "__main__":
    main()
