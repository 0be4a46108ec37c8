"""Numbers of every sort, and what might be taken for one."""

import decimal
import fractions
import struct

import numpy
from hypothesis import strategies as st

from recipes.recipe import Angry, same


class Int(int):
    def __index__(self):
        raise Angry("no one asks a subclass of int")

    __int__ = __float__ = __index__


class Float(float):
    def __float__(self):
        raise Angry("no one asks a subclass of float")

    __index__ = __float__


class Complex(complex):
    real = imag = property(lambda self: 1 / 0)


class Number:
    """Says through __index__ and __float__ what it was told to, or raises it."""

    def __init__(self, said):
        self.said = said

    def __index__(self):
        if self.said is Angry:
            raise Angry
        return self.said

    __float__ = __index__


class Imaginary(Number):
    """Says the same through __complex__, and may be no other number."""

    def __complex__(self):
        if self.said is Angry:
            raise Angry
        return self.said


class OnlyComplex:
    def __init__(self, said):
        self.said = said

    def __complex__(self):
        return self.said


class OwnComplex(complex):
    def __complex__(self):
        return complex(2, 3)


class OnlyIndex:
    def __init__(self, said):
        self.said = said

    def __index__(self):
        return self.said


class NoIndex:
    __index__ = None


EDGES = sorted({s * 2**b + d for b in (7, 8, 15, 16, 31, 32, 53, 63, 64, 127, 128, 1024) for s in (-1, 1) for d in (-1, 0, 1)})
integers = st.one_of(st.integers(-3, 3), st.sampled_from(EDGES), st.integers(), st.integers(-(2**2000), 2**2000))
EDGES_OF_FLOATS = [
    0.0, -0.0, 5e-324, 1e-46, 1.1754943508222875e-38, 3.4028234663852886e38, 3.4028235677973365e38, 3.4028235677973366e38, -3.5e38, 1.7976931348623157e308,
    float("inf"), float("-inf"), float("nan"), struct.unpack("d", b"\1\0\0\0\0\0\xf0\x7f")[0],
]  # fmt: skip
floats = st.one_of(st.floats(), st.sampled_from(EDGES_OF_FLOATS))
scalars = st.one_of(
    integers,
    floats,
    st.booleans(),
    st.complex_numbers(allow_nan=True),
    st.none(),
    st.sampled_from(["", "1", b"1", (), object, NoIndex(), decimal.Decimal("1.5"), fractions.Fraction(1, 3), numpy.timedelta64(3, "s"), numpy.longdouble(1.5), range(3), decimal.Decimal("1e999"), numpy.longdouble("1e999"), numpy.clongdouble(1 + 2j), numpy.str_("1"), numpy.bytes_(b"1"), numpy.ma.masked,
        numpy.ma.array(3, mask=True), numpy.ma.array(3j, mask=False), numpy.array(3j, "c8"), numpy.array(True)]),
    integers.map(Int),
    floats.map(Float),
    st.complex_numbers().map(Complex),
    st.one_of(integers, floats, st.booleans(), st.none(), st.just(Angry)).map(Number),
    st.one_of(integers, floats).map(OnlyIndex),
    st.complex_numbers().map(OwnComplex),
    st.one_of(st.complex_numbers(), floats, st.none(), st.just(Angry)).map(Imaginary),
    st.one_of(st.complex_numbers(), floats).map(OnlyComplex),
    st.sampled_from("bhilqBHILQefdgFD?").flatmap(lambda c: st.binary(min_size=32, max_size=32).map(lambda raw: numpy.frombuffer(raw, c)[0])),
).map(same)
