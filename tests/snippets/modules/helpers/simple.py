"""Simple doc."""
value = 1
loads = 0
loads += 1


class Class:
    pass


def change(v):
    global value
    value = v
