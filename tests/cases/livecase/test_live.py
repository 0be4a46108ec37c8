"""What a field, an item or a variable gives writes through to Go, or refuses."""

import bisect
import concurrent.futures
import copy
import datetime
import gc
import heapq
import json
import operator
import os
import pickle
import random
import threading
import warnings
import weakref

import livecase as m
import pytest


@pytest.fixture
def d():
    return m.Doc()


def test_lists_write_through(d):
    d.tags.append("c")
    assert d.tagged() == "a,b,c" and d.tags == ["a", "b", "c"]
    d.tags.extend(x for x in "de")
    d.tags += ["f"]
    d.tags[0] = "A"
    d.tags[-1] = "F"
    assert d.tagged() == "A,b,c,d,e,F"
    del d.tags[1]
    d.tags.insert(0, "0")
    assert d.tags.pop() == "F" and d.tags.pop(0) == "0"
    d.tags.remove("d")
    assert d.tagged() == "A,c,e"
    d.tags.reverse()
    assert d.tagged() == "e,c,A"
    d.tags.sort(key=str.lower, reverse=True)
    assert d.tagged() == "e,c,A"
    d.tags.sort()
    d.tags[1:] = iter(["x", "y", "z"])
    assert d.tagged() == "A,x,y,z"
    d.tags[::2] = ["1", "2"]
    assert d.tagged() == "1,x,2,z"
    del d.tags[::2]
    d.tags *= 2
    assert d.tagged() == "x,z,x,z"
    d.tags.clear()
    assert d.tagged() == "" and d.tags == []
    d.tags.append("again")
    assert d.tagged() == "again"


def test_the_same_on_one_that_is_held(d):
    tags = d.tags
    mirror = ["a", "b"]
    rng = random.Random(1)
    for step in range(400):
        word = str(step)
        for t in (tags, mirror):
            rng.seed(step)
            what = rng.randrange(12)
            n = len(t)
            if what < 3:
                t.append(word)
            elif what == 3:
                t.extend([word, word + "!"])
            elif what == 4:
                t.insert(rng.randrange(-n - 1, n + 2), word)
            elif what == 5 and n:
                t.pop(rng.randrange(n))
            elif what == 6 and n:
                t[rng.randrange(-n, n)] = word
            elif what == 7:
                t.reverse()
            elif what == 8:
                t.sort()
            elif what == 9 and n > 40:
                del t[5:30]
            elif what == 10:
                t[1:3] = [word] * rng.randrange(4)
            elif what == 11 and n:
                t.remove(t[rng.randrange(n)])
        assert tags == mirror
        assert d.tagged() == ",".join(mirror)
    assert d.tags == tags


def test_errors_leave_both_unchanged(d):
    tags = d.tags
    for bad in (
        lambda: tags.append(1),
        lambda: tags.extend(["ok", 1]),
        lambda: tags.insert(0, None),
        lambda: tags.__setitem__(0, b"x"),
        lambda: tags.__setitem__(slice(0, 1), ["ok", 3]),
        lambda: tags.sort(key=lambda x: None if x == "a" else x),
        lambda: d.index.update(ok=1, bad="x"),
        lambda: d.index.__setitem__(1, 1),
        lambda: d.seen.update({"ok", 1}),
    ):
        with pytest.raises(TypeError):
            bad()
        assert tags == d.tags == ["a", "b"] and d.tagged() == "a,b"
        assert d.index == {"a": 1} and d.seen == {"a"}
    with pytest.raises(TypeError, match=r"'tags\[2\]': expected str, got int"):
        tags.append(1)
    with pytest.raises(TypeError, match=r"'grid\[1\]\[0\]': expected float, got str"):
        d.grid[1][0] = "x"
    with pytest.raises(IndexError):
        tags[2] = "x"
    with pytest.raises(IndexError):
        del tags[5]
    with pytest.raises(IndexError):
        d.index.clear() or d.tags[:0] or [].pop()
    with pytest.raises(KeyError):
        del d.lists["nothing"]
    with pytest.raises(KeyError):
        d.seen.remove("nothing")
    with pytest.raises(ValueError):
        tags.remove("nothing")
    with pytest.raises(OverflowError):
        d.lists["k"].append(2**70)


