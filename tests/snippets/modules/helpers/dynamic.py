def __getattr__(name):
    return "dynamic " + name
