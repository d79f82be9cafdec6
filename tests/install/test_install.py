"""What `cmake --install` leaves works without the tree: the lab, its configurations, and a collector built outside."""
import os
import shutil
import subprocess
import tempfile
import unittest

ROOT = os.environ.get("MIDDEN_SOURCE_DIR") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.environ.get("MIDDEN_BUILD_DIR", os.path.join(ROOT, "build", "release"))

PROJECT = """cmake_minimum_required(VERSION 3.25)
project(mine LANGUAGES CXX)
find_package(midden REQUIRED)
midden_add_vm(MODEL tagged COLLECTOR mine)
"""


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, timeout=250, **options)


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.prefix = tempfile.mkdtemp(prefix="midden-install-")
        result = run("cmake", "--install", BUILD, "--prefix", cls.prefix)
        if result.returncode != 0:
            raise AssertionError(result.stdout + result.stderr)
        cls.midden = os.path.join(cls.prefix, "bin", "midden")

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.prefix, ignore_errors=True)

    def test_programs_are_found(self):
        result = run(self.midden, "list", "programs")
        self.assertEqual(result.returncode, 0)
        self.assertIn("binary_trees", result.stdout)

    def test_nothing_can_be_built(self):
        result = run(self.midden, "build")
        self.assertEqual(result.returncode, 2)
        self.assertIn("installed, without its sources", result.stderr)

    def test_a_program_runs(self):
        for collector in ("refcount", "marksweep"):
            if not os.path.exists(os.path.join(BUILD, "vm", "tagged-" + collector)):
                self.skipTest("the default configurations are not built")
            result = run(self.midden, "run", "binary_trees", "--collector", collector, "--", "6", cwd="/")
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertIn("long lived tree", result.stdout.lower().replace("-", " "))

    def test_a_collector_outside_the_tree(self):
        project = os.path.join(self.prefix, "project")
        mine = os.path.join(project, "collectors", "mine")
        os.makedirs(mine)
        with open(os.path.join(project, "CMakeLists.txt"), "w") as file:
            file.write(PROJECT)
        with open(os.path.join(ROOT, "collectors", "none", "none.h")) as file:
            text = file.read()
        with open(os.path.join(mine, "mine.h"), "w") as file:
            file.write(text.replace("NoneHeap", "MineHeap").replace("NoneMutator", "MineMutator").replace("struct None", "struct Mine")
                       .replace('"none"', '"mine"'))
        build = os.path.join(project, "build")
        result = run("cmake", "-S", project, "-B", build, "-G", "Ninja", "-DCMAKE_PREFIX_PATH=" + self.prefix)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        with open(os.path.join(build, "vm", "configurations.txt")) as file:
            self.assertEqual(file.read(), "tagged-mine tagged mine optional\n")
        # One file stands for all: the whole would take a minute.
        result = run("cmake", "--build", build, "--target", "CMakeFiles/tagged-mine.dir/cmake_pch.hxx.gch")
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)


unittest.main(verbosity=1)
