import gc
import inspect
import os.path
import sys
import types
import weakref

import pyobjectcase as p
import pytest

info = p.__gophersnake__


class Thing:
    pass


@pytest.fixture(autouse=True)
def nothing_is_left_behind():
    gc.collect()
    info.collect()
    before = info.references, info.handles
    yield
    gc.collect()
    info.collect()
    assert (info.references, info.handles) == before


def test_objects_are_the_same():
    for o in (Thing(), 3, "x", None, Thing, [1], print):
        assert p.same(o) is o
    assert p.same_list([Thing, None, 3]) == [Thing, None, 3]
    assert p.same_map({"a": Thing, "b": None}) == {"a": Thing, "b": None}
    assert p.is_none(None) and not p.is_none(0)
    o = Thing()
    assert p.is_(o, o) and not p.is_(o, Thing()) and p.is_(None, None) and not p.is_(None, o)
    assert p.zero() is None and p.zero_str() == ""


def test_go_keeps_an_object_and_lets_it_go():
    o = Thing()
    gone = weakref.ref(o)
    p.keep(o)
    del o
    gc.collect()
    assert p.kept() is gone()
    p.forget()
    info.collect()
    gc.collect()
    assert gone() is None


def test_str_is_looked_at():
    for text, kind in (("", 1), ("abc", 1), ("é", 1), ("€", 2), ("😀x", 4), ("a\0b", 1), ("x" * 10_000, 1)):
        assert p.measure(text) == (len(text), kind, text)
        assert p.same_str(text) is text

    class Sub(str):
        pass

    assert p.measure(Sub("ab")) == (2, 1, "ab")
    with pytest.raises(TypeError, match=r"measure\(\) argument 's': expected str, got int"):
        p.measure(3)
    with pytest.raises(TypeError, match="expected str, got None"):
        p.measure(None)


def test_calls():
    assert p.call(lambda a, b: (b, a), 1, "x") == ("x", 1)
    assert p.call_keywords(lambda *args, **kw: (args, kw)) == ((3.5, None), {"x": 1, "y": ["a"]})
    assert p.method("a,b", "split", ",") == ["a", "b"]
    with pytest.raises(AttributeError, match="no attribute 'nope'"):
        p.method("a", "nope", "x")
    with pytest.raises(TypeError, match="not callable"):
        p.call(3, 1, "x")


def test_attributes_and_items():
    o = types.SimpleNamespace(x=[1])
    assert p.attr(o, "x") is o.x
    p.set_attr(o, "y", 5)
    assert o.y == 5
    with pytest.raises(AttributeError):
        p.attr(o, "z")
    d = {"k": Thing(), 3: 4}
    assert p.item(d, "k") is d["k"] and p.item(d, 3) == 4 and p.item([5, 6], -1) == 6
    p.set_item(d, "new", None)
    assert d["new"] is None
    with pytest.raises(KeyError):
        p.item(d, "nope")
    assert p.len_(d) == 3 if hasattr(p, "len_") else p.len(d) == 3
    assert p.true([]) is False and p.true([0]) is True


def test_import():
    assert p.import_("os.path") is os.path and p.import_("sys") is sys
    with pytest.raises(ModuleNotFoundError):
        p.import_("no_such_module")


def test_texts():
    assert p.texts("a'b") == ("a'b", repr("a'b"), "str")
    assert p.texts(None) == ("None", "None", "NoneType")


def test_iteration():
    assert p.sum([1, 2, 3]) == 6 and p.sum(range(10)) == 45 and p.sum([5, -1, 100]) == 5

    def stops():
        yield 1
        raise LookupError("half way")

    with pytest.raises(LookupError, match="half way"):
        p.sum(stops())
    with pytest.raises(TypeError, match="not iterable"):
        p.sum(3)
    with pytest.raises(TypeError, match="Go expected int, got str"):
        p.sum([1, "x"])


def test_values():
    assert p.describe(3) == "int64 3" and p.describe("é") == "string é" and p.describe(None) == "<nil> <nil>"
    assert p.describe(1 << 100) == f"*big.Int {1 << 100}" and p.describe(b"ab") == "[]uint8 [97 98]"
    assert p.describe([1, (2.5, True)]) == "[]interface {} [1 [2.5 true]]" and p.describe({"a": None}) == "map[interface {}]interface {} map[a:<nil>]"
    o = Thing()
    assert p.again([o, {"k": o}])[0] is o
    for v in (None, True, 3, -(1 << 80), 2.5, 1 + 2j, "é\0\udcff", b"\0", [1, [2]], {"a": {1: None}, None: 2}):
        assert p.again(v) == v
    large = 10**5000  # of more digits than Python writes or reads
    assert p.again([large, -large]) == [large, -large] and p.item({"a": large}, "a") == large and p.item({large: "b"}, large) == "b"
    assert p.make_big() == [1 << 40_000, -(1 << 40_000), 1 << 40_000, -7, None]
    endless = []
    endless.append(endless)
    with pytest.raises(RecursionError):
        p.describe(endless)
    assert p.make() == [None, True, -3, 1 << 63, 2.5, 1 + 2j, "é\0", b"b", [1, 2], {"k": True}]
    with pytest.raises(p.GoError, match="a chan int can't be made a Python value"):
        p.unmakeable()


def test_exceptions():
    with pytest.raises(KeyError) as caught:
        p.raise_key("gone")
    assert caught.value.args == ("gone",)

    class Mine(Exception):
        pass

    with pytest.raises(Mine, match="text") as caught:
        p.raise_of(Mine, "text")
    assert caught.value.__notes__ == ["wrapped: Mine: text"]
    with pytest.raises(NameError, match="no builtin exception 'NoSuchError'"):
        p.raise_nothing()
    with pytest.raises(TypeError, match="is not an exception class"):
        p.raise_of(int, "3")
    e = ValueError("inside")

    def f():
        raise e

    kind, text, exception = p.caught(f)
    assert kind == "ValueError" and text == "ValueError: inside" and exception is e
    e.__traceback__ = None


def test_on_goroutines():
    assert p.concurrently(lambda i: i * 2, 50) == 50 * 49

    def fails(i):
        if i == 7:
            raise ValueError("seven")
        return i

    with pytest.raises(ValueError, match="seven"):
        p.concurrently(fails, 10)


def test_objects_in_callbacks():
    o = Thing()
    assert p.each(lambda x: [x], o, None) == [[o], [None]]
    with pytest.raises(ZeroDivisionError):
        p.each(lambda x: 1 / 0, o)


def test_signatures():
    assert str(inspect.signature(p.same)) == "(o)"


def test_what_yaml_encoders_write():
    assert p.object_as_yaml([1, {"a": None}]) == "[1 map[a:<nil>]]" and p.object_as_yaml("x") == "x"
    with pytest.raises(TypeError, match="a Python object of class object has no form in YAML"):
        p.object_as_yaml(object())
