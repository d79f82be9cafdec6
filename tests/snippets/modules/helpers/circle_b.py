import sys
a = sys.modules["helpers.circle_a"]
seen = a.first + ", has result: " + str(hasattr(a, "result"))
