"""`midden report`, and the report of `midden compare`: the page in a real browser, its numbers against the results."""
import csv
import html.parser
import json
import os
import re
import shutil
import statistics
import subprocess
import unittest
import urllib.parse

from harness import MiddenTest, main

BROWSER = shutil.which("chromium-headless-shell") or shutil.which("chromium")

STUDY = """
invocations = 3
heaps = ["2M", "4M", "8M"]
programs = ["hello", {program = "hello", name = "other", arguments = ["</script>"]}]
configurations = ["tagged-marksweep", "tagged-semispace", "tagged-none"]
canary = {every = 9}
"""


class Page(html.parser.HTMLParser):
    """What the tests ask of a page: elements with their attributes and text, in order."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.open = [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.elements.append({"tag": tag, "text": "", **dict(attributes)})
        if tag not in ("meta", "br", "input"):
            self.open.append(self.elements[-1])

    def handle_endtag(self, tag):
        while self.open and self.open.pop()["tag"] != tag:
            pass

    def handle_data(self, data):
        for element in self.open:
            element["text"] += data

    def all(self, tag, **attributes):
        return [e for e in self.elements if e["tag"] == tag and all(e.get(key) == value for key, value in attributes.items())]

    def csv(self, file_name):
        (link,) = self.all("a", download=file_name)
        kind, _, text = link["href"].partition(",")
        assert kind == "data:text/csv;charset=utf-8", kind
        return list(csv.DictReader(urllib.parse.unquote(text).splitlines()))


class Report(MiddenTest):
    def browse(self, file, fragment=""):
        """The page after its scripts have run; no errors may have been reported."""
        if BROWSER is None:
            self.skipTest("no browser: install chromium-headless-shell (packages.test.txt)")
        result = subprocess.run(
            [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--enable-logging=stderr", "--virtual-time-budget=2000",
             f"--user-data-dir={self.path('browser')}", "--dump-dom", f"file://{file}{fragment}"],
            capture_output=True, text=True, timeout=100, stdin=subprocess.DEVNULL, env=dict(os.environ, HOME=self.directory))
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual([line for line in result.stderr.splitlines() if "CONSOLE" in line], [])
        page = Page(result.stdout)
        canvases = page.all("canvas")
        self.assertGreater(len(canvases), 5)
        for canvas in canvases:
            self.assertEqual(canvas.get("data-drawn"), "yes", canvas)
        for figure in page.all("figure"):
            self.assertTrue(figure["id"])
        return page

    def rows(self, page):
        """The overview's rows as texts of their columns; a column's first text is before its interval."""
        rows, current = [], None
        for element in page.elements:
            if element["tag"] == "tr":
                current = []
                rows.append(current)
            elif element["tag"] == "td":
                current.append(element)
        return [row for row in rows if row]

    def cell(self, row, column):
        (found,) = [element for element in row if element.get("data-column") == column]
        return found["text"]

    def test_a_study_in_a_browser(self):
        study = self.program("study.toml", STUDY)
        self.assertEqual(self.midden("sweep", study, FAKE_SEMISPACE="memory").returncode, 0)
        result = self.midden("report", study[:-5] + ".jsonl", "-o", self.path("study.html"))
        self.assertEqual((result.returncode, result.stdout.decode().strip()), (0, self.path("study.html")), result.stderr)
        with open(study[:-5] + ".jsonl") as file:
            lines = [json.loads(line) for line in file]
        done = [line for line in lines if line["kind"] == "invocation" and not line["canary"]]
        page = self.browse(self.path("study.html"))
        rows = self.rows(page)
        self.assertEqual(len(rows), 2 * 3 * 3)
        walls = {}
        for line in done:
            walls.setdefault((line["program"], line["configuration"], line["heap_label"]), []).append(line["record"]["process"]["wall_s"])
        # Of each row the median and, of three invocations, the whole range as the interval.
        names = [(p, c, h) for p in ("hello", "other") for c in ("tagged-marksweep", "tagged-semispace", "tagged-none") for h in ("2M", "4M", "8M")]
        for name, row in zip(names, rows):
            self.assertEqual(row[1]["text"], name[1])
            self.assertEqual(row[2]["text"], name[2])
            if name[1] == "tagged-semispace":
                self.assertIn("MemoryError within --heap " + name[2], row[3]["text"])
                continue
            low, middle, high = sorted(walls[name])
            self.assertEqual(self.cell(row, "wall_s"), f"{middle:.3f}{low:.3f}–{high:.3f}")
            self.assertEqual(self.cell(row, "pause_max_s"), "5.00" if name[1] == "tagged-marksweep" else "0")
        # The figures' data: the chosen heap is the middle one, of the first program.
        figures = [figure["id"] for figure in page.all("figure")]
        self.assertEqual(figures, ["time", "overhead", "cpu", "pauses", "utilisation", "memory", "cycles"])
        for row in page.csv("hello-time.csv"):
            self.assertEqual(float(row["wall_s"]), statistics.median(walls["hello", row["configuration"], "4M"]))
        timelines = [line["record"]["timeline"] for line in done
                     if (line["program"], line["configuration"], line["heap_label"]) == ("hello", "tagged-marksweep", "4M")]
        percentiles = {row["figure"]: float(row["value"]) for row in page.csv("hello-pauses.csv") if row["figure"].startswith("percentile")}
        for column, key in (("50 %", "p50_s"), ("90 %", "p90_s"), ("max", "max_s")):
            self.assertEqual(percentiles["percentile " + column], statistics.median(one["pauses"][key] for one in timelines))
        self.assertEqual(len(percentiles), 3)  # of 43 pauses none lies beyond the 99th percentile
        cpu = {row["configuration"]: row for row in page.csv("hello-cpu.csv")}
        self.assertEqual(float(cpu["tagged-marksweep"]["pauses_s"]), 0.01)
        counts = [float(row["value"]) for row in page.csv("hello-pauses.csv") if row["figure"] == "pauses in a run"]
        self.assertAlmostEqual(sum(counts), 43)
        self.assertEqual(len(page.csv("hello-cycles.csv")), 43)
        overheads = {(row["configuration"], row["heap"]): float(row["overhead_wall"]) for row in page.csv("hello-overhead.csv")}
        self.assertEqual(len(overheads), 6)
        floor = min(statistics.median(line["record"]["process"]["wall_s"] - line["record"]["pauses"]["total_s"] - line["record"]["cpu"]["collector_in_mutator_s"]
                                      for line in done if line["program"] == "hello" and (line["configuration"], line["heap_label"]) == cell)
                    for cell in overheads)
        for (configuration, heap), value in overheads.items():
            self.assertAlmostEqual(value, statistics.median(walls["hello", configuration, heap]) / floor)
        self.assertIn("The longest pause of all invocations was 5.00 ms under tagged-marksweep", page.all("figure", id="pauses")[0]["text"])
        self.assertIn("No figure for tagged-semispace", page.all("figure", id="time")[0]["text"])
        self.assertRegex(page.all("ul", id="remarks")[0]["text"], r"The canary on \S+: hello under tagged-marksweep at 8M, \d+ runs, median")
        # The other program, at the first heap.
        other = self.browse(self.path("study.html"), "#program=1,heap=0")
        for row in other.csv("other-time.csv"):
            self.assertEqual(float(row["wall_s"]), statistics.median(walls["other", row["configuration"], "2M"]))
        self.assertIn("other </script>", other.all("section", id="figures")[0]["text"])

    def test_compare_writes_a_report_and_says_where(self):
        result = self.midden("compare", "hello", "--invocations", "2", "--collectors", "marksweep,none", "--json", self.path("of.json"))
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertTrue(result.stdout.decode().endswith(f"\nreport: {self.path('of.html')}\n"))
        with open(self.path("of.html")) as file:
            text = file.read()
        # It needs nothing else: no address that a browser would follow by itself.
        self.assertEqual(re.findall(r'(?:src|href)="(?!data:)[^"]*"|@import|url\(', text.split('<script type="application/json"')[0]), [])
        made = self.midden("report", self.path("of.json"), "-o", self.path("again.html"))
        self.assertEqual(made.returncode, 0, made.stderr)
        page = self.browse(self.path("again.html"))
        with open(self.path("of.json")) as file:
            record = json.load(file)
        for row, told in zip(self.rows(page), record["programs"][0]["configurations"]):
            self.assertTrue(self.cell(row, "wall_s").startswith(f"{statistics.median(s['process']['wall_s'] for s in told['invocations']):.3f}"))
        self.assertIn(record["environment"]["kernel"], page.all("div", id="environment")[0]["text"])

    def test_latencies_memory_and_zooming(self):
        result = self.midden("compare", "hello", "--invocations", "3", "--collectors", "marksweep,none", "--json", self.path("with.json"), "--no-report")
        self.assertEqual(result.returncode, 0, result.stderr)
        with open(self.path("with.json")) as file:
            record = json.load(file)
        for row in record["programs"][0]["configurations"]:
            for i, sample in enumerate(row["invocations"]):
                sample["requests"] = {"count": 50, "span_s": 1, "simple": [[0.5, 0.001 * (i + 1)], [0.99, 0.5], [1, 0.1 * (i + 1)]],
                                      "metered_run": [[0.5, 0.3], [1, 0.4]]}
                if i == 0:
                    sample["memory_over_time"] = {"rss": [[0.05, 1 << 20], [0.1, 3 << 20]], "pss": []}
        with open(self.path("with.json"), "w") as file:
            json.dump(record, file)
        self.assertEqual(self.midden("report", self.path("with.json"), "-o", self.path("with.html")).returncode, 0)
        with open(self.path("with.html"), "a") as file:
            file.write("<script>for (let i = 0; i < 3; ++i) document.querySelector('[aria-label=\"zoom in\"]').click();</script>")
        page = self.browse(self.path("with.html"))
        told = {(row["configuration"], row["latency"], row["percentile"]): float(row["seconds"]) for row in page.csv("hello-latency.csv")}
        # Medians of three; of 50 requests none lies beyond the 99th percentile.
        expected = {("simple", "50 %"): 0.002, ("simple", "max"): 0.2, ("metered_run", "50 %"): 0.3, ("metered_run", "max"): 0.4}
        for configuration in ("tagged-marksweep", "tagged-none"):
            self.assertEqual({key[1:]: round(value, 12) for key, value in told.items() if key[0] == configuration}, expected)
        rss = [(row["configuration"], float(row["time_s"]), int(row["bytes"])) for row in page.csv("hello-memory.csv") if row["figure"] == "rss"]
        self.assertEqual(rss, [(name, *point) for name in ("tagged-marksweep", "tagged-none") for point in ((0.05, 1 << 20), (0.1, 3 << 20))])
        # Three times half of what was shown, around the middle.
        (canvas,) = [canvas for canvas in page.all("canvas") if "data-shown" in canvas]
        start, end = map(float, canvas["data-shown"].split())
        cycles = page.csv("hello-cycles.csv")
        whole = max(max(float(row["cycle_start_s"]) + float(row["cycle_duration_s"]) for row in cycles),
                    record["programs"][0]["configurations"][0]["invocations"][0]["process"]["wall_s"])
        self.assertAlmostEqual(end - start, whole / 8)
        self.assertAlmostEqual((start + end) / 2, whole / 2)

    def test_where_reports_go(self):
        few = ("compare", "hello", "--invocations", "1", "--collectors", "none")
        result = self.midden(*few)
        place = os.path.join(self.directory, "cache", "midden", "reports", "hello.html")
        self.assertIn(f"report: {place}\n", result.stdout.decode())
        as_data = self.midden(*few, "--format", "csv")
        self.assertIn(f"report: {place}\n", as_data.stderr.decode())
        self.assertNotIn(b"report", as_data.stdout)
        self.assertTrue(os.path.exists(place))
        os.remove(place)
        self.assertEqual(self.midden(*few, "--report", self.path("mine.html")).returncode, 0)
        self.assertTrue(os.path.exists(self.path("mine.html")))
        self.assertNotIn(b"report:", self.midden(*few, "--no-report").stdout)
        self.assertFalse(os.path.exists(place))
        self.assert_refused(self.midden(*few, "--report", "/nowhere/x.html"), "--report /nowhere/x.html")

    def test_without_the_chart_library(self):
        result = self.midden("compare", "hello", "--invocations", "1", "--collectors", "none", MIDDEN_CHART_LIBRARY="/nowhere")
        self.assertEqual(result.returncode, 0)
        self.assertIn(b"no report: ", result.stderr)
        self.assert_refused(self.midden("compare", "hello", "--report", self.path("x.html"), MIDDEN_CHART_LIBRARY="/nowhere"), "install the package libjs-chart.js")

    def test_what_is_no_result_is_refused(self):
        other = self.program("other.json", '{"schema": "something"}')
        for words in (("report", other), ("report", self.path("none.jsonl")), ("report", self.program("text.jsonl", "hello\n"))):
            self.assert_refused(self.midden(*words, "-o", self.path("no.html")), words[1], "midden sweep")
        broken = self.program("broken.json", '{"schema": "midden-compare/1", "environment": {}, "programs": [{"name": "x"}]}')
        self.assert_refused(self.midden("report", broken, "-o", self.path("no.html")), "not a record of midden compare")
        self.assertFalse(os.path.exists(self.path("no.html")))


main()
