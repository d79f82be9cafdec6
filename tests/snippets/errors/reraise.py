def f():
    try:
        raise ValueError("original")
    except ValueError:
        print("reraising")
        raise


f()
