from cases import case, finish, rng

CODECS = "utf-8 latin-1 ascii utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be utf-8-sig".split()
DECODE_HANDLERS = "strict ignore replace backslashreplace surrogateescape surrogatepass".split()
ENCODE_HANDLERS = DECODE_HANDLERS + ["xmlcharrefreplace"]


def some_text():
    alphabet = rng.choice(["ab", "aé", "a€ÿ", "a😀€é\x80", "a\udc80\udcff\ud800é", "\ud83d\ude00\udc41x\udcfe"])
    return "".join(rng.choice(alphabet) for _ in range(rng.randrange(10)))


def some_bytes(codec):
    if rng.random() < 0.5 and not codec.startswith("utf-8"):
        return rng.randbytes(rng.randrange(14))
    data = bytearray(some_text().encode(codec if rng.random() < 0.8 else "utf-8", "surrogatepass" if "utf" in codec else "replace"))
    for _ in range(rng.randrange(3)):
        if data:
            position = rng.randrange(len(data))
            if rng.random() < 0.4:
                del data[position]
            else:
                data[position] = rng.choice([0x00, 0x80, 0xBF, 0xC0, 0xC1, 0xC3, 0xE0, 0xED, 0xA0, 0xF0, 0xF4, 0x90, 0xF5, 0xFF, 0xD8])
    return bytes(data)


for _ in range(250):
    for codec in CODECS:
        data, handler = some_bytes(codec), rng.choice(DECODE_HANDLERS)
        case("decode", (codec, handler, data), lambda *_: data.decode(codec, handler))
        text, handler = some_text(), rng.choice(ENCODE_HANDLERS)
        case("encode", (codec, handler, text), lambda *_: text.encode(codec, handler))
# Every pair and some triples of troublesome bytes.
TROUBLE = [0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF3, 0xF4, 0xF5, 0xFF]
for a in TROUBLE:
    for b in TROUBLE:
        for rest in (b"", b"\x80", b"\x80\x80", b"\xbf\xbfA", b"A"):
            data = bytes([a, b]) + rest
            for handler in ("strict", "replace"):
                case("decode", ("utf-8", handler, data), lambda *_: data.decode("utf-8", handler))
finish()
