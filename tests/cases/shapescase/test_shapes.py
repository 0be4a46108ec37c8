import asyncio
import collections.abc
import enum
import inspect
import queue
import sys

import pytest
import shapescase as m
from waiting import until_sync


def test_types_that_contain_themselves():
    t = m.Tree([[[], []], []])
    assert t.depth() == 3 and m.grow(4).depth() == 5 and len(m.grow(2)) == 2
    assert [x.depth() for x in t] == [2, 1] and t == [[[], []], []]
    assert m.paths({"a": {"b": {"c": {}}}, "d": None}) == ["a", "a/b", "a/b/c", "d"]
    assert m.run(m.down(5)) == 6 - 1
    seen = []

    def state(n):
        seen.append(n)
        return state if n < 3 else None

    assert m.run(state) == 4 and seen == [0, 1, 2, 3]
    assert m.run(lambda n: m.down(2)) == 3


def test_iterables_are_channels():
    assert m.sum([1, 2, 3]) == 6 and m.sum(range(1000)) == 499500 and m.sum(iter([])) == 0
    assert m.first(x for x in "abc") == "a"
    assert m.join(["a", "b"]) == "a b" and list(m.split("x y z")) == ["x", "y", "z"]
    assert m.join(m.split("there and back")) == "there and back"
    assert m.channels([[1], range(3), (4,)]) == 8
    with pytest.raises(TypeError, match="expected an iterable of int"):
        m.sum(3)

    async def main():
        async def items():
            yield 1
            await asyncio.sleep(0)
            yield 2

        assert await m.aio.sum(items()) == 3

    asyncio.run(main())


def test_channels_that_are_sent_to_are_functions():
    got = []
    m.send(5, got.append)
    until_sync(lambda: len(got) == 5)
    q = queue.Queue()
    m.send(2, q.put)
    assert got == [0, 1, 2, 3, 4] and [q.get(timeout=60), q.get(timeout=60)] == [0, 1]
    sink = m.Sink()
    sink.in_("a")
    sink.in_("b")
    assert sink.close() == ["a", "b"]
    with pytest.raises(m.PanicError, match="closed channel"):
        sink.in_("c")
    assert m.Sink.zero().in_ is None


def test_structs_and_arrays_are_keys():
    board = m.board(3)
    assert board[m.Cell(2, 4)] == "xx" and m.Cell(1, 1) in board and len(board) == 3
    assert m.at({m.Cell(1, 2): "here"}, 1, 2) == "here" and m.at(board, 2, 4) == "xx"
    key = next(iter(board))
    with pytest.raises(AttributeError):
        key.x = 5
    assert m.arrays() == {(1, 2): [[1, 2], [3, 4]]} and m.array_at({(1, 2): "x"}, 1, 2) == "x"
    assert m.seen([m.Cell(1, 1), m.Cell(1, 1), m.Cell(2, 1)]) == {m.Cell(1, 1), m.Cell(2, 1)}
    sums = m.sums()
    assert sums[m.Sum256(b"\1\2\3\4")] == 5 == sums[b"\1\2\3\4"] and m.sum_of(sums, b"\1\2\3\4") == 5
    assert m.pairs()[m.Pair([1, 2])] == 3


def test_arrays_are_made_of_their_items():
    assert m.Pair(1, 2) == m.Pair([1, 2]) == m.Pair((1, 2)) == m.Pair(range(1, 3)) and list(m.Pair(1, True + 1)) == [1, 2]
    triangle = m.Triangle(m.Cell(1, 2), {"x": 3}, m.Cell())
    assert [(c.x, c.y) for c in triangle] == [(1, 2), (3, 0), (0, 0)] and list(m.Twelve(*range(12))) == list(m.Twelve(range(12)))

    assert str(inspect.signature(m.Pair)) == "(value, /, *items)"

    class Own(m.Pair):
        pass

    assert type(Own(1, 2)) is Own and Own(1, 2) == m.Pair(1, 2)
    for wrong in ((1, "2"), (1, 2, 3), (m.Pair(1, 2), m.Pair(1, 2)), (1,), ()):
        with pytest.raises((TypeError, ValueError), match=r"Pair\(\) "):
            m.Pair(*wrong)
    with pytest.raises(TypeError, match=r"Pair\(\) argument 'value\[1\]': expected int, got str"):
        m.Pair(1, "2")
    with pytest.raises(TypeError, match=r"Pair\(\) takes 1 positional argument but 2 were given"):
        m.Pair(1, 2, key=3)
    before = sys.getrefcount(m.Pair)
    for _ in range(1000):
        m.Pair(1, 2)
        with pytest.raises(TypeError):
            m.Pair("a", "b")
    assert sys.getrefcount(m.Pair) <= before + 10


