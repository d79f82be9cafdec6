#!/usr/bin/python3
"""What marking beside the mutator gains, and what it costs:

    concurrent_claims.py --vms DIRECTORY [--rounds N] [marking] [barrier] [throughput] [floating]

marking    the main thread's time for marking, in pauses and assists, per cycle: without helpers against with them
barrier    CPU time with the barrier compiled in and the collector never started, against the same allocator without
           barriers, and against the collector `none`
throughput CPU time at four times the smallest heap in which marksweep gets by, against semispace's in the same heap,
           and wall time against marksweep's in half of it
floating   what a cycle marked and an independent trace did not reach, as a part of what it marked, under both
           barriers (--verify)

DIRECTORY holds the configurations tagged-…, as build/release/vm does: concurrent, for `barrier` also none and
concurrent-unbarriered, for `throughput` also semispace and marksweep. Rounds are interleaved; figures are
medians, those of `barrier` and `throughput` with
the ratios' lowest and highest.
"""

import argparse
import json
import statistics
import subprocess
import tempfile
from pathlib import Path

PROGRAMS = Path(__file__).resolve().parents[1] / "programs"
# Live heaps of some tens of megabytes that the program keeps changing.
MUTATING = {"churn": ["300000", "500000"], "lru": ["20000", "100000"], "splay": ["20000", "60000"]}
# Small enough to run without a collector.
THROUGHPUT = {**MUTATING, "binary_trees": ["14"], "deltablue": [], "richards": []}
AT_LIMITS = {"binary_trees": ["16"], "gcbench": ["18"], **{name: MUTATING[name] for name in ("churn", "splay")}}
MARKING_CYCLES = ("concurrent", "finished_by_mutator", "stop_the_world")


def run(vm, program, arguments, *options):
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        command = [vm, *options, "--json", file.name, str(PROGRAMS / f"{program}.py"), *arguments]
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        return json.load(open(file.name))


def marking_per_cycle(record):
    """Milliseconds, and the number of cycles."""
    cycles = sum(record["cycles"].get(kind, 0) for kind in MARKING_CYCLES)
    phases = record["pauses"]["phases"]
    in_pauses = sum(phases[name]["total_s"] for name in ("roots", "mark") if name in phases)
    seconds = in_pauses + record["cpu"]["marking_in_mutator_s"]
    return (seconds * 1e3 / cycles if cycles else float("nan")), cycles


def marking(vms, rounds):
    print(f"{'marking':14} {'cycles off/on':>14} {'helpers off':>12} {'on':>9}  less by")
    for program, arguments in MUTATING.items():
        without, with_them = [], []
        for _ in range(rounds):
            without.append(marking_per_cycle(run(vms / "tagged-concurrent", program, arguments, "--set", "helpers=0")))
            with_them.append(marking_per_cycle(run(vms / "tagged-concurrent", program, arguments)))
        off = statistics.median(time for time, _ in without)
        on = statistics.median(time for time, _ in with_them)
        cycles = f"{statistics.median(n for _, n in without):.0f}/{statistics.median(n for _, n in with_them):.0f}"
        print(f"{program:14} {cycles:>14} {off:9.3f} ms {on:6.3f} ms  {1 - on / off:.0%}")


def barrier(vms, rounds):
    print(f"\n{'barrier':14} {'no barrier':>10} {'none':>9} {'insertion':>9} {'snapshot':>9}  ratios to no barrier: the other three")
    off = ("tagged-concurrent", "--set", "collect=off", "--set", "nursery=0")
    kinds = {
        "no barrier": ("tagged-concurrent-unbarriered",),
        "none": ("tagged-none",),
        "insertion": off,
        "snapshot": (*off, "--set", "barrier=snapshot"),
    }
    for program, arguments in THROUGHPUT.items():
        times = {kind: [] for kind in kinds}
        for _ in range(rounds):
            for kind, (vm, *options) in kinds.items():
                cpu = run(vms / vm, program, arguments, *options)["cpu"]
                times[kind].append(cpu["mutator_s"] + cpu["collector_in_mutator_s"] + cpu["pause_s"])
        line = f"{program:14}  " + " ".join(f"{statistics.median(times[kind]):8.3f}s" for kind in kinds)
        for kind in list(kinds)[1:]:
            line += "  " + ratios(times[kind], times["no barrier"])
        print(line)


def smallest_heap(vm, program, arguments):
    """Bytes, to 1/32."""
    def enough(size):
        command = [vm, "--heap", str(size), str(PROGRAMS / f"{program}.py"), *arguments]
        return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0

    size = 1 << 20
    while not enough(size):
        size *= 2
    step = size // 2
    while step >= size // 32:
        step //= 2
        if enough(size - step):
            size -= step
    return size


def ratios(ours, theirs):
    all_of_them = sorted(a / b for a, b in zip(ours, theirs))
    return f"{statistics.median(all_of_them):.3f} ({all_of_them[0]:.3f}–{all_of_them[-1]:.3f})"


def throughput(vms, rounds):
    print(f"\n{'throughput':14} {'smallest':>9} {'CPU':>8}  ratio to semispace's    {'wall':>8}  ratio to marksweep's in half the heap")
    for program, arguments in AT_LIMITS.items():
        size = smallest_heap(vms / "tagged-marksweep", program, arguments)
        cpu, wall = {}, {}
        for _ in range(rounds):
            for kind, heap in ("concurrent", 4 * size), ("semispace", 4 * size), ("marksweep", 2 * size):
                record = run(vms / f"tagged-{kind}", program, arguments, "--heap", str(heap))
                parts = ("mutator_s", "collector_in_mutator_s", "pause_s", "helpers_s")
                cpu.setdefault(kind, []).append(sum(record["cpu"][part] for part in parts))
                wall.setdefault(kind, []).append(record["wall_s"])
        print(f"{program:14} {size / 2**20:7.2f}MB {statistics.median(cpu['concurrent']):7.3f}s  "
              f"{ratios(cpu['concurrent'], cpu['semispace']):22} {statistics.median(wall['concurrent']):7.3f}s  "
              f"{ratios(wall['concurrent'], wall['marksweep'])}")


def floating(vms, rounds):
    del rounds
    print(f"\n{'floating':14} {'insertion':>20} {'snapshot':>20}  bytes per cycle, part of what was marked")
    for program, arguments in MUTATING.items():
        line = f"{program:14}"
        for kind in ("insertion", "snapshot"):
            options = ("--verify", "--set", f"barrier={kind}")
            record = run(vms / "tagged-concurrent", program, arguments, *options)
            cycles = sum(record["cycles"].get(name, 0) for name in MARKING_CYCLES)
            collected = record["collected"]
            part = collected["bytes_floating"] / collected["bytes_visited"] if collected["bytes_visited"] else 0
            line += f" {collected['bytes_floating'] / max(cycles, 1) / 1024:11.0f}K {part:6.2%}"
        print(line)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--vms", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    claims = {"marking": marking, "barrier": barrier, "throughput": throughput, "floating": floating}
    parser.add_argument("claims", nargs="*", help=f"of {', '.join(claims)}; all of them unless given")
    options = parser.parse_args()
    for name in options.claims or claims:
        if name not in claims:
            parser.error(f"no claim {name}; there are {', '.join(claims)}")
        claims[name](options.vms, options.rounds)


if __name__ == "__main__":
    main()
