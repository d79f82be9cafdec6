"""Word count: dictionaries that grow, are looked up, merged and sorted. Arguments: [WORDS=400000].

A text is made of random words with a skewed distribution; words, pairs of words and an index are counted in dicts
keyed by strings, tuples and integers.
"""
# test-args: 3000

import sys

SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve xi yo zu".split()
CHUNK = 20000


class Random:
    def __init__(self, seed):
        self.seed = seed

    def next(self):
        self.seed = (self.seed * 1103515245 + 12345) & 0x7FFFFFFF
        return self.seed >> 8


def make_word(number):
    """A pronounceable word for each number."""
    word = ""
    while True:
        number, digit = divmod(number, len(SYLLABLES))
        word += SYLLABLES[digit]
        if number == 0:
            return word


def make_text(count, random):
    """Small numbers are drawn more often than great ones."""
    words = []
    for _ in range(count):
        words.append(make_word(min(random.next() % 20000, random.next() % 20000, random.next() % 2000 + 50)))
    return " ".join(words)


def count_chunk(words):
    counts = {}
    pairs = {}
    lengths = {}
    previous = None
    for word in words:
        counts[word] = counts.get(word, 0) + 1
        if previous is not None:
            pair = previous, word
            if pair in pairs:
                pairs[pair] += 1
            else:
                pairs[pair] = 1
        lengths.setdefault(len(word), set()).add(word)
        previous = word
    return counts, pairs, lengths


def merge(total, part):
    for key, count in part.items():
        total[key] = total.get(key, 0) + count


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 400000
    random = Random(42)
    counts = {}
    pairs = {}
    lengths = {}
    for start in range(0, count, CHUNK):
        text = make_text(min(CHUNK, count - start), random)
        chunk_counts, chunk_pairs, chunk_lengths = count_chunk(text.split())
        merge(counts, chunk_counts)
        merge(pairs, chunk_pairs)
        for length, words in chunk_lengths.items():
            lengths[length] = lengths.get(length, set()) | words
        # Pairs seen once are dropped now and then, so that the table has holes.
        for pair in [pair for pair, seen in pairs.items() if seen == 1]:
            if len(pair[0]) == len(pair[1]):
                del pairs[pair]

    print(f"{sum(counts.values())} words, {len(counts)} different, {len(pairs)} pairs")
    for word, seen in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:8]:
        print(f"{seen:8} {word}")
    for (first, second), seen in sorted(pairs.items(), key=lambda item: (-item[1], item[0]))[:5]:
        print(f"{seen:8} {first} {second}")
    for length in sorted(lengths):
        print(f"length {length}: {len(lengths[length])} words, the last is {max(lengths[length])}")
    checksum = 0
    for word, seen in counts.items():
        checksum = (checksum * 31 + len(word) * seen) & 0xFFFFFFFF
    print(f"checksum: {checksum}")


if __name__ == "__main__":
    main()
