text = """The quick brown fox
jumps over the lazy dog.

The end; "quoted" words -- and more."""
counts = {}
for word in text.lower().split():
    word = word.strip('.,;"-')
    if word:
        counts[word] = counts.get(word, 0) + 1
for word in sorted(counts, key=lambda w: (-counts[w], w)):
    print(f"{word:<8}{counts[word]:>3}")
print([len(line) for line in text.splitlines()], text.count("\n"), text.title().swapcase()[:30])
caesar = "".join(chr((ord(c) - 97 + 13) % 26 + 97) if c.islower() else c for c in text)
print(caesar.split("\n")[0])
vowels = sum(c in "aeiou" for c in text)
print(vowels, "".join(sorted(set(text.lower()) - set(" \n"))), text[::-1][:20], text.find("fox"), text.index("lazy"))
rle = []
for c in "aaabbbccd":
    if rle and rle[-1][0] == c:
        rle[-1][1] += 1
    else:
        rle.append([c, 1])
print("".join(f"{c}{n}" for c, n in rle), rle)
