print(eval("1 + 2 * 3"))
x = 10
print(eval("x * 2"), eval("x", {"x": 5}), eval("x + y", {"x": 1}, {"y": 2}))
ns = {}
exec("a = 1\ndef f(): return a + 1\nb = f()", ns)
print(ns["a"], ns["b"])
exec("x = 20")
print(x)
code = compile("3 * 4", "<c>", "eval")
print(eval(code))
code = compile("z = 5\nprint(z)", "<c>", "exec")
exec(code)
for bad in ("1 +", "def", "a b", "(", "x ="):
    try:
        eval(bad)
    except SyntaxError as e:
        print(type(e).__name__)
try:
    eval("undefined_q")
except NameError as e:
    print(e)
print(eval("[i for i in range(3)]"), eval("  7"), eval("lambda q: q + 1")(1))