def test_dicts_write_through(d):
    d.index["k"] = 2
    assert d.keyed() == "a,k" and d.index == {"a": 1, "k": 2}
    d.index.update({"x": 3}, y=4)
    d.index |= {"z": 5}
    assert d.keyed() == "a,k,x,y,z"
    del d.index["x"]
    assert d.index.pop("y") == 4 and d.index.pop("y", None) is None
    assert d.index.setdefault("a", 9) == 1 and d.index.setdefault("new", 9) == 9
    assert d.keyed() == "a,k,new,z"
    k, v = d.index.popitem()
    assert k not in d.index and len(d.index) == 3 and k not in d.keyed().split(",")
    held = d.index
    held["h"] = 1
    assert held == d.index
    held.clear()
    assert d.index == held == {} and d.keyed() == ""
    with pytest.raises(KeyError):
        held.popitem()
    with pytest.raises(KeyError):
        held.pop("x")
    d.index = None
    d.index["first"] = 1
    assert d.keyed() == "first"
    d.keys[3, 4] = "y"
    assert d.keys == {(1, 2): "x", (3, 4): "y"}
    del d.keys[1, 2]
    assert d.keys == {(3, 4): "y"}


def test_sets_write_through(d):
    d.seen.add("x")
    d.seen |= {"y", "z"}
    d.seen.discard("a")
    d.seen.discard("nothing")
    d.seen.discard(1)
    assert d.seen == {"x", "y", "z"}
    d.seen.remove("x")
    d.seen -= {"y"}
    d.seen ^= {"z", "w"}
    assert d.seen == {"w"}
    d.seen.update(["1", "2"], ["3"])
    d.seen &= {"1", "3", "9"}
    assert d.seen == {"1", "3"}
    d.seen.difference_update(["1"])
    d.seen.symmetric_difference_update(["3", "4"])
    d.seen.intersection_update(["4", "5"])
    assert d.seen == {"4"}
    assert d.seen.pop() == "4" and d.seen == set()
    d.seen.add("q")
    d.seen.clear()
    assert d.seen == set()
    with pytest.raises(KeyError):
        d.seen.pop()
    with pytest.raises(TypeError):
        d.seen += {"x"}
    with pytest.raises(TypeError):
        d.seen |= ["x"]


def test_any_depth(d):
    d.grid[1][0] = 30.0
    d.grid.append([5, 6])
    d.grid[2].append(7)
    d.grid[-1][0] += 0.5
    assert d.grid == [[1, 2], [30, 4], [5.5, 6, 7]]
    grid = d.grid
    grid.insert(0, [0])
    grid[0].append(1)
    row = grid[1]
    row.append(9)
    assert grid == d.grid == [[0, 1], [1, 2, 9], [30, 4], [5.5, 6, 7]]
    d.words[0] += ["w"]
    d.words[1].sort(reverse=True)
    assert d.words == [["x", "w"], ["z", "y"]]
    d.lists["k"].append(2)
    d.lists["new"] = [7]
    d.lists["new"].append(8)
    d.lists.setdefault("other", []).append(1)
    assert d.lists == {"k": [1, 2], "new": [7, 8], "other": [1]}
    d.maps["m"]["b"] = 2
    d.maps["n"] = {}
    d.maps["n"]["c"] = 3
    assert d.maps == {"m": {"a": 1, "b": 2}, "n": {"c": 3}}
    d.deep[0]["d"].append(2)
    d.deep[0]["e"] = []
    d.deep[0]["e"].append(3)
    d.deep.append({})
    d.deep[1]["f"] = [4]
    assert d.deep == [{"d": [1, 2], "e": [3]}, {"f": [4]}]
    d.opt.append("p")
    assert d.opt == ["o", "p"]
    d.opt = None
    assert d.opt is None
    d.raw.append(b"y")
    assert d.raw == [b"x", b"y"]


