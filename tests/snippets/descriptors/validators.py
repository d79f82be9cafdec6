class Typed:
    def __init__(self, kind): self.kind = kind
    def __set_name__(self, owner, name): self.name = "_" + name

    def __get__(self, obj, cls):
        if obj is None:
            return self
        return getattr(obj, self.name)

    def __set__(self, obj, v):
        if not isinstance(v, self.kind):
            raise TypeError(f"{self.name[1:]} must be {self.kind.__name__}, not {type(v).__name__}")
        setattr(obj, self.name, v)


class Positive(Typed):
    def __set__(self, obj, v):
        super().__set__(obj, v)
        if v <= 0:
            raise ValueError(f"{self.name[1:]} must be positive")


class Item:
    name = Typed(str)
    price = Positive(int)

    def __init__(self, name, price): self.name, self.price = name, price


i = Item("x", 5)
print(i.name, i.price, i.__dict__, Item.name.kind)
for args in ((1, 2), ("a", "b"), ("a", -1)):
    try:
        Item(*args)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
i.price += 10
print(i.price)
