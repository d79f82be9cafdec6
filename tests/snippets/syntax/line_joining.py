total = (1 +
         2 +
         # comment
         3)
print(total)
lst = [
    1,

    2,  # two
    3,
]
print(lst)
d = {"a":
     1,
     "b"
     : 2}
print(d)
x = 1 + \
    2
print(x)
if (x == 3 and
        True):
    print("yes")


def f(a,
      b,
      ):
    return (a,
            b)


print(f(1,
        2,
        ))
if 1:
	print("tab")
	if 1:
		print("tabs")
