# stdin: 3\n1 2\n3 4\n\n5 6
import sys
n = int(sys.stdin.readline())
pairs = []
for line in sys.stdin:
    if not line.strip():
        continue
    a, b = map(int, line.split())
    pairs.append(a + b)
print(n, pairs)
