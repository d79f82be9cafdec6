x = 1
y = """starts
and goes on
