"""Values of a type parameter that any type satisfies, which code compares: Go's == is Python's."""

import dataclasses
import gc
import weakref

import genericscase as m
import pytest
from waiting import until_sync


@dataclasses.dataclass
class Book:
    title: str


@dataclasses.dataclass(frozen=True)
class Disc:
    title: str


def other(text):
    return "".join(list(text))  # an equal str that is another object


def test_what_is_equal_in_python_is_equal_in_go():
    rack = m.rack_of("a long text", 10**6, ("x", 1), Disc("d"), 2.5, None)
    for v in (other("a long text"), int("1000000"), ("x", int("1")), Disc("d"), float("2.5"), None):
        assert rack.take(v) and not rack.take(v)
    assert rack.all() == []


def test_what_has_no_hash_is_equal_to_itself():
    things = [{"a": 1}, [1], Book("b"), bytearray(b"c")]
    rack = m.Rack()
    for thing in things:
        rack.put(thing)
    assert not rack.take({"a": 1}) and not rack.take([1]) and not rack.take(Book("b"))
    assert [a is b for a, b in zip(rack.all(), things)] == [True] * 4
    for thing in reversed(things):
        assert rack.take(thing) and not rack.take(thing)


def test_objects_whose_comparison_is_no_bool():
    np = pytest.importorskip("numpy")
    a, b = np.arange(3), np.arange(3)
    rack = m.rack_of(a, b)
    assert rack.take(b) and rack.all()[0] is a


def test_exceptions_of_comparing_pass():
    class Fails:
        def __init__(self, how):
            self.how = how

        def __hash__(self):
            return 314159 // self.how  # and no other value's

        def __eq__(self, other):
            raise KeyError("eq")

    rack = m.rack_of(Fails(1))
    with pytest.raises(KeyError, match="eq"):
        rack.put(Fails(1))
    with pytest.raises(ZeroDivisionError):
        rack.put(Fails(0))


def test_functions_and_their_results():
    values = ["a", [1], other("a"), [1], 1.0]
    assert m.position(values, other("a")) == 0 and m.position(values, values[3]) == 3 and m.position(values, [1]) == -1
    assert m.distinct(["a", other("a"), values[1], [1], values[1]]) == ["a", [1], [1]]
    assert m.given(1, None, [2]) == 2


def test_one_class_for_each_group_of_numbers():
    shelf = m.Shelf()
    shelf.put(1, [2])
    assert shelf.on(1) == [[2]] and m.ShelfFloat().on(0.5) == []
    assert [n for n in dir(m) if n.startswith(("Shelf", "Rack"))] == ["Rack", "Shelf", "ShelfFloat"]


def test_what_go_drops_is_freed():
    class Thing:
        __hash__ = None

    thing = Thing()
    gone = weakref.ref(thing)
    rack = m.rack_of(thing)
    assert rack.take(thing)
    del thing, rack

    def freed():
        gc.collect()
        m.__gophersnake__.collect()
        return gone() is None

    until_sync(freed)


def test_what_lists_and_arrays_hold_is_compared():
    assert m.same_lists([Disc("d"), other("text")], [Disc("d"), "text"]) and not m.same_lists([Disc("d")], [Disc("e")])
    assert m.same_pairs(Disc("d"), 1, Disc("d"), 1.0) and not m.same_pairs(1, 2, 2, 1)


def test_keys_of_a_concurrent_map():
    registry = m.Registry()
    registry.set(("x", 1), "one")
    registry.set("a long text", "two")
    thing = [1]
    registry.set(thing, "three")
    assert registry.value(("x", int("1"))) == "one" and registry.value(other("a long text")) == "two"
    assert registry.value(thing) == "three" and registry.value([1]) is None
