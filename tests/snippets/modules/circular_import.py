import helpers.circle_a
print(helpers.circle_a.result, helpers.circle_b.seen)
