for s in ("hello World", "ÀÉÎõü", "straße", "ΑΒΓ ς", "ǆ ﬁ", "it's 3rd o'clock", "", "ALL", "tItLe-case_x", "İ", "ß"):
    print(s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold(), len(s.upper()))
