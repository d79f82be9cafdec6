print(1 << 0, 1 << 100, -1 << 3, 0 << 1000, 5 >> 1, -5 >> 1, 5 >> 100, -5 >> 100)
for f in (lambda: 1 << -1, lambda: 1 >> -1, lambda: 1 << 1.0, lambda: 1.5 >> 1, lambda: "a" << 1, lambda: 1 & 1.0, lambda: None | 1, lambda: ~1.5):
    try:
        print(f())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
print(True << 3, True & False, True | 2, True ^ True, type(True & False).__name__, type(True & 1).__name__, ~True)
