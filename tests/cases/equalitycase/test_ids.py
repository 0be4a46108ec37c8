"""Arrays of a declared type are keys, as Go compares them by ==."""

import equalitycase as e
import pytest


def test_arrays_are_keys():
    assert hash(e.make_id(1)) == hash(e.make_id(1)) and {e.make_id(1): "one"}[e.make_id(1)] == "one"
    assert len({e.make_id(1), e.make_id(2), e.make_id(1)}) == 2
    assert {e.make_cell(1, 2): "a"}[e.make_cell(1, 2)] == "a" and e.make_cell(1, 2) != e.make_cell(2, 1)


def test_an_array_that_a_method_changes_is_none():
    with pytest.raises(TypeError, match="unhashable"):
        hash(e.make_tally())


def test_keys_of_maps_that_say_which_are_equal():
    a, same, other = e.QName("x", "a"), e.QName("x", "a"), e.QName("X", "A")
    assert a == same == other and hash(a) == hash(same) != hash(other)
    named = e.Named({a: 1, other: 2})
    assert len(named) == 2 and named[same] == 1 and named[other] == 2 and named.sum(a, other) == 3
    assert dict(named) == {a: 1, other: 2} and {a, same} == {a}
    counts = e.marked(e.Mark("t"), "t", "T")
    assert counts == {e.Mark("t"): 2, e.Mark("T"): 1} and counts["t"] == 2
