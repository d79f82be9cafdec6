# not: with_library
import os
import signal

print(signal.SIGTERM, repr(signal.SIGTERM), repr(signal.SIG_DFL), signal.SIGINT == 2)
print(signal.getsignal(signal.SIGUSR1), signal.getsignal(signal.SIGINT) is signal.default_int_handler)
seen = []


def handler(number, frame):
    seen.append((number, frame is not None))


print(signal.signal(signal.SIGUSR1, handler))
os.kill(os.getpid(), signal.SIGUSR1)
for _ in range(10):
    pass
print(seen, signal.getsignal(signal.SIGUSR1) is handler)
signal.raise_signal(signal.SIGUSR1)
print(len(seen))
print(signal.signal(signal.SIGUSR1, signal.SIG_IGN) is handler)
os.kill(os.getpid(), signal.SIGUSR1)
print(len(seen))


def raising(number, frame):
    raise ValueError("from the handler")


signal.signal(signal.SIGUSR2, raising)
try:
    os.kill(os.getpid(), signal.SIGUSR2)
    for _ in range(10):
        pass
except ValueError as error:
    print(error)
try:
    signal.raise_signal(signal.SIGINT)
    for _ in range(10):
        pass
except KeyboardInterrupt:
    print("interrupted")
for bad in (lambda: signal.signal(signal.SIGUSR1, "x"), lambda: signal.getsignal(100)):
    try:
        bad()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
child = os.fork()
if child == 0:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    while True:
        pass
os.kill(child, signal.SIGTERM)
_, status = os.waitpid(child, 0)
print(os.WIFSIGNALED(status), os.WTERMSIG(status))
