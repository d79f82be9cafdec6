#!/usr/bin/python3
"""An executable that obeys the contract of a configuration, for the lab's own tests.

Its name is its configuration: <model>-<collector>. The program is run by this Python; the environment variable
FAKE_<COLLECTOR> changes how it behaves: slow, differ, crash, memory, hang, or status:<n>. With FAKE_MINIMUM=<bytes> a smaller
limit of the heap is a MemoryError.
"""
import json
import os
import signal
import struct
import sys
import time

name = os.path.basename(sys.argv[0])
model, _, collector = name.partition("-")
OPTIONS = [
    {"name": "threads", "type": "integer", "default": "1", "minimum": 1, "maximum": 64, "help": "Marking threads"},
    {"name": "growth", "type": "number", "default": "2.0", "minimum": 1.1, "maximum": 10, "help": "Heap growth over live size"},
    {"name": "nursery", "type": "size", "default": "4M", "minimum": 0, "maximum": 1e18, "help": "Size of the nursery"},
    {"name": "barrier", "type": "choice", "default": "insertion", "range": "insertion|snapshot", "help": "Write barrier"},
    {"name": "prefetch", "type": "boolean", "default": "on", "minimum": 0, "maximum": 1, "help": "Prefetch while marking"},
]
if collector == "none":
    OPTIONS = []


def describe():
    print(json.dumps({
        "name": name, "model": model, "collector": collector, "version": "0.1.0", "summary": "a stand-in",
        "build": {"type": "Release", "compiler": "none", "flags": "", "sanitizer": ""}, "options": OPTIONS}))


def write_record(path, heap, settings, started, status):
    with open(path, "w") as file:
        json.dump({
            "configuration": {"name": name, "model": model, "collector": collector, "options": settings, "heap_limit": heap},
            "cpu": {"mutator_s": 0.03, "collector_in_mutator_s": 0.0, "pause_s": 0.01, "helpers_s": 0.0},
            "wall_s": time.time() - started,
            "memory": {"peak_rss": 32 << 20, "live": 1 << 20, "held": 2 << 20, "committed": 3 << 20,
                       "allocated_bytes": 12345678, "allocated_objects": 4321},
            "cycles": kinds(),
            "pauses": {"count": 43, "total_s": 0.01, "p50_s": 0.0001, "p90_s": 0.0005, "p99_s": 0.002, "p999_s": 0.004,
                       "max_s": 0.005},
            "exit_status": status}, file)


def write_log(path):
    """Full cycles pause for 1, 2, 5, 5 … ms, others for 0.1 ms, each 0.1 ms after the one before."""
    now, number = 0.0, 0
    with open(path, "w") as file:
        for kind, count in kinds().items():
            for i in range(min(count, 100)):
                pause = ([0.001, 0.002] + [0.005] * 100)[i] if kind == "full" else 0.0001
                now, number = now + 0.0001, number + 1
                file.write(json.dumps({
                    "cycle": number, "kind": kind, "reason": "allocation", "start_s": now, "duration_s": pause, "pauses": [[now, pause]],
                    "objects_visited": 1000, "objects_freed": 250, "bytes_freed": 1 << 20, "live": 1 << 20,
                    "held_before": 3 << 20, "held": 2 << 20, "committed": 4 << 20}) + "\n")
                now += pause


def kinds():
    if collector == "none":
        return {}
    entries = os.environ.get("FAKE_KINDS", "full:3,minor:40").split(",")
    return {kind: int(count) for kind, count in (entry.split(":") for entry in entries)}


def write_live(path):
    """A page of figures as collectors/common/live_figures.h tells it."""
    words = [0] * 512
    words[1:14] = [1, 10**9, 2 * 10**9, 48 << 20, 33 << 20, 0, 2, 0, 1234, 5 * 10**6, 3 * 10**6, 40000, 0]
    words[16:18] = [1200, 34]
    page = bytearray(struct.pack("512Q", *words))
    page[0:8] = b"mid-live"
    page[1024:1039] = b"minor,full,rest"
    with open(path, "wb") as file:
        file.write(page)


def main():
    arguments = sys.argv[1:]
    heap, settings, record, log = None, {}, None, None
    while arguments and arguments[0].startswith("--"):
        option = arguments.pop(0)
        if option == "--describe":
            return describe()
        if option in ("--stats", "--verify"):
            continue
        value = arguments.pop(0)
        if option == "--heap":
            heap = int(value)
        elif option == "--set":
            key, _, text = value.partition("=")
            settings[key] = text
        elif option == "--json":
            record = value
        elif option == "--gc-log":
            log = value
            open(log, "w").close()
        elif option == "--trace":
            open(value, "w").write("[]\n")
        elif option == "--live":
            write_live(value)
    started = time.time()
    behaviour = os.environ.get("FAKE_" + collector.upper().replace("-", "_"), "")
    if behaviour == "slow":
        time.sleep(0.3)
    if behaviour == "hang":
        time.sleep(600)
    if behaviour == "memory" or heap is not None and heap < int(os.environ.get("FAKE_MINIMUM", "0")):
        sys.exit("Traceback (most recent call last):\nMemoryError")
    if behaviour == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if behaviour.startswith("status:"):
        sys.exit(int(behaviour[7:]))
    program = arguments[0]
    sys.argv = arguments
    status = 0
    try:
        exec(compile(open(program).read(), program, "exec"), {"__name__": "__main__"})
    except SystemExit as end:
        status = end.code or 0
    if behaviour == "differ":
        print("and one line more")
    sys.stdout.flush()
    if log:
        write_log(log)
    if record:
        write_record(record, heap, settings, started, status)
    sys.exit(status)


main()
