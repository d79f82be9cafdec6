import textwrap, pprint
t = "The quick brown fox jumps over the lazy dog and runs far away from the very-long-hyphenated-word."
print(textwrap.wrap(t, 30))
print(textwrap.fill(t, 40))
print(textwrap.dedent("""
    a
      b

    c
"""))
print(textwrap.indent("a\n\nb\n", "> "), textwrap.shorten(t, 30))
pprint.pprint({"b": 1, "a": [1, 2, 3]})
pprint.pprint([list(range(20)), {"key" + str(i): "value" * 3 for i in range(5)}])
print(pprint.pformat((1,)), pprint.pformat("x" * 10), pprint.pformat({}))
