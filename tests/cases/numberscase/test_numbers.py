import math
import struct

import numpy
import numberscase as n
import pytest

SIGNED = {"int8": 8, "int16": 16, "int32": 32, "int64": 64, "int": 64, "rune": 32}
UNSIGNED = {"uint8": 8, "uint16": 16, "uint32": 32, "uint64": 64, "uint": 64, "uintptr": 64}
RANGES = [(name, -(2 ** (bits - 1)), 2 ** (bits - 1) - 1) for name, bits in SIGNED.items()]
RANGES += [(name, 0, 2**bits - 1) for name, bits in UNSIGNED.items()]


@pytest.mark.parametrize("name, low, high", RANGES)
def test_integers_keep_their_whole_range_and_refuse_the_next(name, low, high):
    f = getattr(n, name)
    for x in {low, low + 1, 0, 1, high - 1, high} | ({-1} if low < 0 else set()):
        assert f(x) == x and type(f(x)) is int
    for x in (low - 1, high + 1, -(2**200), 2**200):
        with pytest.raises(OverflowError, match=rf"{name}\(\) argument 'x': .*fit in u?int\d+"):
            f(x)


@pytest.mark.parametrize("name", [r[0] for r in RANGES])
@pytest.mark.parametrize("bad", [True, 1.0, "1", None, b"1", 1j, [1]])
def test_integers_take_no_other_type(name, bad):
    got = "None" if bad is None else type(bad).__name__
    with pytest.raises(TypeError, match=rf"{name}\(\) argument 'x': expected int, got {got}"):
        getattr(n, name)(bad)


def test_a_character_is_no_rune():
    assert n.rune(ord("é")) == 233
    with pytest.raises(TypeError, match=r"expected int, got str \(a character's number is ord\(\.\.\.\)\)$"):
        n.rune("é")
    for other in ("5", "ab", ""):
        with pytest.raises(TypeError, match="expected int, got str$"):
            n.rune(other)


def test_integers_take_index():
    class Seven:
        def __index__(self):
            return 7

    class Angry:
        def __index__(self):
            raise KeyError("no")

    class Subclass(int):
        pass

    assert n.int8(Seven()) == n.uint64(Seven()) == 7
    assert n.int(Subclass(5)) == 5 and n.uint64(Subclass(2**63)) == 2**63
    assert n.int16(numpy.int64(-5)) == -5 and n.uint64(numpy.uint64(2**64 - 1)) == 2**64 - 1
    for f in (n.int, n.uint64):
        with pytest.raises(KeyError):
            f(Angry())


def test_bool():
    assert n.bool(True) is True and n.bool(False) is False
    assert n.bool(numpy.bool_(True)) is True
    for bad in (1, 0, "x", None, numpy.int8(1)):
        with pytest.raises(TypeError, match="expected bool"):
            n.bool(bad)


def test_floats():
    for x in (0.0, -0.0, 1.5, 5e-324, 1.7976931348623157e308, math.inf, -math.inf):
        assert struct.pack("d", n.float64(x)) == struct.pack("d", x)
    assert math.isnan(n.float64(math.nan)) and math.isnan(n.float32(math.nan))
    assert n.float64(3) == 3.0 and n.float64(2**53 + 1) == float(2**53 + 1)
    assert n.float64(numpy.float32(0.5)) == 0.5
    assert n.float32(0.1) == numpy.float32(0.1) and n.float32(math.inf) == math.inf
    for f, x in ((n.float32, 1e39), (n.float32, -3.5e38), (n.float64, 10**400)):
        with pytest.raises(OverflowError):
            f(x)
    for bad in ("1", None, True, 1j, b"1"):
        with pytest.raises(TypeError, match="expected float"):
            n.float64(bad)


def test_float_calls_user_code_once_and_passes_its_error_on():
    class F:
        def __float__(self):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        n.float64(F())


def test_complex():
    assert n.complex128(1 + 2j) == 1 + 2j and n.complex128(3) == 3 and n.complex128(2.5) == 2.5
    assert n.complex64(0.1 + 0.2j) == complex(numpy.complex64(0.1 + 0.2j))
    with pytest.raises(OverflowError):
        n.complex64(1e39j)
    with pytest.raises(TypeError, match="expected complex"):
        n.complex128("1")


def test_many_at_once():
    args = (True, -8, -16, -32, -64, 8, 16, 32, 2**64 - 1, 0.5, 1e300, 1 + 1j, 2 - 2j)
    assert n.all(*args) == args
