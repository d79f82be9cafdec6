"""Signals and what the program does about them."""

import sys
from enum import IntEnum as _IntEnum

import _signal
from _signal import alarm, raise_signal, strsignal

_NUMBERS = {
    "SIGHUP": 1, "SIGINT": 2, "SIGQUIT": 3, "SIGILL": 4, "SIGTRAP": 5, "SIGABRT": 6, "SIGBUS": 7, "SIGFPE": 8,
    "SIGKILL": 9, "SIGUSR1": 10, "SIGSEGV": 11, "SIGUSR2": 12, "SIGPIPE": 13, "SIGALRM": 14, "SIGTERM": 15,
    "SIGCHLD": 17, "SIGCONT": 18, "SIGSTOP": 19, "SIGTSTP": 20, "SIGTTIN": 21, "SIGTTOU": 22, "SIGURG": 23,
    "SIGXCPU": 24, "SIGXFSZ": 25, "SIGVTALRM": 26, "SIGPROF": 27, "SIGWINCH": 28, "SIGIO": 29, "SIGPWR": 30,
    "SIGSYS": 31,
}

Signals = _IntEnum("Signals", _NUMBERS, module=__name__)
Handlers = _IntEnum("Handlers", {"SIG_DFL": 0, "SIG_IGN": 1}, module=__name__)
globals().update(Signals.__members__)
globals().update(Handlers.__members__)
SIG_DFL, SIG_IGN = Handlers.SIG_DFL, Handlers.SIG_IGN
NSIG = 65


def default_int_handler(signalnum, frame, /):
    raise KeyboardInterrupt


_handlers = {Signals.SIGINT: default_int_handler, Signals.SIGPIPE: SIG_IGN}


def signal(signalnum, handler, /):
    if not callable(handler) and handler not in (0, 1):
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    if isinstance(handler, int) and handler in (0, 1):
        _signal.install(signalnum, int(handler))
        handler = Handlers(handler)
    else:
        _signal.install(signalnum, 2)
    previous = getsignal(signalnum)
    _handlers[int(signalnum)] = handler
    return previous


def getsignal(signalnum, /):
    if not 1 <= signalnum < NSIG:
        raise ValueError("signal number out of range")
    return _handlers.get(int(signalnum), SIG_DFL)


def valid_signals():
    return set(Signals)


def _deliver(number):
    handler = _handlers.get(number)
    if callable(handler):
        handler(number, sys._getframe(1))


_signal.set_deliver(_deliver)
