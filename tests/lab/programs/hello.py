"""Prints its arguments and a little more.

Further lines are not shown in lists.
"""
import sys

print("hello", *sys.argv[1:])
for i in range(5):
    print(i, i * i)
