"""Configurations that are not built yet are built when asked for: on a hand-written build tree around a copy of midden."""
import os
import shutil
import subprocess
import tempfile
import time
import unittest

from harness import HERE, MIDDEN

NINJA = """
rule copy
  command = cp $in $out && echo $out >> calls
  description = Building CXX object $out
rule fail
  command = echo 'x.cpp:1: error: no good'; exit 1
build vm/tagged-none: copy fake.py
build vm/boxed-none: copy fake.py
build vm/boxed-broken: fail fake.py
build tagged-none: phony vm/tagged-none
build boxed-none: phony vm/boxed-none
build boxed-broken: phony vm/boxed-broken
build all: phony vm/tagged-none
default all
"""


class Building(unittest.TestCase):
    def setUp(self):
        self.root = tempfile.mkdtemp(prefix="midden-tree-")
        self.build = os.path.join(self.root, "build", "release")
        for directory in ("lab", "vm/boxed-none.d", "vm/tagged-none.d", "vm/boxed-broken.d"):
            os.makedirs(os.path.join(self.build, directory))
        shutil.copy(MIDDEN, os.path.join(self.build, "lab"))
        shutil.copy(os.path.join(HERE, "fake_vm.py"), os.path.join(self.build, "fake.py"))
        ninja = shutil.which("ninja")
        self.write("CMakeCache.txt", f"CMAKE_HOME_DIRECTORY:INTERNAL={self.root}\nCMAKE_GENERATOR:INTERNAL=Ninja\n"
                   f"CMAKE_MAKE_PROGRAM:FILEPATH={ninja}\nCMAKE_CACHEFILE_DIR:INTERNAL={self.build}\nCMAKE_PROJECT_NAME:STATIC=midden\n")
        self.write("build.ninja", NINJA)
        self.write("vm/configurations.txt", "tagged-none tagged none default\nboxed-none boxed none optional\nboxed-broken boxed broken optional\n")
        self.write("up-to-date", "")
        self.midden("build")

    def tearDown(self):
        shutil.rmtree(self.root)

    def write(self, name, text):
        with open(os.path.join(self.build, name), "w") as file:
            file.write(text)

    def midden(self, *arguments):
        self.write("calls", "")
        program = os.path.join(self.build, "lab", "midden")
        environment = {key: value for key, value in os.environ.items() if key not in ("MIDDEN_VMS", "MIDDEN_PROGRAMS")}
        return subprocess.run([program, *arguments], capture_output=True, timeout=60, stdin=subprocess.DEVNULL, env=environment)

    def built(self):
        with open(os.path.join(self.build, "calls")) as file:
            return file.read().split()

    def hello(self, *arguments):
        return self.midden("run", os.path.join(HERE, "programs", "hello.py"), *arguments)

    def test_built_on_demand_and_once(self):
        first = self.hello("--model", "boxed", "--collector", "none")
        self.assertEqual(first.returncode, 0, first.stderr)
        self.assertEqual(self.built(), ["vm/boxed-none"])
        self.assertIn(b"building boxed-none", first.stderr)
        self.assertTrue(first.stdout.startswith(b"hello\n"))
        second = self.hello("--model", "boxed", "--collector", "none")
        self.assertEqual(self.built(), [])
        self.assertEqual(second.stderr, b"")

    def test_rebuilt_after_a_change_that_the_door_saw(self):
        self.hello("--model", "boxed", "--collector", "none")
        later = time.time() + 5
        for name in ("fake.py", "up-to-date"):
            os.utime(os.path.join(self.build, name), (later, later))
        self.hello("--model", "boxed", "--collector", "none")
        self.assertEqual(self.built(), ["vm/boxed-none"])

    def test_compare_builds_what_it_needs(self):
        result = self.midden("compare", os.path.join(HERE, "programs", "hello.py"), "--collectors", "none", "--models", "all", "--invocations", "1")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(self.built(), ["vm/boxed-none"])

    def test_a_failing_build_shows_why(self):
        result = self.hello("--model", "boxed", "--collector", "broken")
        self.assertEqual(result.returncode, 2)
        self.assertEqual(result.stdout, b"")
        self.assertIn(b"x.cpp:1: error: no good", result.stderr)
        self.assertIn(b"building boxed-broken failed", result.stderr)

    def test_unknown_target_and_preset(self):
        result = self.midden("build", "boxed-nune")
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"did you mean 'boxed-none'", result.stderr)
        result = self.midden("build", "--preset", "relaese")
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"did you mean 'release'", result.stderr)

    def test_lists_mark_what_is_not_built(self):
        self.assertIn(b"boxed*", self.midden("list", "collectors").stdout)


unittest.main(verbosity=1)
