def f():
    raise TypeError("whole line")


f()
