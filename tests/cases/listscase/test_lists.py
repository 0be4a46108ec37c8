import array
import collections
import struct

import freethreading
import listscase as l
import numpy
import pytest

NUMBERS = {
    l.floats: [0.5, -1.0, 1e300], l.floats32: [0.5, -1.0], l.ints: [0, -1, 2**63 - 1, -(2**63)], l.bytes8: [-128, 127], l.words: [0, 65535],
    l.big: [0, 2**64 - 1], l.bools: [True, False, True], l.complexes: [1j, 2 + 0j],
}  # fmt: skip


@pytest.mark.parametrize("f, v", NUMBERS.items(), ids=[f.__name__ for f in NUMBERS])
def test_numbers_come_back(f, v):
    for form in (list, tuple, iter, collections.deque):
        assert f(form(v)) == v
    assert f([]) == f(()) == f(None) == []
    assert f(v * 1000) == v * 1000


DTYPES = {l.floats: "f8", l.floats32: "f4", l.ints: "i8", l.bytes8: "i1", l.words: "u2", l.big: "u8", l.bools: "?", l.complexes: "c16"}


@pytest.mark.parametrize("f, dtype", DTYPES.items(), ids=[f.__name__ for f in DTYPES])
def test_arrays(f, dtype):
    a = numpy.array(NUMBERS[f] * 5, dtype)
    assert f(a) == a.tolist()
    assert f(a[::2]) == a[::2].tolist() and f(a[::-1]) == a[::-1].tolist()
    assert f(a[:0]) == []
    swapped = a.astype(a.dtype.newbyteorder())
    assert f(swapped) == a.tolist()  # read item by item


def test_other_formats_are_converted_or_refused_item_by_item():
    assert l.floats(array.array("i", [1, 2])) == [1.0, 2.0]
    assert l.ints(array.array("b", [1, -2])) == [1, -2]
    with pytest.raises(TypeError, match=r"ints\(\) argument 'v\[0\]': expected int, got float"):
        l.ints(array.array("d", [1.0]))
    with pytest.raises(TypeError):
        l.floats(numpy.zeros((2, 2)))
    with pytest.raises(OverflowError, match=r"v\[1\]"):
        l.bytes8(array.array("i", [1, 200]))


def test_bool_buffers_hold_only_0_and_1():
    with pytest.raises(ValueError, match="only 0 and 1"):
        l.bools(memoryview(b"\x00\x02").cast("?"))


def test_errors_name_the_path():
    with pytest.raises(TypeError, match=r"floats\(\) argument 'v\[1\]': expected float, got str"):
        l.floats([1.0, "x"])
    with pytest.raises(TypeError, match=r"nested\(\) argument 'v\[1\]\[2\]': expected int, got None"):
        l.nested([[1], [1, 2, None]])
    with pytest.raises(TypeError, match=r"deep\(\) argument 'v\[0\]\[1\]\[0\]': expected str, got int"):
        l.deep([[[], [3]]])
    with pytest.raises(TypeError, match=r"floats\(\) argument 'v': expected list\[float\], got str"):
        l.floats("123")
    for bad in (3, b"xx" and {1: 2}, object()):
        with pytest.raises(TypeError, match="expected list"):
            l.nested(bad)


def test_depth():
    assert l.nested([[1, 2], [], None, (3,)]) == [[1, 2], [], [], [3]]
    assert l.deep([[["a", ""], []], []]) == [[["a", ""], []], []]
    assert l.optional([1, None, 3]) == [1, None, 3]
    with pytest.raises(TypeError, match=r"optional\(\) argument 'v\[1\]': expected int or None, got str"):
        l.optional([1, "x"])


def test_fixed_lengths():
    assert l.three([1, 2, 3]) == [1, 2, 3] and l.matrix([[1, 2, 3], (4, 5, 6)]) == [[1, 2, 3], [4, 5, 6]]
    assert l.strs(("a", "b")) == ["a", "b"] and l.none([]) == []
    with pytest.raises(ValueError, match=r"three\(\) argument 'v': expected 3 items, got 2"):
        l.three([1, 2])
    with pytest.raises(ValueError, match=r"argument 'v\[1\]': expected 3 items, got 0"):
        l.matrix([[1, 2, 3], []])
    with pytest.raises(TypeError):
        l.three(None)


