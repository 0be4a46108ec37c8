"""Functions that want to know what a value of a type parameter is: they get it as an any."""

import genericscase as m
import pytest


def test_type_switches():
    assert [m.describe(v) for v in (1, "a", b"xyz", m.Weekday.TUESDAY, ValueError("no"))] == [
        "int 1", "string a", "bytes 3", "day Tue", "error ValueError: no"]
    assert m.describe(None) == "<nil>" and m.describe([1]) == "[]interface {}" and m.describe(object()) == "rt.Object"
    assert m.described(1, "a", None) == ["int 1", "string a", "<nil>"]


def test_results_are_what_came():
    assert m.add(1.5, 2.0) == 3.5
    with pytest.raises(m.GoError, match="string is no number") as info:
        m.add([1], "x")
    assert info.value.results == ([1],)


def test_interfaces_are_no_types():
    thing = object()
    assert m.said(thing) == (thing, str(thing))


def test_decoding():
    assert m.from_json('{"a": [1, null, "x"]}') == {"a": [1, None, "x"]} and m.read_json("true") is True
    with pytest.raises(ValueError):
        m.from_json("{")


def test_values_of_several_types():
    b, thing = m.Bin(), object()
    for name, v in {"thing": thing, "one": 1, "none": None}.items():
        m.put(b, name, v)
    assert m.taken(b, "thing") is thing and [m.taken(b, name) for name in ("one", "none", "absent")] == [1, None, None]
    assert [m.taken(b, name) for name in ("n", "list", "day")] == [3, [1, 2], m.Weekday.TUESDAY]
