x, y, name = 5, 2.71828, "bob"
print(f"{x} {y:.2f} {name!r} {name:>6}|{x + 1} {x*y:8.3f} {{literal}} {'nested'} {[1, 2][0]} {name.upper()}")
print(f"{x=} {y=:.1f} {name=} {x + 1 = } {name = !s} {x=:>4}")
w, p = 10, 3
print(f"{y:{w}.{p}}|{y:{w}}|{name:{'*'}^{w}}|{x:0{w}d}")
print(f"{ {'a': 1}['a'] } {(lambda q: q * 2)(4)} {x if x > 3 else 0} {x!r:>3} {None} {True}")
print(f'{"double"} {x:,} {1234567:,} {255:#x} {0.5:%}' f" joined {x}" "plain {x}")
print(f"""multi
{x}
line""", rf"raw \n {x}", fr"\d{x}", f"{x}\n{x}\t|", F"{x}")
print(f"{'a' 'b'} {x:>{w}} {'{'} {'}'} {x}{y}" f"", f"", f"{''}")
print(f"{f'{x} inner'}")
d = {"k": [1, {"z": "deep"}]}
print(f"{d['k'][1]['z']} {d!r:.10} {len(d['k'])} {x:<3}|{x:^3}|{-x:+}")
print(f"{3.0} {10**20} {1e16} {'é'!a} {(1, 2)} {[i for i in range(3)]} {x!s}")
print(f"{x:d}{x:b}", f"{x!r}", f"{x == 5}", f"{x != 4}", f"{x >= 3 and y}", f"{'yes' if x else 'no'}")
try:
    f"{x:q}"
except ValueError as e:
    print(e)
try:
    f"{undefined_name}"
except NameError as e:
    print(e)


def gen():
    yield f"{x}"
    yield f"{(yield)}"


g = gen()
print(next(g), next(g), g.send("sent"))
