"""Adds up the numbers below its argument."""
import sys

total = 0
for i in range(int(sys.argv[1]) if len(sys.argv) > 1 else 1000):
    total += i
print(total)
