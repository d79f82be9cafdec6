try:
    {}["a"]
except KeyError:
    raise RuntimeError("only me") from None
