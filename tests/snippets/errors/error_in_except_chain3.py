def f():
    try:
        try:
            int("a")
        except ValueError:
            {}["k"]
    except KeyError as e:
        raise RuntimeError("third") from e


f()
