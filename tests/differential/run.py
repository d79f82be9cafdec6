#!/usr/bin/python3
"""Differential test: scripts must do under our interpreters exactly what they do under CPython.

    run.py --vm PATH [--vm PATH]… [VM OPTIONS] [--filter GLOB] DIRECTORY_OR_FILE…

Each script runs under /usr/bin/python3 (once: its results are kept by content) and under each VM as
`PATH [VM OPTIONS] SCRIPT ARGUMENTS`. Standard output and exit status must agree byte for byte; in folders named
`errors` so must standard error. Folders named `helpers` hold modules that the scripts import.

Comments in a script's first lines direct the runner:
    # args: A B          its arguments
    # test-args: A B     the same; for programs, whose own default sizes are for measuring
    # stdin: TEXT        what it reads, with \\n for a line's end
    # exit: N            the exit status it must have under CPython, too (a check on the script itself)
    # stderr: exact      compare standard error wherever the script lies
    # only: WORD         leave it to VMs with this word in their name (a collector or a model)
    # not: WORD          the opposite
    # skip-stress        not under --stress
    # timeout: SECONDS   more time than usual

Exit status: 0 when all agree, 1 when not, 2 when there was nothing to compare.
"""

import argparse
import difflib
import fnmatch
import hashlib
import json
import os
import sys
from pathlib import Path

import processes

DIRECTIVE_LINES = 20
EXCERPT_LINES = 14
DEFAULT_CACHE = Path(__file__).resolve().parents[2] / "build" / "differential"
WORDS = ("args", "test-args", "stdin", "exit", "stderr", "only", "not", "skip-stress", "timeout")


class Script:
    def __init__(self, path):
        self.path = path
        self.source = path.read_bytes()
        self.directives = self._read_directives()
        self.arguments = (self.directives.get("test-args") or self.directives.get("args") or "").split()
        self.stdin = self.directives.get("stdin", "").encode().decode("unicode_escape").encode("latin-1")
        self.compare_stderr = path.parent.name == "errors" or self.directives.get("stderr") == "exact"

    def _read_directives(self):
        found = {}
        for line in self.source.decode("utf-8", "replace").splitlines()[:DIRECTIVE_LINES]:
            if line.startswith("# "):
                word, _, value = line[2:].partition(":")
                if word.strip() in WORDS:
                    found[word.strip()] = value.strip()
        return found

    def applies_to(self, vm, stressed):
        name = Path(vm).name
        if "only" in self.directives and self.directives["only"] not in name:
            return False
        if "not" in self.directives and self.directives["not"] in name:
            return False
        return not (stressed and "skip-stress" in self.directives)

    def key(self):
        """Identifies everything the oracle's result depends on."""
        digest = hashlib.sha256()
        for part in (str(self.path), processes.ORACLE, sys.version, *self.arguments):
            digest.update(part.encode() + b"\0")
        digest.update(self.source)
        digest.update(self.stdin)
        helpers = self.path.parent / "helpers"
        if helpers.is_dir():
            for helper in sorted(helpers.rglob("*.py")):
                digest.update(helper.read_bytes())
        return digest.hexdigest()

    def run(self, command, timeout):
        seconds = max(timeout, int(self.directives.get("timeout", 0)))
        return processes.run(
            [*command, str(self.path), *self.arguments], stdin=self.stdin, timeout=seconds, cwd=self.path.parent
        )


class Oracle:
    """What CPython does with a script; asked once for each content."""

    def __init__(self, directory, timeout):
        self.directory = directory
        self.timeout = timeout
        directory.mkdir(parents=True, exist_ok=True)

    def outcome(self, script):
        path = self.directory / (script.key() + ".json")
        if path.exists():
            kept = json.loads(path.read_text())
            return processes.Outcome(kept["stdout"].encode("latin-1"), kept["stderr"].encode("latin-1"), kept["status"])
        outcome = script.run([processes.ORACLE], self.timeout)
        if outcome.status != processes.TIMED_OUT:
            kept = {
                "stdout": outcome.stdout.decode("latin-1"),
                "stderr": outcome.stderr.decode("latin-1"),
                "status": outcome.status,
            }
            temporary = path.with_suffix(f".{os.getpid()}.{id(outcome)}")
            temporary.write_text(json.dumps(kept))
            temporary.replace(path)
        return outcome


def collect(roots, pattern):
    paths = []
    for root in roots:
        root = root.resolve()
        if root.is_dir():
            for path in sorted(root.rglob("*.py")):
                if "helpers" not in path.relative_to(root).parts[:-1]:
                    paths.append(path)
        elif root.is_file():
            paths.append(root)
        else:
            sys.exit(f"run.py: there is no {root}")
    if pattern:
        paths = [path for path in paths if fnmatch.fnmatch(str(path), f"*{pattern}*")]
    return [Script(path) for path in paths]


def excerpt(expected, actual, name):
    lines = list(
        difflib.unified_diff(
            expected.decode("utf-8", "backslashreplace").splitlines(),
            actual.decode("utf-8", "backslashreplace").splitlines(),
            f"CPython's {name}",
            f"our {name}",
            lineterm="",
            n=1,
        )
    )
    if not lines and expected != actual:
        lines = [f"{name} differs only in its line ends: {expected[-20:]!r}, {actual[-20:]!r}"]
    if len(lines) > EXCERPT_LINES:
        lines = lines[:EXCERPT_LINES] + [f"… {len(lines) - EXCERPT_LINES} more lines"]
    return ["    " + line[:200] for line in lines]


