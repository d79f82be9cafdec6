#!/usr/bin/env python3
"""Compares where instructions stand in the source with what CPython 3.11 says: compare_positions.py TOOL PATH…

Tracebacks point at these positions. The two bytecodes differ, so the sets of positions are compared for each kind
of operation that both have, code block by code block. TOOL is midden_disassemble; a PATH is a .py file or a directory.
"""
import collections
import dis
import pathlib
import re
import subprocess
import sys
import warnings

if sys.version_info[:2] != (3, 11):
    print("needs Python 3.11 as the oracle")
    sys.exit(77)

OURS = {
    "Call": "CALL", "CallMethod": "CALL", "CallKeywords": "CALL", "CallMethodKeywords": "CALL",
    "CallUnpacked": "CALL_FUNCTION_EX", "GetAttribute": "LOAD_ATTR", "LoadMethod": "LOAD_ATTR",
    "SetAttribute": "STORE_ATTR", "DeleteAttribute": "DELETE_ATTR", "GetItem": "BINARY_SUBSCR",
    "SetItem": "STORE_SUBSCR", "DeleteItem": "DELETE_SUBSCR", "GetIterator": "GET_ITER", "ForIterate": "FOR_ITER",
    "UnpackStarred": "UNPACK_EX", "Raise": "RAISE_VARARGS", "ImportName": "IMPORT_NAME", "ImportFrom": "IMPORT_FROM",
    "BeforeWith": "BEFORE_WITH", "WithException": "WITH_EXCEPT_START", "LoadGlobal": "LOAD_NAME",
    "LoadName": "LOAD_NAME", "LoadCell": "LOAD_DEREF", "LoadClassCell": "LOAD_DEREF",
    "MatchException": "CHECK_EXC_MATCH", "GetAwaitable": "GET_AWAITABLE",
    "Negate": "UNARY", "Positive": "UNARY", "Invert": "UNARY", "Not": "UNARY",
}
for operator in ("Add Subtract Multiply TrueDivide FloorDivide Modulo Power MatrixMultiply LeftShift RightShift "
                 "BitAnd BitOr BitXor").split():
    OURS[operator] = OURS["Inplace" + operator] = "BINARY_OP"
for comparison in "Less LessEqual Equal NotEqual Greater GreaterEqual Is IsNot Contains NotContains".split():
    OURS[comparison] = OURS["JumpIf" + comparison] = OURS["JumpUnless" + comparison] = "COMPARE"
THEIRS = {
    "LOAD_GLOBAL": "LOAD_NAME", "LOAD_METHOD": "LOAD_ATTR", "LOAD_CLASSDEREF": "LOAD_DEREF",
    "UNARY_NEGATIVE": "UNARY", "UNARY_POSITIVE": "UNARY", "UNARY_INVERT": "UNARY", "UNARY_NOT": "UNARY",
    "IS_OP": "COMPARE", "CONTAINS_OP": "COMPARE", "COMPARE_OP": "COMPARE",
}
KINDS = set(OURS.values())
IN_LISTING = re.compile(r" *\d+  (\w+).* (-?\d+):(-?\d+)-(-?\d+):(-?\d+)$")


def theirs(code, found):
    """All positions by code block and kind of operation, according to CPython."""
    for instruction in dis.get_instructions(code):
        kind = THEIRS.get(instruction.opname, instruction.opname)
        at = instruction.positions
        if kind in KINDS and at.lineno is not None:
            found[code.co_qualname, code.co_firstlineno].add(
                (kind, at.lineno, at.col_offset, at.end_lineno, at.end_col_offset))
    for constant in code.co_consts:
        if hasattr(constant, "co_code"):
            theirs(constant, found)


def ours(tool, path, found):
    run = subprocess.run([tool, "--positions", path], capture_output=True, check=True)
    block = None
    for line in run.stdout.decode("utf-8", "replace").split("\n"):
        if header := re.match(r"(\S.*) \(line (\d+), ", line):
            block = header[1], int(header[2])
        elif (match := IN_LISTING.match(line)) and match[1] in OURS:
            found[block].add((OURS[match[1]], *map(int, match.groups()[1:])))


def is_known_difference(entry, lines):
    """Operations that only one of the two has: `is None` is a jump, `%` on a literal an f-string."""
    kind, line, _, end_line, _ = entry
    text = "\n".join(lines[line - 1:end_line])
    return kind == "COMPARE" and "None" in text or kind == "BINARY_OP" and "%" in text


def compare(tool, path):
    source = path.read_bytes()
    lines = source.decode("utf-8", "replace").split("\n")
    expected, actual = collections.defaultdict(set), collections.defaultdict(set)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs(compile(source, str(path), "exec"), expected)
    ours(tool, path, actual)
    differences = 0
    for block in sorted(expected.keys() | actual.keys()):
        for who, entries in (("only ours", actual[block] - expected[block]),
                             ("only CPython's", expected[block] - actual[block])):
            for entry in sorted(entries):
                if not is_known_difference(entry, lines):
                    print(f"{path}: {block[0]}: {who}: {entry}")
                    differences += 1
    return differences


def main():
    tool, *roots = sys.argv[1:]
    paths = []
    for root in map(pathlib.Path, roots):
        paths += sorted(root.rglob("*.py")) if root.is_dir() else [root]
    differences = sum(compare(tool, path) for path in paths)
    print(f"{len(paths)} files, {differences} differences")
    return 1 if differences or not paths else 0


sys.exit(main())
