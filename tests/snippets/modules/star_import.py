from helpers.star_all import *
from helpers.star_plain import *
print(listed, plain, "unlisted" in globals(), "_hidden" in globals())
try:
    unlisted
except NameError as e:
    print(e)
