"""Running a program as a child process with a time-out, and what came of it."""

import os
import signal
import subprocess
from concurrent.futures import ThreadPoolExecutor

ORACLE = "/usr/bin/python3"
TIMED_OUT = "timed out"


class Outcome:
    """What a process printed, and its exit status: a number, negative for a signal, or TIMED_OUT."""

    def __init__(self, stdout, stderr, status):
        self.stdout = stdout
        self.stderr = stderr
        self.status = status

    def describe_status(self):
        if self.status == TIMED_OUT or self.status >= 0:
            return str(self.status)
        try:
            return f"{self.status} ({signal.Signals(-self.status).name})"
        except ValueError:
            return str(self.status)


def environment():
    """The caller's environment without what would change a Python program's behaviour."""
    variables = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    variables["PYTHONHASHSEED"] = "0"
    variables["PYTHONDONTWRITEBYTECODE"] = "1"
    variables["LC_ALL"] = "C.UTF-8"
    variables["COLUMNS"] = "80"
    return variables


def run(command, stdin=b"", timeout=60, cwd=None):
    try:
        child = subprocess.run(
            command, input=stdin, capture_output=True, timeout=timeout, cwd=cwd, env=environment(), check=False
        )
    except subprocess.TimeoutExpired as expired:
        return Outcome(expired.stdout or b"", expired.stderr or b"", TIMED_OUT)
    return Outcome(child.stdout, child.stderr, child.returncode)


def in_parallel(jobs, function, items):
    """Like map, in order, with `jobs` threads."""
    with ThreadPoolExecutor(max_workers=jobs) as pool:
        yield from pool.map(function, items)
