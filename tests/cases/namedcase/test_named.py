import copy
import enum
import inspect
import pickle

import namedcase as n
import pytest


def test_an_enum():
    assert issubclass(n.Color, enum.IntEnum) and n.Color.__module__ == "namedcase" and n.Color.__doc__ == "Color is an enum."
    assert [c.name for c in n.Color] == ["RED", "GREEN", "DEEP_BLUE"] and [c.value for c in n.Color] == [1, 2, 3]
    assert n.COLOR_RED is n.Color.RED and n.COLOR_DEEP_BLUE is n.Color.DEEP_BLUE
    assert n.mix(n.Color.RED, 1) is n.Color.GREEN
    assert n.Color.RED.next() is n.Color.GREEN and str(n.Color.RED) == "color 1" and repr(n.Color.RED) == "Color.RED"
    assert n.Color.RED.reset() == 0 and n.Color.RED == 1  # it changes a copy, and returns it
    assert n.Color.DEEP_BLUE.pop() == (n.Color.GREEN, 1) and isinstance(n.Color.DEEP_BLUE.pop()[0], n.Color)
    with pytest.raises(n.GoError, match="nothing left"):
        n.Color(0).pop()


def test_an_enum_is_open():
    c = n.mix(n.Color.DEEP_BLUE, n.Color.DEEP_BLUE)
    assert isinstance(c, n.Color) and c == 6 and c.name is None and repr(c) == "Color(6)" and str(c) == "color 6"
    assert n.mix(c, -6) == 0 and n.Color(6) == c and hash(c) == hash(6)
    with pytest.raises(ValueError):
        n.Color("x")
    with pytest.raises(TypeError, match=r"mix\(\) argument 'a': expected Color or int, got str"):
        n.mix("x", 1)


def test_a_text_enum():
    assert issubclass(n.Level, enum.StrEnum) and n.Level.DEBUG == "debug" and n.DEBUG is n.Level.DEBUG
    assert n.raise_(n.Level.INFO) == "info+" and isinstance(n.raise_("x"), n.Level)
    assert n.Level.INFO.loud() == "info!" and f"{n.Level.INFO}" == "info"


def test_numbers_and_texts_are_subclasses():
    i = n.ID(10)
    assert isinstance(i, int) and i + 1 == 11 and i.half() == 5 and isinstance(i.half(), n.ID) and repr(i) == "ID(10)"
    assert n.same(7) == 7 and isinstance(n.same(7), n.ID)
    with pytest.raises(OverflowError, match="'self'"):
        n.ID(-1).half()
    with pytest.raises(OverflowError, match=r"same\(\) argument 'i'"):
        n.same(2**32)
    assert isinstance(n.warm(1.5), n.Celsius) and n.Celsius(100).fahrenheit() == 212 and n.BOILING == 100.0 and isinstance(n.BOILING, n.Celsius)
    assert n.greet("x") == "x" and str(n.greet("x")) == "name:x" and isinstance(n.greet("x"), n.Name)
    for v in (i, n.Celsius(1.5), n.Name("x"), n.Color.RED):
        again = pickle.loads(pickle.dumps(v))
        assert again == v and type(again) is type(v) and copy.deepcopy(v) == v


def test_boxes_over_maps():
    h = n.Header({"A": ["x"]})
    h.set("B", "y")
    assert h == {"A": ["x"], "B": ["y"]} and len(h) == 2 and "B" in h and h["A"] == ["x"] and sorted(h) == ["A", "B"]
    assert h.get("A") == "x" and repr(n.Header({})) == "Header({})"
    assert n.echo({"C": ["z"]}).get("C") == "z" and n.echo(h) == h and isinstance(n.echo(h), n.Header)
    with pytest.raises(TypeError, match=r"echo\(\) argument 'h': expected Header or dict\[str, list\[str\]\], got int"):
        n.echo(3)


