print("{} {} {}".format(1, "b", [3]), "{0} {1} {0}".format("a", "b"), "{x} {y}".format(x=1, y=2), "{{}} {}".format(5))
print("{0[1]} {0[k]} {1.real} {1.imag}".format({"k": "v", 1: "one"}, 5), "{a[0][1]}".format(a=[[1, 2]]), "{0.__class__.__name__}".format(3))
print("{:>5}|{:<5}|{:^5}|{:*^7}|{:05}".format("a", "b", "c", "d", 42), "{:{}}|{:>{w}.{p}f}".format("x", 4, 3.14159, w=8, p=2))
print("{!r:>6} {!s:^5} {!a}".format("a", "b", "é"), "{:d} {:x} {:,} {:.2f} {:%}".format(5, 255, 1234567, 2.5, 0.25))
print("{:10}|{:10}|{:10}|{!s:10}|".format("s", 5, 2.5, None), "{:.3}|{:10.2}|".format("abcdef", "xyz"), "{:_<6}{:0>4}".format("a", "b"), "{:<05}|{:=+5}".format(3, 3))
for f, a, k in (("{}", (), {}), ("{0} {}", (1, 2), {}), ("{} {0}", (1, 2), {}), ("{x}", (), {}), ("{", (), {}), ("}", (), {}), ("{!x}", (1,), {}), ("{:d}", ("a",), {}), ("{1}", (1,), {}), ("{0.nope}", (1,), {}), ("{0[a]}", ([1],), {}), ("{0[5]}", ([1],), {}), ("{:>{w}}", (1,), {}), ("{!r", (1,), {}), ("{0[}", (1,), {}), ("{:s}", (1,), {}), ("{:5}", ([],), {}), ("{:10}", (None,), {}), ("{:x}", (1.5,), {}), ("{!}", (1,), {})):
    try:
        print(f.format(*a, **k))
    except (IndexError, KeyError, ValueError, AttributeError, TypeError) as e:
        print(repr(f), type(e).__name__, e)


class F:
    def __format__(self, spec):
        return f"<{spec}>"


print("{:abc} {}".format(F(), F()), format(F(), "z"), f"{F():q!r}", format("a", ">3"), format(5), format([1], ""))
print("{a}{b}".format_map({"a": 1, "b": 2}))


class D(dict):
    def __missing__(self, k):
        return f"no {k}"


print("{a} {zz}".format_map(D(a=1)))
