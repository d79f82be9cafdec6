"""`midden run` is transparent: streams, arguments, exit status and signals are the program's own."""
import fcntl
import json
import os
import signal
import struct
import subprocess
import termios
import time

from harness import MIDDEN, MiddenTest, main


class Run(MiddenTest):
    def test_streams_and_status_pass_through(self):
        program = self.program("streams.py", "import sys\n"
                               "data = sys.stdin.buffer.read()\n"
                               "sys.stdout.buffer.write(data[::-1])\n"
                               "sys.stderr.write('to stderr')\n"
                               "sys.exit(len(sys.argv))\n")
        for extra in ([], ["--json", self.path("streams.json")]):
            with self.subTest(extra=extra):
                result = self.midden("run", program, *extra, "--", "-x", "--", "--heap", "", stdin=b"\x00\xff\nabc")
                self.assertEqual(result.stdout, b"cba\n\xff\x00")
                self.assertEqual(result.stderr, b"to stderr")
                self.assertEqual(result.returncode, 5)

    def test_arguments_are_exact(self):
        result = self.midden("run", "hello", "--", "a b", "", "-5", "--set", "é")
        self.assertEqual(result.stdout.decode().splitlines()[0], "hello a b  -5 --set é")

    def test_json(self):
        record_file = self.path("run.json")
        result = self.midden("run", "hello", "--collector", "semispace", "--heap", "64M", "--set", "threads=2", "--json", record_file, "--", "x")
        self.assertEqual(result.returncode, 0, result.stderr)
        with open(record_file) as file:
            record = json.load(file)
        self.assertEqual(record["schema"], "midden-run/1")
        self.assertEqual(record["configuration"]["collector"], "semispace")
        self.assertEqual(record["configuration"]["heap_limit"], 64 << 20)
        self.assertEqual(record["configuration"]["options"], {"threads": "2"})
        self.assertEqual(record["program"]["arguments"], ["x"])
        self.assertEqual(record["process"]["exit_status"], 0)
        self.assertGreater(record["process"]["wall_s"], 0)
        self.assertEqual(record["memory"]["allocated_objects"], 4321)
        for key in ("cpu", "cores", "kernel", "thp", "versions", "build"):
            self.assertIn(key, record["environment"])

    def test_json_of_a_run_that_crashes(self):
        record_file = self.path("crash.json")
        result = self.midden("run", "hello", "--json", record_file, FAKE_REFCOUNT="crash")
        self.assertEqual(result.returncode, -signal.SIGSEGV)
        with open(record_file) as file:
            record = json.load(file)
        self.assertEqual(record["process"]["signal"], signal.SIGSEGV)
        self.assertEqual(record["configuration"]["collector"], "refcount")

    def test_death_by_signal_is_reproduced(self):
        self.assertEqual(self.midden("run", "hello", FAKE_REFCOUNT="crash").returncode, -signal.SIGSEGV)

    def test_signals_are_forwarded(self):
        # The signal may come while the program is still printing, so its handler must not print the same way.
        program = self.program("signals.py", "import os, signal, time\n"
                               "def handler(number, frame):\n"
                               "    os.write(1, b'got %d\\n' % number)\n"
                               "    os._exit(7)\n"
                               "signal.signal(signal.SIGTERM, handler)\n"
                               "os.write(1, b'ready\\n')\n"
                               "time.sleep(60)\n")
        for extra in ([], ["--json", self.path("signals.json")]):
            with self.subTest(extra=extra):
                child = self.start("run", program, *extra)
                self.assertEqual(child.stdout.readline(), b"ready\n")
                child.send_signal(signal.SIGTERM)
                output, _ = child.communicate(timeout=20)
                self.assertEqual(output, b"got 15\n")
                self.assertEqual(child.returncode, 7)

    def test_a_killed_midden_leaves_nothing_running(self):
        pid_file = self.path("pid")
        program = self.program("sleeper.py", "import os, sys, time\n"
                               f"open({pid_file!r}, 'w').write(str(os.getpid()))\n"
                               "print('ready', flush=True)\n"
                               "time.sleep(60)\n")
        child = self.start("run", program, "--json", self.path("sleeper.json"))
        self.assertEqual(child.stdout.readline(), b"ready\n")
        child.kill()
        child.communicate(timeout=20)
        with open(pid_file) as file:
            pid = int(file.read())
        for _ in range(200):
            try:
                with open(f"/proc/{pid}/stat") as file:
                    if file.read().split()[2] == "Z":
                        return
            except FileNotFoundError:
                return
            time.sleep(0.05)
        self.fail("the program outlived midden")

    def test_unwritable_files_are_refused_before_the_run(self):
        for option in ("--json", "--gc-log", "--trace"):
            self.assert_refused(self.midden("run", "hello", option, "/nowhere/file"), option, "/nowhere/file")

    def test_gc_log(self):
        log = self.path("gc.jsonl")
        self.midden("run", "hello", "--gc-log", log)
        with open(log) as file:
            self.assertEqual(json.loads(file.readline())["cycle"], 1)

    def test_trace(self):
        trace = self.path("trace.json")
        self.midden("run", "hello", "--trace", trace)
        with open(trace) as file:
            self.assertEqual(json.load(file), [])

    def test_counters(self):
        record_file = self.path("counters.json")
        program = self.program("faults.py", "pages = bytearray(40 << 20)\nfor i in range(0, len(pages), 4096): pages[i] = 1\n")
        self.midden("run", program, "--json", record_file)
        with open(record_file) as file:
            record = json.load(file)
        counters = record["counters"]
        self.assertLessEqual({"instructions", "cycles", "cache_misses"}, set(counters))
        if counters["page_faults"] is None:
            self.skipTest("no counters at all here")
        self.assertGreater(counters["page_faults"], 0)
        self.assertAlmostEqual(counters["page_faults"], record["process"]["minor_faults"], delta=2000)
        self.assertAlmostEqual(counters["task_clock_s"], record["process"]["cpu_s"], delta=0.1)

    def test_watch_needs_a_terminal(self):
        self.assert_refused(self.midden("run", "hello", "--watch"), "--watch", "no terminal")

    def watch(self, program, *arguments, rows=30, **fakes):
        """Its exit status, what the program printed on stdout, and all that came to the terminal on stderr."""
        master, slave = self.open_terminal()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("4H", rows, 100, 0, 0))
        child = subprocess.Popen([MIDDEN, "run", program, "--watch", *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                 stderr=slave, env=self.environment(TERM="xterm", **fakes))
        os.close(slave)
        shown = b""
        try:
            while True:
                shown += os.read(master, 10000)
        except OSError:  # the last one has closed it
            pass
        output = child.stdout.read()
        child.stdout.close()
        os.close(master)
        return child.wait(timeout=20), output, shown.decode()

    def test_watch(self):
        program = self.program("watched.py", "import sys, time\nprint('out')\nprint('err', file=sys.stderr)\ntime.sleep(0.5)\nsys.exit(4)\n")
        status, output, shown = self.watch(program)
        self.assertEqual(status, 4)
        self.assertEqual(output, b"out\n")
        self.assertIn("err\r\n", shown)
        for part in ("tagged-refcount watched", "48.0 MB", "live 33.0 MB", "1234", "40 µs latest", "3.0 ms longest",
                     "minor 1200, full 34", "now full", "▁"):
            self.assertIn(part, shown)
        self.assertIn("\033[1;26r", shown)  # the program keeps the upper 26 of 30 lines
        self.assertGreaterEqual(shown.count("\033[27;1H"), 3)  # drawn several times, in place
        self.assertIn("\033[r", shown[shown.rindex("\033[27;1H") - 10:])  # given back at the end
        self.assertEqual(shown.count("\0337"), shown.count("\0338"))

    def test_watch_of_a_run_that_crashes(self):
        program = self.program("short.py", "")
        status, _, shown = self.watch(program, FAKE_REFCOUNT="crash")
        self.assertEqual(status, -signal.SIGSEGV)
        self.assertIn("\033[r", shown)
        self.assertEqual(self.watch(program, rows=5)[0], 2)

    def test_closed_stdout_does_not_hang(self):
        child = self.start("run", "hello", "--json", self.path("closed.json"))
        child.stdout.close()
        child.wait(timeout=20)
        child.stderr.close()

    def test_terminal_belongs_to_the_program(self):
        program = self.program("tty.py", "import os, sys\nprint(os.isatty(0), os.isatty(1), os.tcgetpgrp(0) == os.getpgrp())\n")
        master, slave = self.open_terminal()
        controlling = lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0)
        child = subprocess.Popen([MIDDEN, "run", program, "--json", self.path("tty.json")], stdin=slave, stdout=slave, stderr=slave,
                                 env=self.environment(), start_new_session=True, preexec_fn=controlling)
        os.close(slave)
        output = b""
        try:
            while True:
                output += os.read(master, 1000)
        except OSError:
            pass
        child.wait(timeout=20)
        os.close(master)
        self.assertEqual(output.replace(b"\r", b""), b"True True True\n")


main()
