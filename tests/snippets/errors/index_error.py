t = (1, 2)
lst = [t]
lst[0][7]
