import gc
print(gc.isenabled())
gc.disable()
print(gc.isenabled())
gc.enable()
print(gc.isenabled(), isinstance(gc.collect(), int), isinstance(gc.get_threshold(), tuple), len(gc.get_threshold()), isinstance(gc.get_count(), tuple), isinstance(gc.garbage, list), isinstance(gc.callbacks, list))
t = gc.get_threshold()
gc.set_threshold(500, 5, 5)
print(gc.get_threshold())
gc.set_threshold(*t)
print(gc.collect(0) >= 0, gc.collect(1) >= 0, gc.collect(2) >= 0, len(gc.get_stats()) >= 1)
try:
    gc.collect(5)
except ValueError as e:
    print(e)
print(gc.is_tracked([]), gc.is_tracked(1), gc.is_tracked("s"))
gc.freeze()
print(gc.get_freeze_count() >= 0)
gc.unfreeze()
