def t(x):
    print("t", x)
    return x


print(t(1) < t(2) < t(3))
print(t(3) < t(2) < t(1))
print(1 < 2 > 0 == 0 != 5)
print(1 == 1.0 == True)
x = [1]
print(x is x is not None)
print(1 in [1, 2] == True)
print((1 in [1, 2]) == True)
print(0 <= 5 < 10, not 0 <= 50 < 10)
print(2 > 1 in [1])
print([] == [] is not [])
