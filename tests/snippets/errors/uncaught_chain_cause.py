def load():
    raise KeyError("missing")


def parse():
    try:
        load()
    except KeyError as e:
        raise ValueError("cannot parse") from e


parse()
