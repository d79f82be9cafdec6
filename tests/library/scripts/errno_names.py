import errno

names = sorted(name for name in vars(errno) if name.startswith("E"))
print([(name, getattr(errno, name)) for name in names])
print(sorted(errno.errorcode.items()))
