#!/usr/bin/python3
"""Hostile input: files that are no programs, or barely. Each must end with one clear error, as CPython's.

    run.py --vm PATH [--vm PATH]… [VM OPTIONS] [--filter TEXT] [--list]

The cases are made afresh in a temporary directory and run under /usr/bin/python3 and under each VM. Exit status must
agree. So must the last line of standard error: word for word in most cases, by the name of the exception in those
marked `type`, where CPython's wording depends on its parser's internals. No VM may die of a signal or hang.
"""

import argparse
import os
import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "differential"))
import processes

EXACT, TYPE, EITHER = "exact", "type", "either"


class Case:
    """A file to make, or a path to give as it is; `check` says how much of the message must agree."""

    def __init__(self, name, content=None, path=None, check=EXACT, prepare=None):
        self.name = name
        self.content = content.encode() if isinstance(content, str) else content
        self.path = path
        self.check = check
        self.prepare = prepare


def binary_junk():
    generator = random.Random(1)
    yield Case("empty file", "")
    yield Case("one null byte", b"\0", check=TYPE)
    yield Case("null byte in the middle", b"x = 1\n\0\ny = 2\n", check=TYPE)
    yield Case("only newlines", "\n" * 1000)
    yield Case("only spaces", " " * 1000)
    yield Case("only tabs and form feeds", "\t\f" * 100)
    yield Case("only a comment, no newline", "# nothing")
    yield Case("byte-order mark", b"\xef\xbb\xbfprint('mark')\n")
    yield Case("byte-order mark of UTF-16", b"\xff\xfep\0r\0", check=TYPE)
    yield Case("invalid UTF-8", b"x = '\xff\xfe'\n", check=TYPE)
    yield Case("invalid UTF-8 in a comment", b"# \xe9\nx = 1\n", check=TYPE)
    yield Case("truncated UTF-8 at the end", b"x = 1 # \xe2\x82", check=TYPE)
    yield Case("carriage returns", b"x = 1\rprint(x)\r\nprint(2)\r")
    yield Case("no newline at the end", "print('end')")
    yield Case("control characters", b"x = 1 \x01\x02\n", check=TYPE)
    yield Case("ELF header", b"\x7fELF\x02\x01\x01" + bytes(200), check=TYPE)
    yield Case("gzip header", b"\x1f\x8b\x08\0\0\0\0\0" + bytes(range(256)), check=TYPE)
    for number in range(12):
        size = generator.randrange(1, 3000)
        yield Case(f"random bytes {number}", bytes([generator.randrange(1, 256) for _ in range(size)]), check=EITHER)
    words = "def if else : ( ) [ ] { } = == + - * / , . lambda x 1 'a' \n \n  for in while not and or @ -> ; return yield".split(" ")
    for number in range(40):
        text = " ".join([generator.choice(words) for _ in range(generator.randrange(2, 60))])
        yield Case(f"random words {number}", text, check=EITHER)


def deep_nesting():
    for depth in (50, 150):
        yield Case(f"{depth} parentheses", "print(" + "(" * depth + "1" + ")" * depth + ")\n")
        yield Case(f"{depth} brackets", "x = " + "[" * depth + "]" * depth + "\nprint(str(x)[:9])\n")
    for depth in (250, 5000, 100000):
        for opening, closing in ("()", "[]", "{}"):
            yield Case(f"{depth} {opening}", "x = " + opening * depth + "1" + closing * depth + "\n", check=TYPE)
        yield Case(f"{depth} unclosed (", "(" * depth, check=TYPE)
        yield Case(f"{depth} calls f(f(", "x = " + "f(" * depth + ")" * depth + "\n", check=TYPE)
    yield Case("90 nested blocks", "".join([" " * i + "if 1:\n" for i in range(90)]) + " " * 90 + "print('in')\n")
    yield Case("150 nested blocks", "".join([" " * i + "if 1:\n" for i in range(150)]) + " " * 150 + "pass\n", check=TYPE)
    yield Case("19 nested loops", "".join([" " * i + "for a in [1]:\n" for i in range(19)]) + " " * 19 + "print(1)\n")
    yield Case("30 nested loops", "".join([" " * i + "for a in [1]:\n" for i in range(30)]) + " " * 30 + "pass\n", check=TYPE)
    yield Case("40 nested functions", "".join([" " * i + "def f():\n" for i in range(40)]) + " " * 40 + "pass\nprint(f)\n"[:5])
    yield Case("200 unary minuses", "print(" + "-" * 200 + "1)\n")
    yield Case("100000 unary minuses", "x = " + "-" * 100000 + "1\n", check=EITHER)
    yield Case("100000 nots", "x = " + "not " * 100000 + "1\n", check=EITHER)
    yield Case("3000 terms of a sum", "print(" + "+".join(["1"] * 3000) + ")\n")
    yield Case("100000 terms of a sum", "x = " + "+".join(["1"] * 100000) + "\n", check=EITHER)
    yield Case("100000 attributes", "x = a" + ".b" * 100000 + "\n", check=EITHER)
    yield Case("100000 comparisons", "x = 1" + " < 2" * 100000 + "\n", check=EITHER)
    yield Case("2000 elifs", "x = 1999\nif x == -1:\n pass\n" + "".join([f"elif x == {i}:\n print({i})\n" for i in range(2000)]), check=EITHER)
    yield Case("100 lambdas", "print((" + "lambda: " * 80 + "1)" + "()" * 80 + ")\n", check=EITHER)
    yield Case("nested f-strings", "x = f'{f\"{1}\"}'\nprint(x)\n")
    yield Case("deep structure compared and printed", "a = []\nfor i in range(100000):\n    a = [a]\ntry:\n    print(a == a)\n    str(a)\nexcept RecursionError as e:\n    print('RecursionError')\n")


