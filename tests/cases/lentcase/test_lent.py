"""What Go writes to a slice argument arrives, or is refused."""

import array
import asyncio
import collections
import io
import types

import lentcase as l
import numpy
import pytest


def test_what_is_written_by_a_function_that_may_keep_it_arrives():
    a = array.array("d", [1, 2, 3])
    l.add_kept(a, [1, 1, 1])
    assert a.tolist() == [2, 3, 4]
    n = numpy.arange(4.0)
    l.add_kept(n, n)
    assert n.tolist() == [0, 2, 4, 6]
    v = [1.0, 2, 3.5]
    l.add_kept(v, (1, 0, 1))
    assert v == [2.0, 2, 4.5] and type(v[1]) is int  # what has not changed stays as it is
    i = [3, 1, 2]
    l.sort_kept(i)
    assert i == [1, 2, 3]
    b = bytearray(b"abc")
    l.scribble(memoryview(b)[1:])
    assert b == b"a##"
    l.scribble(None)


def test_what_is_written_by_a_function_with_results_arrives():
    a = array.array("d", [1, 5, 9])
    assert l.clamp(a, 4) == 2 and a.tolist() == [1, 4, 4]
    v = [1.0, 5.0]
    assert l.clamp(v, 4) == 1 and v == [1, 4]
    d = numpy.array([1, 2], "i4")
    assert l.double(d) == [2, 4] and d.tolist() == [2, 4]


def test_buffers_of_other_shapes():
    strided = numpy.arange(6.0)
    l.add_kept(strided[::2], [1, 1, 1])
    assert strided.tolist() == [1, 1, 3, 3, 5, 5]
    grid = numpy.zeros((4, 4), "u1")
    l.scribble(grid[:, 1:3])
    assert (grid[:, 1:3] == ord("#")).all() and (grid[:, 0] == 0).all()
    unaligned = numpy.frombuffer(bytearray(17), "u1")[1:].view("f8")
    l.add_kept(unaligned, [1, 2])
    assert unaligned.tolist() == [1, 2]
    flags = numpy.array([True, False])
    l.flip(flags)
    assert flags.tolist() == [False, True]
    bools = [True, False]
    l.flip(bools)
    assert bools == [False, True]


def test_what_can_not_take_it_is_refused():
    with pytest.raises(TypeError, match=r"clamp\(\) argument 'v': expected a list or a writable buffer of float64, got tuple: the function writes it; pass"):
        l.clamp((1.0, 5.0), 4)
    ro = numpy.arange(3.0)
    ro.flags.writeable = False
    with pytest.raises(TypeError, match="got a read-only one: the function writes it"):
        l.clamp(ro, 1)
    with pytest.raises(TypeError, match="got a read-only one of float32|got one of float32"):
        l.clamp(numpy.arange(3, dtype="f4"), 1)
    for lost in (b"abc", memoryview(b"abc")):
        with pytest.raises(TypeError, match=r"scribble\(\) argument 'b': expected a writable bytes-like object, got (bytes|a read-only one): the function has written it; pass bytearray\(b\)"):
            l.scribble(lost)
        assert bytes(lost) == b"abc"
    with pytest.raises(TypeError, match="has written"):
        l.add_kept((1.0,), (1.0,))
    with pytest.raises(TypeError, match="of float32: the function has written"):
        l.add_kept(numpy.ones(1, "f4"), (1.0,))
    with pytest.raises(TypeError, match="has written"):
        l.double(range(3))


def test_what_is_not_written_is_taken_as_ever():
    out = io.BytesIO()
    assert l.send(out, b"bytes") == 5 and out.getvalue() == b"bytes"
    assert l.untouched(b"abc") == 3 and l.untouched(memoryview(b"abc")) == 3
    assert l.append_number(b"n=", 12) == b"n=12"
    l.add_kept((1.0,), (0.0,))
    l.sort_kept((1, 2, 3))
    l.sort_kept(range(3))
    assert l.double([]) == [] and l.double(()) == []
    c = l.Counter()
    assert c.write(b"abc") == 3 and c.text() == "abc"
    b = bytearray(b"x")
    l.untouched(b)
    b += b"y" * 100  # no longer exported


def test_a_call_that_fails_has_written_too():
    b = bytearray(b"ab")
    with pytest.raises(l.GoError, match="written, and failed"):
        l.fail_after(b)
    assert b == b"##"
    b = bytearray(b"ab")
    with pytest.raises(l.PanicError, match="written, and panicked"):
        l.panic_after(b)
    assert b == b"##"
    with pytest.raises(l.GoError, match="written, and failed"):
        l.fail_after(b"ab")


