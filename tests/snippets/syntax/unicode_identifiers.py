café = 1
λ = lambda ñ: ñ + 1
print(café, λ(2))
变量 = "chinese"
print(变量)


class Größe:
    длина = 5


print(Größe.длина, Größe.__name__)
_private, __dunder = 1, 2
print(_private, __dunder)
print("café".isidentifier(), "1a".isidentifier(), "a-b".isidentifier(), "λ".isidentifier())