def test_none_is_nil_and_nil_is_empty():
    assert l.is_nil(None) and l.is_nil_nested(None)
    assert not l.is_nil([]) and not l.is_nil(array.array("d")) and not l.is_nil_nested([])
    assert l.nil() == [] and l.nil_nested() == []


def test_large_results():
    assert l.range(1_000_000) == list(range(1_000_000))
    a, b = l.shared()
    assert a == list(range(100)) and b == list(range(50, 100))


class Shrinks:
    """Changes the list that it stands in while it is read."""

    def __init__(self, owner, change):
        self.owner, self.change = owner, change

    def __index__(self):
        self.change(self.owner)
        return 1

    def __float__(self):
        self.change(self.owner)
        return 1.0


@freethreading.change_is_seen
@pytest.mark.parametrize("change", [list.clear, lambda v: v.extend([1] * 1000), lambda v: v.pop()], ids=["clear", "extend", "pop"])
@pytest.mark.parametrize("f", [l.floats, l.ints, l.words, lambda v: l.nested([v]), lambda v: l.three(v)], ids=["floats", "ints", "words", "nested", "three"])
def test_lists_that_change_while_they_are_read(f, change):
    for _ in range(20):
        v = [1, 2, 3]
        v[0] = Shrinks(v, change)
        with pytest.raises(RuntimeError, match="changed size"):
            f(v)


class Half(float):
    def __float__(self):
        return 0.5


@pytest.mark.parametrize("before", [0, 1, 100])
@pytest.mark.parametrize("make", [list, tuple, type("Lists", (list,), {})], ids=["list", "tuple", "derived"])
def test_plain_items_before_others(before, make):
    """Which are read where they lie in memory, in releases of Python of which that is known."""
    floats, ints = [0.5 * i for i in range(before)], list(range(before))
    assert l.floats(make([*floats, 7, Half(3.0), 2.5])) == [*floats, 7.0, float.__float__(Half(3.0)), 2.5]
    assert l.floats32(make([*floats, float("inf"), 1])) == [*floats, float("inf"), 1.0]
    assert l.ints(make([*ints, -1, 2**63 - 1])) == [*ints, -1, 2**63 - 1]
    assert l.big(make([*ints, 2**64 - 1, 5])) == [*ints, 2**64 - 1, 5]
    for f, items, error in ((l.floats, [*floats, "x"], TypeError), (l.floats, [*floats, True], TypeError), (l.ints, [*ints, True], TypeError), (l.floats32, [*floats, 1e300], OverflowError), (l.ints, [*ints, 1.0], TypeError), (l.ints, [*ints, 2**63], OverflowError), (l.words, [*ints, -1], OverflowError), (l.big, [*ints, 2**64], OverflowError), (l.big, [*ints, -1], OverflowError)):
        with pytest.raises(error, match=rf"\[{before}\]"):
            f(make([*items, *items]))
    for n in (float("nan"), -0.0, 5e-324):
        (got,) = l.floats(make([n]))
        assert struct.pack("d", got) == struct.pack("d", n)


@freethreading.change_is_seen
@pytest.mark.parametrize("before", [1, 100])
def test_lists_that_change_behind_plain_items(before):
    for change in (list.clear, lambda v: v.extend([1] * 1000), lambda v: v.pop()):
        v = [1.5] * before
        v += [Shrinks(v, change), 2.5]
        with pytest.raises(RuntimeError, match="changed size"):
            l.floats(v)


def test_a_replaced_item_is_held_while_it_is_read():
    for _ in range(100):
        v = [0, 2, 3]

        class Replaces:
            def __index__(self):
                v[0] = None  # the list's reference to self goes
                return 7

        v[0] = Replaces()
        assert l.ints(v) == [7, 2, 3]


def test_endless_iterators_are_the_callers_affair_but_errors_pass():
    def broken():
        yield 1.0
        raise LookupError("half way")

    with pytest.raises(LookupError, match="half way"):
        l.floats(broken())
