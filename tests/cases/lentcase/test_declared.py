"""Plain values that stand for declared types inside of others get what Go writes; *args do too."""

import array
import asyncio
import math

import lentcase as m
import pytest


def written(function, value, *more):
    function(value, *more)
    return value


def test_rows_in_a_list():
    rows = [["a"], m.Row(["b"]), ["c", "d"]]
    inner = list(rows)
    m.upper_rows(rows)
    assert rows == [["A"], ["B"], ["C", "D"]]
    assert all(a is b for a, b in zip(rows, inner))
    assert type(rows[0]) is list and type(rows[1]) is m.Row
    assert m.upper_rows_kept(rows := [["a"]]) == 1 and rows == [["A"]]
    assert written(m.upper_rows, (["a"],)) == (["A"],)


def test_what_can_not_be_changed_is_replaced():
    assert written(m.upper_rows, [("a",)]) == [m.Row(["A"])]
    assert written(m.lengthen_row, [["a"]]) == [["a", "more"]]
    with pytest.raises(TypeError, match="expected a list, got tuple"):
        m.upper_rows((("a",),))


def test_deeper():
    assert written(m.upper_sheet, [["a"]]) == [["A"]]
    assert written(m.upper_sheet, m.Sheet([["a"]])) == [["A"]]
    sheets = {"x": [[["a"], m.Row(["b"])], m.Sheet([["c"]])]}
    assert written(m.upper_sheets, sheets) == {"x": [[["A"], ["B"]], [["C"]]]}
    assert type(sheets["x"][0]) is list and type(sheets["x"][1]) is m.Sheet


def test_maps_and_sets():
    own, listed, mapped = m.Counts({"old": 1}), {"old": 1, "n": 1}, {"x": {}}
    counts = [own, listed]
    m.count_each(counts, mapped)
    assert own == {"n": 1} and listed == {"n": 2} and mapped == {"x": {"n": 1}}
    assert counts[0] is own and counts[1] is listed
    assert written(m.see, [{"old"}, m.Marks({"old"})], "s") == [{"s"}, {"s"}]
    assert written(m.see, [frozenset(["old"])], "s") == [{"s"}]


def test_numbers_and_bytes():
    assert written(m.stamp, [bytearray(b"abc"), b"abc"]) == [b"!bc", b"!bc"]
    weights = [[1.0], array.array("d", [1.0]), m.Weights([1.0])]
    assert written(m.halve_each, weights) == [[0.5], array.array("d", [0.5]), m.Weights([0.5])]
    zeros = [[0.0], m.Weights([0.0])]
    m.negate_each(zeros)
    assert [math.copysign(1, w[0]) for w in zeros] == [-1, -1]


def test_arrays():
    vector = [1.0, 2.0]
    vectors = [vector, m.Vector([1.0, 2.0]), (1.0, 2.0)]
    assert written(m.set_vectors, vectors) == [[9.0, 2.0], m.Vector([9.0, 2.0]), m.Vector([9.0, 2.0])]
    assert vectors[0] is vector
    assert written(m.set_pair, [["a"], ["b"]]) == [["new"], ["b"]]
    assert written(m.set_pair, m.Pair([["a"], ["b"]])) == [["new"], ["b"]]


def test_what_contains_itself():
    assert written(m.branch, {"a": {}, "b": m.Tree()}) == {"a": {"leaf": {}}, "b": {"leaf": {}}}
    knot = m.knot()
    nests = [knot, [[], [[]]]]
    m.unnest(nests)
    assert nests[0] is knot and [len(n) for n in knot] == [0]
    assert nests[1] == [[], []]


def test_any_in_them():
    assert written(m.fix, [{"a": {}}]) == [{"a": {"b": 1}}]


def test_what_goroutines_go_on_writing_is_left():
    stop = iter(())
    assert written(m.count_on_each, [{}], stop) == [{}]


def test_behind_a_pointer():
    assert written(m.push_rows, [["a"]]) == [["new"], ["pushed"]]


def test_async():
    rows = [["a"], m.Row(["b"])]
    asyncio.run(m.aio.upper_rows(rows))
    assert rows == [["A"], ["B"]]


def test_args():
    a, b = ["a"], ["b"]
    m.upper_args(a, b)
    assert (a, b) == (["A"], ["B"])
    m.upper_row_args(a := ["a"], own := m.Row(["b"]))
    assert a == ["A"] and own == ["B"]
    assert m.read_args(("a", "b")) == 2
    m.count_args(a := {}, b := {"n": 1})
    assert (a, b) == ({"n": 1}, {"n": 2})
    m.stamp_args(a := bytearray(b"abc"))
    assert a == b"!bc"
    m.count_on_args(iter(()), a := {})
    assert a == {}


def test_args_that_can_not_be_changed():
    with pytest.raises(TypeError, match=r"argument 'rows': expected lists: the function has written to one that can't be changed; pass list\(\.\.\.\)"):
        m.upper_args(("a",))
    with pytest.raises(TypeError, match=r"expected bytearrays: .*pass bytearray\(\.\.\.\)"):
        m.stamp_args(b"abc")


def test_args_behind_pointers():
    a, b = [], m.Pointer([5])
    m.append_through(a, b)
    assert a == [1] and b.value == [5, 1]