def test_reading_fills_the_buffer():
    f, b = l.new_filler("hello world"), bytearray(5)
    assert f.read_at(b, 6) == 5 and b == b"world"
    assert f.read_into(b, True) == 5 and b == b"hello"
    with pytest.raises(TypeError, match="the function writes it"):
        f.read_at(b"     ", 0)
    part = bytearray(10)
    assert f.read_into(memoryview(part)[2:8], False) == 6 and part == b"\0\0 world\0\0"


def test_a_list_that_changes_its_size_meanwhile():
    class Shrinks(list):
        pass

    v = Shrinks([3, 2, 1])
    l.sort_kept(v)
    assert v == [1, 2, 3]


def test_lists_of_other_things():
    t = ["b", "a", "c"]
    l.sort_texts(t)
    assert t == ["a", "b", "c"]
    assert l.upper(t) == 3 and t == ["A", "B", "C"]
    t[1] = "b"
    l.upper_kept(t)
    assert t == ["A", "B", "C"]
    a, b = l.Point(x=1), l.Point(x=2)
    both = [a, b]
    l.reverse(both)
    assert both[0] is not None and [p.x for p in both] == [2, 1]
    l.shift(tuple(both), 0)
    l.move(both, 10)
    assert [p.x for p in both] == [12, 11]
    n = numpy.array(["x", "a"], "O")
    l.sort_texts(n)
    assert n.tolist() == ["a", "x"]
    with pytest.raises(TypeError, match=r"sort_texts\(\) argument 'v': expected a list, got tuple: the function (writes|has written) it; pass list\(v\)"):
        l.sort_texts(("b", "a"))
    with pytest.raises(TypeError, match="expected a list, got tuple"):
        l.upper_kept(("b", "a"))
    assert l.upper_kept(("B", "A")) == 2
    l.sort_texts([])
    l.sort_texts(None)


def test_slices_of_slices():
    m = [[1.0, 2.0], [3.0, 4.0]]
    rows = list(m)
    l.transpose(m)
    assert m == [[1, 3], [2, 4]] and m[0] is rows[0]
    n = numpy.array([[1.0, 2.0], [3.0, 4.0]])
    l.transpose(n)
    assert n.tolist() == [[1, 3], [2, 4]]
    mixed = [array.array("d", [1, 2]), [3.0, 4.0]]
    l.transpose(mixed)
    assert mixed == [array.array("d", [1, 3]), [2.0, 4.0]]
    in_tuple = ([1.0, 2.0], [3.0, 4.0])
    l.transpose(in_tuple)
    assert in_tuple == ([1, 3], [2, 4])
    b = [bytearray(b"ab"), b"c"]
    l.blank(b)
    assert b == [bytearray(2), b"\0"]
    with pytest.raises(TypeError, match="expected a list"):
        l.blank((b"ab",))
    r = [[1], [2]]
    l.longer(r)
    assert r == [[1, 7], [2]]


def test_declared_slices():
    t = ["b", "a"]
    l.sort_names(t)
    assert t == ["a", "b"]
    n = l.Names(["b", "a"])
    l.sort_names(n)
    assert list(n) == ["a", "b"]
    with pytest.raises(TypeError, match="expected a list, got tuple"):
        l.sort_names(("b", "a"))
    a = array.array("d", [2, 4])
    l.halve(a)
    assert a.tolist() == [1, 2]
    v = [2.0, 0]
    l.halve(v)
    assert v == [1, 0]
    levels = l.Levels(v)
    l.halve(levels)
    assert list(levels) == [0.5, 0] and v == [1, 0]
    with pytest.raises(TypeError, match="has written"):
        l.halve((1.0,))


def test_functions_from_go():
    a = array.array("q", [5, 5, 5])
    l.filled()(a)
    assert a.tolist() == [0, 1, 2]
    v = [5, 5]
    l.filled()(v)
    assert v == [0, 1]


def test_directives():
    v = [2, 1]
    l.copied(v)
    assert v == [1, 2]


def test_async_calls():
    async def main():
        b = bytearray(b"abc")
        assert await l.aio.slowly(b) == 3 and b == b"###"
        a = array.array("d", [1, 2])
        await l.aio.add_kept(a, [1, 1])
        assert a.tolist() == [2, 3]
        v = [3, 2, 1]
        await l.aio.sort_kept(v)
        assert v == [1, 2, 3]
        t = ["b", "a"]
        await l.aio.sort_texts(t)
        assert t == ["a", "b"]
        with pytest.raises(TypeError, match="has written"):
            await l.aio.slowly(b"abc")
        with pytest.raises(TypeError, match="writes it"):
            await l.aio.clamp((1.0,), 2)

    asyncio.run(main())


