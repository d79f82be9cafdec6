"""Every mistake on the command line gets one line that helps, and exit status 2."""
import os

from harness import HERE, MiddenTest, main


class CommandLine(MiddenTest):
    def test_unknown_command(self):
        self.assert_refused(self.midden("comapre", "hello"), "'comapre'", "did you mean 'compare'", "run, compare, sweep, merge, report, list")

    def test_no_command(self):
        self.assert_refused(self.midden(), "no command", "compare")

    def test_unknown_option(self):
        self.assert_refused(self.midden("run", "hello", "--colector", "none"), "'--colector'", "did you mean '--collector'")

    def test_missing_program(self):
        self.assert_refused(self.midden("run"), "PROGRAM is required")

    def test_unknown_program(self):
        self.assert_refused(self.midden("run", "helo"), "'helo'", "did you mean 'hello'", "count, hello")

    def test_missing_file(self):
        self.assert_refused(self.midden("run", "nowhere/app.py"), "nowhere/app.py", "no such file")

    def test_directory_as_program(self):
        self.assert_refused(self.midden("run", HERE), "is a directory")

    def test_unknown_collector(self):
        self.assert_refused(self.midden("run", "hello", "--collector", "refcuont"), "did you mean 'refcount'", "semispace")

    def test_unknown_model(self):
        self.assert_refused(self.midden("run", "hello", "--model", "tag"), "did you mean 'tagged'")

    def test_pair_that_does_not_exist(self):
        self.assert_refused(self.midden("run", "hello", "--model", "boxed", "--collector", "none"), "exists on: tagged")

    def test_unknown_setting(self):
        self.assert_refused(self.midden("run", "hello", "--set", "thread=1"), "did you mean 'threads'", "growth")
        self.assert_refused(self.midden("run", "hello", "--collector", "none", "--set", "threads=1"), "none to choose from")

    def test_setting_without_value(self):
        self.assert_refused(self.midden("run", "hello", "--set", "threads"), "KEY=VALUE")

    def test_setting_of_the_wrong_type(self):
        self.assert_refused(self.midden("run", "hello", "--set", "threads=many"), "whole number")
        self.assert_refused(self.midden("run", "hello", "--set", "threads=1.5"), "whole number")
        self.assert_refused(self.midden("run", "hello", "--set", "threads=65"), "not in the range 1..64")
        self.assert_refused(self.midden("run", "hello", "--set", "growth=x"), "not a number")
        self.assert_refused(self.midden("run", "hello", "--set", "growth=nan"), "growth=nan")
        self.assert_refused(self.midden("run", "hello", "--set", "nursery=4Q"), "4Q")
        self.assert_refused(self.midden("run", "hello", "--set", "prefetch=maybe"), "on or off")
        self.assert_refused(self.midden("run", "hello", "--set", "barrier=snapshop"), "did you mean 'snapshot'")

    def test_bad_size(self):
        self.assert_refused(self.midden("run", "hello", "--heap", "12X"), "--heap", "12X", "64M")
        self.assert_refused(self.midden("compare", "hello", "--heap", "0"), "--heap")

    def test_program_arguments_without_separator(self):
        self.assert_refused(self.midden("run", "hello", "16"), "'16'", "after --")

    def test_compare_mistakes(self):
        self.assert_refused(self.midden("compare", "hello", "--collectors", "none,marksweeep"), "did you mean 'marksweep'")
        self.assert_refused(self.midden("compare", "hello", "--models", "boxd"), "did you mean 'boxed'")
        self.assert_refused(self.midden("compare", "hello", "--peers", "python2"), "did you mean 'python3'")
        self.assert_refused(self.midden("compare", "hello", "--invocations", "0"), "at least 1")
        self.assert_refused(self.midden("compare", "hello", "--vm", "nothing-here"), "nothing-here")
        self.assert_refused(self.midden("compare", "hello", "--set", "threds=2"), "did you mean 'threads'")
        self.assert_refused(self.midden("compare", "hello", "--baseline", "pypy3"), "--baseline")
        self.assert_refused(self.midden("compare", "hello", "--by", "cpus"), "did you mean 'cpu'")
        self.assert_refused(self.midden("compare", "hello", "count", "--", "3"), "one program")
        self.assert_refused(self.midden("compare", "hello", "--json", "/nowhere/x.json"), "--json", "/nowhere/x.json")

    def test_a_vm_that_is_none(self):
        program = self.program("no_vm", "#!/bin/sh\necho hello\n")
        os.chmod(program, 0o755)
        self.assert_refused(self.midden("compare", "hello", "--vm", program), "--describe", "midden_add_vm")

    def test_list(self):
        self.assert_refused(self.midden("list", "programms"), "did you mean 'programs'")
        programs = self.midden("list", "programs").stdout.decode()
        self.assertIn("hello  Prints its arguments and a little more.", programs)
        self.assertNotIn("Further lines", programs)
        options = self.midden("list", "options").stdout.decode()
        self.assertIn("barrier   Write barrier [choice, insertion|snapshot; default insertion]", options)
        self.assertIn("threads   Marking threads [integer, 1..64; default 1]", options)
        self.assertIn("nursery   Size of the nursery [size, from 0; default 4M]", options)
        self.assertIn("none (as in tagged-none)\n  no options", options)
        collectors = self.midden("list", "collectors").stdout.decode()
        self.assertIn("refcount   a stand-in [models: tagged, boxed]", collectors)

    def test_help_and_version(self):
        for arguments in (["--help"], ["run", "--help"], ["compare", "--help"], ["list", "--help"], ["build", "--help"], ["test", "--help"]):
            result = self.midden(*arguments)
            self.assertEqual(result.returncode, 0)
            self.assertIn(b"Usage: midden", result.stdout)
            self.assertEqual(result.stderr, b"")
            for line in result.stdout.decode().splitlines():
                self.assertLessEqual(len(line), 110)
        self.assertRegex(self.midden("--version").stdout, rb"^midden \d+\.\d+")


main()
