# stdin: first line\n42\nthree four\nlast
import sys
print(repr(input()), int(input()) + 1)
print(sys.stdin.readline().split())
print(repr(sys.stdin.read()), repr(sys.stdin.read()))
try:
    input("prompt ")
except EOFError as e:
    print(e)