def test_arrays(d):
    d.fixed[1] = 20
    d.table[1][0] = "D"
    d.fixed.reverse()
    assert d.fixed == [3, 20, 1] and d.table == [["a", "b", "c"], ["D", "e", "f"]]
    for bad in (
        lambda: d.fixed.append(1),
        lambda: d.fixed.pop(),
        lambda: d.fixed.clear(),
        lambda: d.table[0].append("x"),
        lambda: d.fixed.__setitem__(slice(0, 2), [1]),
    ):
        with pytest.raises(ValueError, match="an array of Go has 3 items"):
            bad()
    assert d.fixed == [3, 20, 1]
    d.rows_of[1].name = "x"
    assert d.rows_of[1].name == "x"
    d.rows_of[0] = d.rows_of[1]
    assert d.rows_of[0].name == "x"


def test_instances_in_lists(d):
    d.rows[1].name = "x"
    d.rows[1].tags.append("t")
    assert d.row_names() == "r0,x" and d.rows[1].tags == ["t"]
    rows = d.rows
    first = rows[0]
    for i in range(50):
        rows.append(m.Row(name=f"n{i}"))
    first.name = "first"
    rows[30].name = "thirty"
    assert d.row_names().split(",")[:3] == ["first", "x", "n0"]
    assert rows[30].name == "thirty" == d.rows[30].name
    assert rows[0] is first and first.hidden() == 7
    last = rows.pop()
    assert last.name == "n49"
    rows.append(m.Row(name="after"))
    assert last.name == "n49" and d.rows[-1].name == "after"
    del rows[2:-1]
    assert d.row_names() == "first,x,after"
    rows.reverse()
    assert d.row_names() == "after,x,first" and rows[2].hidden() == 7
    rows[2].name = "still"
    assert d.row_names() == "after,x,still"
    rows[0] = m.Row(name="set")
    rows[0].name += "!"
    assert d.row_names() == "set!,x,still"
    rows *= 2
    rows[5].name = "last"
    assert d.row_names() == "set!,x,still,set!,x,last"
    rows.sort(key=lambda r: r.name)
    assert d.row_names() == "last,set!,set!,still,x,x" == ",".join(r.name for r in rows)
    rows[0].name = "l"
    assert d.row_names().startswith("l,")


def test_pointers_stay_themselves(d):
    row = m.Row(name="mine")
    d.ptrs.append(row)
    row.name = "changed"
    assert d.ptrs[1].name == "changed"
    d.ptrs[1].tags.append("t")
    assert row.tags == ["t"]
    d.ptrs.reverse()
    d.ptrs[0].name = "again"
    assert row.name == "again"
    tree = m.Node(name="root")
    tree.children.append(m.Node(name="a"))
    tree.children[0].children.append(m.Node(name="b"))
    tree.by_name = {}
    tree.by_name["a"] = tree.children[0]
    tree.by_name["a"].children.append(m.Node(name="c"))
    assert tree.count() == 4


def test_values_of_maps_are_copies(d):
    with pytest.raises(AttributeError, match="copy of a map's value"):
        d.structs["s"].name = "x"
    with pytest.raises(AttributeError, match="copy of a map's value"):
        d.structs["s"].tags.append("x")
    with pytest.raises(AttributeError, match="copy of a map's value"):
        d.structs["s"].tags += ["x"]
    held = d.structs
    row = m.Row(name="new")
    held["n"] = row
    assert held["n"].name == d.structs["n"].name == "new"
    with pytest.raises(AttributeError, match="copy of a map's value"):
        held["n"].name = "lost"
    row.name = "own"
    held["n"] = row
    assert d.structs["n"].name == "own"


@pytest.mark.parametrize(
    "held",
    [
        lambda f: f.one,
        lambda f: f.any,
        lambda f: f.list[0],
        lambda f: f.by_name["f"],
        lambda f: f.anys["f"],
        lambda f: f.anys["l"][0],
        lambda f: m.the_figure,
    ],
)
def test_values_in_interfaces_are_copies(held):
    frame = m.new_frame()
    with pytest.raises(AttributeError, match="'w' belongs to a copy of a map's value, or of what an interface holds"):
        held(frame).w = 2
    with pytest.raises(AttributeError, match="of what an interface holds: put a changed copy there instead"):
        held(frame).tags.append("x")
    assert held(frame) == m.Flat(w=1)


