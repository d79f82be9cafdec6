s = "héllo"
for spec in ("", "s", "10", "<10", ">10", "^10", "*^10", ".3", "10.2", "é>8", "010", "s<9", ">3"):
    print(repr(spec), repr(format(s, spec)))
for spec in ("d", "=10", "+", ",", "f", "#", "0=5", " ", "_", "10.2f", "zz"):
    try:
        print(repr(spec), repr(format(s, spec)))
    except ValueError as e:
        print(repr(spec), e)
for v in (None, [], {}, (1,), object, int, len):
    try:
        print(type(v).__name__, format(v, ""), format(v, "5"))
    except TypeError as e:
        print(e)
