s = "abracadabra"
print(s.find("a"), s.find("a", 1), s.find("a", 1, 3), s.find("z"), s.rfind("a"), s.rfind("a", 0, 10), s.index("bra"), s.rindex("bra"), s.find(""), s.find("", 5), s.find("", 50), s.rfind(""), s.find("abra", -4))
print(s.count("a"), s.count("ab"), s.count(""), s.count("a", 3), s.count("a", 3, 6), s.count("z"), "aaaa".count("aa"), "".count(""))
print(s.replace("a", "X"), s.replace("a", "X", 2), s.replace("", "-"), s.replace("", "-", 3), s.replace("abra", ""), s.replace("z", "y"), s.replace("a", "aa"), "".replace("", "x"), "aaa".replace("aa", "b"), s.replace("a", "", 0), s.replace("a", "λ"))
print("λόγος λόγος".find("γ"), "λόγος λόγος".rfind("γ"), "λόγος".replace("ό", "o"), "a𝄞b𝄞".count("𝄞"), "a𝄞b𝄞".index("𝄞", 2))
for f in (lambda: s.index("z"), lambda: s.rindex("z"), lambda: s.find(1), lambda: s.replace("a", 1), lambda: s.replace("a"), lambda: s.count(), lambda: s.index("a", "x")):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
print("a" in s, "" in s, "cad" in s, "Z" not in s)
try:
    1 in s
except TypeError as e:
    print(e)
