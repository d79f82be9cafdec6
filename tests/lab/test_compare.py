"""`midden compare`: what it runs, checks, keeps and prints."""
import csv
import json
import os
import re
import signal
import statistics
import subprocess
import time

from harness import HERE, MIDDEN, MiddenTest, main

DEFAULTS = ["tagged-none", "tagged-marksweep", "tagged-semispace", "tagged-refcount", "boxed-refcount"]


class Compare(MiddenTest):
    def compare(self, *arguments, **fakes):
        """The result with its records; compare's own exit status is the test's business."""
        record_file = self.path("compare.json")
        separator = arguments.index("--") if "--" in arguments else len(arguments)
        words = [*arguments[:separator], "--json", record_file, *arguments[separator:]]
        result = self.midden("compare", *words, **fakes)
        with open(record_file) as file:
            result.record = json.load(file)
        result.text = result.stdout.decode()
        return result

    def names(self, result, program=0):
        return [row["name"] for row in result.record["programs"][program]["configurations"]]

    def test_default_configurations_and_table(self):
        result = self.compare("hello", "--invocations", "3", "--", "a")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(self.names(result), DEFAULTS)
        for name in DEFAULTS:
            self.assertRegex(result.text, rf"(?m)^{name} +\d")
        self.assertIn("hello a: 3 invocations each", result.text)
        self.assertIn("cycles by kind: full/minor (tagged-marksweep", result.text)
        self.assertNotIn("\033", result.text)
        for line in result.text.splitlines():
            self.assertLessEqual(len(line), 100, line)
        for row in result.record["programs"][0]["configurations"]:
            self.assertEqual(sorted(sample["round"] for sample in row["invocations"]), [0, 1, 2])
            self.assertEqual(row["invocations"][0]["program"]["arguments"], ["a"])

    def test_figures_of_the_table(self):
        result = self.compare("hello", "--invocations", "2", "--collectors", "marksweep")
        row = next(line for line in result.text.splitlines() if line.startswith("tagged-marksweep"))
        # name, time, interval, ratio to best (itself), collector's share 0.01 of 0.04, cycles, p99, longest, RSS
        self.assertRegex(row, r"^tagged-marksweep +[\d.]+ +[\d.]+–[\d.]+ +1\.00 +25 +3/40 +5\.00 +5\.00 +32 +[\d.]+$")

    def test_pauses_come_from_the_log_of_collections(self):
        result = self.compare("hello", "--invocations", "3", "--collectors", "marksweep,none")
        row = next(line for line in result.text.splitlines() if line.startswith("tagged-marksweep") and "█" in line)
        # 43 pauses: 40 of 0.1 ms, then 1, 2 and 5 ms: the 99th of a hundred is the longest, as is the 99.9th. In the worst
        # millisecond nothing runs; the worst 10 ms hold the 8 ms of long pauses and nine of 0.1 ms. Of three invocations there are
        # 120, 6 and 3 pauses in the half decades from 0.1, 1 and 3 ms; log 6 / log 120 is 0.37, log 3 / log 120 is 0.23.
        self.assertRegex(row, r"^tagged-marksweep +43 +0\.10 +5\.00 +5\.00 +5\.00 +····█·▃▂····· +0 +11 +\d+ +1\.0 +0\.25$")
        timelines = [sample["timeline"] for sample in result.record["programs"][0]["configurations"][0]["invocations"]]
        self.assertEqual(timelines[0]["pauses"]["count"], 43)
        self.assertAlmostEqual(timelines[0]["pauses"]["total_s"], 0.012)
        self.assertEqual(timelines[0]["garbage_max"], 1 << 20)
        # Pictures are kept of one invocation.
        rounds = {sample["round"]: "cycles" in sample["timeline"] for sample in result.record["programs"][0]["configurations"][0]["invocations"]}
        self.assertEqual(rounds, {0: True, 1: False, 2: False})
        none = result.record["programs"][0]["configurations"][1]["invocations"][0]["timeline"]
        self.assertEqual(none["pauses"]["count"], 0)
        self.assertEqual(set(none["utilisation"]["bounded"]), {1})

    def test_formats(self):
        rows = {}
        for name in ("csv", "json", "markdown"):
            result = self.compare("hello", "--invocations", "3", "--collectors", "marksweep,semispace", "--format", name, FAKE_SEMISPACE="memory")
            self.assertEqual(result.returncode, 0, result.stderr)
            rows[name] = result.text
            if name == "csv":
                parsed = list(csv.DictReader(result.text.splitlines()))
            elif name == "json":
                parsed = json.loads(result.text)
            else:
                self.assertRegex(result.text, r"(?m)^\| configuration \| time s \|")
                self.assertRegex(result.text, r"(?m)^\| tagged-marksweep \| [\d.]+ \|")
                continue
            ours, other = parsed
            walls = [sample["process"]["wall_s"] for sample in result.record["programs"][0]["configurations"][0]["invocations"]]
            self.assertEqual(float(ours["wall_s"]), statistics.median(walls))
            self.assertEqual((float(ours["wall_low_s"]), float(ours["wall_high_s"])), (min(walls), max(walls)))  # of three, all of the range
            self.assertEqual((ours["configuration"], ours["outcome"], float(ours["pause_max_s"])), ("tagged-marksweep", "ok", 0.005))
            self.assertEqual((other["outcome"], other.get("wall_s") or None), ("MemoryError", None))
        self.assert_refused(self.midden("compare", "hello", "--format", "jsn"), "--format: unknown format 'jsn'", "did you mean 'json'")

    def test_no_ranking_that_the_intervals_do_not_support(self):
        told = self.compare("hello", "--invocations", "5", "--collectors", "marksweep,semispace", FAKE_SEMISPACE="slow")
        self.assertIn("fastest: tagged-marksweep\n", told.text)
        alone = self.compare("hello", "--invocations", "1", "--collectors", "marksweep,semispace", FAKE_SEMISPACE="slow")
        self.assertIn("one invocation each supports no ranking", alone.text)

    def test_lower_bound_overhead(self):
        result = self.compare("hello", "--invocations", "3", "--collectors", "marksweep,semispace", "--peers", "python3")
        overhead = result.record["programs"][0]["lower_bound_overhead"]
        rows = [row for row in result.record["programs"][0]["configurations"] if not row["peer"]]
        # Recomputed from the raw records: medians over rounds, the least without the collector's part below the line.
        for metric, total, part in (
                ("wall", lambda s: s["process"]["wall_s"], lambda s: s["pauses"]["total_s"] + s["cpu"]["collector_in_mutator_s"]),
                ("cpu", lambda s: s["process"]["cpu_s"], lambda s: s["cpu"]["pause_s"] + s["cpu"]["helpers_s"] + s["cpu"]["collector_in_mutator_s"])):
            distilled = {row["name"]: statistics.median(total(s) - part(s) for s in row["invocations"]) for row in rows}
            floor = min(distilled.values())
            self.assertAlmostEqual(overhead[metric]["floor_s"], floor)
            self.assertEqual(distilled[overhead[metric]["floor_of"]], floor)
            self.assertEqual(set(overhead[metric]["overhead"]), {"tagged-marksweep", "tagged-semispace"})
            for row in rows:
                cost = statistics.median(total(s) for s in row["invocations"])
                self.assertAlmostEqual(overhead[metric]["overhead"][row["name"]]["value"], cost / floor)
        self.assertIn("lower-bound overhead", result.text)
        alone = self.compare("hello", "--invocations", "1", "--collectors", "marksweep", "--peers", "python3")
        self.assertIsNone(alone.record["programs"][0]["lower_bound_overhead"])
        self.assertNotIn("lower-bound", alone.text)

    def test_the_table_stays_in_one_piece(self):
        result = self.compare("hello", "--invocations", "2", "--peers", "python3", FAKE_KINDS="generation0:11413,generation1:3911,generation2:355")
        for line in result.text.splitlines():
            self.assertLessEqual(len(line), 100, line)
        self.assertEqual(result.text.count("configuration"), 1, result.text)
        self.assertIn("11413/3911/355", result.text)

    def test_rounds_are_interleaved_in_seeded_order(self):
        orders = []
        for seed in ("1", "1", "2"):
            result = self.compare("hello", "--invocations", "4", "--seed", seed)
            rows = result.record["programs"][0]["configurations"]
            order = {}
            for row in rows:
                for sample in row["invocations"]:
                    order[(sample["round"], sample["position"])] = row["name"]
            self.assertEqual(len(order), 20)  # every round ran every configuration once
            orders.append([order[key] for key in sorted(order)])
        self.assertEqual(orders[0], orders[1])
        self.assertNotEqual(orders[0], orders[2])
        rounds = [tuple(orders[0][i:i + 5]) for i in range(0, 20, 5)]
        self.assertGreater(len(set(rounds)), 1)

    def test_cross_product(self):
        result = self.compare("hello", "--invocations", "1", "--collectors", "refcount,none", "--models", "tagged,boxed")
        self.assertEqual(self.names(result), ["tagged-refcount", "tagged-none", "boxed-refcount"])
        self.assertIn(b"skipping none on boxed", result.stderr)

    def test_peers(self):
        result = self.compare("hello", "--invocations", "2", "--collectors", "none", "--peers", "python3")
        peer = result.record["programs"][0]["configurations"][1]
        self.assertEqual(peer["name"], "python3")
        if os.path.exists("/usr/bin/python3"):
            self.assertEqual(peer["command"], ["/usr/bin/python3"])
            version = subprocess.run(["/usr/bin/python3", "--version"], capture_output=True, text=True).stdout.split()[1]
            self.assertIn(f"python3 {version} (", result.text)
        self.assertEqual(result.returncode, 0)

    def test_requests(self):
        # Ten requests of 1 ms, one after the other, then one of 100 ms; the clock is the program's own.
        program = self.program("serving.py", """
import os, struct
ends = [1000000 * i for i in range(11)] + [110000000]
with open(os.environ["MIDDEN_REQUESTS"], "wb") as file:
    for start, end in zip(ends, ends[1:]):
        file.write(struct.pack("2q", start, end))
""")
        result = self.compare(program, "--invocations", "2", "--collectors", "none", "--peers", "python3")
        self.assertEqual(result.returncode, 0, result.text)
        for row in result.record["programs"][0]["configurations"]:
            for sample in row["invocations"]:
                requests = sample["requests"]
                self.assertEqual(requests["count"], 11)
                self.assertEqual([requests["simple"][0], requests["simple"][-1]], [[0.5, 0.001], [1, 0.1]])
        # Metered over the run of 110 ms: arrivals every 10 ms, but none later than the start: the same here.
        self.assertRegex(result.text, r"(?m)^tagged-none, simple +1\.000 +1\.000 +- +- +- +100\.0$")
        self.assertRegex(result.text, r"(?m)^  metered, whole run +1\.000 +1\.000 +- +- +- +100\.0$")
        self.assertNotIn("latency", self.compare("hello", "--invocations", "1", "--collectors", "none").text)

    def test_memory_over_time(self):
        program = self.program("sleep.py", "import time\nkept = bytearray(30 << 20)\ntime.sleep(1.3)\n")
        result = self.compare(program, "--invocations", "1", "--collectors", "none")
        memory = result.record["programs"][0]["configurations"][0]["invocations"][0]["memory_over_time"]
        points = memory["rss"]
        self.assertGreaterEqual(len(points), 3)
        self.assertEqual([point[0] for point in points], sorted(point[0] for point in points))
        self.assertGreater(points[-1][1], 30 << 20)
        self.assertGreater(memory["private_dirty"][0][1], 30 << 20)
        parts = ("shared_clean", "shared_dirty", "private_clean", "private_dirty")
        self.assertGreater(sum(memory[part][0][1] for part in parts), memory["pss"][0][1])

    def test_pauses_of_peers(self):
        # 100 explicit collections of the middle generation; what the program sees is what it sees without the lab.
        program = self.program("pauses.py", """
import gc, os, sys
for _ in range(100):
    gc.collect(1)
print(sys.argv, __name__, __file__ == sys.argv[0], os.environ.get("PYTHONPATH"), os.environ.get("MIDDEN_PEER_LOG"))
print([entry for entry in sys.path if "peer_hooks" in entry], open(__file__).fileno(), sys.flags.no_site)
if os.fork() == 0:
    [gc.collect(1) for _ in range(100)]
    os._exit(0)
os.wait()
1 / 0
""")
        plain = subprocess.run(["/usr/bin/python3", program], capture_output=True, text=True, stdin=subprocess.DEVNULL)
        result = self.compare(program, "--invocations", "1", "--collectors", "none", "--peers", "python3", PYTHONPATH="")
        row = result.record["programs"][0]["configurations"][1]
        record = row["failed_invocation"]
        self.assertEqual(record["process"]["exit_status"], plain.returncode)
        self.assertEqual(record["last_stderr_line"], plain.stderr.splitlines()[-1])
        self.assertEqual(record["cycles"]["generation1"], 100)  # not those of the child
        self.assertEqual(record["pauses"]["count"], sum(record["cycles"].values()))
        self.assertGreater(record["pauses"]["p50_s"], 0)
        self.assertLessEqual(record["pauses"]["p50_s"], record["pauses"]["max_s"])
        self.assertGreater(record["pauses"]["total_s"], 100 * 1e-7)
        # The same lines, by the interpreter's own hands: the lab captures them, so once more without it.
        hooks = os.path.join(HERE, "..", "..", "lab", "peer_hooks")
        log = self.path("peer.jsonl")
        hooked = subprocess.run(["/usr/bin/python3", program], capture_output=True, text=True, stdin=subprocess.DEVNULL,
                                env=dict(os.environ, PYTHONPATH=hooks, MIDDEN_PEER_LOG=log))
        self.assertEqual((hooked.stdout, hooked.stderr, hooked.returncode), (plain.stdout, plain.stderr, plain.returncode))
        with open(log) as file:
            lines = [json.loads(line) for line in file]
        self.assertEqual([line["kind"] for line in lines].count("generation1"), 100)
        ends = [line["start_s"] + line["duration_s"] for line in lines]
        self.assertTrue(all(line["start_s"] >= end for line, end in zip(lines[1:], ends)))

    def test_figures_of_peers_stand_in_the_table(self):
        program = self.program("full.py", "import gc\nfor _ in range(3): gc.collect()\nprint('done')\n")
        result = self.compare(program, "--invocations", "1", "--collectors", "marksweep", "--peers", "python3")
        row = next(line for line in result.text.splitlines() if line.startswith("python3 "))
        cycles = result.record["programs"][0]["configurations"][1]["invocations"][0]["cycles"]
        self.assertEqual(cycles["generation2"], 3)
        # … collector's share, cycles by kind, p99, longest, RSS, CPU
        counts = "/".join(str(cycles[kind]) for kind in sorted(cycles))
        self.assertRegex(row, rf" \d+ +{counts} +[\d.]+ +[\d.]+ +\d+ +[\d.]+$")

    def test_pypy(self):
        if not os.path.exists("/usr/bin/pypy3"):
            self.skipTest("no pypy3")
        program = self.program("rings.py", """
import gc, os
assert not [name for name in os.environ if name in ("PYPYLOG", "PYTHONPATH", "MIDDEN_PEER_LOG")]
for _ in range(300000):
    ring = []
    ring.append(ring)
gc.collect()
""")
        result = self.compare(program, "--invocations", "1", "--collectors", "none", "--peers", "pypy3", PYTHONPATH="")
        record = result.record["programs"][0]["configurations"][1]["invocations"][0]
        self.assertGreaterEqual(record["cycles"]["major"], 1)
        self.assertGreater(record["cycles"]["minor"], 2)
        self.assertGreater(record["pauses"]["max_s"], 0)

    def test_peers_have_a_fixed_hash_seed(self):
        program = self.program("hashes.py", "print(hash('midden'))\n")
        result = self.compare(program, "--invocations", "3", "--collectors", "none", "--peers", "python3")
        self.assertEqual(result.returncode, 0, result.text)

    def test_further_vm(self):
        vm = self.path("tagged-mine")
        os.symlink(os.path.join(HERE, "fake_vm.py"), vm)
        result = self.compare("hello", "--invocations", "1", "--collectors", "none", "--vm", vm)
        self.assertEqual(self.names(result), ["tagged-none", "tagged-mine"])

    def test_settings_and_heap_reach_those_that_take_them(self):
        result = self.compare("hello", "--invocations", "1", "--heap", "8M", "--set", "threads=2")
        rows = {row["name"]: row["invocations"][0] for row in result.record["programs"][0]["configurations"]}
        self.assertEqual(rows["tagged-none"]["configuration"]["options"], {})
        self.assertEqual(rows["tagged-marksweep"]["configuration"]["options"], {"threads": "2"})
        self.assertEqual(rows["tagged-none"]["configuration"]["heap_limit"], 8 << 20)

    def test_different_output_is_found(self):
        result = self.compare("hello", "--invocations", "2", FAKE_SEMISPACE="differ")
        self.assertEqual(result.returncode, 1)
        self.assertIn("OUTPUT DIFFERS: tagged-semispace against tagged-none, tagged-marksweep, tagged-refcount, boxed-refcount", result.text)
        self.assertIn("first difference in line 7 of stdout", result.text)
        self.assertIn("tagged-semispace: and one line more", result.text)
        self.assertFalse(result.record["programs"][0]["outputs_agree"])

    def test_a_real_interpreter_is_right(self):
        result = self.compare("hello", "--invocations", "1", "--collectors", "refcount", "--models", "tagged,boxed", "--peers", "python3", FAKE_REFCOUNT="differ")
        self.assertEqual(result.returncode, 1)
        self.assertRegex(result.text, r"OUTPUT DIFFERS: tagged-refcount, boxed-refcount against python3")

    def test_crash_becomes_a_row(self):
        result = self.compare("hello", "--invocations", "2", FAKE_MARKSWEEP="crash")
        self.assertEqual(result.returncode, 1)
        self.assertRegex(result.text, r"(?m)^tagged-marksweep +killed by signal 11")
        self.assertRegex(result.text, r"(?m)^tagged-none +\d")

    def test_memory_error_becomes_a_row_and_is_no_failure(self):
        result = self.compare("hello", "--invocations", "2", "--heap", "2M", FAKE_NONE="memory")
        self.assertEqual(result.returncode, 0, result.text)
        self.assertRegex(result.text, r"(?m)^tagged-none +MemoryError within --heap 2M")
        row = result.record["programs"][0]["configurations"][0]
        self.assertEqual(row["invocations"], [])
        self.assertEqual(row["failed_invocation"]["process"]["exit_status"], 1)

    def test_time_out_becomes_a_row(self):
        started = time.time()
        result = self.compare("hello", "--invocations", "3", "--timeout", "1", FAKE_REFCOUNT="hang")
        self.assertLess(time.time() - started, 60)
        self.assertRegex(result.text, r"(?m)^tagged-refcount +timed out after 1 s")
        self.assertEqual(result.returncode, 0)

    def test_exit_status_becomes_a_row(self):
        program = self.program("status.py", "import sys\nprint('x')\nsys.exit('it broke')\n")
        result = self.compare(program, "--invocations", "2", "--collectors", "none", "--peers", "python3")
        self.assertEqual(result.returncode, 1)
        self.assertRegex(result.text, r"(?m)^tagged-none +exit status 1: it broke")

    def test_several_programs(self):
        result = self.compare("all", "--invocations", "2", "--peers", "python3", "--baseline", "tagged-none")
        self.assertEqual(result.returncode, 0)
        self.assertRegex(result.text, r"(?m)^count +\d")
        self.assertRegex(result.text, r"(?m)^hello +\d")
        self.assertRegex(result.text, r"(?m)^geometric mean +1\.00 ")
        self.assertIn("ratios are wall times over those of tagged-none", result.text)
        self.assertEqual([p["name"] for p in result.record["programs"]], ["count", "hello"])

    def test_geometric_mean_is_that_of_the_medians(self):
        result = self.compare("all", "--invocations", "3", "--collectors", "none", "--peers", "python3")
        ratios = []
        for program in result.record["programs"]:
            ours, peer = ([s["process"]["wall_s"] for s in row["invocations"]] for row in program["configurations"])
            ratios.append(sorted(ours)[1] / sorted(peer)[1])
        expected = (ratios[0] * ratios[1]) ** 0.5
        printed = float(re.search(r"(?m)^geometric mean +([\d.]+)", result.text).group(1))
        self.assertAlmostEqual(printed, expected, delta=0.006)

    def test_by_cpu_time(self):
        result = self.compare("hello", "--invocations", "3", "--collectors", "none", "--by", "cpu")
        cpu = sorted(s["process"]["cpu_s"] for s in result.record["programs"][0]["configurations"][0]["invocations"])[1]
        self.assertRegex(result.text, rf"(?m)^tagged-none +{cpu:.3f} ")
        self.assertIn(" wall ", result.text)

    def test_interrupt_keeps_what_was_measured(self):
        record_file = self.path("interrupted.json")
        child = self.start("compare", "hello", "--invocations", "200", "--json", record_file, FAKE_NONE="slow")
        for _ in range(2):
            self.assertIn(b"round", child.stderr.readline())
        child.send_signal(signal.SIGINT)
        output, _ = child.communicate(timeout=30)
        text = output.decode()
        self.assertEqual(child.returncode, 130)
        self.assertRegex(text, r"INTERRUPTED after \d+ of 200 rounds")
        for name in DEFAULTS:
            self.assertRegex(text, rf"(?m)^{name} +\d")
        with open(record_file) as file:
            record = json.load(file)
        self.assertTrue(record["programs"][0]["interrupted"])
        self.assertGreaterEqual(len(record["programs"][0]["configurations"][0]["invocations"]), 1)

    def test_interrupt_while_one_hangs(self):
        child = self.start("compare", "hello", FAKE_NONE="hang", FAKE_MARKSWEEP="hang", FAKE_SEMISPACE="hang", FAKE_REFCOUNT="hang")
        time.sleep(1.5)
        child.send_signal(signal.SIGINT)
        output, _ = child.communicate(timeout=20)
        self.assertEqual(child.returncode, 130)
        self.assertIn("not measured: interrupted", output.decode())

    def test_progress_on_a_terminal(self):
        master, slave = self.open_terminal()
        child = subprocess.Popen([MIDDEN, "compare", "hello", "--invocations", "2"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                 stderr=slave, env=self.environment(TERM="xterm"))
        os.close(slave)
        child.stdout.read()
        child.stdout.close()
        child.wait(timeout=30)
        shown = os.read(master, 100000).decode()
        os.close(master)
        self.assertIn("round 2 of 2", shown)
        self.assertIn("10/10", shown)
        self.assertNotIn("\n", shown)  # one line, rewritten in place
        self.assertTrue(shown.endswith("\r\033[K"), repr(shown[-20:]))

    def test_colour_only_on_a_terminal(self):
        for term, expected in (({}, True), ({"NO_COLOR": "1"}, False)):
            master, slave = self.open_terminal()
            child = subprocess.Popen([MIDDEN, "compare", "hello", "--invocations", "1"], stdin=subprocess.DEVNULL, stdout=slave,
                                     stderr=subprocess.DEVNULL, env=self.environment(**term))
            os.close(slave)
            output = b""
            try:
                while True:
                    output += os.read(master, 10000)
            except OSError:
                pass
            child.wait(timeout=30)
            os.close(master)
            self.assertEqual(b"\033[" in output, expected)


main()
