"""Methods of Go that are operators and format(), and constants that are bits."""

import copy
import datetime
import enum
import operator
import pickle

import protocolcase as p
import pytest


def test_operators_of_values():
    v, w = p.Vec(1, -2), p.Vec(10, 20)
    assert v + w == p.Vec(11, 18) and v == p.Vec(1, -2) and w - v == p.Vec(9, 22) and -v == p.Vec(-1, 2)
    assert abs(v) == p.Vec(1, 2) and v * 2 == p.Vec(2, -4) and v / 2 == p.Vec(0.5, -1)
    assert abs(p.Arrow(3, 4)) == 5.0 and p.Arrow(3, 4).abs() == 5.0
    for other in (p.Trail(), p.Path("a")):
        with pytest.raises(TypeError, match="bad operand"):
            abs(other)
    x = v
    x += w
    assert x == p.Vec(11, 18) and v == p.Vec(1, -2)
    assert sum([v, w], p.Vec()) == p.Vec(11, 18)
    with pytest.raises(p.GoError, match="division by zero"):
        v / 0
    for bad in (lambda: v + 1, lambda: v * object(), lambda: 2 - v, lambda: 2 / v, lambda: v + None, lambda: v * v, lambda: v @ w):
        with pytest.raises(TypeError, match="unsupported operand"):
            bad()
    assert v.aio + w == p.Vec(11, 18) and 2 * v == v * 2


def test_the_other_operand_may_know():
    class Other:
        def __radd__(self, o):
            return "radd", o

        def __rmul__(self, o):
            return "rmul", o

    v = p.Vec(1, 2)
    assert v + Other() == ("radd", v) and v * Other() == ("rmul", v)


def test_operators_make_new_values():
    m = p.new_matrix(1, 2)
    assert (m + m).sum() == 6 and m.sum() == 3 and (-m).sum() == -3 and m.sum() == 3
    a = p.Accumulator(3)
    for bad in (lambda: m - m, lambda: m & m, lambda: a + a, lambda: a * a, lambda: -a, lambda: p.Slice([1]) + p.Slice([2])):
        with pytest.raises(TypeError):
            bad()
    assert m.sub(m).sum() == 0  # Go's method is still there


def test_other_types():
    t = p.Instant(5)
    assert t + datetime.timedelta(seconds=3) == p.Instant(8) == datetime.timedelta(seconds=3) + t and t + 2.0 == p.Instant(7)
    assert p.Instant(9) - t == datetime.timedelta(seconds=4)
    with pytest.raises(TypeError):
        t - 3


def test_bits():
    a, b = p.mask_of(0b1100), p.mask_of(0b1010)
    assert [(a & b).bits(), (a | b).bits(), (a ^ b).bits(), (~a).bits(), (a << 1).bits(), (a**3).bits()] == [8, 14, 6, 243, 24, 36]
    with pytest.raises(TypeError):
        pow(a, 3, 5)
    with pytest.raises(OverflowError):
        a << -1


def test_types_that_format_themselves():
    a = p.Angle(12.345)
    assert f"{a:v}" == "12.345°" and f"{a:+v}" == "Angle(12.345 degrees)" and f"{a:.1f}" == "12.3°"
    assert f"{a}" == str(a) == format(a)
    for bad in ("vv", "%", "!", "3", "*d"):
        with pytest.raises(ValueError, match="invalid format specifier"):
            format(a, bad)


def test_format():
    t = p.Instant(5)
    assert f"{t}" == "5s" == format(t) == str(t) and f"{t:S seconds}" == "5 seconds"


def test_bits_are_flags():
    assert issubclass(p.Perm, enum.IntFlag) and issubclass(p.Mode, enum.IntFlag)
    for t in (p.Level, p.Day, p.Size, p.Kind):
        assert issubclass(t, enum.IntEnum)
    rw = p.READ | p.WRITE
    assert type(rw) is p.Perm and rw == 3 and p.READ in rw and p.EXEC not in rw and repr(rw) == "Perm.READ|Perm.WRITE"
    assert rw.can(p.WRITE) and list(rw) == [p.READ, p.WRITE] and rw & p.WRITE is p.WRITE and ~p.READ & p.ALL == p.WRITE | p.EXEC
    assert p.perm_of(3) is rw and eval(repr(rw), {"Perm": p.Perm}) is rw and repr(p.ALL) == "Perm.READ|Perm.WRITE|Perm.EXEC"
    odd = p.perm_of(0x41)
    assert type(odd) is p.Perm and odd == 0x41 and repr(odd) == "Perm.READ|Perm(0x40)" and odd | p.WRITE == 0x43
    assert eval(repr(odd), {"Perm": p.Perm}) == odd
    assert repr(p.Perm(0)) == "Perm(0x0)" and not p.Perm(0) and repr(p.MODE_NONE) == "Mode.NONE"
    assert str(rw) == "3" and p.Perm.ALL is p.ALL
    for x in (rw, odd, p.Perm(0), p.MODE_SAFE):
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            assert pickle.loads(pickle.dumps(x, protocol)) is x
        assert copy.copy(x) is x
    with pytest.raises(OverflowError):
        rw.can(p.Perm(256))
    assert operator.or_(p.READ, 4) is p.READ | p.EXEC