def test_boxes_over_arrays_and_slices():
    u = n.make_uuid(b"\x01\x02\x03\x04")
    assert str(u) == "01020304" and u == b"\x01\x02\x03\x04" and n.UUID(b"\x01\x02\x03\x04") == u and list(u) == [1, 2, 3, 4]
    with pytest.raises(ValueError, match="4 bytes"):
        n.UUID(b"abc")
    s = n.Stack([1, 2])
    s.push(3)
    assert s == [1, 2, 3] and s.pop() == 3 and len(s) == 2 and s[0] == 1 and n.twice(s) == 4 and n.stacks([s, [1]]) == 2
    s.pop(), s.pop()
    assert s.pop() is None
    c = n.Counter(5)
    assert c.inc() == 6 and c.inc() == 7


def test_inside_lists_maps_and_structs():
    assert n.colors([1, n.Color.GREEN, 9]) == [1, 2, 9] and n.colors([1])[0] is n.Color.RED
    assert n.by_color({n.Color.RED: 5}) == {1: 5} and list(n.by_color({1: 5}))[0] is n.Color.RED
    assert n.maybe_color(None) is None and n.maybe_color(2) is n.Color.GREEN
    assert [type(i) for i in n.ids([1, 2])] == [n.ID, n.ID]
    t = n.Thing(color=1, level="info", id=3, head={"a": ["b"]}, uuid=b"abcd")
    assert t.color is n.Color.RED and t.level is n.Level.INFO and type(t.id) is n.ID
    t.head.set("c", "d")
    t.color = n.Color.GREEN
    assert t.head == {"a": ["b"], "c": ["d"]} and t.uuid == b"abcd" and t.color is n.Color.GREEN
    with pytest.raises(OverflowError):
        t.id = -1


def test_aliases():
    assert n.Alias is n.Thing and n.make_alias().id == 3


def test_numbers_and_texts_that_change():
    tally = n.Tally(3)
    tally.add(4)
    assert tally == 7 and tally.twice() == 14 and str(tally) == "7 in all" and n.total(tally, 1) == 8
    assert int(tally) == 7 and float(tally) == 7.0 and range(10)[tally] == 7 and str(n.Text("xyz")) == "xyz" and repr(n.Text("x")) == "Text('x')"
    made = n.new_tally(5)
    made.add(1)
    assert made == 6
    board = n.Board(tally=1, head={"a": ["b"]})
    board.tally.add(10)
    board.counter.inc()
    board.counter.inc()
    board.stack.push(5)
    board.head.set("c", "d")
    board.text.append("xyz")
    assert board.tally == 11 and board.counter == 2 and board.stack == [5] and len(board.head) == 2 and board.text == "xyz"
    assert board.text.len() == 3 and board.sum() == 11 + 2 + 1 + 2 + 3
    board.tallies = [1, tally]
    assert [t.twice() for t in board.tallies] == [2, 14]


def test_a_plain_number_that_is_decoded():
    day = n.Day(3)
    assert isinstance(day, int) and day.next() == 4
    assert day.unmarshal_text(b"12345") == 5 and day == 3
    with pytest.raises(n.GoError, match="no day"):
        day.unmarshal_text(b"")


def test_a_box_without_a_value_is_empty_and_not_nil():
    stack, header, some = n.Stack(), n.Header(), n.Set()
    assert (list(stack), dict(header), set(some)) == ([], {}, set())
    stack.append(3)
    header["a"] = ["b"]
    some.add("x")
    assert stack == n.Stack([3]) and header == n.Header({"a": ["b"]}) and "x" in some
    assert n.Stack() == n.Stack([]) and n.Set() == n.Set(set())
    assert str(inspect.signature(n.Stack)) == "(value=[], /)" and str(inspect.signature(n.Set)) == "(value=Ellipsis, /)"
    with pytest.raises(TypeError, match="missing required argument: 'value'"):
        n.UUID()
