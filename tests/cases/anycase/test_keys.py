"""Arguments that Go compares, or has as keys: it can't hash a list, and a []byte neither."""

import anycase as m
import pytest

KEYS = [(1, 2), (), ("a", (b"b", None, (1.5,))), b"bytes", b"", "text", 3, None, 2.5, True, m.Point(1, 2)]


@pytest.mark.parametrize("key", KEYS, ids=repr)
def test_keys(key):
    memory = m.Memory()
    assert memory.get(key) is None and not memory.safe(key)
    memory.put(key, 1)
    memory.put(key, 2)
    assert memory.get(key) == 2 and memory.safe(key) and memory.order() == [key] and type(memory.order()[0]) is type(key)
    assert memory.get((key, key)) is None
    memory.forget("other", key)
    assert memory.get(key) is None


def test_what_comes_back_is_a_key_in_python():
    memory = m.Memory()
    for i, key in enumerate(KEYS):
        memory.put(key, i)
    assert {k: memory.get(k) for k in memory.order()} == {k: i for i, k in enumerate(KEYS)}


def test_bytearrays_and_lists_are_what_go_has_of_tuples_and_bytes():
    memory = m.Memory()
    memory.put((1, 2), 3)
    memory.put(b"x", 4)
    assert memory.get([1, 2]) == 3 and memory.get(bytearray(b"x")) == memory.get(memoryview(b"x")) == 4


@pytest.mark.parametrize("key", [{}, {1: 2}, ({},), (1, [{"a"}])], ids=repr)
def test_what_go_cannot_hash(key):
    with pytest.raises(m.PanicError, match="unhashable"):
        m.Memory().put(key, 1)


def test_comparisons():
    items = [1, (1, 2), b"x", [3], "a", None]
    assert [m.where(items, item) for item in items] == [0, 1, 2, 3, 4, 5]
    assert m.where(items, (1, 3)) == m.where(items, ()) == m.where(items, {}) == -1


def test_code_that_knows_lists_gets_them():
    assert [m.kinds(v, 1) for v in (b"ab", (1, 2), [1], 1, 2)] == ["2 bytes", "2 items", "1 items", "true", "false"]
    assert m.is_nil((1,)) == "false []interface {}" and m.is_nil(b"a") == "false []uint8" and m.is_nil(None) == "true <nil>"


def test_arrays_of_anything_are_tuples():
    assert m.pair(1, [2]) == (1, [2]) and m.pair(b"x", m.pair(1, 2)) == (b"x", [1, 2])
    assert m.sizes() == [[1, 2], ["a"], [None, None]]
