#!/usr/bin/python3
"""Checks that the differential runner passes what agrees with CPython and fails what does not."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent

# Each stands in for an interpreter; the last arguments are the script and its own.
FAITHFUL = '#!/bin/sh\nwhile [ "${1#--}" != "$1" ]; do shift 2; done\nexec /usr/bin/python3 "$@"\n'
FAKES = {
    "faithful": FAITHFUL,
    "chatty": '#!/bin/sh\n/usr/bin/python3 "$@"; status=$?; echo something else; exit $status\n',
    "silent": "#!/bin/sh\nexit 0\n",
    "wrong-status": '#!/bin/sh\n/usr/bin/python3 "$@"; exit 7\n',
    "mute-errors": '#!/bin/sh\nexec /usr/bin/python3 "$@" 2>/dev/null\n',
    "hanging": "#!/bin/sh\nexec sleep 30\n",
    "crashing": '#!/bin/sh\n/usr/bin/python3 "$@"; kill -SEGV $$\n',
}


class RunnerTest(unittest.TestCase):
    def setUp(self):
        self.directory = tempfile.TemporaryDirectory()
        self.root = Path(self.directory.name)
        for name, text in FAKES.items():
            path = self.root / name
            path.write_text(text)
            path.chmod(0o755)
        self.scripts = self.root / "scripts"
        (self.scripts / "errors").mkdir(parents=True)
        self.script("plain.py", "print('hello')\n")

    def tearDown(self):
        self.directory.cleanup()

    def script(self, name, text):
        (self.scripts / name).write_text(text)

    def run_with(self, vm, *options, roots=None):
        command = [sys.executable, str(HERE / "run.py"), "--vm", str(self.root / vm), "--timeout", "3"]
        command += ["--cache", str(self.root / "cache"), *options, *[str(root) for root in roots or [self.scripts]]]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def assert_passes(self, vm, *options):
        result = self.run_with(vm, *options)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)

    def assert_fails(self, vm, *options, saying=""):
        result = self.run_with(vm, *options)
        self.assertEqual(result.returncode, 1, result.stdout + result.stderr)
        self.assertIn(saying, result.stdout)

    def test_agreement_passes(self):
        self.assert_passes("faithful")
        self.assert_passes("faithful")  # once more, from the cache

    def test_other_output_fails(self):
        self.assert_fails("chatty", saying="+something else")
        self.assert_fails("silent", saying="-hello")

    def test_other_exit_status_fails(self):
        self.assert_fails("wrong-status", saying="exit status 7, CPython's is 0")

    def test_crash_fails(self):
        self.assert_fails("crashing", saying="SIGSEGV")

    def test_hanging_fails(self):
        self.assert_fails("hanging", "--timeout", "1", saying="timed out")

    def test_stderr_counts_only_in_the_errors_folder(self):
        self.script("plain.py", "import sys\nprint('oops', file=sys.stderr)\n")
        self.assert_passes("mute-errors")
        self.script("errors/raises.py", "1 / 0\n")
        self.assert_fails("mute-errors", saying="ZeroDivisionError")
        self.assert_passes("faithful")

    def test_stderr_directive(self):
        self.script("plain.py", "# stderr: exact\nimport sys\nprint('oops', file=sys.stderr)\n")
        self.assert_fails("mute-errors", saying="-oops")

    def test_arguments_and_stdin(self):
        self.script("plain.py", "# args: a b\n# stdin: x\\ny\\n\nimport sys\nassert sys.argv[1:] == ['a', 'b']\n"
                                "assert sys.stdin.read() == 'x\\ny\\n'\n")
        self.assert_passes("faithful")

    def test_vm_options_are_passed(self):
        self.assert_passes("faithful", "--heap", "64M", "--set", "a=b", "--stress", "all", "--seed", "3")

    def test_only_not_and_skip_stress(self):
        self.script("plain.py", "# only: faithful\nprint(1)\n")
        self.assert_passes("silent")
        self.script("plain.py", "# not: silent\nprint(1)\n")
        self.assert_passes("silent")
        self.assert_fails("chatty")
        self.script("plain.py", "# skip-stress\nprint(1)\n")
        self.assert_passes("silent", "--stress", "all")
        self.assert_fails("silent")

    def test_a_script_that_fails_under_cpython_is_reported(self):
        self.script("plain.py", "raise SystemExit(3)\n")
        self.assert_fails("faithful", saying="fails under CPython")
        self.script("plain.py", "# exit: 3\nraise SystemExit(3)\n")
        self.assert_passes("faithful")

    def test_helpers_are_no_scripts(self):
        (self.scripts / "helpers").mkdir()
        self.script("helpers/module.py", "raise RuntimeError\n")
        self.assert_passes("faithful")

    def test_nothing_to_do_is_no_success(self):
        result = self.run_with("faithful", "--filter", "no-such-script")
        self.assertEqual(result.returncode, 2)


if __name__ == "__main__":
    unittest.main()
