"""Logs the collections of a real interpreter as `--gc-log` does for ours: one line of JSON each.

The interpreter imports this module by itself before it runs a program, because the lab puts this folder in front of
PYTHONPATH. So the program runs as it always does: same argv, __main__, streams, tracebacks and exit status. Both
environment variables and the entry of sys.path are gone when it starts, and a sitecustomize of the installation still
has its turn.

CPython: gc.callbacks, a pause is a collection, with the finalizers that CPython runs within it. PyPy: its own log (PYPYLOG), a
pause is a minor collection or one step of a major one; the lab turns it into such lines. Any gc.hooks make PyPy's compiled
code run at half its speed (lru: 0.34 s without, 0.69 s with hooks that do nothing but append).
"""
import os
import sys


class Log:
    """Lines wait in a buffer that no collector looks at."""

    ENOUGH = 1 << 14
    OUT_OF_THE_WAY = 240  # the program's own files get the descriptors they would get without this one

    def __init__(self, path, clock):
        self.clock = clock
        self.began = clock()
        self.cycle = 0
        self.buffer = bytearray()
        low = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        try:
            self.descriptor = os.dup2(low, self.OUT_OF_THE_WAY, inheritable=False)
            os.close(low)
        except OSError:
            self.descriptor = low

    def add(self, line):
        self.buffer += line
        if len(self.buffer) >= self.ENOUGH:
            self.flush()

    def flush(self):
        if self.buffer:
            os.write(self.descriptor, self.buffer)
            self.buffer.clear()


def log_cpython(log):
    import gc

    # CPU time of full collections only: asking for it takes longer than a tenth of a young one.
    from time import thread_time_ns as cpu

    clock, began = log.clock, log.began
    start = cpu_start = 0

    def on_collection(phase, info):
        nonlocal start, cpu_start
        if phase == "start":
            if info["generation"] == 2:
                cpu_start = cpu()
            start = clock()
            return
        end = clock()
        log.cycle += 1
        generation = info["generation"]
        at, took = (start - began) * 1e-9, (end - start) * 1e-9
        paused = (cpu() - cpu_start) * 1e-9 if generation == 2 else took
        log.add(
            b'{"cycle":%d,"kind":"generation%d","start_s":%.9f,"duration_s":%.9f,"pauses":[[%.9f,%.9f]],"pause_cpu_s":%.9f,"objects_freed":%d}\n'
            % (log.cycle, generation, at, took, at, took, paused, info["collected"])
        )

    gc.callbacks.append(on_collection)
    return lambda: gc.callbacks.remove(on_collection)


def mark_pypy():
    """A line in PyPy's own log by which the lab can tell what its clock means."""
    import time
    from __pypy__ import debug_print, debug_start, debug_stop

    debug_start("midden")
    debug_print(time.perf_counter_ns())
    debug_stop("midden")


def start(path):
    import atexit

    if sys.implementation.name != "cpython":
        mark_pypy()
        # What was registered first is called last.
        atexit.register(mark_pypy)
        os.register_at_fork(after_in_child=lambda: atexit.unregister(mark_pypy))
        return

    import time

    log = Log(path, time.perf_counter_ns)
    stop = log_cpython(log)

    def end():
        stop()
        log.flush()

    def in_child():
        atexit.unregister(end)
        stop()
        log.buffer.clear()

    atexit.register(end)
    os.register_at_fork(after_in_child=in_child)


def disappear():
    """Undoes what made the interpreter come here, and lets a sitecustomize behind this one have its turn."""
    here = os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [entry for entry in sys.path if os.path.abspath(entry) != here]
    rest = os.environ.get("PYTHONPATH", "").partition(os.pathsep)[2]
    if rest:
        os.environ["PYTHONPATH"] = rest
    else:
        os.environ.pop("PYTHONPATH", None)
    own = sys.modules.pop("sitecustomize")
    try:
        import sitecustomize
    except ImportError:
        sys.modules["sitecustomize"] = own


log_path = os.environ.pop("MIDDEN_PEER_LOG", None)
if log_path:
    os.environ.pop("PYPYLOG", None)
disappear()
if log_path:
    start(log_path)