# ---- maps ----


def test_what_is_written_to_a_map_arrives():
    counts = {"a": 1, "z": 0}
    l.count(counts, "a", "b", "b")
    assert counts == {"a": 2, "z": 0, "b": 2}
    assert l.prune(counts) == 1 and counts == {"a": 2, "b": 2}
    seen = {1, 2}
    assert l.mark(seen, 5, 1) and seen == {2, 5}
    cells = {(1, 2), (3, 4)}
    l.visit(cells, (5, 6), (1, 2))
    assert cells == {(3, 4), (5, 6)}
    assert asyncio.run(count_in_aio()) == {"x": 1}


async def count_in_aio():
    counts = {}
    await l.aio.count(counts, "x")
    return counts


def test_what_is_written_to_the_values_of_a_map_arrives_in_them():
    lists, numbers = [1, 2], array.array("q", [7])
    m = {"l": lists, "a": numbers}
    assert l.raise_(m, "l") == 2 and l.raise_(m, "a") == 2
    assert m["l"] is lists and lists == [2, 3] and m["a"] is numbers and numbers.tolist() == [8]


def test_what_is_written_before_an_error_arrives():
    m = {"a": l.Place(True, 1.5, 3), "b": l.Place()}
    l.swap(m, "a", "b")
    assert m == {"b": l.Place(True, 1.5, 3), "a": l.Place()}
    with pytest.raises(l.GoError, match="not two"):
        l.swap(m, "a", "c")
    assert m["c"] == l.Place() and len(m) == 3


def test_other_mappings():
    class Own(collections.UserDict):
        pass

    own = Own(a=1)
    l.count(own, "a")
    assert own.data == {"a": 2}
    ordered = collections.OrderedDict(b=0, a=1)
    l.prune(ordered)
    assert list(ordered) == ["a"]
    frozen = types.MappingProxyType({"a": 1})
    assert l.total(frozen) == 1  # it is proven to read
    with pytest.raises(TypeError, match=r"prune\(\) argument 'counts': expected a dict, got mappingproxy: the function has written it; pass dict\(counts\)"):
        l.prune(types.MappingProxyType({"a": 0}))
    assert l.prune(frozen) == 0  # nothing was written
    with pytest.raises(TypeError, match="expected a set, got frozenset: the function has written it"):
        l.mark(frozenset({1}), 2, 1)


def test_what_lies_between_the_fields_is_no_change():
    places = types.MappingProxyType({str(i): l.Place(i % 2 == 0, i, i) for i in range(100)})
    for _ in range(50):
        assert l.look(places, str.upper) == 100
    d = dict(places)
    assert l.look(d, lambda _: "write") == 101 and d["new"] == l.Place()


def test_what_is_written_to_what_a_map_holds_arrives_in_it():
    inner, row = {"n": 1}, {}
    m, rows = {"a": inner, "b": {}}, [row]
    assert l.count_in(m, rows) == 2
    assert m == {"a": {"n": 2}, "b": {"n": 1}} and m["a"] is inner and rows == [{"n": 1}] and rows[0] is row
    kept, words = {1}, ["old", "x"]
    sets, lists = {"s": kept}, {"l": [words]}
    l.add_to(sets, lists, 5)
    assert kept == {1, 5} and sets["s"] is kept and words == ["new", "x"] and lists["l"][0] is words
    frozen = {"s": frozenset({1})}
    l.add_to(frozen, lists, 5)
    assert frozen == {"s": {1, 5}}


def test_what_is_written_to_any_arrives_at_any_depth():
    server, deep = {"port": 1, "old": None}, [1, 2]
    m, rows = {"server": server, "list": [1, 1], "else": {"x": [1]}}, [{"x": deep}, 2]
    l.configure(m, rows)
    assert server == {"port": 8080} and m["server"] is server and m["else"] == {"x": [1]}
    assert m["list"][1] is True and deep == ["deep", 2]


