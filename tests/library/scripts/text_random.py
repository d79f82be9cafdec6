import pprint
import random
import string
import textwrap

r = random.Random(9)
words = "a I to the-end well-known co-operative e-mail hello, world. foo--bar -x --long-option x-1 under_score (paren) extraordinarily-long-hyphenated supercalifragilistic end".split()
for n in range(120):
    t = r.choice([" ", "  ", "\n"]).join(r.choices(words, k=r.randrange(1, 25)))
    w = r.randrange(5, 40)
    print(textwrap.wrap(t, w))
    print(textwrap.wrap(t, w, initial_indent="* ", subsequent_indent="   "), textwrap.wrap(t, w, break_long_words=False), textwrap.wrap(t, w, break_on_hyphens=False), textwrap.wrap(t, w, drop_whitespace=False))
    try:
        print(textwrap.shorten(t, w + 5), textwrap.wrap(t, w + 7, max_lines=2), textwrap.wrap(t, w + 7, max_lines=3, placeholder="~"))
    except ValueError as e:
        print("ValueError")
for t in ("", " ", "\n", "  a\n b", "\ta\n\tb\n", "   x\n\n     y\n  ", "a\n  b", "  a\n  \n  b\n", "\t  a\n\t b"):
    print(repr(textwrap.dedent(t)), repr(textwrap.indent(t, "> ")), repr(textwrap.indent(t, "> ", lambda l: True)), textwrap.wrap(t), repr(textwrap.fill(t)))


def value(depth):
    k = r.randrange(8 if depth else 4)
    if k == 0:
        return r.randrange(10**6)
    if k == 1:
        return r.choice(words) * r.randrange(1, 3)
    if k == 2:
        return r.random()
    if k == 3:
        return " ".join(r.choices(words, k=r.randrange(20)))
    if k == 4:
        return [value(depth - 1) for _ in range(r.randrange(12))]
    if k == 5:
        return tuple([value(depth - 1) for _ in range(r.randrange(6))])
    if k == 6:
        return {r.choice(words) + str(i): value(depth - 1) for i in range(r.randrange(8))}
    return {r.randrange(1000) for _ in range(r.randrange(30))}


for n in range(80):
    v = value(3)
    pprint.pprint(v)
    print(pprint.pformat(v, width=r.randrange(20, 100), indent=r.randrange(1, 5)))
    print(pprint.pformat(v, compact=True, width=50))
    print(pprint.pformat(v, depth=2, sort_dicts=False))
a = [1]
print(pprint.isrecursive(a), pprint.isreadable(a))
for t in ("$a ${b} $$ $c", "no", "$", "$1", "${", "${a", "$a$b", "${a}${b}", "$_x", "$é", "cost $$5 $a", "line\n  ${1}"):
    template = string.Template(t)
    for f in (template.substitute, template.safe_substitute):
        try:
            print(repr(f({"a": 1, "b": [2]}, c="three")))
        except (KeyError, ValueError) as e:
            print(type(e).__name__, e)
print(string.capwords("  hello   wORLD "), string.capwords("a.b c.d", "."))
