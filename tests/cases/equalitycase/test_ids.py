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
