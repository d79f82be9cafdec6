first = "a first"
from helpers import circle_b
result = circle_b.seen + " then a"
