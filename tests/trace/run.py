#!/usr/bin/python3
"""The trace, the live page and the probes of one configuration's program.

    run.py --vm PATH

Expected values come from the run's other outputs: its record (--json) and its collector log (--gc-log).
"""
import argparse
import json
import os
import signal
import struct
import subprocess
import sys
import tempfile
import unittest

PROGRAM = """
import gc, os, signal, sys
class Node:
    pass
def ring(length):
    first = last = Node()
    for _ in range(length):
        node = Node()
        last.next = node
        last = node
    last.next = first
keep = [Node() for _ in range(20000)]
for _ in range(400):
    ring(100)
gc.collect()
for _ in range(400):
    ring(100)
how = sys.argv[1]
if how == "fork":
    if os.fork() == 0:
        for _ in range(400):
            ring(100)
        gc.collect()
        os._exit(0)
    os.wait()
elif how == "exit":
    os._exit(3)
elif how == "kill":
    os.kill(os.getpid(), signal.SIGKILL)
"""
PROBES = {"cycle__begin", "cycle__end", "phase__begin", "phase__end", "pause__begin", "pause__end"}


class Trace(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory(prefix="midden-trace-")
        cls.program = cls.path("program.py")
        with open(cls.program, "w") as file:
            file.write(PROGRAM)

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    @classmethod
    def path(cls, name):
        return os.path.join(cls.scratch.name, name)

    def run_program(self, how, status=0):
        files = {name: self.path(f"{how}.{name}") for name in ("trace", "gc-log", "json", "live")}
        command = [VM]
        for name, file in files.items():
            command += [f"--{name}", file]
        done = subprocess.run([*command, *OPTIONS, self.program, how], capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, status, done.stderr)
        return files

    def events(self, path, whole=True):
        with open(path) as file:
            text = file.read()
        if not whole:
            text = text.rstrip("\n") + "]"  # which the format allows to be missing
        return json.loads(text)

    @staticmethod
    def slices(events, category=None):
        return [e for e in events if e["ph"] == "X" and category in (None, e["cat"])]

    def assert_nested(self, events):
        tracks = {}
        for event in self.slices(events):
            tracks.setdefault(event["tid"], []).append((round(event["ts"] * 1000), round(event["dur"] * 1000)))
        for track in tracks.values():
            open_ends = []
            for start, duration in sorted(track, key=lambda slice: (slice[0], -slice[1])):
                while open_ends and open_ends[-1] <= start:
                    open_ends.pop()
                if open_ends:
                    self.assertLessEqual(start + duration, open_ends[-1])
                open_ends.append(start + duration)

    def test_every_pause_of_the_log_is_in_the_trace(self):
        files = self.run_program("plain")
        events = self.events(files["trace"])
        pauses = sorted((round(e["ts"] * 1000), round(e["dur"] * 1000)) for e in self.slices(events, "pause"))
        logged = []
        with open(files["gc-log"]) as log:
            for line in log:
                logged += [(round(start * 1e9), round(duration * 1e9)) for start, duration in json.loads(line)["pauses"]]
        self.assertGreater(len(logged), 1)
        self.assertEqual(pauses, sorted(logged))
        with open(files["json"]) as file:
            record = json.load(file)
        self.assertEqual(len(pauses), record["pauses"]["count"])
        self.assert_nested(events)

    def test_tracks_and_counters(self):
        files = self.run_program("plain")
        events = self.events(files["trace"])
        with open(files["json"]) as file:
            record = json.load(file)
        names = {e["tid"]: e["args"]["name"] for e in events if e["ph"] == "M" and e["name"] == "thread_name"}
        for event in self.slices(events):
            self.assertIn(event["tid"], names)
        self.assertEqual({names[e["tid"]] for e in self.slices(events, "pause")}, {"program"})
        counters = {e["name"] for e in events if e["ph"] == "C"}
        self.assertLessEqual({"heap held", "live estimate"}, counters)
        held = [e["args"]["bytes"] for e in events if e["ph"] == "C" and e["name"] == "heap held"]
        self.assertLessEqual(max(held), record["memory"]["peak_held"])
        helpers = self.slices(events, "helper")
        self.assertEqual(bool(helpers), bool(record["helper_phases"]))
        self.assertEqual({e["name"] for e in helpers}, set(record["helper_phases"]))
        for event in helpers:
            self.assertRegex(names[event["tid"]], r"^helper \d+$")
        # Cycles are there by kind: as their pause, or as a slice of their own. Those within a pause of another one are
        # left out when that pause is short.
        with open(files["gc-log"]) as log:
            within = [line["kind"] for line in map(json.loads, log) if not line["pauses"]]
        for kind, count in record["cycles"].items():
            found = [e for e in self.slices(events) if e["name"] == kind and e["cat"] in ("pause", "cycle", "phase")]
            self.assertLessEqual(len(found), count, kind)
            self.assertGreaterEqual(len(found), count - within.count(kind), kind)

    def test_a_child_writes_nothing(self):
        files = self.run_program("fork")
        with open(files["json"]) as file:
            record = json.load(file)
        self.assertEqual(len(self.slices(self.events(files["trace"]), "pause")), record["pauses"]["count"])

    def test_a_run_that_ends_at_once(self):
        for how, status in (("exit", 3), ("kill", -signal.SIGKILL)):
            with self.subTest(how=how):
                events = self.events(self.run_program(how, status)["trace"], whole=False)
                self.assertGreater(len(self.slices(events, "pause")), 0)
                self.assert_nested(events)

    def test_the_live_page(self):
        files = self.run_program("plain")
        with open(files["json"]) as file:
            record = json.load(file)
        with open(files["live"], "rb") as file:
            page = file.read()
        self.assertEqual(len(page), 4096)
        words = struct.unpack("512Q", page)
        self.assertEqual(page[:8], b"mid-live")
        self.assertEqual(words[1], 1)
        self.assertGreater(words[3], words[2])
        names = page[1024:page.index(b"\0", 1024)].decode().split(",")
        shown = {name: words[16 + i] for i, name in enumerate(names) if words[16 + i]}
        # Young collections are told with the next change, at most every 5 ms.
        for kind, count in record["cycles"].items():
            if kind in ("generation0", "generation1", "young"):
                self.assertLessEqual(shown.get(kind, 0), count)
            else:
                self.assertLessEqual(count - shown.get(kind, 0), 0 if kind != "generation2" else 1)
        self.assertLessEqual(words[9], record["pauses"]["count"])
        self.assertLessEqual(words[11], round(record["pauses"]["max_s"] * 1e9) + 1)

    def test_files_that_cannot_be_written(self):
        for option in ("--trace", "--live"):
            done = subprocess.run([VM, option, "/nowhere/file", self.program, "plain"], capture_output=True, text=True)
            self.assertEqual(done.returncode, 2)
            self.assertEqual(done.stdout, "")
            self.assertIn("/nowhere/file", done.stderr)

    def test_a_pipe(self):
        done = subprocess.run([VM, "--trace", "/dev/stderr", *OPTIONS, self.program, "plain"], capture_output=True, timeout=120)
        self.assertEqual(done.returncode, 0)
        self.assertGreater(len(self.slices(json.loads(done.stderr), "pause")), 1)

    def test_probes(self):
        if os.environ.get("MIDDEN_HAS_PROBES") != "1":
            self.skipTest("built without sys/sdt.h")
        notes = subprocess.run(["readelf", "--notes", "--wide", VM], capture_output=True, text=True).stdout.splitlines()
        found = {}
        for index, line in enumerate(notes):
            if line.rstrip().endswith("Provider: midden"):
                name = notes[index + 1].split()[-1]
                found[name] = len(notes[index + 3].replace("Arguments:", "").split())
        self.assertEqual(set(found), PROBES)
        self.assertEqual(found, {"cycle__begin": 3, "cycle__end": 7, "phase__begin": 3, "phase__end": 3, "pause__begin": 2,
                                 "pause__end": 2})


parser = argparse.ArgumentParser()
parser.add_argument("--vm", required=True)
parser.add_argument("options", nargs="*", help="further options of the program, after --")
arguments = parser.parse_args()
VM = os.path.abspath(arguments.vm)
OPTIONS = arguments.options
unittest.main(argv=sys.argv[:1])
