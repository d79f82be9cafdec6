print('a' "b" '''c''' """d""")
print('\x41\u00e9\U0001F600\101\n|\t|\\|\'|\"|\a|\b'.encode())
print(r'\n\x', br'\n', rb'\t', R"\q")
print("line one \
continued")
print('''multi
line''')
print(b'bytes \x00\xff\n', b"a" b'b')
print("tab\there", repr("tab\there"))
print(u"unicode")
print("\N{GREEK SMALL LETTER ALPHA}\N{EURO SIGN}")
print("it's", 'say "x"', """both ' and " """)
print(repr("it's"), repr('say "x"'), repr("both ' and \""))
print(len("""
"""))
print("\0".encode(), "\08".encode(), "\377" == "\xff")
