import json
for v in (None, True, 1, -1.5, "a\"b\\c\n\té€𝄞\x00/", [], {}, [1, [2, []]], {"a": {"b": []}, "c": None}, (1, 2), {1: 2, None: 3, True: 4, 1.5: 5}, 1e100, 1e16, 10**20, float("inf"), [float("nan")]):
    print(json.dumps(v), json.dumps(v, indent=2), json.dumps(v, separators=(",", ":")), json.dumps(v, ensure_ascii=False))
print(json.dumps({"b": 1, "a": 2}, sort_keys=True), json.dumps([1, {"x": 2}], indent=1), json.dumps({"a": 1}, indent="\t"))
for t in ("null", " [1, 2.5, -3e2, true, false] ", '{"a": {"b": ["c"]}}', '"\\u00e9\\ud834\\udd1e\\n\\/"', "1E5", "-0", "[]", "{}", "NaN", "-Infinity", '{"a":1,"a":2}', "123456789012345678901234567890", "0.1"):
    print(repr(json.loads(t)))
for t in ("", "[1,", "{", '{"a"}', '{"a":1,}', "[1,]", "nul", "'a'", '"abc', "01", "1 2", '"\\x"', "{1:2}", "[1 2]", '"\n"', "-"):
    try:
        print(json.loads(t))
    except json.JSONDecodeError as e:
        print(repr(t), e)
for v in (object, {1, 2}, {(1, 2): 3}, 1j, b"x"):
    try:
        json.dumps(v)
    except TypeError as e:
        print(e)
print(json.dumps({"k": {1, 2}}, default=lambda o: sorted(o)), json.loads('{"a": 1}', object_hook=lambda d: list(d.items())), json.loads("[1.5]", parse_float=str))
import io
b = io.StringIO()
json.dump([1, {"a": None}], b)
b.seek(0)
print(b.getvalue(), json.load(b), json.loads(b"[1]"))
