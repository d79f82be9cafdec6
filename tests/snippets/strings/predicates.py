for s in ("", "abc", "ABC", "abc1", "123", "12.5", " \t\n", "Abc Def", "abc def", "²", "½", "١٢", "é", "Éa", "a_b", "_", "x\n", "中文", "ǅ", "\u00a0", "Ⅷ", "a-b", "def"):
    print(ascii(s), s.isalpha(), s.isdigit(), s.isalnum(), s.isdecimal(), s.isnumeric(), s.isspace(), s.isupper(), s.islower(), s.istitle(), s.isidentifier(), s.isprintable(), s.isascii())
