"""With this a program tells how long its requests take, if somebody wants to know.

    requests = _requests.Log()
    started = requests.clock()
    …
    requests.done(started)
    …
    requests.close()

`midden compare` names a file in the environment variable MIDDEN_REQUESTS; without it nothing is kept. The file is pairs of
native 64-bit integers, start and end of each request in nanoseconds of one clock; a program can write it in any other way.
Copy this file beside a program of yours: it works under every Python.
"""
import os
from time import perf_counter_ns

try:
    from array import array
except ImportError:
    array = None


class Log:
    clock = staticmethod(perf_counter_ns)

    def __init__(self):
        self.path = os.environ.get("MIDDEN_REQUESTS")
        self.wanted = bool(self.path and array)
        # One object, in which a collector finds nothing to look at.
        self.times = array("q") if self.wanted else None

    def done(self, started):
        times = self.times
        if times is not None:
            times.append(started)
            times.append(perf_counter_ns())

    def close(self):
        if self.times is not None:
            with open(self.path, "wb") as file:
                file.write(self.times.tobytes())
            self.times = None
