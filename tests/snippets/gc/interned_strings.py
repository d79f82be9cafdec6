# skip-stress
# More interned strings than a pause can look at; most of them die, and come again.
import sys

kept = {}
for turn in range(5):
    for i in range(turn % 3, 4500, 3):
        name = sys.intern("name" + str(i))
        if i % 7 == turn:
            kept[i] = name
    garbage = [[str(i)] for i in range(8000)]
    wrong = [i for i, name in kept.items() if sys.intern("na" + "me" + str(i)) is not name or name != "name%d" % i]
    print(turn, len(kept), wrong)


class Record:
    pass


record = Record()
for i in range(2500):
    setattr(record, "field" + str(i), i)
    if i >= 50:
        delattr(record, "field" + str(i - 50))
print(sorted(vars(record).values()) == list(range(2450, 2500)), record.field2499)
print(all(sys.intern("field" + str(i)) == "field" + str(i) for i in range(2500)))