def test_pointers_in_interfaces_are_shared():
    frame = m.new_frame()
    frame.list[1].w = 5
    frame.one = frame.any = m.Solid(w=1)
    frame.one.w = frame.any.w = 6
    assert (frame.list[1].wide(), frame.one.wide(), frame.any.wide()) == (5, 6, 6)
    own = m.give_flat()  # what a function returns is the caller's
    own.w = 7
    frame.one = own
    assert frame.one.wide() == 7


def test_variables():
    try:
        m.table["b"] = 2
        assert m.table_len() == 2 and m.table == {"a": 1, "b": 2}
        m.table |= {"c": 3}
        assert m.table_len() == m.alias_len() == 3  # the same map in Go
        m.names.append("y")
        m.names += ["z"]
        m.grid[0].append(5)
        m.grid[1][0] = 7
        assert m.names == ["x", "y", "z"] and m.grid == [[1, 5], [7]]
        with pytest.raises(TypeError):
            m.table["d"] = "x"
    finally:
        m.table, m.names, m.grid = {"a": 1}, ["x"], [[1], [2]]


def test_what_go_changes_meanwhile(d):
    tags = d.tags
    d.push("go")
    tags.append("py")
    assert d.tagged() == "a,b,go,py" and tags == ["a", "b", "go", "py"]
    d.push("more")
    tags[0] = "A"
    assert tags == d.tags == ["A", "b", "go", "py", "more"]
    d.replace(["x", "y", "z"])
    tags.remove("y")
    assert d.tags == tags == ["x", "z"]
    d.replace(["one"])
    with pytest.raises(IndexError):
        tags[1] = "gone"
    index = d.index
    d.put("go", 5)
    index["py"] = 6
    assert d.index == {"a": 1, "go": 5, "py": 6}
    del index["go"]
    assert d.index == {"a": 1, "py": 6}
    with pytest.raises(KeyError):
        del index["go"]


def test_rows_that_go_has_replaced(d):
    row = d.grid[0]
    d.swap_grid()
    for change in (lambda: row.append(1), lambda: row.__setitem__(0, 1.0), row.clear, row.sort):
        with pytest.raises(RuntimeError, match="read 'grid' again"):
            change()
    assert d.grid == [[9, 9], [8, 8]]
    inner = d.maps["m"]
    d.maps = {"m": {"z": 1}}
    with pytest.raises(RuntimeError, match="read 'maps' again"):
        inner["lost"] = 1
    assert d.maps == {"m": {"z": 1}}
    words = d.words
    row = words[1]
    d.words.insert(0, ["new"])
    with pytest.raises(RuntimeError, match="read 'words' again"):
        row.append("lost")
    assert d.words == [["new"], ["x"], ["y", "z"]]


def test_what_is_taken_out_is_plain(d):
    grid = d.grid
    row = grid.pop()
    row.append(5)
    assert row == [3, 4, 5] and grid == d.grid == [[1, 2]]
    lists = d.lists
    for take in (lambda: lists.pop("k"), lambda: lists.popitem()[1]):
        out = take()
        out.append(9)
        lists["k"] = [1]
    assert d.lists == {"k": [1]}
    old = lists["k"]
    lists["k"] = [2]
    old.append(3)
    assert d.lists == {"k": [2]} and old == [1, 3]


def test_shared_arrays_and_maps(d):
    other = m.Doc()
    d.share(other)
    d.values[0] = 10.0
    assert other.values == [10, 2]  # as in Go: one array
    d.values.append(30)
    assert d.values == [10, 2, 30] and other.values == [10, 2]
    other.values.append(4)  # no room there: another array
    other.values[0] = 0
    assert d.values == [10, 2, 30] and other.values == [0, 2, 4]
    d.same_map(other)
    other.index["both"] = 1
    assert d.index == {"a": 1, "both": 1}
    d.values.reverse()
    assert d.values == [30, 2, 10]


