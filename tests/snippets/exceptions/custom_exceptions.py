class AppError(Exception):
    """Base."""


class NotFound(AppError):
    def __init__(self, name, *, code=404):
        super().__init__(f"{name} not found")
        self.name, self.code = name, code


class Silent(AppError):
    def __str__(self):
        return "custom str"


class NoSuper(Exception):
    def __init__(self, a, b):
        self.a = a


for e in (AppError(), AppError("m"), AppError(1, 2), NotFound("x"), NotFound("y", code=1), Silent("ignored"), NoSuper(1, 2)):
    try:
        raise e
    except AppError as err:
        print("app", type(err).__name__, str(err), repr(err), err.args, getattr(err, "code", None))
    except Exception as err:
        print("other", str(err), repr(err), err.args)
try:
    raise NotFound
except TypeError as e:
    print(e)
e = AppError("a")
e.args = (1, "b")
print(e, e.args, repr(e))
e.extra = 5
print(e.__dict__, AppError.__doc__)


class Multi(KeyError, AttributeError):
    pass


try:
    raise Multi("both")
except AttributeError as e:
    print(repr(e), str(e), isinstance(e, LookupError))
x = ValueError("v")
x.add_note("note 1")
x.add_note("note 2")
print(x.__notes__)
