def say(name, value):
    print("eval", name)
    return value


print(say("a", 0) or say("b", 5))
print(say("a", 1) and say("b", ""))
print(not say("a", []))
print(1 if say("c", True) else 2)
print("x" if 0 else "y" if 0 else "z")
print(None or 0 or [] or "last")
print(1 and 2 and 3, 1 and 0 and 3)
print(not 1 == 2, not (1, ), not None)
print((0 or 2) and (3 or 4))
if not ([] or {} or "" or 0 or 0.0 or None or set() or range(0)):
    print("all false")
print([x or "none" for x in (0, 1, "", "s")])
print(True + True, True * 10, False == 0, True is (1 == 1))
