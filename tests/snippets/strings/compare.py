words = ["b", "a", "B", "é", "e", "", "aa", "ab", "z", "λ", "𝄞", "Z", "1", "10", "9"]
print(sorted(words), min(words), max(words))
print("a" < "b", "a" < "aa", "Z" < "a", "é" > "z", "" < "a", "abc" == "abc", "abc" != "abd", "a" <= "a", "\uffff" < "𝄞")
print("a" == 1, "a" == b"a", "a" != None)
for f in (lambda: "a" < 1, lambda: "a" < b"a", lambda: None > "x"):
    try:
        f()
    except TypeError as e:
        print(e)