def unterminated():
    for name, text in {
        "string": "x = 'abc\n", "string at the end": "x = 'abc", "triple": "x = '''abc\n" * 3, "bytes": "b'abc\n",
        "raw": "r'abc\\'\n", "f-string": "f'abc {x\n", "f-string brace": "f'abc {x'\n", "f-string nested": "f'{a['b']}'\n",
        "parenthesis": "print((1, 2\n", "bracket": "x = [1,\n2\n", "brace": "{1: 2\n", "backslash": "x = 1 + \\", "decorator": "@",
        "def": "def f(", "class": "class A(B", "lambda": "lambda x", "with": "with a as", "import": "import a.", "from": "from a import",
        "from parenthesis": "from a import (b,", "try": "try:\n    x = 1\n", "if": "if x:\n", "else": "if 1:\n  pass\nelse", "comment in brackets": "x = (1, # never\n",
        "escape": "'\\", "unicode escape": "'\\N{nothing like this}'\n", "unicode number": "'\\U00110000'\n", "hex escape": "'\\x1'\n",
    }.items():
        yield Case(f"unterminated {name}", text, check=TYPE)


def huge():
    yield Case("integer of 4000 digits", "x = " + "9" * 4000 + "\nprint(x % 1000003)\n")
    yield Case("integer of 100000 digits", "x = " + "9" * 100000 + "\n", check=TYPE)
    yield Case("hexadecimal of 100000 digits", "x = 0x" + "f" * 100000 + "\nprint(x.bit_length())\n")
    yield Case("float of 100000 digits", "print(" + "1" * 300 + "." + "3" * 100000 + " > 1)\n")
    yield Case("float overflow", "print(1e999999999, 1e-999999999)\n")
    yield Case("string of 5 MB", "x = '" + "a" * 5000000 + "'\nprint(len(x))\n")
    yield Case("name of 100000 letters", "a" * 100000 + " = 5\nprint(" + "a" * 100000 + ")\n")
    yield Case("line of 20000 statements", "x = 1;" * 20000 + "print(x)\n")
    yield Case("20000 lines", "x = 1\n" * 20000 + "print(x)\n")
    yield Case("list of 50000 items", "x = [" + "1, " * 50000 + "]\nprint(len(x))\n")
    yield Case("dict of 20000 items", "x = {" + "".join([f"{i}: {i}, " for i in range(20000)]) + "}\nprint(len(x), x[777])\n")
    yield Case("5000 constants", "print(" + " + ".join([f"{i}.5" for i in range(2000)]) + ")\n")
    yield Case("1000 arguments", "def f(*a): return len(a)\nprint(f(" + "1, " * 1000 + "))\n")
    yield Case("1000 parameters", "def f(" + ", ".join([f"a{i}" for i in range(1000)]) + "): return a999\nprint(f(*range(1000)))\n")
    yield Case("3000 locals", "def f():\n" + "".join([f" a{i} = {i}\n" for i in range(3000)]) + " return a2999\nprint(f())\n")
    yield Case("jump over 30000 statements", "def f(x):\n if x:\n" + "  x += 1\n" * 30000 + " return x\nprint(f(0), f(1))\n")
    yield Case("shift by a huge number", "try:\n    1 << (1 << 70)\nexcept (OverflowError, MemoryError) as e:\n    print(type(e).__name__)\n")
    yield Case("repeat beyond memory", "try:\n    x = [0] * (1 << 60)\nexcept (MemoryError, OverflowError) as e:\n    print(type(e).__name__)\n")
    yield Case("string beyond memory", "try:\n    x = 'ab' * (1 << 61)\nexcept (MemoryError, OverflowError) as e:\n    print(type(e).__name__)\n")
    yield Case("range longer than a word", "print(len(range(5)), range(10**30)[-1])\ntry:\n    len(range(10**30))\nexcept OverflowError as e:\n    print(e)\n")
    yield Case("format width beyond memory", "try:\n    '%*d' % (10**30, 1)\nexcept (OverflowError, MemoryError, ValueError) as e:\n    print(type(e).__name__)\n")
    yield Case("infinite recursion", "def f(): f()\nf()\n", check=TYPE)
    yield Case("recursion in __repr__", "class A:\n    def __repr__(self): return repr(self)\nrepr(A())\n", check=TYPE)
    yield Case("recursion through builtins", "def f(x): return sorted([1, 2], key=f)\nf(1)\n", check=TYPE)
    yield Case("recursion in __getattr__", "class A:\n    def __getattr__(self, n): return getattr(self, n)\nA().x\n", check=TYPE)
    yield Case("recursion in __eq__", "class A:\n    def __eq__(self, o): return [self] == [A()]\nA() == 1\n", check=TYPE)
    yield Case("recursion of generators", "def g(): yield from g()\nlist(g())\n", check=TYPE)
    yield Case("recursion in __del__", "class A:\n    def __del__(self): 1 / 0\na = A()\ndel a\nprint('alive')\n", check=EITHER)