def test_pointers_to_pointers():
    assert m.pointer_to(3).x == 3 and m.pointer_to(-1) is None
    assert m.x_of(m.Cell(4, 1)) == 4 and m.x_of(None) == -1 and m.x_of(m.pointer_to(3)) == 3
    assert m.numbers([1, 2], {"a": 1}) == 12 and m.numbers(None, None) == 0
    assert m.name_of(m.Cell()) == "cell" and m.name_of(None) == "none"


def test_numbers_that_look_like_bits():
    assert not issubclass(m.Symbol, enum.Flag) and m.Symbol(12) is m.Symbol.K and len(m.Symbol) == 12


def test_constants_of_boxes():
    assert type(m.ON) is m.Switch and m.ON == True and m.ON.flip() == m.OFF  # noqa: E712
    with pytest.raises(AttributeError):
        m.ON = m.OFF


def test_what_a_channel_gets_may_raise():
    def items():
        yield 1
        raise ValueError("no more")

    def calls_that_tell():
        try:
            m.sum([])
        except (ValueError, m.PanicError) as e:
            return "no more" in str(e)
        return False

    try:
        assert m.sum(items()) == 1
    except (ValueError, m.PanicError) as e:
        assert "no more" in str(e)
    else:
        until_sync(calls_that_tell)
    assert m.sum([1, 2]) == 3


def test_items_of_boxes_are_assigned():
    d = m.Dir({"a": m.Dir({})})
    d["b"] = {"c": {}}
    assert d == {"a": {}, "b": {"c": {}}}
    d["b"]["d"] = m.Dir({})
    assert sorted(d["b"]) == ["c", "d"]
    del d["a"]
    assert d.pop("b").keys() == {"c", "d"} and len(d) == 0
    with pytest.raises(KeyError):
        del d["a"]
    d.update(x={}, y={"z": {}})
    assert d.setdefault("x", {"no": {}}) == {} and d.setdefault("w", {}) == {} and sorted(d) == ["w", "x", "y"]
    key, value = d.popitem()
    assert key not in d and isinstance(value, m.Dir)
    d.clear()
    assert not len(d) and isinstance(d, collections.abc.MutableMapping)
    with pytest.raises(TypeError):
        d["a"] = 3
    t = m.Tree([m.Tree([])])
    t[0] = [[], []]
    t.append([])
    t += [[]]
    assert t == [[[], []], [], []] and t.depth() == 3
    t.insert(0, m.Tree([]))
    del t[1]
    assert t.pop() == [] and len(t) == 2
    t[0].append([[]])
    assert t == [[[[]]], []] and t.depth() == 4
    t.reverse()
    t[1:] = []
    assert t == [[]] and isinstance(t, collections.abc.MutableSequence)
    with pytest.raises(TypeError):
        t.append(3)
    with pytest.raises(IndexError):
        t[5] = []


def test_boxes_in_containers_are_changed_or_refuse():
    park = m.Park(woods={"a": []}, trees=[[], []])
    park.trees[1].append([[]])
    park.pairs[0] += [[]]
    assert park.depths() == {"a": 1, "sum": 1 + 3 + 2 + 1}
    park.woods["b"] = [[[]]]
    assert park.depths()["b"] == 3
    with pytest.raises((AttributeError, TypeError), match="copy"):
        park.woods["a"].append([])
    with pytest.raises((AttributeError, TypeError), match="copy"):
        park.woods["a"][0] = []
    tree = park.woods["b"][0]
    assert tree == [[]]
    woods = park.woods
    woods["c"] = [*woods["a"], []]
    assert park.depths()["c"] == 2
    nested = m.Dir({"a": {"b": {}}, "nil": None})
    nested["a"]["c"] = {}
    assert sorted(nested["a"]) == ["b", "c"]
    with pytest.raises(AttributeError, match="copy"):
        nested["nil"]["x"] = {}  # in Go too
    none = m.Park()
    none.woods["x"] = []
    assert none.depths() == {"x": 1, "sum": 2}


def test_boxes_over_maps_are_mappings():
    d = m.Dir({"a": {}, "b": {"c": {}}})
    assert dict(d) == {"a": d["a"], "b": d["b"]} and sorted(d.keys()) == ["a", "b"] and len(d.items()) == 2
    assert {**d["b"]} == {"c": m.Dir({})} and list(d["b"].values()) == [{}]
