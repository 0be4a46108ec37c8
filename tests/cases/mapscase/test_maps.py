import collections
import types

import freethreading
import mapscase as m
import pytest


def test_maps_come_back():
    assert m.counts({"a": 1, "": -1, "é": 2**40}) == {"a": 1, "": -1, "é": 2**40}
    assert m.by_number({-128: 0.5, 127: 1}) == {-128: 0.5, 127: 1.0}
    assert m.by_float({0.5: True}) == {0.5: True}
    assert m.by_array({b"ab": 1}) == {b"ab": 1}
    deep = {"x": {1: ["a", "b"], 2: []}, "y": {}}
    assert m.nested(deep) == deep
    many = {f"key {i}": i for i in range(100_000)}
    assert m.counts(many) == many


def test_other_mappings():
    assert m.counts(collections.OrderedDict(a=1)) == {"a": 1}
    assert m.counts(types.MappingProxyType({"a": 1})) == {"a": 1}
    assert m.counts(collections.Counter("aab")) == {"a": 2, "b": 1}
    assert m.counts(collections.ChainMap({"a": 1}, {"b": 2})) == {"a": 1, "b": 2}


def test_sets():
    for form in (set, frozenset, lambda x: dict.fromkeys(x).keys()):
        assert m.set(form(["a", "b", ""])) == {"a", "b", ""}
    assert m.numbers({0, 65535}) == {0, 65535}
    for bad in (["a"], "ab", {"a": 1}, 3):
        with pytest.raises(TypeError, match="expected set"):
            m.set(bad)


def test_none_is_nil():
    assert m.is_nil(None) and not m.is_nil({}) and m.is_nil_set(None) and not m.is_nil_set(set())
    assert m.nil() == ({}, set())


def test_errors_name_the_path():
    with pytest.raises(TypeError, match=r"counts\(\) argument 'm\['b'\]': expected int, got str"):
        m.counts({"a": 1, "b": "x"})
    with pytest.raises(TypeError, match=r"counts\(\) argument 'key 3 of m': expected str, got int"):
        m.counts({3: 1})
    with pytest.raises(TypeError, match=r"nested\(\) argument 'm\['x'\]\[1\]\[0\]': expected str, got bytes"):
        m.nested({"x": {1: [b""]}})
    with pytest.raises(OverflowError, match=r"key 300 of m"):
        m.by_number({300: 1.0})
    for bad in ([("a", 1)], "a", 3):
        with pytest.raises(TypeError, match=r"expected dict\[str, int\]"):
            m.counts(bad)


@freethreading.change_is_seen
@pytest.mark.parametrize("change", [lambda d: d.clear(), lambda d: d.update({str(i): 1 for i in range(1000)})], ids=["clear", "grow"])
def test_dicts_that_change_while_they_are_read(change):
    for _ in range(50):
        d = {"a": 1, "b": 2, "c": 3}

        class Changes:
            def __index__(self):
                change(d)
                return 1

        d["a"] = Changes()
        with pytest.raises(RuntimeError, match="changed size"):
            m.counts(d)


def test_mappings_with_errors_of_their_own():
    class Broken(collections.UserDict):
        def items(self):
            raise LookupError("broken")

    with pytest.raises(LookupError, match="broken"):
        m.counts(Broken(a=1))
