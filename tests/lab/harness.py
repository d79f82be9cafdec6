"""What the tests of the `midden` program share: a directory of fake configurations, and ways to run the program."""
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
BUILD = os.environ.get("MIDDEN_BUILD_DIR", os.path.join(ROOT, "build", "release"))
MIDDEN = os.path.join(BUILD, "lab", "midden")

CONFIGURATIONS = [
    ("tagged", "none", "default"),
    ("tagged", "marksweep", "default"),
    ("tagged", "semispace", "default"),
    ("tagged", "refcount", "default"),
    ("boxed", "refcount", "default"),
    ("boxed", "marksweep", "optional"),
]


class MiddenTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.directory = tempfile.mkdtemp(prefix="midden-test-")
        cls.vms = os.path.join(cls.directory, "vm")
        os.mkdir(cls.vms)
        with open(os.path.join(cls.vms, "configurations.txt"), "w") as listing:
            for model, collector, kind in CONFIGURATIONS:
                name = f"{model}-{collector}"
                os.symlink(os.path.join(HERE, "fake_vm.py"), os.path.join(cls.vms, name))
                listing.write(f"{name} {model} {collector} {kind}\n")

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.directory, ignore_errors=True)

    def environment(self, **fakes):
        environment = dict(os.environ, MIDDEN_VMS=self.vms, MIDDEN_PROGRAMS=os.path.join(HERE, "programs"),
                           XDG_CACHE_HOME=os.path.join(self.directory, "cache"))
        environment.update(fakes)
        return environment

    def path(self, name):
        return os.path.join(self.directory, name)

    def program(self, name, text):
        with open(self.path(name), "w") as file:
            file.write(text)
        return self.path(name)

    def midden(self, *arguments, stdin=b"", **fakes):
        return subprocess.run([MIDDEN, *arguments], input=stdin, capture_output=True, env=self.environment(**fakes), timeout=120)

    def start(self, *arguments, **fakes):
        return subprocess.Popen([MIDDEN, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                env=self.environment(**fakes))

    def open_terminal(self):
        try:
            return os.openpty()
        except OSError as error:  # a container may have none
            self.skipTest(f"no pseudo-terminal: {error}")

    def assert_refused(self, result, *words):
        """One line on stderr that names what is wrong; nothing on stdout; exit status 2."""
        text = result.stderr.decode()
        self.assertEqual(result.returncode, 2, text)
        self.assertEqual(result.stdout, b"")
        self.assertEqual(text.count("\n"), 1, text)
        self.assertTrue(text.startswith("midden: "), text)
        for word in words:
            self.assertIn(word, text)


def main():
    unittest.main(module=sys.modules["__main__"], verbosity=1)
