for spec in ("", "d", "5", "<5", ">5", "^5", "05", "+", " ", "-", "+05", ",", "_", "x", "#x", "08b", "#010x", "o", "c", "e", ".2f", "%", "g",
             "*>8", "=+6", "0=8", ",d", "_x", "_b", "10,", "n", "<+7d", "X", "#X", "#o", "#b", "5d", "-d"):
    try:
        print(repr(spec), [format(v, spec) for v in (65, 1234567, 0)], format(-42, spec) if spec != "c" else "")
    except (ValueError, OverflowError) as e:
        print(repr(spec), e)
for spec in ("s", ".3d", ",x", "5.2", "z", "dd", "+c", ",c"):
    try:
        print(format(5, spec))
    except ValueError as e:
        print(repr(spec), e)
print(format(10**30, ","), format(10**30, "_d"), format(2**100, "x"), format(-(2**70), "+,"), format(True, "d"), format(True, ""), format(True, "5"))
try:
    format(-1, "c")
except OverflowError as e:
    print(e)
