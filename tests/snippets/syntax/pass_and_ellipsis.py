def f(): ...
class C: ...
def g(): pass
if True: pass
else: pass
print(f(), g(), ..., Ellipsis is ..., type(...).__name__)
print(C().__class__.__name__)
x = 1; y = 2; print(x, y)
if x: print("one-line"); print("two")
while x: x -= 1
for _ in range(2): print(_)
class D: z = 1; w = z + 1
print(D.w)
try: print("t")
finally: print("f")
