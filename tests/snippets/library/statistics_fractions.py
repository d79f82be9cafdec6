import statistics as st
from fractions import Fraction as F
print(st.mean([1, 2, 3, 4]), st.median([3, 1, 2]), st.median([1, 2, 3, 4]), st.mode([1, 2, 2]), round(st.stdev([1, 2, 3, 4]), 10), round(st.pstdev([1, 2, 3]), 10), st.variance([1, 2, 3, 4]), st.mean([1.5, 2.5]))
a = F(1, 3)
print(a, repr(a), a + F(1, 6), a * 3, a / 2, a ** 2, a - 1, F("3/4"), F(0.5), F("1.25"), a < 0.5, a == F(2, 6), float(a), int(F(7, 2)), abs(F(-1, 2)), F(6, 4), round(F(7, 3)), F(7, 3) // 1, F(7, 3) % 1, sum([F(1, 2), F(1, 3)]), hash(F(2)) == hash(2), F(10**20, 3), 1 + a, 2 / a, F(1, 3).limit_denominator(10), F(3.14159).limit_denominator(100))
try:
    F(1, 0)
except ZeroDivisionError as e:
    print(e)
