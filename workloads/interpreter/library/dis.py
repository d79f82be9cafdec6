"""Disassembly of CPython's bytecode, which this interpreter does not have."""


def dis(x=None, *, file=None, depth=None, show_caches=False, adaptive=False):
    raise NotImplementedError("dis: this interpreter has no CPython bytecode")
