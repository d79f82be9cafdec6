"""`midden sweep` and `midden merge`: what they refuse, run, keep, resume and print."""
import json
import os
import random
import re
import shlex
import signal
import statistics
import subprocess
import time

from harness import MIDDEN, MiddenTest, main

SMALL = """
invocations = 3
heaps = ["2M", "4M"]
programs = ["hello"]
configurations = ["tagged-marksweep", "tagged-semispace"]
canary = {every = 6}
"""


class Sweep(MiddenTest):
    number = 0

    def study(self, text):
        """A file of its own for each study."""
        Sweep.number += 1
        return self.program(f"study{Sweep.number}.toml", text)

    def sweep(self, study, *arguments, **fakes):
        result = self.midden("sweep", study, *arguments, **fakes)
        result.text = result.stdout.decode()
        result.errors = result.stderr.decode()
        return result

    def lines(self, study, kind=None):
        path = study if study.endswith(".jsonl") else study[:-5] + ".jsonl"
        with open(path) as file:
            lines = [json.loads(line) for line in file if line.strip()]
        return [line for line in lines if kind is None or line["kind"] == kind]

    def ids(self, study, canaries=True):
        return [line["id"] for line in self.lines(study, "invocation") if canaries or not line["canary"]]

    # Refusals: one line with file, line and column, and nothing has run.

    def test_impossible_studies_are_refused(self):
        for change, words in (
                (("programs", "progams"), ("study", ":4:1: unknown key of a study 'progams'", "did you mean 'programs'", "heap_factors")),
                (("invocations = 3", "invocations = 0"), (":2:15: invocations = 0: must be from 1",)),
                (("invocations = 3", "invocations = 'x'"), (":2:15: invocations: a whole number",)),
                (('"2M"', '"512K"'), (":3:10: heaps: a heap of 524288 bytes is below the least, 1M",)),
                (('"2M"', '"2Q"'), (":3:10: ", "unknown unit")),
                (('"hello"', '"helo"'), (":4:13: unknown program 'helo'", "did you mean 'hello'")),
                (('"hello"', '"./nowhere.py"'), (":4:13: ", "no such file")),
                (('"hello"', '"hello", "hello"'), (":4:22: two programs are called 'hello'",)),
                (('"tagged-semispace"', '"tagged-semispice"'), (":5:39: unknown configuration", "did you mean 'tagged-semispace'")),
                (('"tagged-semispace"', '{collector = "none", model = "boxed"}'), (":5:", "'none' does not exist on model 'boxed'")),
                (('"tagged-semispace"', '{collector = "none", option = 1}'), ("unknown key of a configuration 'option'", "did you mean 'options'")),
                (('"tagged-semispace"', '{collector = "semispace", options = {thread = 2}}'),
                 (":5:39: --set: unknown option of tagged-semispace 'thread'; did you mean 'threads'", "growth")),
                (('"tagged-semispace"', '{collector = "semispace", options = {threads = [1, 99]}}'), (":5:39: ", "not in the range 1..64")),
                (("every = 6", "program = 'count'"), (":6:", "unknown program of this study 'count'")),
                (("[", "[["), (":",)),
                (('heaps = ["2M", "4M"]', "heap_factors = [0.5]"), (":3:17: heap_factors: each must be a number from 1",)),
                (('heaps = ["2M", "4M"]', "heaps = []"), (":3:9: the study has no heap size",)),
                (('heaps = ["2M", "4M"]', "metric = 'time'"), (":3:10: unknown metric 'time'",)),
                (('heaps = ["2M", "4M"]', "minimum_heap = {collector = 'marksweap'}"), ("unknown collector 'marksweap'", "did you mean")),
                (('heaps = ["2M", "4M"]', "minimum_heap = {trials = 0}"), (":3:26: trials = 0: must be from 1",))):
            with self.subTest(change=change):
                study = self.study(SMALL.replace(*change))
                self.assert_refused(self.sweep(study), os.path.basename(study), *words)
                self.assertFalse(os.path.exists(study[:-5] + ".jsonl"))

    def test_wrong_command_lines_are_refused(self):
        study = self.study(SMALL)
        self.assert_refused(self.sweep(study, "--shard", "3/2"), "--shard 3/2")
        self.assert_refused(self.sweep(study, "--job", "hello/none/2M/0"), "no such job")
        self.assert_refused(self.sweep(study, "--minimum", "4M"), "goes with --job")
        self.assert_refused(self.sweep(self.path("missing.toml")), "no such file")

    def test_unknown_peers_are_refused(self):
        study = self.study(SMALL + 'peers = ["python2"]\n')
        self.assert_refused(self.sweep(study), ":7:9: unknown peer 'python2'", "pypy3")

    # Running.

    def test_peers_take_part_without_a_limit(self):
        study = self.study(SMALL.replace("invocations = 3", "invocations = 2").replace("every = 6", "every = 0") + 'peers = ["python3"]\n')
        result = self.sweep(study)
        self.assertEqual(result.returncode, 0, result.errors)
        done = self.lines(study, "invocation")
        self.assertEqual(len(done), 2 * (2 * 2 + 1))
        peers = [line for line in done if line["configuration"] == "python3"]
        self.assertEqual([line["id"] for line in peers], [f"hello/python3/-/{line['round']}" for line in peers])
        self.assertEqual(sorted(line["round"] for line in peers), [0, 1])
        for line in peers:
            self.assertIsNone(line["heap"])
            self.assertEqual(line["record"]["pauses"]["count"], sum(line["record"]["cycles"].values()))
        self.assertIn("python3", self.lines(study, "study")[0]["builds"])
        self.assertRegex(result.text, r"(?m)^python3 3[.\d]+ \(\w+\) +[\d.]+$")
        self.assertNotRegex(result.text, r"(?m)^python3 .*\n.*lower-bound")
        self.assertEqual(self.sweep(study).returncode, 0)
        self.assertEqual(len(self.lines(study, "invocation")), len(done))


    def test_a_small_study(self):
        study = self.study(SMALL)
        result = self.sweep(study)
        self.assertEqual(result.returncode, 0, result.errors)
        done = self.lines(study, "invocation")
        expected = {f"hello/tagged-{c}/{h}/{r}" for c in ("marksweep", "semispace") for h in ("2M", "4M") for r in range(3)}
        self.assertEqual(sorted(self.ids(study, canaries=False)), sorted(expected))
        self.assertEqual([i for i in self.ids(study) if i.startswith("canary")], ["canary/1of1/0", "canary/1of1/1", "canary/1of1/2"])
        origin = self.lines(study, "study")
        self.assertEqual(len(origin), 1)
        self.assertIn("cpu", origin[0]["environment"])
        self.assertEqual(origin[0]["definition"]["invocations"], 3)
        self.assertTrue(all(line["origin"] == origin[0]["id"].split("/")[1] for line in done))
        self.assertEqual({(line["heap_label"], line["record"]["configuration"]["heap_limit"]) for line in done},
                         {("2M", 2 << 20), ("4M", 4 << 20)})
        # Each figure of the table is the median of its cell's records.
        rows = result.text.split("lower-bound")[0].splitlines()
        for collector in ("marksweep", "semispace"):
            medians = []
            for heap in ("2M", "4M"):
                walls = [line["record"]["process"]["wall_s"] for line in done
                         if line["configuration"] == f"tagged-{collector}" and line["heap_label"] == heap and not line["canary"]]
                medians.append(f"{statistics.median(walls):.3f}")
            row = next(line for line in rows if line.startswith(f"tagged-{collector} "))
            self.assertEqual(row.split()[1:], medians)
        self.check_overheads(result.text, [line for line in done if not line["canary"]])
        self.assertRegex(result.text, r"canary on \S+: hello under tagged-marksweep at 4M, 3 runs, median")
        for line in result.text.splitlines():
            self.assertLessEqual(len(line), 100, line)
        # A second run finds nothing to do, and writes nothing.
        size = os.path.getsize(study[:-5] + ".jsonl")
        again = self.sweep(study)
        self.assertEqual(os.path.getsize(study[:-5] + ".jsonl"), size)
        self.assertIn("tagged-semispace", again.text)

    def check_overheads(self, text, done):
        """The floor is the least over all configurations and heap sizes."""
        totals, distilled = {}, {}
        for line in done:
            record, cell = line["record"], (line["configuration"], line["heap_label"])
            wall = record["process"]["wall_s"]
            totals.setdefault(cell, []).append(wall)
            distilled.setdefault(cell, []).append(wall - record["pauses"]["total_s"] - record["cpu"]["collector_in_mutator_s"])
        floor = min(statistics.median(values) for values in distilled.values())
        rows = text.split("lower-bound overhead")[1].splitlines()
        for configuration in {cell[0] for cell in totals}:
            row = next(line for line in rows if line.startswith(configuration + " "))
            expected = [f"{statistics.median(totals[configuration, heap]) / floor:.2f}" for heap in ("2M", "4M")]
            self.assertEqual(row.split()[1:], expected)

    def test_options_are_multiplied_and_reach_the_executable(self):
        study = self.study('invocations = 1\nheaps = ["2M"]\nprograms = [{program = "hello", arguments = ["a b"], name = "h", warmup = 2}]\n'
                           'configurations = [{collector = ["marksweep", "refcount"], options = {threads = [1, 2]}}]\ncanary = {every = 0}\n')
        result = self.sweep(study)
        self.assertEqual(result.returncode, 0, result.errors)
        done = self.lines(study, "invocation")
        self.assertEqual(sorted(line["id"] for line in done),
                         [f"h/tagged-{c},threads={t}/2M/0" for c in ("marksweep", "refcount") for t in (1, 2)])
        for line in done:
            self.assertEqual(line["record"]["configuration"]["options"], {"threads": line["configuration"][-1]})
            self.assertEqual(line["record"]["program"]["arguments"], ["a b"])
            self.assertEqual(len(line["warmup_s"]), 2)
        self.assertIn("each after 2 for warming up", result.text)

    def test_minimum_heap_and_factors(self):
        study = self.study('invocations = 1\nheap_factors = [2, 1.5]\nprograms = ["hello"]\nconfigurations = ["boxed-refcount"]\n'
                           'canary = {every = 0}\n[minimum_heap]\ntrials = 2\nprecision = 0.3\n')
        search = self.sweep(study, "--search", FAKE_MINIMUM=str(5 << 20))
        self.assertEqual(search.returncode, 0, search.errors)
        (minimum,) = self.lines(study, "minimum")
        # 1, 2 and 4 MB fail, 8 pass; then 6 pass, 5 pass; 4 and 5 differ by less than 0.3.
        self.assertEqual(minimum["heap"], 5 << 20)
        self.assertEqual(minimum["configuration"], "boxed-marksweep")
        self.assertIn({"heap": 4 << 20, "passed": 0, "memory": 2, "timeout": 0, "failed": 0}, minimum["trials"])
        self.assertEqual(self.ids(study), [])
        result = self.sweep(study, FAKE_MINIMUM=str(8 << 20))
        self.assertEqual(result.returncode, 0, result.errors)
        self.assertRegex(result.text, r"(?m)^boxed-refcount +memory +[\d.]+$")
        self.assertIn("minimum heap on boxed, with boxed-marksweep: 5M: 2 of 2 trials passed; at 4M 0 of 2 (memory 2)", result.text)
        self.assertEqual({line["heap_label"]: line["heap"] for line in self.lines(study, "invocation")},
                         {"1.5x": 7864320, "2x": 10 << 20})

    def test_cells_that_cannot_run_are_shown(self):
        study = self.study(SMALL.replace("hello", "count").replace("3", "5"))
        result = self.sweep(study, FAKE_MINIMUM=str(3 << 20))
        self.assertEqual(result.returncode, 0, result.errors)
        self.assertRegex(result.text, r"(?m)^tagged-marksweep +memory +[\d.]+$")
        failed = [line for line in self.lines(study, "invocation") if line["heap_label"] == "2M"]
        self.assertEqual(len(failed), 4)  # two of each, then no more
        self.assertEqual({line["outcome"] for line in failed}, {"memory"})
        self.assertIn("MemoryError within --heap 2M", failed[0]["failure"])
        crashed = self.sweep(self.study(SMALL.replace("3", "2")), FAKE_SEMISPACE="crash")
        self.assertEqual(crashed.returncode, 1)
        self.assertRegex(crashed.text, r"(?m)^tagged-semispace +failed +failed$")
        self.assertIn("tagged-semispace at 2M: killed by signal 11", crashed.text)

    def test_time_outs_and_different_outputs(self):
        study = self.study(SMALL.replace("= 3", "= 1\ntimeout = 1"))
        result = self.sweep(study, FAKE_SEMISPACE="hang")
        self.assertEqual(result.returncode, 0, result.errors)
        self.assertRegex(result.text, r"(?m)^tagged-semispace +time-out +time-out$")
        study = self.study(SMALL.replace("= 3", "= 1").replace('"tagged-marksweep"', '"tagged-marksweep", "tagged-none"'))
        result = self.sweep(study, FAKE_SEMISPACE="differ")
        self.assertEqual(result.returncode, 1)
        self.assertIn("OUTPUT DIFFERS from the others': tagged-semispace at 2M, tagged-semispace at 4M", result.text)

    # Interruption, damage, parts.

    def test_interrupt_and_resume(self):
        study = self.study(SMALL)
        child = self.start("sweep", study, FAKE_SEMISPACE="slow")
        self.assertIn(b"round 1 of 3 done", child.stderr.readline())
        child.send_signal(signal.SIGINT)
        output, _ = child.communicate(timeout=30)
        self.assertEqual(child.returncode, 130)
        self.assertIn("INTERRUPTED", output.decode())
        self.assertLess(len(self.ids(study, canaries=False)), 12)
        self.assertEqual(self.sweep(study).returncode, 0)
        self.assertEqual(len(set(self.ids(study, canaries=False))), 12)
        self.assertEqual(len(self.ids(study, canaries=False)), 12)

    def test_kill_at_random_moments_and_resume(self):
        study = self.study('invocations = 4\nheap_factors = [1, 2]\nprograms = ["hello"]\nconfigurations = ["tagged-marksweep", "tagged-refcount"]\n'
                           "canary = {every = 8}\nminimum_heap = {trials = 2, precision = 1}\n")
        moments = random.Random(int(time.time()))
        fakes = {"FAKE_MINIMUM": str(3 << 20), "TMPDIR": self.directory}  # a killed lab cannot tidy up
        kills, before = 0, b""
        for _ in range(4):
            child = subprocess.Popen([MIDDEN, "sweep", study], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                     env=self.environment(FAKE_REFCOUNT="slow", **fakes))  # too slow to be done before it is killed
            try:
                child.wait(timeout=moments.uniform(0.1, 0.7))
                break
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
                kills += 1
            if os.path.exists(study[:-5] + ".jsonl"):
                with open(study[:-5] + ".jsonl", "rb") as file:
                    now = file.read()
                self.assertTrue(now.startswith(before))
                before = now
        self.assertGreater(kills, 0)
        result = self.sweep(study, **fakes)
        self.assertEqual(result.returncode, 0, result.errors)
        ids = [line["id"] for line in self.lines(study)]
        self.assertEqual(len(ids), len(set(ids)))
        expected = {f"hello/tagged-{c}/{h}/{r}" for c in ("marksweep", "refcount") for h in ("1x", "2x") for r in range(4)}
        self.assertEqual(set(self.ids(study, canaries=False)), expected)
        # One run without a limit; 1M fails once, which decides; 2M, the size below the minimum, is tried twice, and 4M passes twice.
        self.assertEqual(len(self.lines(study, "trial")), 1 + 1 + 2 + 2)
        self.assertEqual(len(self.lines(study, "minimum")), 1)

    def test_damaged_lines_are_reported_and_run_again(self):
        study = self.study(SMALL)
        self.assertEqual(self.sweep(study).returncode, 0)
        path = study[:-5] + ".jsonl"
        with open(path) as file:
            text = file.read().splitlines(keepends=True)
        lost = [json.loads(text[4])["id"], json.loads(text[-1])["id"]]
        text[4] = text[4][:40] + "\n"
        text[-1] = text[-1][:-30]
        with open(path, "w") as file:
            file.writelines(text)
        result = self.sweep(study)
        self.assertEqual(result.returncode, 0)
        self.assertIn(f"{path} line 5: not JSON; skipped", result.errors)
        self.assertIn(f"{path} line {len(text)}: truncated; skipped", result.errors)
        with open(path) as file:
            now = file.read().splitlines(keepends=True)
        self.assertEqual(now[:len(text) - 1], text[:-1])  # nothing before is rewritten
        self.assertEqual([json.loads(line)["id"] for line in now[len(text):]], lost)

    def test_changed_study_program_or_build_is_refused(self):
        program = self.program("mine.py", "print(1)\n")
        text = SMALL.replace('"hello"', '"mine.py"').replace("= 3", "= 1")
        study = self.study(text)
        self.assertEqual(self.sweep(study).returncode, 0)
        with open(program, "a") as file:
            file.write("print(2)\n")
        self.assert_refused(self.sweep(study), "jsonl line 1: ", "the text of the program 'mine' is another", "--results")
        with open(study, "w") as file:
            file.write(text.replace("= 1", "= 2"))
        self.assert_refused(self.sweep(study), "another study, or the study has changed since")

    def test_shards_and_merge(self):
        study = self.study(SMALL)
        parts = []
        for i in (1, 2):
            self.assertEqual(self.sweep(study, "--shard", f"{i}/2").returncode, 0)
            parts.append(study[:-5] + f".{i}of2.jsonl")
        merged = study[:-5] + ".merged.jsonl"
        result = self.midden("merge", *parts, "-o", merged)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(len(self.ids(merged, canaries=False)), 12)
        self.assertEqual(set(self.ids(merged)), set(self.ids(parts[0])) | set(self.ids(parts[1])))
        listed = self.sweep(study, "--results", merged, "--list-jobs").text.splitlines()
        self.assertTrue(all("canary/" in line for line in listed), listed)
        self.assert_refused(self.midden("merge", *parts, "-o", merged), "never overwritten")
        other = self.study(SMALL.replace("= 3", "= 1"))
        self.assertEqual(self.sweep(other).returncode, 0)
        new = self.path("new.jsonl")
        self.assert_refused(self.midden("merge", parts[0], other[:-5] + ".jsonl", "-o", new), "does not belong with", "another study")
        self.assert_refused(self.midden("merge", parts[0], self.path("none.jsonl"), "-o", new), "no such file")
        # The same job run twice; another text of the program; another build.
        lines = self.lines(parts[0])
        for change, words in (((1, ["started_at"], 1), "was run twice"), ((0, ["programs", "hello"], "x"), "the text of the program 'hello'"),
                              ((0, ["builds", "tagged-semispace", "hash"], "x"), "another build of 'tagged-semispace'")):
            index, keys, value = change
            copy = json.loads(json.dumps(lines))
            place = copy[index]
            for key in keys[:-1]:
                place = place[key]
            place[keys[-1]] = value
            with open(self.path("changed.jsonl"), "w") as file:
                file.writelines(json.dumps(line) + "\n" for line in copy)
            self.assert_refused(self.midden("merge", parts[0], self.path("changed.jsonl"), "-o", new), words)
        self.assertFalse(os.path.exists(new))

    def test_listed_jobs_are_the_study(self):
        study = self.study('invocations = 1\nheap_factors = [2]\nprograms = [{program = "hello", name = "it\'s"}]\n'
                           'configurations = [{collector = "marksweep", options = {threads = [1, 2]}}]\ncanary = {every = 0}\nminimum_heap = {trials = 1}\n')
        listed = self.sweep(study, "--list-jobs")
        self.assertEqual(listed.returncode, 0, listed.errors)
        commands = listed.text.splitlines()
        self.assertEqual(len(commands), 2)
        elsewhere = self.path("elsewhere.jsonl")
        for command in commands:
            words = shlex.split(command)
            self.assertEqual(words[-2:], ["--minimum", str(1 << 20)])
            words[words.index("--results") + 1] = elsewhere
            subprocess.run(shlex.join(words), shell=True, check=True, env=self.environment(), timeout=60, cwd="/")
        self.assertEqual(sorted(self.ids(elsewhere)), ["it's/tagged-marksweep,threads=1/2x/0", "it's/tagged-marksweep,threads=2/2x/0"])
        self.assertEqual({line["heap"] for line in self.lines(elsewhere, "invocation")}, {2 << 20})
        self.assertTrue(re.match(r"'[^']*midden' sweep '/", commands[0]), commands[0])


main()
