for call in (lambda: len(), lambda: len(1, 2), lambda: len(x=1), lambda: ord(), lambda: [].append(), lambda: [].append(1, 2), lambda: {}.get(), lambda: "".join(), lambda: "".split(1, 2, 3),
             lambda: abs(), lambda: chr(1, 2), lambda: isinstance(1), lambda: int(1, 2, 3), lambda: float(1, 2), lambda: str(1, 2, 3, 4), lambda: list(1, 2), lambda: dict(1, 2), lambda: tuple(1, 2), lambda: bool(1, 2), lambda: range(), lambda: zip(x=1),
             lambda: getattr(1), lambda: setattr(1, 2), lambda: hasattr(1), lambda: setattr(1, "x", 2), lambda: object(1), lambda: type(1, 2), lambda: sum(), lambda: sorted(), lambda: print(foo=1), lambda: round(), lambda: hash(), lambda: id(), lambda: iter(), lambda: next(), lambda: max(), lambda: map(), lambda: filter(), lambda: enumerate(), lambda: reversed(), lambda: super(), lambda: property(1, 2, 3, 4, 5), lambda: open(), lambda: input(1, 2), lambda: pow(1), lambda: divmod(1), lambda: "a".replace("a"), lambda: "a".upper(1), lambda: [1].pop(1, 2), lambda: {1}.add(), lambda: (1).bit_length(1), lambda: bytes(1, 2, 3), lambda: all(), lambda: callable(), lambda: repr(), lambda: format(), lambda: vars(1), lambda: issubclass(int, 1)):
    try:
        print("returned", call())
    except (TypeError, RuntimeError, AttributeError) as e:
        print(type(e).__name__, e)
