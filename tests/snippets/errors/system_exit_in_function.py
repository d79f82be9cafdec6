# exit: 9
def stop():
    try:
        raise SystemExit(9)
    finally:
        print("cleanup")


stop()
print("never")