def differences(script, expected, actual):
    """Lines that say how two outcomes differ; none when they agree."""
    if actual.status == processes.TIMED_OUT:
        return ["    timed out", *excerpt(expected.stdout, actual.stdout, "stdout")[:6]]
    found = []
    if expected.status != actual.status:
        found.append(f"    exit status {actual.describe_status()}, CPython's is {expected.describe_status()}")
    if expected.stdout != actual.stdout:
        found += excerpt(expected.stdout, actual.stdout, "stdout")
    if script.compare_stderr and expected.stderr != actual.stderr:
        found += excerpt(expected.stderr, actual.stderr, "stderr")
    if found and not script.compare_stderr and actual.stderr:
        found.append("    stderr ends: " + actual.stderr.decode("utf-8", "backslashreplace").strip()[-300:])
    return found


def check_oracle(script, outcome):
    """What is wrong with the script itself."""
    if outcome.status == processes.TIMED_OUT:
        return ["    times out under CPython"]
    wanted = script.directives.get("exit")
    if wanted is not None and int(wanted) != outcome.status:
        return [f"    exit status under CPython is {outcome.status}, the script says {wanted}"]
    if wanted is None and not script.compare_stderr and outcome.status != 0:
        return [
            f"    fails under CPython with {outcome.describe_status()}:",
            "    " + outcome.stderr.decode("utf-8", "backslashreplace").strip()[-300:],
        ]
    return []


def parse_arguments():
    parser = argparse.ArgumentParser(description="Compares our interpreters with CPython, script by script.")
    parser.add_argument("roots", nargs="+", type=Path, metavar="DIRECTORY_OR_FILE")
    parser.add_argument("--vm", action="append", default=[], help="an interpreter to test; may be repeated")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="passed to the VMs")
    parser.add_argument("--heap", metavar="SIZE", help="passed to the VMs")
    parser.add_argument("--stress", metavar="SPEC", help="passed to the VMs")
    parser.add_argument("--seed", metavar="N", help="passed to the VMs")
    parser.add_argument("--verify", action="store_true", help="passed to the VMs")
    parser.add_argument("--filter", metavar="GLOB", help="only scripts whose path has this in it")
    parser.add_argument("--timeout", type=int, default=60, help="seconds for each run")
    parser.add_argument("-j", "--jobs", type=int, default=2)
    parser.add_argument("--cache", type=Path, default=DEFAULT_CACHE, help="where CPython's results are kept")
    parser.add_argument("--quiet", action="store_true", help="no excerpts, only names and the summary")
    parser.add_argument("--foreign", action="store_true", help="leave out scripts that fail under CPython")
    parser.add_argument("--known", type=Path, metavar="FILE",
                        help="scripts that are known to differ, one path a line; one that agrees must leave the list")
    parser.add_argument("--list", action="store_true", help="print the scripts' paths and stop")
    return parser.parse_args()


def vm_options(arguments):
    options = []
    for name in ("heap", "stress", "seed"):
        value = getattr(arguments, name)
        if value is not None:
            options += [f"--{name}", value]
    for assignment in arguments.set:
        options += ["--set", assignment]
    if arguments.verify:
        options.append("--verify")
    return options


def main():
    arguments = parse_arguments()
    scripts = collect(arguments.roots, arguments.filter)
    if arguments.list:
        for script in scripts:
            print(script.path)
        return 0
    if not scripts:
        print("no scripts to compare")
        return 2

    oracle = Oracle(arguments.cache, arguments.timeout)
    options = vm_options(arguments)
    vms = [str(Path(vm).resolve()) for vm in arguments.vm]

    def compare(script):
        expected = oracle.outcome(script)
        wrong = check_oracle(script, expected)
        if wrong:
            return [] if arguments.foreign else [("CPython", wrong)]
        results = []
        for vm in vms:
            if script.applies_to(vm, arguments.stress is not None):
                actual = script.run([vm, *options], arguments.timeout)
                results.append((Path(vm).name, differences(script, expected, actual)))
        return results

    known = {}
    if arguments.known:
        for line in arguments.known.read_text().splitlines():
            name, _, reason = line.partition("#")
            if name.strip():
                known[name.strip()] = reason.strip()
    passed = 0
    failed = []
    tolerated = set()
    unexpected_agreement = set()
    base = os.path.commonpath([str(script.path.parent) for script in scripts])
    for script, results in zip(scripts, processes.in_parallel(arguments.jobs, compare, scripts)):
        name = os.path.relpath(script.path, base)
        for vm, found in results:
            listed = next((entry for entry in known if str(script.path).endswith("/" + entry)), None)
            if not found:
                passed += 1
                if listed:
                    unexpected_agreement.add(listed)
                continue
            if listed:
                tolerated.add(listed)
                continue
            failed.append(f"{name} under {vm}")
            print(f"FAIL {failed[-1]}", flush=True)
            if not arguments.quiet:
                print("\n".join(found), flush=True)

    print(f"{len(scripts)} scripts: {passed} runs agree with CPython, {len(failed)} do not")
    for line in failed:
        print(f"  {line}")
    if tolerated:
        print(f"{len(tolerated)} scripts differ as {arguments.known.name} says")
    # A list that is used for several interpreters may hold what only one of them does differently.
    stale = unexpected_agreement - tolerated if len(vms) == 1 and not options else set()
    for name in sorted(stale):
        print(f"  {name} agrees now: take it off {arguments.known.name}")
    if not vms:
        print("no --vm given: only CPython ran")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
