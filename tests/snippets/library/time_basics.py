import time
a = time.time()
b = time.perf_counter()
c = time.monotonic()
n = time.perf_counter_ns()
time.sleep(0.001)
print(time.time() >= a, time.perf_counter() > b, time.monotonic() >= c, time.perf_counter_ns() > n, time.process_time() >= 0, isinstance(time.time_ns(), int), isinstance(a, float), time.thread_time() >= 0)
try:
    time.sleep(-1)
except ValueError as e:
    print(e)
try:
    time.sleep("x")
except TypeError as e:
    print(e)
t = time.gmtime(0)
print(t[:6], t.tm_year, t.tm_wday, t.tm_yday, time.strftime("%Y-%m-%d %H:%M:%S", t))
