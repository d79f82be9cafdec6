"""A test of the tests: with each bug of planted.h in place the schedule tests must fail, without one they pass.

Arguments: the test executable, built with MIDDEN_PLANTS, and planted.h.
"""
import os
import re
import subprocess
import sys

executable, header = sys.argv[1:]
with open(header) as file:
    names = re.search(r"enum class Plant \{(.*?)\};", file.read(), re.S).group(1)
bugs = [name for name in re.findall(r"^\s*(\w+),", names, re.M) if name != "none"]
assert len(bugs) >= 8, bugs
missed = []
for bug in ["none"] + bugs:
    run = subprocess.run([executable, "--abort"], env={**os.environ, "MIDDEN_PLANTED": bug}, capture_output=True, text=True)
    found = run.returncode != 0
    lines = (run.stderr + run.stdout).splitlines()
    reason = next((line for line in lines if "corrupt" in line or "FAILED" in line), "")
    print(f"{bug}: {'found' if found else 'not found'} {reason}")
    if found == (bug == "none"):
        missed.append(bug)
sys.exit(f"without a bug the tests must pass, with one fail; not so: {', '.join(missed)}" if missed else 0)