def test_still_lists_dicts_and_sets(d):
    assert type(d.tags) is not list
    for live, plain in ((d.tags, ["a", "b"]), (d.index, {"a": 1}), (d.seen, {"a"}), (d.grid, [[1.0, 2.0], [3.0, 4.0]])):
        kind = type(plain)
        assert isinstance(live, kind) and live == plain and plain == live and repr(live) == repr(plain)
        for made in (
            copy.copy(live),
            copy.deepcopy(live),
            live.copy(),
            kind(live),
            *(pickle.loads(pickle.dumps(live, p)) for p in range(6)),
        ):
            assert type(made) is kind and made == plain
    assert json.dumps([d.tags, d.index, d.grid]) == '[["a", "b"], {"a": 1}, [[1.0, 2.0], [3.0, 4.0]]]'
    assert type(d.tags + ["c"]) is list and type(d.tags * 2) is list and type(d.tags[:]) is list
    assert type(d.index | {}) is dict and type(d.seen | {"b"}) is set
    assert type(copy.deepcopy(d.grid)[0]) is list and type(pickle.loads(pickle.dumps(d.grid))[0]) is list
    match d.tags, d.index:
        case [["a", *rest], {"a": one}]:
            assert rest == ["b"] and one == 1
        case _:
            pytest.fail("no match")
    assert sorted(d.tags) == ["a", "b"] and list(reversed(d.tags)) == ["b", "a"]
    with pytest.raises(TypeError):
        hash(d.tags)
    with pytest.raises(TypeError):
        type(d.tags)()
    other = m.Doc()
    other.tags = d.tags
    other.tags.append("own")
    assert d.tags == ["a", "b"] and other.tags == ["a", "b", "own"]


def test_assigning_what_was_changed(d):
    tags = d.tags
    tags += ["c"]
    d.tags = ["other"]
    d.tags = tags
    assert d.tagged() == "a,b,c"
    rows = d.rows
    view = rows[0]
    rows += [m.Row(name="r2")]
    d.rows = rows
    view.name = "seen"
    assert d.row_names() == "seen,r1,r2"


def test_converted_forms(d):
    values = d.values
    values.append(4)
    assert type(values[3]) is float
    small = d.small
    small[0] = 0.1
    assert small[0] == d.small[0] != 0.1
    d.waits.append(2.5)
    assert d.waits[1] == datetime.timedelta(seconds=2.5)
    grid = d.grid
    grid.append((7, 8))
    assert grid[2] == [7, 8] and type(grid[2]) is type(grid)
    rows = d.rows
    rows.append({"name": "dict"})
    assert rows[2].name == "dict"
    d.funcs.append(lambda x: x + 1)
    d.funcs.append(lambda x: x * 10)
    d.funcs.reverse()
    assert d.call_all(1) == 11


def test_values_that_are_not_touched_keep_their_types(d):
    d.any_map["new"] = 1
    d.any_list.append("y")
    d.any_list.insert(1, None)
    d.any_list.reverse()
    d.any_list.reverse()
    assert d.any_kinds() == ["int8", "int8"]
    assert d.any_list == [1, None, "x", "y"]


def test_memory():
    d = m.Doc()
    tags = d.tags
    ref = weakref.ref(d)
    del d
    gc.collect()
    tags.append("alive")
    assert ref() is not None and ref().tagged() == "a,b,alive"
    del tags
    gc.collect()
    assert ref() is None

    class Sub(m.Doc):
        pass

    d = Sub()
    d.rows_seen, d.grid_seen, d.lists_seen, d.seen_seen = d.rows, d.grid[0], d.lists["k"], d.seen
    gone = weakref.ref(d)
    del d
    gc.collect()
    assert gone() is None


def test_no_garbage_from_reading(d):
    gc.collect()
    gc.disable()
    try:
        before = len(gc.get_objects())
        for _ in range(100):
            assert d.grid[0][0] == 1 and d.maps["m"]["a"] == 1 and d.deep[0]["d"] == [1]
        assert len(gc.get_objects()) - before < 50
    finally:
        gc.enable()


