"""Which memory parent and child still share, by what the child does. Arguments: [MEGABYTES=100 [leaves]].

Prints one line for each of four children: what it did, and the MB it shares and has for itself of the memory that
the parent had filled. Works under CPython and under our interpreters.
"""

import gc
import os
import sys


def memory():
    """Shared and private bytes of this process."""
    shared = private = 0
    with open("/proc/self/smaps_rollup") as file:
        for line in file:
            name, _, rest = line.partition(":")
            if name in ("Shared_Clean", "Shared_Dirty"):
                shared += int(rest.split()[0]) * 1024
            elif name in ("Private_Clean", "Private_Dirty"):
                private += int(rest.split()[0]) * 1024
    return shared, private


class Record:
    """Containers for the most part: where CPython keeps small leaves, in pages of their own or among containers of their
    size, is not the question here."""

    def __init__(self, before):
        self.before = before
        self.values = [before, self.__class__]
        self.options = {"before": before, "values": self.values}


class RecordWithLeaves(Record):
    def __init__(self, before, number):
        Record.__init__(self, before)
        self.number = number * 1000003
        self.time = number + 10**12
        self.name = f"{number:060}"


def build(megabytes, leaves):
    records = []
    before = None
    start = sum(memory())
    while sum(memory()) - start < megabytes << 20:
        for _ in range(2000):
            before = RecordWithLeaves(before, len(records)) if leaves else Record(before)
            records.append(before)
    return records


def read_all(records):
    total = 0
    for record in records:
        for value in record.values:
            total += value is record
        for key, value in record.options.items():
            total += value is record
    return total


def nothing(records):
    pass


def collect(records):
    gc.collect()


def child_does(action, records):
    """Shared and private MB in a child after the action."""
    receiver, sender = os.pipe()
    child = os.fork()
    if child == 0:
        action(records)
        os.write(sender, ("%d %d" % memory()).encode())
        os._exit(0)
    os.close(sender)
    answer = os.read(receiver, 100)
    os.close(receiver)
    os.waitpid(child, 0)
    return [int(word) / (1 << 20) for word in answer.split()]


def main():
    gc.disable()
    records = build(int(sys.argv[1]) if len(sys.argv) > 1 else 100, "leaves" in sys.argv)
    heap = sum(memory()) / (1 << 20)
    print("heap %.1f" % heap)
    for name, action in (("nothing", nothing), ("collect", collect), ("read", read_all)):
        print("%s %.1f %.1f" % (name, *child_does(action, records)))
    gc.freeze()
    for name, action in (("freeze+collect", collect), ("freeze+read", read_all)):
        print("%s %.1f %.1f" % (name, *child_does(action, records)))


main()
