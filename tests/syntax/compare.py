"""Compares midden_syntax with the Python that runs this script.

compare.py trees DUMP [DIRECTORY [COUNT]]   trees of the files of the standard library (or of DIRECTORY)
compare.py symbols DUMP [DIRECTORY [COUNT]] scopes of the same files, against symtable and the code objects
compare.py snippets DUMP FILE...            trees of snippets, separated by lines of ====
compare.py errors DUMP FILE...              problems of erroneous snippets: class, message and position
"""

import ast
import glob
import json
import os
import subprocess
import symtable
import sys
import types
import warnings

SKIPPED = 77


def expected(source, kind):
    try:
        tree = compile(source, "<snippet>", kind, ast.PyCF_ONLY_AST)
        compile(source, "<snippet>", kind)
    except SyntaxError as e:
        return type(e).__name__, [e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, e.text]
    except (MemoryError, RecursionError, ValueError) as e:
        return type(e).__name__, [str(e)]
    limit = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    shown = ast.dump(tree, include_attributes=True)
    sys.set_int_max_str_digits(limit)
    return None, shown


def read_snippets(paths):
    for path in paths:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            text = file.read()
        for part in text.split("\n====\n"):
            if part.startswith("# escaped\n"):  # control characters and blanks at line ends, made visible
                part = part[len("# escaped\n"):].encode("ascii", "backslashreplace").decode("unicode_escape")
            yield part


def actual(dump, sources, kind):
    stream = b""
    for source in sources:
        encoded = source.encode("utf-8", "surrogateescape")
        stream += b"%s %d\n%s" % (kind.encode(), len(encoded), encoded)
    done = subprocess.run([dump, "--snippets"], input=stream, capture_output=True)
    lines = done.stdout.decode("utf-8", "surrogateescape").split("\n")[:-1]
    if done.returncode != 0 or len(lines) != len(sources):
        print(f"the dump program answered {len(lines)} of {len(sources)} and ended with {done.returncode}")
        print(done.stderr.decode())
        sys.exit(1)
    return lines


def parse_problem(line):
    name, _, rest = line[1:].partition(" ")
    return name, json.loads(rest)


def same_problem(want, got):
    if want[0] != got[0]:
        return False
    if want[0] in ("MemoryError", "RecursionError"):
        return True
    if len(want[1]) == 1:
        return want[1][0] == got[1][0]
    if want[1][:5] != got[1][:5]:
        return False
    # compile() has no text for problems found after parsing.
    return want[1][5] is None or got[1][5] is None or want[1][5].rstrip("\n") == got[1][5].rstrip("\n")


def first_difference(a, b):
    at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    return a[max(0, at - 150):at + 100], b[max(0, at - 150):at + 100]


def compare_snippets(dump, paths, kind, errors):
    sources = list(read_snippets(paths))
    failures = 0
    for source, line in zip(sources, actual(dump, sources, kind)):
        want = expected(source, kind)
        if want[0] is None:
            good = not errors and line == want[1]
            if not good:
                print(f"--- {source[:300]!r}")
                if errors or line.startswith("!"):
                    print(f"    python:  {'accepts it'}\n    midden:  {line[:300]}")
                else:
                    for who, part in zip(("python: ", "midden: "), first_difference(want[1], line)):
                        print(f"    {who} …{part}…")
        else:
            got = parse_problem(line) if line.startswith("!") else (None, line[:200])
            good = errors and got[0] is not None and same_problem(want, got)
            if not good:
                print(f"--- {source[:300]!r}\n    python:  {want[0]} {want[1]}\n    midden:  {got[0]} {got[1]}")
        failures += not good
    print(f"{len(sources)} snippets, {failures} differ")
    return failures


KINDS = {1: "local", 2: "global", 3: "implicit", 4: "free", 5: "cell"}


def symbol_scopes(table):
    entry = table._table
    names = {name: KINDS[flags >> 11 & 15] for name, flags in entry.symbols.items()}
    return {"name": entry.name, "line": entry.lineno, "names": names,
            "children": [symbol_scopes(child) for child in table.get_children()]}


