assert True
assert 1, "unused"
try:
    assert False
except AssertionError as e:
    print(repr(e), e.args)
try:
    assert 1 == 2, "message"
except AssertionError as e:
    print(repr(e))
try:
    assert [], ("a", 1)
except AssertionError as e:
    print(e.args)
assert (1, 2)[0]
print("end")
