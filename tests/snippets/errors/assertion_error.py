def check(x):
    assert x > 0, f"x is {x}"
    assert isinstance(x, str)


check(5)
