"""Runs programs written for pyperf: the same Runner, with all measuring done in this process.

Used only when no real pyperf is found. Each benchmark runs a few times; one line with its mean goes to stdout.
"""

import argparse
import sys
from time import perf_counter

__all__ = ["Runner", "perf_counter", "python_implementation", "python_has_jit"]

VERSION = (2, 6, 0)
__version__ = ".".join([str(part) for part in VERSION])
DEFAULT_VALUES = 3
DEFAULT_WARMUPS = 1


def python_implementation():
    return "cpython"


def python_has_jit():
    return False


def _format_seconds(seconds):
    for limit, scale, unit in ((1.0, 1.0, "sec"), (1e-3, 1e3, "ms"), (1e-6, 1e6, "us")):
        if seconds >= limit:
            return f"{seconds * scale:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"


class Benchmark:
    """The seconds of one benchmark's runs, each for a single loop."""

    def __init__(self, name, values):
        self.name = name
        self.values = values

    def get_name(self):
        return self.name

    def get_values(self):
        return tuple(self.values)

    def mean(self):
        return sum(self.values) / len(self.values)

    def stdev(self):
        if len(self.values) < 2:
            return 0.0
        mean = self.mean()
        return (sum([(value - mean) ** 2 for value in self.values]) / (len(self.values) - 1)) ** 0.5

    def __str__(self):
        return f"{self.name}: Mean +- std dev: {_format_seconds(self.mean())} +- {_format_seconds(self.stdev())}"


class Runner:
    def __init__(self, values=None, processes=None, loops=0, min_time=0.1, metadata=None, show_name=True,
                 program_args=None, add_cmdline_args=None, _argparser=None, warmups=None):
        self.metadata = dict(metadata or {})
        self.args = None
        self.argparser = _argparser or argparse.ArgumentParser()
        self._default_values = values or DEFAULT_VALUES
        self._default_warmups = DEFAULT_WARMUPS if warmups is None else warmups
        self._add_options(self.argparser)

    def _add_options(self, parser):
        parser.add_argument("-n", "--values", type=int, default=None, help="values to measure")
        parser.add_argument("-w", "--warmups", type=int, default=None, help="runs before measuring")
        parser.add_argument("-l", "--loops", type=int, default=1, help="loops in each run")
        parser.add_argument("-p", "--processes", type=int, default=1, help="accepted and ignored")
        parser.add_argument("-o", "--output", default=None, help="accepted and ignored")
        parser.add_argument("--append", default=None, help="accepted and ignored")
        parser.add_argument("--min-time", type=float, default=0.1, help="accepted and ignored")
        parser.add_argument("--timeout", type=float, default=None, help="accepted and ignored")
        parser.add_argument("--affinity", default=None, help="accepted and ignored")
        parser.add_argument("--inherit-environ", default=None, help="accepted and ignored")
        parser.add_argument("--copy-env", action="store_true", help="accepted and ignored")
        parser.add_argument("--fast", action="store_true", help="one value, no warm-up")
        parser.add_argument("--rigorous", action="store_true", help="three times the values")
        parser.add_argument("--debug-single-value", action="store_true", help="one value, no warm-up")
        parser.add_argument("--worker", action="store_true", help="accepted and ignored")
        parser.add_argument("-q", "--quiet", action="store_true", help="print nothing")
        parser.add_argument("-v", "--verbose", action="store_true", help="accepted and ignored")

    def parse_args(self, args=None):
        if self.args is None:
            self.args = self.argparser.parse_args(args)
        return self.args

    def _measure(self, name, run):
        """Calls run(loops), which returns seconds, as often as the options say."""
        args = self.parse_args()
        values = args.values or self._default_values
        warmups = self._default_warmups if args.warmups is None else args.warmups
        if args.fast or args.debug_single_value:
            values, warmups = 1, 0
        if args.rigorous:
            values *= 3
        loops = max(args.loops, 1)
        for _ in range(warmups):
            run(loops)
        benchmark = Benchmark(name, [run(loops) / loops for _ in range(values)])
        if not args.quiet:
            print(benchmark)
            sys.stdout.flush()
        return benchmark

    def bench_func(self, name, func, *args, inner_loops=None, metadata=None):
        def run(loops):
            started = perf_counter()
            for _ in range(loops):
                func(*args)
            return (perf_counter() - started) / (inner_loops or 1)

        return self._measure(name, run)

    def bench_time_func(self, name, time_func, *args, inner_loops=None, metadata=None):
        return self._measure(name, lambda loops: time_func(loops, *args) / (inner_loops or 1))

    def bench_async_func(self, name, func, *args, inner_loops=None, metadata=None, loop_factory=None):
        import asyncio

        async def repeat(loops):
            started = perf_counter()
            for _ in range(loops):
                await func(*args)
            return (perf_counter() - started) / (inner_loops or 1)

        return self._measure(name, lambda loops: asyncio.run(repeat(loops)))

    def timeit(self, name, stmt=None, setup="pass", teardown="pass", inner_loops=None, duplicate=None, metadata=None,
               globals=None):
        namespace = dict(globals or {})
        if callable(stmt):
            return self.bench_func(name, stmt, inner_loops=inner_loops)
        exec(setup, namespace)
        code = compile(stmt if isinstance(stmt, str) else "\n".join(stmt), "<timeit>", "exec")
        return self.bench_func(name, exec, code, namespace, inner_loops=inner_loops)

    def bench_command(self, name, command):
        """Commands are other processes, which this module does not measure."""
        return None
