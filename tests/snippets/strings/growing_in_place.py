# A string that a variable alone holds may grow where it stands; nobody else may notice.

def grow(pieces):
    text = ""
    seen = []
    for i, piece in enumerate(pieces):
        text += piece
        if i % 3 == 0:
            seen.append(text)
    return text, seen


text, seen = grow(["ab", "", "cd", "é", "x" * 30, "λ", "yz", "𝔘", "q"] * 5)
print(len(text), text[:20], text[-5:], [len(s) for s in seen])
print(all(text.startswith(s) for s in seen), seen[4] + "|")


def doubled():
    s = "abc"
    s += "d"
    for _ in range(6):
        s += s
    return s


print(doubled() == "abcd" * 64, len(doubled()))


def hashed():
    s = "k"
    s += "1"
    table = {}
    for i in range(60):
        before = hash(s)
        s += chr(97 + i % 26)
        table[s] = i
        assert s in table and hash(s) == hash(s[:]) and (hash(s) != before or i > 50)
        assert hash(s) == hash("".join(list(s)))
    return len(table), sorted(table.items())[:2]


print(hashed())


def other_holders():
    s = "start "
    s += "more "
    default = (lambda x=s: x)
    cell = lambda: s
    inner = {"key": s}
    s += "tail"
    return default(), cell(), inner, s


print(other_holders())


def through_arguments(s):
    s += "!"
    s += "!"
    return s


word = "".join(["w", "ord"])
print(through_arguments(word), word)


def both_directions(n):
    left = right = ""
    for i in range(n):
        left = left + str(i)
        right = str(i) + right
    return left, right


print(both_directions(25))


def compared():
    s = ""
    names = []
    for c in "interned":
        s += c
        names.append(getattr(type("X", (), {s: len(s)}), s))
        if s == "inter":
            names.append("found")
    return names, s is not None, s.upper()


print(compared())


def numbers():
    s = "x"
    try:
        s += 5
    except TypeError as e:
        print(e)
    s += "y"
    try:
        s += None
    except TypeError as e:
        print(e)
    return s


print(numbers())


class Text(str):
    def __add__(self, other):
        return Text("<" + str.__add__(self, other) + ">")


def derived():
    s = Text("a")
    s += "b"
    s += "c"
    plain = "a"
    plain += Text("b")
    plain += Text("c")
    return s, type(s).__name__, plain, type(plain).__name__


print(derived())


def generator():
    s = ""
    for i in range(5):
        s += str(i) * 10
        yield s


print([len(s) for s in generator()], list(generator())[2])
print("a" < "b" <= "b", "ab" > "a", "é" >= "z", "λ" < "𝔘", "" < "a", "abc" != "abd", "x" == "x" + "")
print([c for c in "aéλ𝔘z"], [c for c in "latinÿ"], "latinÿ"[-1], "latin"[2], "λό"[1])
it = iter("abc")
for c in it:
    print(c, next(it, "end"))