def code_scopes(code, found):
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            code_scopes(constant, found)
    name = code.co_name.strip("<>")
    cells = sorted(code.co_cellvars)
    found.append((name, code.co_firstlineno, cells, sorted(code.co_freevars),
                  [code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount],
                  sorted(code.co_varnames), list(code.co_varnames)[:code.co_argcount + code.co_kwonlyargcount],
                  code.co_flags & (4 | 8 | 16 | 32 | 128 | 512)))
    return found


def described_codes(scope, found):
    for child in scope["children"]:
        described_codes(child, found)
    count = scope["arguments"][0] + scope["arguments"][2]
    found.append((scope["name"], scope["line"], scope["cells"], scope["frees"], scope["arguments"],
                  sorted(scope["locals"]), scope["locals"][:count], scope["flags"]))
    return found


def check_symbols(source, path, line):
    got = json.loads(line)
    codes = code_scopes(compile(source, path, "exec", dont_inherit=True), [])
    # A decorated function's code starts at its first decorator, and code that cannot run is left out.
    drop_line = lambda entry: (entry[0], *entry[2:])
    described = {repr(drop_line(entry)) for entry in described_codes(got, [])}
    missing = [entry for entry in codes if entry[0] != "module" and repr(drop_line(entry)) not in described]

    def strip(scope):
        return {"name": scope["name"], "line": scope["line"], "names": dict(sorted(scope["names"].items())),
                "children": [strip(child) for child in scope["children"]]}

    want, got = strip(symbol_scopes(symtable.symtable(source, path, "exec"))), strip(got)
    want["line"] = got["line"] = 0
    if want != got:
        return repr(want), repr(got)
    return (repr(missing), "no such scope") if missing else None


def check_tree(source, path, line):
    want = ast.dump(ast.parse(source), include_attributes=True)
    return None if line == want else (want, line)


def compare_files(dump, options, check, directory, count):
    paths = sorted(glob.glob(os.path.join(directory, "**", "*.py"), recursive=True))
    if not paths:
        print(f"no Python files under {directory}")
        sys.exit(SKIPPED)
    paths = paths[::max(1, len(paths) // count)]
    failures = compared = 0
    for start in range(0, len(paths), 50):
        some = paths[start:start + 50]
        done = subprocess.run([dump, *options, *some], capture_output=True)
        lines = done.stdout.decode("utf-8").split("\n")[:-1]
        if len(lines) != len(some):
            print(f"the dump program answered {len(lines)} of {len(some)} and ended with {done.returncode}")
            return 1
        for path, line in zip(some, lines):
            with open(path, "rb") as file:
                source = file.read()
            try:
                compile(source, path, "exec", dont_inherit=True)
            except (SyntaxError, ValueError):
                failures += not line.startswith("!")
                continue
            compared += 1
            difference = (line, "a tree") if line.startswith("!") else check(source, path, line)
            if difference:
                failures += 1
                print(f"--- {path}")
                for who, part in zip(("python: ", "midden: "), first_difference(*difference)):
                    print(f"    {who} …{part}…")
    print(f"{compared} files, {failures} differ")
    return failures


def main():
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(50000)  # ast.dump() recurses
    mode, dump, *rest = sys.argv[1:]
    if sys.version_info[:2] != (3, 11):
        print(f"skipped: this is Python {sys.version.split()[0]}, the trees are those of 3.11")
        sys.exit(SKIPPED)
    if mode in ("trees", "symbols"):
        directory = rest[0] if rest else "/usr/lib/python3.11"
        options, check = ([], check_tree) if mode == "trees" else (["--symbols"], check_symbols)
        failures = compare_files(dump, options, check, directory, int(rest[1]) if len(rest) > 1 else 150)
    else:
        kind = "eval" if mode.startswith("eval") else "exec"
        failures = compare_snippets(dump, rest, kind, mode.endswith("errors"))
    sys.exit(1 if failures else 0)


main()
