"""Functions that are called when the program ends, the last registered first."""

import sys

_callbacks = []


def register(func, /, *args, **kwargs):
    if not callable(func):
        raise TypeError("the first argument must be callable")
    _callbacks.append((func, args, kwargs))
    return func


def unregister(func, /):
    _callbacks[:] = [entry for entry in _callbacks if not entry[0] == func]


def _clear():
    _callbacks.clear()


def _ncallbacks():
    return len(_callbacks)


def _run_exitfuncs():
    # What is registered from now on is not called any more, what is unregistered neither.
    for entry in reversed(_callbacks[:]):
        if not any(entry is kept for kept in _callbacks):
            continue
        func, args, kwargs = entry
        try:
            func(*args, **kwargs)
        except BaseException as error:
            _report(func, error)
    _callbacks.clear()


def _report(func, error):
    import traceback

    sys.stdout.flush()
    sys.stderr.write(f"Exception ignored in atexit callback: {func!r}\n")
    # The frame of _run_exitfuncs is not the program's.
    traceback.print_exception(type(error), error, error.__traceback__.tb_next)
