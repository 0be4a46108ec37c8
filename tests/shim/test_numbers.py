"""values/number.h and list.c: numbers in words, in memory of their own size, and from other kinds."""

import array
import math
import struct

import pytest

KINDS = ["?", "b", "h", "i", "q", "B", "H", "I", "Q", "f", "d"]
C64, C128 = 11, 12
INTEGERS = range(1, 9)


def limits(kind):
    bits = 8 * struct.calcsize(KINDS[kind])
    return (0, 2**bits - 1) if KINDS[kind].isupper() else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)


@pytest.mark.parametrize("kind", INTEGERS)
def test_integers_come_back_up_to_their_limits(shim, kind):
    low, high = limits(kind)
    for n in {low, low + 1, -1 if low else 0, 0, 1, high - 1, high}:
        assert shim.number(kind, n) == n
    for n in (low - 1, high + 1, -(2**64), 2**64, 10**5000):
        with pytest.raises(OverflowError, match="int"):
            shim.number(kind, n)


@pytest.mark.parametrize("kind", INTEGERS)
@pytest.mark.parametrize("value", [True, 1.0, "1", b"1", None, 1j])
def test_what_is_no_integer(shim, kind, value):
    with pytest.raises(TypeError):
        shim.number(kind, value)


def test_an_index_is_taken_and_its_error_kept(shim):
    class Index:
        def __index__(self):
            return 7

    class Bad:
        def __index__(self):
            raise KeyError("mine")

    assert [shim.number(kind, Index()) for kind in INTEGERS] == [7] * 8
    with pytest.raises(KeyError, match="mine"):
        shim.number(1, Bad())


@pytest.mark.parametrize("value", [0.0, -0.0, 1.5, 1e300, -math.inf, math.nan, 3, 2**60, 2.0**-1074])
def test_floats_come_back_bit_for_bit(shim, value):
    assert struct.pack("d", shim.number(10, value)) == struct.pack("d", float(value))
    if not math.isfinite(value) or abs(value) < 1e38:
        assert struct.pack("f", shim.number(9, value)) == struct.pack("f", float(value))


def test_a_float_that_does_not_fit(shim):
    for value in (1e300, -3.5e38):
        with pytest.raises(OverflowError, match="float32"):
            shim.number(9, value)
    with pytest.raises(OverflowError):
        shim.number(10, 10**400)


def test_complex(shim):
    for value in (1 + 2j, complex(-0.0, math.inf), 3, 2.5):
        assert repr(shim.number(C128, value)) == repr(complex(value))
        assert shim.number(C64, 1 + 2j) == 1 + 2j
    with pytest.raises(OverflowError, match="complex64"):
        shim.number(C64, complex(0, 1e300))


@pytest.mark.parametrize("kind", INTEGERS)
@pytest.mark.parametrize("source", INTEGERS)
def test_integers_of_another_kind_fit_whole_or_not_at_all(shim, kind, source):
    low, high = limits(source)
    for n in {low, -1, 0, 1, 127, 128, 255, 256, 2**31 - 1, 2**31, 2**63 - 1, 2**63, high}:
        if low <= n <= high:
            fits = limits(kind)[0] <= n <= limits(kind)[1]
            assert shim.number_cast(kind, source, n) == (n if fits else None)


def test_floats_of_another_kind_are_rounded_but_stay_finite(shim):
    assert shim.number_cast(9, 10, 0.1) == struct.unpack("f", struct.pack("f", 0.1))[0]
    assert shim.number_cast(9, 10, 1e300) is None
    assert shim.number_cast(9, 10, math.inf) == math.inf
    assert shim.number_cast(10, 8, 2**64 - 1) == float(2**64 - 1)
    assert shim.number_cast(C128, 9, 1.5) == 1.5
    for kind, source in ((1, 10), (1, 0), (0, 1), (9, C64)):
        with pytest.raises(TypeError):
            shim.number_cast(kind, source, 1)


def test_formats_of_buffers(shim):
    for code in "bBhHiIlLqQfd":
        size = array.array(code).itemsize
        for prefix in ("", "@", "="):
            kind = shim.format_kind((prefix + code).encode(), size)
            assert KINDS[kind].isupper() == code.isupper() and struct.calcsize(KINDS[kind]) == size
    none = 255
    assert [shim.format_kind(f, n) for f, n in ((b"i", 8), (b">i", 4), (b"ii", 8), (b"O", 8), (b"e", 2), (b"Zf", 4), (b"c", 1))] == [none] * 7
    assert shim.format_kind(b"Zf", 8) == C64 and shim.format_kind(b"Zd", 16) == C128
