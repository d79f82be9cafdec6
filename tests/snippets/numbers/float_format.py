x = 1234.56789
for spec in ("", "f", ".0f", ".2f", "10.3f", "<10.1f", ">12.2f", "^12.2f", "+.2f", " .2f", "-.2f", "010.2f", ",.2f", "_.1f", "e", ".3e", "E",
             "g", ".3g", ".10g", "G", "%", ".1%", "#.0f", "n", "*^15.3f", "=+12.2f", "+,.3f", ".0e", "#g"):
    print(repr(spec), [format(v, spec) for v in (x, -x, 0.0, -0.0, 1e-10, 1e20, 0.5, 1.5, 2.5)])
for spec in ("5", ".3", "05.1f", "f", "e", "g", "%"):
    print(spec, [format(float(v), spec) for v in ("inf", "-inf", "nan")])
for spec in ("d", "x", "s", "c", "b", ".f", "10.2.3", "q"):
    try:
        print(format(1.5, spec))
    except ValueError as e:
        print(repr(spec), e)
print(format(1e16, ""), format(123456789.0, ".4"), format(0.00001234, ".2"), format(3.0, ".1"), format(100000.0, ".3"))