def test_threads():
    d = m.Doc()
    d.tags, d.index, d.lists = [], {}, {"k": []}
    n, rounds = 4, 300

    def work(i):
        mine = d.tags
        for j in range(rounds):
            (mine if j % 2 else d.tags).append(f"{i}.{j}")
            d.index[f"{i}.{j}"] = j
            assert len(d.index) >= j
            d.seen.add(f"{i}.{j}")
            sum(d.index.values())

    threads = [threading.Thread(target=work, args=(i,)) for i in range(n)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    everything = sorted(f"{i}.{j}" for i in range(n) for j in range(rounds))
    assert sorted(d.tags) == everything and sorted(d.index) == everything
    assert d.seen == set(everything) | {"a"}


def test_threads_on_one_list():
    d = m.Doc()
    d.tags = []
    tags = d.tags
    threads = [threading.Thread(target=lambda: [tags.append("x") for _ in range(500)]) for _ in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert len(d.tags) == 2000
    tags.append("y")
    assert tags == d.tags


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_forks(d):
    tags, table = d.tags, m.table
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            refused = 0
            for change in (lambda: tags.append("x"), lambda: table.update(x=1)):
                try:
                    change()
                except RuntimeError as e:
                    refused += "fork" in str(e)
            m.table["child"] = 1
            code = 0 if refused == 2 and tags == ["a", "b"] and m.table_len() == 2 else 2
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert m.table_len() == 1


def test_aio(d):
    d.aio.tags.append("c")
    d.aio.rows[0].name = "aio"
    assert d.tagged() == "a,b,c" and d.row_names() == "aio,r1"
    assert type(d.aio.rows[0]) is type(d.rows[0].aio)
    rows = d.aio.rows
    rows.append(m.Row(name="x"))
    assert type(rows[2]) is type(rows[0])


def test_embedded():
    o = m.Outer()
    o.items.append("x")
    o.inner.items.append("y")
    assert o.items == ["x", "y"]
    o.shared = m.Shared()
    o.marks.append("z")
    assert o.shared.marks == ["z"]


def test_in_interfaces(d):
    d.any["k"].append(2)
    d.any["new"] = {"deep": []}
    d.any["new"]["deep"].append({"x": [1]})
    d.any["new"]["deep"][0]["x"][0] = 5
    assert d.any == {"k": [1, 2], "new": {"deep": [{"x": [5]}]}}
    del d.any["k"]
    d.any_map["k"]["y"] = 2
    d.any_map["k"] |= {"z": 3}
    assert d.any_map == {"k": {"x": 1, "y": 2, "z": 3}, "n": 3}
    d.any_list.append([1])
    d.any_list[2].append("in")
    d.any_list[2] += ["more"]
    assert d.any_list == [1, "x", [1, "in", "more"]] and d.any_kinds() == ["int8", "int8"]
    d.any = [1]
    d.any.append(2)
    d.any += [3]
    assert d.any == [1, 2, 3]
    d.any = "text"
    assert d.any == "text"
    assert json.dumps(d.any_map) == '{"k": {"x": 1, "y": 2, "z": 3}, "n": 3}' or d.any_map["k"]["y"] == 2


def test_other_types_in_interfaces_refuse(d):
    d.foreign()
    for change in (
        lambda: d.any.append("x"),
        lambda: d.any_map["ints"].append(1),
        lambda: d.any_map["map"].update(x=1),
        lambda: d.any_map["map"].clear(),
        lambda: d.any_map["set"].add("x"),
    ):
        with pytest.raises(TypeError, match="assign a changed copy to 'any"):
            change()
    assert d.any == ["a"] and d.any_map == {"ints": [1], "map": {"a": 1}, "set": {"a"}}
    d.any = [*d.any, "b"]
    d.any.append(3)
    assert d.any == ["a", "b", 3]


def test_what_go_writes_to_such_an_argument(d):
    m.double(d.values)
    m.upper(d.tags, d.index)
    m.upper(d.words[1], d.maps["m"])
    assert d.values == [2, 4, 6] and d.tagged() == "A,B" and d.index == {"a": 1, "A": 0, "B": 1}
    assert d.words == [["x"], ["Y", "Z"]] and d.maps == {"m": {"a": 1, "Y": 0, "Z": 1}}


def test_as_a_dict(d):
    plain = m.Plain(names={"a"}, by_name={"k": [1]})._asdict()
    assert (type(plain["names"]), type(plain["by_name"]), type(plain["by_name"]["k"])) == (set, dict, list)


# ---- in notebooks ----


def test_tables_of_structs_in_notebooks(d):
    r = m.Row("<a>", ["x"])
    html = r._repr_html_()
    assert "<caption>Row</caption>" in html and "<td>name</td><td>&lt;a&gt;</td>" in html and "[&#x27;x&#x27;]" in html
    d.rows = [m.Row(str(i), ["y" * 500]) for i in range(50)]
    html = d.rows._repr_html_()
    assert "<tr><th>name</th><th>tags</th></tr>" in html and "<p>30 more</p>" in html and html.count("<tr>") == 21
    assert "…" in html and "y" * 100 not in html
    for plain in (d.tags, d.index, d.seen, m.Doc.zero().rows):
        assert plain._repr_html_() is None


# ---- C functions that write into a container ----


def test_what_a_c_function_writes_into_a_list_goes_to_go(d):
    heapq.heappush(d.tags, "A")  # when the list goes
    assert d.tags == ["A", "b", "a"] and d.tagged() == "A,b,a"
    list.sort(d.tags)
    assert d.tagged() == "A,a,b"
    list.reverse(d.tags)
    assert d.tagged() == "b,a,A"
    tags = d.tags
    heapq.heapify(tags)
    assert tags[0] == "A" and d.tagged() == "b,a,A"
    tags.append("c")  # with the next change
    tags.insert(0, "z")
    assert d.tagged() == "z," + ",".join(tags[1:]) and d.tags == tags
    list.append(tags, "1")
    tags.append("2")
    assert d.tagged().endswith(",1,2") and d.tags == tags
    list.__setitem__(tags, 0, "y")
    list.__delitem__(tags, 1)
    del tags
    assert d.tags[0] == "y"
    values = d.values
    assert heapq.heapreplace(values, 9.0) == 1.0
    values[0] += 1
    del values
    assert d.values[0] == 3.0 and 9.0 in d.values
    heapq.heappush(d.grid[0], 0.5)
    assert d.grid[0] == [0.5, 2, 1]


def test_what_a_c_function_writes_into_a_list_of_structs(d):
    list.sort(d.rows, key=lambda r: r.name, reverse=True)
    assert d.row_names() == "r1,r0" and [r.hidden() for r in d.rows] == [8, 7]
    rows = d.rows
    list.append(rows, m.Row("new"))
    rows.reverse()
    assert d.row_names() == "new,r0,r1" and [r.name for r in rows] == ["new", "r0", "r1"]
    rows[0].name = "z"
    list.pop(d.ptrs)
    assert d.row_names() == "z,r0,r1" and d.ptrs == []


def test_what_goes_to_go_no_more_is_not_lost_without_a_word(d):
    tags = d.tags
    list.append(tags, "c")
    d.replace(["x"])
    with pytest.raises(RuntimeError, match="a C function has written into this list, and not into 'tags' in Go"):
        tags.append("d")
    tags = d.tags
    list.append(tags, "c")
    d.replace(["x"])
    with pytest.warns(RuntimeWarning, match="what a C function has written into the list of 'tags' is lost"):
        del tags
    assert d.tagged() == "x"
    grid = d.grid
    with pytest.warns(RuntimeWarning, match="'grid' is lost"):
        heapq.heappush(grid, [0.0])
        del grid
    with pytest.warns(RuntimeWarning, match="'tags' is lost"):
        list.append(d.tags, object())
    assert d.tagged() == "x" and d.grid == m.Doc().grid


@pytest.mark.parametrize("write", [lambda x: dict.__setitem__(x, "new", 1), lambda x: dict.update(x, new=1), lambda x: dict.clear(x)])
def test_what_a_c_function_writes_into_a_dict(d, write):
    with pytest.warns(RuntimeWarning, match="what a C function has written into the dict of 'index' is lost"):
        write(d.index)
    index = d.index
    write(index)
    with pytest.raises(RuntimeError, match="a C function has written into this dict, and not into 'index' in Go"):
        index["k"] = 2
    assert d.keyed() == "a" and d.index == {"a": 1}


def test_what_a_c_function_writes_into_a_set(d):
    with pytest.warns(RuntimeWarning, match="what a C function has written into the set of 'seen' is lost"):
        set.add(d.seen, "new")
    seen = d.seen
    set.clear(seen)
    with pytest.raises(RuntimeError, match="a C function has written into this set, and not into 'seen' in Go"):
        seen.add("k")
    seen = d.seen
    seen.add("x")
    assert d.seen == seen == {"a", "x"}


def test_every_way_to_write(d):
    d.values = [3, 1, 2]
    values = d.values
    bisect.insort(values, 5.0)
    random.shuffle(values)
    values.sort()
    values[1:2] = [7, 8]
    del values[0]
    values += [4]
    values *= 2
    operator.setitem(values, 0, 6.0)
    operator.iadd(values, [0.5])
    assert d.values == values == [6, 8, 3, 5, 4, 7, 8, 3, 5, 4, 0.5]
    for copied in (copy.copy(values), copy.deepcopy(values), pickle.loads(pickle.dumps(values)), json.loads(json.dumps(values))):
        assert copied == values and type(copied) is list
        copied.append(1.0)
    assert len(d.values) == 11


def test_two_containers_of_a_field(d):
    d.values = [3, 1, 2]
    a, b = d.values, d.values
    a.sort()
    b.sort(reverse=True)
    assert d.values == b == [3, 2, 1]
    a.append(4.0)
    assert d.values == [3, 2, 1, 4]
    b.sort()
    assert d.values == b == [1, 2, 3, 4]
    a.reverse()  # takes over what is there first
    assert d.values == a == [4, 3, 2, 1]
    d.values = [1, 2, 3]
    values, seen = d.values, []
    for x in values:  # as a list of Python does
        seen.append(x)
        if x < 5:
            values.append(x + 3)
        if x == 2:
            values.remove(1.0)
    plain, expected = [1.0, 2.0, 3.0], []
    for x in plain:
        expected.append(x)
        if x < 5:
            plain.append(x + 3)
        if x == 2:
            plain.remove(1.0)
    assert seen == expected and d.values == plain
    index = d.index
    with pytest.raises(RuntimeError, match="changed size during iteration"):
        for k in index:
            index[k + "x"] = 1
    assert d.index == index and len(index) == 2


def test_no_warning_without_a_reason(d):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        new = m.Doc
        for x in (d.tags, new().values, new().rows, new().grid, new().words, new().grid[0], new().words[0], new().any_list):
            x.extend(x[:1])
            x.insert(0, x[0])
            x.pop()
            x.reverse()
            del x[:1]
            x += x[:1]
            x[:] = x[:1] * 3
            bisect.insort(d.tags, "b")
            random.shuffle(x)
            x.clear()
        del x
        gc.collect()
        taken = m.Doc().grid.pop()
        heapq.heappush(taken, 3.0)
        del taken


def test_the_memory_of_instances_is_used_again():
    """Of those that are gone, for others of any class, by several threads."""
    rows = [m.Row(name=str(i)) for i in range(300)]

    class Derived(m.Row):
        pass

    def use(seed):
        chance, kept, d = random.Random(seed), [], m.Doc.zero()
        d.rows = rows
        node = m.Node(children=[m.Node(name=str(i)) for i in range(100)])
        for n in range(150):
            items = list(d.rows)
            seen = [weakref.ref(row) for row in items[:20]]
            kept += [chance.choice(items), chance.choice(list(node.children)), Derived(name=str(n))]
            if len(kept) > 60:
                del kept[chance.randrange(len(kept)) :]
            assert [row.name for row in items[:20]] == [str(i) for i in range(20)]
            del items
            assert sum(ref() is not None for ref in seen) <= 20
            if n % 50 == 0:
                gc.collect()
                assert [row.name for row in d.rows] == [str(i) for i in range(300)]
        assert {type(x) for x in kept} <= {m.Row, m.Node, Derived} and all(x.name.isdigit() for x in kept)

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        list(pool.map(use, range(4)))
