n = 7 ** 400
s = str(n)
print(s, len(s), int(s) == n, s[::-1][:20], sum(map(int, s)))
print(str(10**500) == "1" + "0" * 500, -int("-" + s) == n)
print(repr(2**500 - 1), f"{2**200:,}", "%d" % (3**100), "%s" % 3**100)
print(n.bit_length(), n.bit_count(), hex(n)[:20], oct(n)[-20:], bin(n).count("1"))
a = 12345678901234567890 ** 7
b = 98765432109876543210 ** 3
print(divmod(a, b), a // b * b + a % b == a, -a // b, -a % b, a % -b)
print(float(a), a / b, int(float(a)) == a, round(a, -50))