def places():
    yield Case("missing file", path="missing.py")
    yield Case("missing directory", path="no/such/directory/file.py")
    yield Case("file in a file", path="a_file/x.py", prepare=lambda root: (root / "a_file").write_text(""))
    yield Case("directory", path="folder", prepare=lambda root: (root / "folder").mkdir())
    yield Case("name with spaces", path="a b.py", prepare=lambda root: (root / "a b.py").write_text("print('spaces')\n"))
    yield Case("name beyond ASCII", path="größe λ.py", prepare=lambda root: (root / "größe λ.py").write_text("print('fine')\n"))
    yield Case("very long name", path="x" * 300 + ".py")
    yield Case("dangling link", path="dangling.py", prepare=lambda root: (root / "dangling.py").symlink_to("nowhere"))
    yield Case("link to itself", path="loop.py", prepare=lambda root: (root / "loop.py").symlink_to("loop.py"))
    if os.geteuid() != 0:
        yield Case("unreadable file", path="secret.py", prepare=make_unreadable)


def make_unreadable(root):
    (root / "secret.py").write_text("print('secret')\n")
    (root / "secret.py").chmod(0)


def all_cases():
    for group in (binary_junk, deep_nesting, unterminated, huge, places):
        yield from group()


def last_line(outcome):
    lines = outcome.stderr.decode("utf-8", "backslashreplace").strip().splitlines()
    return lines[-1] if lines else ""


def comparable(line):
    """The line without the interpreter's own name in front, where there is one."""
    start = line.find(": can't ")
    return line if start < 0 else line[start + 2 :]


def exception_name(line):
    return line.partition(":")[0].strip()


def problem(case, expected, actual):
    if actual.status == processes.TIMED_OUT:
        return "timed out"
    if actual.status < 0 and expected.status >= 0:
        return f"died: {actual.describe_status()}"
    # CPython's own stack or parser limits: a clear error or success are both right.
    either = case.check == EITHER or expected.status < 0
    if either:
        return None if actual.status in (0, 1) else f"exit status {actual.describe_status()}"
    wanted = comparable(last_line(expected))
    got = comparable(last_line(actual))
    if expected.status != actual.status:
        return f"exit status {actual.describe_status()}, CPython's is {expected.describe_status()}: {got[:150]!r}, {wanted[:150]!r}"
    if expected.status == 0 and expected.stdout != actual.stdout:
        return f"printed {actual.stdout[-100:]!r}, CPython {expected.stdout[-100:]!r}"
    if case.check == EXACT and wanted != got or exception_name(wanted) != exception_name(got):
        return f"says {got[:150]!r}, CPython {wanted[:150]!r}"
    return None


def main():
    parser = argparse.ArgumentParser(description="Runs files that are no programs.")
    parser.add_argument("--vm", action="append", default=[])
    parser.add_argument("--option", action="append", default=[], help="passed to the VMs; write --option=--heap")
    parser.add_argument("--filter", default="")
    parser.add_argument("--timeout", type=int, default=60)
    parser.add_argument("-j", "--jobs", type=int, default=2)
    parser.add_argument("--list", action="store_true")
    arguments = parser.parse_args()
    cases = [case for case in all_cases() if arguments.filter in case.name]
    if arguments.list:
        print("\n".join([case.name for case in cases]))
        return 0
    vms = [str(Path(vm).resolve()) for vm in arguments.vm]

    with tempfile.TemporaryDirectory() as directory:
        root = Path(directory)
        for number, case in enumerate(cases):
            if case.path is None:
                case.path = f"case{number}.py"
                (root / case.path).write_bytes(case.content)
            elif case.prepare is not None:
                case.prepare(root)

        def run_case(case):
            expected = processes.run([processes.ORACLE, case.path], timeout=arguments.timeout, cwd=root)
            found = []
            for vm in vms:
                actual = processes.run([vm, *arguments.option, case.path], timeout=arguments.timeout, cwd=root)
                what = problem(case, expected, actual)
                if what is not None:
                    found.append(f"FAIL {case.name} under {Path(vm).name}: {what}")
            return found

        failures = []
        for found in processes.in_parallel(arguments.jobs, run_case, cases):
            for line in found:
                print(line, flush=True)
            failures += found
    print(f"{len(cases)} cases: {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
