größe = {"ä": 1}
print("äöü") or größe["λλ"] + größe["ß"]
