data = {"a": [1, 2, {"b": None}]}
print(data["a"][1])
print(data["a"][2]["b"]["c"])
