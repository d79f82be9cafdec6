# skip-stress
import gc
log = []


def cb(phase, info):
    log.append((phase, sorted(info)))


gc.callbacks.append(cb)
gc.collect()
gc.callbacks.remove(cb)
print(log)
gc.collect()
print(len(log))
