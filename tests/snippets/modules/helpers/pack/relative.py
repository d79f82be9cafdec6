from .inner import thing
from . import deep, inner
from ..simple import Class
from .. import other
results = [thing(), deep.DEEP, inner.__name__, Class.__name__, other.name, __package__]
