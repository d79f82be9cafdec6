state = "imported"
if __name__ == "__main__":
    state = "main"
