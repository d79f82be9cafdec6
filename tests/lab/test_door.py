"""The door, ./midden, on a copy of the tree in which installing, building and the built program are stand-ins."""
import os
import shutil
import subprocess
import tempfile
import time
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

CMAKE = """#!/bin/bash
echo "cmake $*" >> "$CALLS"
[[ -f $FAIL ]] && { echo "[1/2] Building CXX object x"; echo "x.cpp:1: error: no good"; exit 1; }
mkdir -p build/release/lab
touch build/release/build.ninja build/release/CMakeCache.txt
echo "[2/2] Linking"
printf '#!/bin/sh\\necho "args: $*"; cat\\nexit 5\\n' > build/release/lab/midden
chmod +x build/release/lab/midden
"""


class Door(unittest.TestCase):
    def setUp(self):
        self.tree = tempfile.mkdtemp(prefix="midden-door-")
        shutil.copy(os.path.join(ROOT, "midden"), self.tree)
        for directory in ("tools", "lab", "cmake"):
            os.mkdir(os.path.join(self.tree, directory))
        for name in ("CMakeLists.txt", "CMakePresets.json", "configurations.cmake"):
            self.write(name, "")
        self.write("packages.txt", "# what is needed\nbash\nno-such-package-of-midden\n")
        self.tool("cmake", CMAKE)
        self.tool("apt-get", '#!/bin/sh\necho "apt-get $*" >> "$CALLS"\nexit 0\n')
        self.tool("sudo", '#!/bin/sh\nwhile [ "${1#-}" != "$1" ] || [ "${1#*=}" != "$1" ]; do shift; done\nexec "$@"\n')
        self.calls_file = os.path.join(self.tree, "calls")
        self.fail_file = os.path.join(self.tree, "fail")

    def tearDown(self):
        shutil.rmtree(self.tree)

    def write(self, name, text):
        with open(os.path.join(self.tree, name), "w") as file:
            file.write(text)

    def tool(self, name, text):
        self.write("tools/" + name, text)
        os.chmod(os.path.join(self.tree, "tools", name), 0o755)

    def door(self, *arguments, stdin=b""):
        self.write("calls", "")
        environment = dict(os.environ, PATH=os.path.join(self.tree, "tools") + ":" + os.environ["PATH"], CALLS=self.calls_file, FAIL=self.fail_file)
        return subprocess.run([os.path.join(self.tree, "midden"), *arguments], cwd=self.tree, env=environment, input=stdin, capture_output=True, timeout=60)

    def calls(self):
        with open(self.calls_file) as file:
            return file.read()

    def change(self, name):
        """A file newer than the last build, whatever the resolution of the clock."""
        path = os.path.join(self.tree, name)
        open(path, "a").close()
        later = time.time() + 5
        os.utime(path, (later, later))

    def test_first_use_installs_builds_and_hands_over(self):
        result = self.door("run", "x y", stdin=b"input")
        self.assertEqual(result.stdout, b"args: run x y\ninput")
        self.assertEqual(result.returncode, 5)
        self.assertIn("no-such-package-of-midden", self.calls())
        self.assertNotIn(" bash", self.calls())
        self.assertIn("cmake --preset release", self.calls())
        self.assertIn("cmake --build", self.calls())

    def test_what_only_tests_need_is_installed_for_them(self):
        self.write("packages.txt", "bash\n")
        self.write("packages.test.txt", "# a browser\nno-such-browser-of-midden\n")
        self.door("run")
        self.assertNotIn("apt-get", self.calls())
        self.assertEqual(self.door("test").returncode, 5)
        self.assertIn("install --no-install-recommends no-such-browser-of-midden", self.calls())
        self.assertNotIn("cmake", self.calls())

    def test_nothing_changed_builds_nothing(self):
        self.door()
        result = self.door("list")
        self.assertEqual(self.calls(), "")
        self.assertEqual(result.stderr, b"")

    def test_a_change_is_built_without_installing_what_is_there(self):
        self.write("packages.txt", "bash\n")
        self.door()
        self.change("lab/new.cpp")
        result = self.door()
        self.assertIn("cmake --build", self.calls())
        self.assertNotIn("preset", self.calls())
        self.assertNotIn("apt-get", self.calls())
        self.assertEqual(result.returncode, 5)

    def test_a_deleted_file_is_a_change(self):
        self.write("lab/old.cpp", "")
        self.door()
        time.sleep(0.05)
        os.remove(os.path.join(self.tree, "lab/old.cpp"))
        self.door()
        self.assertIn("cmake --build", self.calls())

    def test_a_failing_build_shows_why_and_is_tried_again(self):
        self.door()
        self.change("lab/broken.cpp")
        self.write("fail", "")
        result = self.door("run")
        self.assertEqual(result.returncode, 2)
        self.assertEqual(result.stdout, b"")
        self.assertIn(b"x.cpp:1: error: no good", result.stderr)
        self.assertIn(b"build/release/build.log", result.stderr)
        os.remove(self.fail_file)
        self.assertEqual(self.door("run").returncode, 5)
        self.assertIn("cmake --build", self.calls())

    def test_works_from_elsewhere_and_through_a_link(self):
        link = os.path.join(self.tree, "tools", "linked")
        os.symlink(os.path.join(self.tree, "midden"), link)
        self.door()
        self.write("calls", "")
        result = subprocess.run([link, "hi"], cwd="/", capture_output=True, stdin=subprocess.DEVNULL, timeout=60)
        self.assertEqual(result.stdout, b"args: hi\n")


unittest.main(verbosity=1)
