import helpers.guarded
print(helpers.guarded.state)
if __name__ == "__main__":
    print("main runs")
