"""values/ and objects/: composite values there and back, through the operations of their families."""

import datetime
import gc
import sys

import freethreading
import pytest

UTC = datetime.timezone.utc
NOON = datetime.datetime(2024, 2, 29, 12, 0, 0, 123456, UTC)
(INT, BYTE, FLOAT, COMPLEX, STR, BYTES, FOUR, INTS, COMPLEXES, STRS, THREE, MAYBE, MAYBES, DICT, DICTS, SET, TIME, DURATION, TIMES, BIG, BIGS) = range(21)
VALUES = [
    (INT, -(2**63)), (BYTE, 255), (FLOAT, -0.0), (COMPLEX, 1 + 2j), (STR, "grüße"), (STR, "x" * 10_000), (BYTES, b""), (BYTES, bytes(1000)), (FOUR, b"four"),
    (INTS, []), (INTS, [1, -2, 3]), (INTS, list(range(100_000))), (COMPLEXES, [1j, 2]), (STRS, ["", "a", "bc" * 200]), (THREE, [1.0, 2.0, 3.0]),
    (MAYBE, None), (MAYBE, 7), (MAYBES, [1, None, 3] * 50), (DICT, {}), (DICT, {"a": [1, 2], "b": []}), (DICTS, [{}, {"x": list(range(300))}] * 20), (SET, {1, 2, 255}),
    (TIME, NOON), (TIME, datetime.datetime(1, 1, 2, tzinfo=UTC)), (DURATION, datetime.timedelta(days=-1, microseconds=1)), (TIMES, {datetime.timedelta(seconds=1): NOON}),
    (BIG, 0), (BIG, -1), (BIG, 2**63), (BIG, -(2**64)), (BIG, 10**6000), (BIGS, [0, 2**200, -(2**63), -(2**63) - 1]),
]


@pytest.mark.parametrize("which, value", VALUES, ids=lambda v: type(v).__name__)
def test_a_value_comes_back(shim, which, value):
    assert shim.carry(which, value) == value


@pytest.mark.parametrize(
    "which, value, error, message",
    [
        (INTS, [1, "2"], TypeError, r"'v\[1\]': expected int, got str"),
        (INTS, "12", TypeError, r"'v': expected list\[int\], got str"),
        (STRS, [["a"]], TypeError, r"'v\[0\]': expected str, got list"),
        (DICT, {"a": [1, None]}, TypeError, r"'v\['a'\]\[1\]': expected int, got NoneType|got None"),
        (DICT, {1: []}, TypeError, "expected str, got int"),
        (DICTS, [{}, {"k": [2**63]}], OverflowError, r"'v\[1\]\['k'\]\[0\]'"),
        (THREE, [1.0], ValueError, "expected 3 items, got 1"),
        (FOUR, b"five!", ValueError, "expected bytes of length 4"),
        (SET, {256}, OverflowError, "uint8"),
        (TIME, datetime.datetime(2024, 1, 1), ValueError, "aware"),
        (BIG, 1.0, TypeError, "expected int, got float"),
    ],
)
def test_an_error_tells_the_way_to_the_value(shim, which, value, error, message):
    with pytest.raises(error, match=message):
        shim.carry(which, value)


@freethreading.change_is_seen
def test_a_list_that_shrinks_while_it_is_read(shim):
    class Odd:
        def __index__(self):
            del items[:]
            return 1

    items = [Odd(), 2, 3]
    with pytest.raises(RuntimeError, match="changed size"):
        shim.carry(INTS, items)


@freethreading.change_is_seen
def test_a_dict_that_grows_while_it_is_read(shim):
    class Odd:
        def __index__(self):
            d.update({str(n): [] for n in range(100)})
            return 1

    d = {"a": [Odd()], "b": []}
    with pytest.raises(RuntimeError, match="changed size"):
        shim.carry(DICT, d)


def test_an_error_in_the_middle_leaves_nothing_behind(shim):
    class Bad:
        def __index__(self):
            raise KeyError("mine")

    value = [{"a": [1, 2]}, {"b": [3, Bad()]}]
    counts = [sys.getrefcount(o) for o in value]
    for _ in range(100):
        with pytest.raises(KeyError, match="mine"):
            shim.carry(DICTS, value)
    gc.collect()
    assert [sys.getrefcount(o) for o in value] == counts
