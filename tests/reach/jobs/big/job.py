"""Integers, fractions and floats without a bound on their size."""

import big

factorial = big.Int.zero()
factorial.mul_range(1, 50)
print(factorial)
m = big.Int.zero().exp(3, 1000, 2**127 - 1)
print(m, m.cmp(factorial), str(m.probably_prime(20)).lower())
total = big.Rat.zero().add(big.new_rat(1, 3), big.new_rat(1, 6))
print(total, total.float_string(5))
two = big.Float.zero().set_prec(200).set_int64(2)
print(big.Float.zero().set_prec(200).sqrt(two).text(ord("f"), 50))
q, r = big.Int.zero().quo_rem(factorial, m, big.Int.zero())
print(q, r)