def test_what_is_written_to_what_an_any_is_arrives():
    d, inner = {}, {}
    l.set_in(d, "a", 1)
    rows = [inner, {"x": 0}, 5]
    l.set_in(rows, "b", 2)
    assert d == {"a": 1} and inner == {"b": 2} and rows == [inner, {"x": 0, "b": 2}, 5] and rows[0] is inner
    deep = {"inner": inner, "old": 1}
    assert l.put_in(deep) and deep == {"inner": {"b": 2, "n": 1}} and deep["inner"] is inner
    assert not l.put_in(3) and l.set_in(None, "a", 1) is None
    assert l.set_in((1, 2), "a", 1) is None  # nothing was written
    with pytest.raises(TypeError, match="Go has written to it, and a copy of this object can't go back: pass a list, a dict"):
        l.set_in(types.MappingProxyType({}), "a", 1)


def test_declared_maps():
    stock, labels = {"a": 1}, {"old"}
    l.restock(stock, "a", 2)
    l.restock(stock, "b", 1)
    assert stock == {"a": 3, "b": 1}
    assert l.label(labels, "x") == 1 and labels == {"x"}
    own = l.Inventory({"a": 1})
    l.restock(own, "a", 2)
    assert own.of("a") == 3
    with pytest.raises(TypeError, match=r"label\(\) argument 'l': expected a set, got frozenset: the function has written it; pass set\(l\)"):
        l.label(frozenset(), "x")
    mine = collections.UserDict(a=1)
    l.restock(mine, "a", 1)
    assert mine.data == {"a": 2}


def test_arrays_of_what_is_shared():
    rows, counts = [["a"], ["b"]], {}
    assert l.edge(rows, [counts]) == "a"
    assert rows == [["a"], ["new"]] and counts == {"a": 1}


def test_what_is_written_to_a_map_that_go_may_keep_arrives_if_nothing_goes_on_writing():
    d = {}
    assert l.keep_counts(d) == 1 and d == {"kept": 1}
    l.count_and_keep(d, "a b a")
    assert d == {"kept": 1, "a": 2, "b": 1}
    words = {"b": 1}
    l.count_words(["a b", "c b"] * 10, words)
    assert words == {"a": 10, "b": 21, "c": 10}
    started = {}
    l.count_on(started, [])
    l.count_soon(started, [])
    l.count_by(started, lambda: None)
    assert started == {}  # it is not read, since a goroutine may write it


@pytest.mark.parametrize("write", [l.write_assigned, l.write_late, l.write_second], ids=lambda f: f.__name__)
def test_other_variables_may_be_what_was_given(write):
    d = {}
    write(d)
    assert list(d) == ["a"]


def test_a_map_of_its_own():
    assert l.turned(types.MappingProxyType({"a": 1})) == {1: "a"}


class Thief(list):
    """Keeps what it is compared with, and empties it when an item is read."""

    stolen = None

    def __eq__(self, other):
        self.stolen = other
        return False

    def __getitem__(self, i):
        if self.stolen is not None:
            self.stolen.clear()
        return super().__getitem__(i)


def test_lists_that_empty_what_go_has_written():
    for _ in range(100):
        rows = [[Thief(["old"])]]
        l.deepest(rows)
        assert list(rows[0][0]) == ["new"]


def test_maps_that_others_may_write_are_not_read():
    courier = l.Courier()
    for _ in range(20):
        for write, bag in (
            (courier.take, {"a": 1}),
            (l.current, {"a": 1}),
            (l.fill_in_any, {"a": 1}),
            (l.fill_pointed, {"a": 1}),
            (l.fill_in_any_kept, {"a": 1, "inner": {}}),
        ):
            was = dict(bag)
            write(bag)
            assert bag == was  # what Go does with it from then on would end the process
        parts = [{"a": 1}, {"b": 1}]
        l.fill_parts(parts)
        assert parts == [{"a": 1}, {"new": 1}]


def test_a_lock_is_no_matter_where_nothing_is_kept():
    bag = {"inner": {"n": 1}}
    l.fill_in_any_alone(bag)
    assert bag == {"inner": {"n": 2}, "one": 1}


def test_any_keys_and_sets_in_an_any():
    for keyed in ({1: 2, "a": 3}, {1: 2}):
        l.put_in_any(keyed)
        assert keyed == {k: v for k, v in {"a": 3}.items() if k in keyed} | {"x": 1}
    members = {1, "a"}
    l.put_in_any(members)
    assert members == {"a", "x"}
    with pytest.raises(TypeError, match="a list, a dict, a set, or a Pointer"):
        l.put_in_any(frozenset([1]))


def test_what_is_equal_may_be_another_value():
    v = {"rows": [[1, 0.0]]}
    l.put_in_any(v)
    assert repr(v) == "{'rows': [[True, -0.0]]}"
    rows = [[0.0, 1.0]]
    l.negate_rows(rows)
    assert repr(rows) == "[[-0.0, -1.0]]"
