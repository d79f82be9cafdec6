def f():
    try:
        int("x")
    except ValueError:
        undefined_function()


f()
