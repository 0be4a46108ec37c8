import asyncio
import enum
import math
import sys

import bigintcase as b
import pytest

EDGES = [s * (2**n + d) for n in (0, 7, 8, 31, 32, 62, 63, 64, 65, 127, 128, 1000, 100_000) for d in (-1, 0, 1) for s in (1, -1)]


@pytest.mark.parametrize("x", EDGES, ids=lambda x: f"{x.bit_length()}")
def test_ints_come_back(x):
    assert b.int(x) == x == b.value(x) and type(b.int(x)) is int
    assert b.ints([x, -x]) == [x, -x] and b.values([x, -x]) == [x, -x]
    assert b.pair([x, 1]) == [x, 1] and b.by_name({"x": x}) == {"x": x} and b.maybe(x) == x
    assert b.add(x, -x) == 0 and b.add(x, x) == 2 * x and b.sum(x, x, x) == 3 * x
    assert b.call(lambda y: y + 1, x) == x + 1


def test_go_sees_the_same():
    for x in EDGES:
        if x.bit_length() < 10_000:
            assert b.text(x) == str(x) and b.parse(str(x)) == x
    assert b.factorial(1000) == math.factorial(1000)
    assert list(b.powers(5)) == [2 ** (32 * i) for i in range(5)]


def test_more_digits_than_python_writes():
    x = 10 ** (sys.get_int_max_str_digits() + 100)
    assert b.int(x) == x and b.int(-x) == -x and b.add(x, 1) == x + 1 and b.ints([x]) == [x]


def test_nil_is_no_int_and_comes_out_as_none():
    for call in (b.int, b.value, b.text, lambda x: b.ints([1, x]), lambda x: b.add(1, x), lambda x: b.call(lambda y: x, 1)):
        with pytest.raises(TypeError, match="expected int, got None"):
            call(None)
    assert b.nothing() is None and b.inverse(2, 4) is None and b.inverse(3, 4) == 3
    assert b.parse("x") is None and b.maybe(None) is None
    with pytest.raises(b.GoError, match="no root") as e:
        b.sqrt(-1)
    assert e.value.results == (1, None) and b.sqrt(2**200) == (1, 2**100)


def test_ints_that_nobody_gets():
    info = b.__gophersnake__
    info.collect()
    before = info.handles
    for x in (1, 2**64, -(2**1000)):
        with pytest.raises(OverflowError, match="the year 10000"):
            b.late(lambda *args: None, x)
    info.collect()
    assert info.handles == before


def test_async():
    async def main():
        return await b.aio.add(2**100, 1), [x async for x in b.aio.powers(4)]

    assert asyncio.run(main()) == (2**100 + 1, [2 ** (32 * i) for i in range(4)])


def test_fields_may_be_unset():
    a = b.Account("x", 2**70, -(2**70))
    assert a.balance == 2**70 and a.limit == -(2**70) and not a.unlimited()
    a.spend(2**70)
    assert a.balance == 0
    a.balance, a.limit = -1, None
    assert a.balance == -1 and a.limit is None and a.unlimited()
    with pytest.raises(TypeError, match="'balance': expected int, got None"):
        a.balance = None
    with pytest.raises(TypeError, match="'limit': expected int or None, got str"):
        a.limit = "x"
    empty = b.Account()
    assert empty.balance == 0 and empty.limit is None and repr(empty) == "Account(owner='', balance=0, limit=None, history=[])"
    b.total = 2**99
    assert b.total == 2**99 and b.limit is None
    b.limit = -(2**99)
    assert b.limit == -(2**99)
    b.limit, b.total = None, 7


def test_structs_compare_numbers():
    spent = b.Account("x", 5)
    spent.spend(5)
    assert spent == b.Account("x", 0) == b.Account("x") and spent != b.Account("x", 1)
    assert b.Account(limit=2**70) == b.Account(limit=2**70) != b.Account(limit=2**70 + 1) and b.Account(limit=0) != b.Account()
    assert b.Account(history=[0, 2**70]) == b.Account(history=[b.add(1, -1), 2**70]) != b.Account(history=[0, 2**70 + 1])
    zero, other = b.seal(0, 1), b.seal_difference(2**70, 2**70)
    assert b.seal(0, 0) == other != zero and hash(b.seal(0, 0)) == hash(other)
    assert len({b.seal(2**70, -1), b.seal(2**70, -1), b.seal(2**70, 1), b.seal(-(2**70), -1)}) == 3


def test_what_is_an_int():
    class Index:
        def __init__(self, x):
            self.x = x

        def __index__(self):
            return self.x

    class Own(int):
        def bit_length(self):
            return 1 / 0

        def to_bytes(self, *args, **kw):
            return 1 / 0

        def __abs__(self):
            return 1 / 0

        __neg__ = __abs__

    class Color(enum.IntEnum):
        RED = 2**80

    for x in (2**80, -(2**80), 3):
        assert b.int(Index(x)) == x == b.int(Own(x))
    assert b.int(Color.RED) == 2**80
    for bad in ("1", 1.0, True, b"1"):
        with pytest.raises(TypeError, match=r"int\(\) argument 'x': expected int, got"):
            b.int(bad)
    with pytest.raises(TypeError, match=r"ints\(\) argument 'x\[1\]': expected int, got str"):
        b.ints([1, "x"])
    with pytest.raises(ZeroDivisionError) as e:
        b.int(type("Bad", (), {"__index__": lambda self: 1 // 0})())
    assert e.value.__notes__ == ["int() argument 'x': raised while reading Bad as int"]


def test_lists_that_change_while_they_are_read():
    items = []

    class Clears:
        def __index__(self):
            items.clear()
            return 2**100

    items[:] = [Clears(), Clears(), 1]
    try:
        b.ints(items)
    except RuntimeError:
        pass
