"""Containers that write to Go have all that list, dict and set have, and it does the same."""

import copy
import functools
import operator
import pickle

import livecase as m
import pytest

LIST, DICT, SET = [3, 1, 2, 1], {"a": 1, "b": 2}, {"x", "y"}


def call(name, *args, **kw):
    return lambda x: getattr(x, name)(*args, **kw)


def op(function, *others):
    return lambda x: function(x, *others)


def reflected(function, other):
    return lambda x: function(other, x)


# By the name of a method: what is done with it. What all objects have is as that of any object.
OF_ALL = {
    "__len__": [len],
    "__iter__": [lambda x: sorted(iter(x))],
    "__repr__": [],  # of a declared type it begins with its name
    "__str__": [],
    "__eq__": [op(operator.eq, LIST), op(operator.eq, DICT), op(operator.eq, SET), op(operator.eq, None)],
    "__ne__": [op(operator.ne, LIST), op(operator.ne, DICT), op(operator.ne, SET)],
    "__hash__": [hash],
    "copy": [call("copy"), call("copy", 1)],
    "clear": [call("clear"), call("clear", 1)],
    "__class_getitem__": [],  # of the classes, which are not generic
}
ORDER = ["__lt__", "__le__", "__gt__", "__ge__"]
OF_LIST = OF_ALL | {
    "__iter__": [lambda x: list(iter(x))],
    **{name: [op(getattr(operator, name), [3, 1]), op(getattr(operator, name), 3)] for name in ORDER},
    "__add__": [op(operator.add, [7]), op(operator.add, (7,)), op(operator.add, 7)],
    "__iadd__": [op(operator.iadd, [7, 8]), op(operator.iadd, (7,)), op(operator.iadd, 7)],
    "__mul__": [op(operator.mul, 2), op(operator.mul, 0), op(operator.mul, -1), op(operator.mul, 1.5), op(operator.mul, [1])],
    "__rmul__": [reflected(operator.mul, 2), reflected(operator.mul, "x")],
    "__imul__": [op(operator.imul, n) for n in (2, 1, 0, -3, 1.5, True)],
    "__contains__": [op(operator.contains, 1), op(operator.contains, 9), op(operator.contains, "x")],
    "__getitem__": [op(operator.getitem, k) for k in (0, -1, 9, slice(1, None), slice(None, None, -2), "x")],
    "__setitem__": [
        op(operator.setitem, k, v)
        for k, v in [(0, 9), (-1, 9), (9, 9), ("x", 9), (slice(1, 2), [7, 8]), (slice(None, None, 2), [7, 8]), (slice(None, None, 2), [7]), (slice(0, 1), 7)]
    ],
    "__delitem__": [op(operator.delitem, k) for k in (0, -1, 9, slice(1, 3), slice(None, None, 2), "x")],
    "__reversed__": [lambda x: list(reversed(x))],
    "append": [call("append", 7), call("append"), call("append", 1, 2)],
    "extend": [call("extend", [7, 8]), lambda x: x.extend(iter([7, 8])), call("extend", 7), call("extend")],
    "insert": [call("insert", 1, 7), call("insert", -1, 7), call("insert", 99, 7), call("insert", "x", 7), call("insert", 1)],
    "pop": [call("pop"), call("pop", 0), call("pop", -2), call("pop", 9), call("pop", "x")],
    "remove": [call("remove", 1), call("remove", 9), call("remove")],
    "index": [call("index", 1), call("index", 1, 2), call("index", 1, 2, 3), call("index", 9), call("index")],
    "count": [call("count", 1), call("count", 9), call("count")],
    "sort": [call("sort"), call("sort", reverse=True), call("sort", key=lambda n: -n), call("sort", 1), call("sort", key=3)],
    "reverse": [call("reverse"), call("reverse", 1)],
}
OF_DICT = OF_ALL | {
    **{name: [op(getattr(operator, name), {"a": 1})] for name in ORDER},
    "__or__": [op(operator.or_, {"c": 3}), op(operator.or_, [("c", 3)]), op(operator.or_, 3)],
    "__ror__": [reflected(operator.or_, {"c": 3, "a": 0}), reflected(operator.or_, 3)],
    "__ior__": [op(operator.ior, {"c": 3}), op(operator.ior, [("c", 3)]), op(operator.ior, 3)],
    "__contains__": [op(operator.contains, "a"), op(operator.contains, "z"), op(operator.contains, [])],
    "__getitem__": [op(operator.getitem, k) for k in ("a", "z", 1)],
    "__setitem__": [op(operator.setitem, "a", 5), op(operator.setitem, "z", 5)],
    "__delitem__": [op(operator.delitem, "a"), op(operator.delitem, "z")],
    "__reversed__": [],  # a map of Go has no order
    "fromkeys": [],  # the class makes one of a dict
    "get": [call("get", "a"), call("get", "z"), call("get", "z", 5), call("get")],
    "items": [lambda x: set(x.items()), lambda x: ("a", 1) in x.items(), lambda x: x.items() & {("a", 1)}],
    "keys": [lambda x: set(x.keys()), lambda x: "a" in x.keys(), lambda x: x.keys() - {"a"}],
    "values": [lambda x: sorted(x.values())],
    "pop": [call("pop", "a"), call("pop", "z"), call("pop", "z", 5), call("pop", "z", None), call("pop")],
    "popitem": [lambda x: sorted([x.popitem(), x.popitem()]), call("popitem", 1)],
    "setdefault": [call("setdefault", "a", 5), call("setdefault", "z", 5), call("setdefault")],
    "update": [call("update", {"z": 5}), call("update", [("z", 5)]), call("update", z=5), call("update"), call("update", 3), call("update", {}, {})],
}
OPERATORS = {"or": operator.or_, "and": operator.and_, "sub": operator.sub, "xor": operator.xor}
IN_PLACE = {"or": operator.ior, "and": operator.iand, "sub": operator.isub, "xor": operator.ixor}
OTHERS = [{"y", "z"}, {"x", "y"}, set(), ["y", "z"], 3]
OF_SET = OF_ALL | {
    **{name: [op(getattr(operator, name), s) for s in OTHERS] for name in ORDER},
    **{f"__{name}__": [op(f, s) for s in OTHERS] for name, f in OPERATORS.items()},
    **{f"__r{name}__": [reflected(f, s) for s in OTHERS] for name, f in OPERATORS.items()},
    **{f"__i{name}__": [op(f, s) for s in OTHERS] for name, f in IN_PLACE.items()},
    **{name: [call(name, s) for s in OTHERS] for name in ("isdisjoint", "issubset", "issuperset", "symmetric_difference", "symmetric_difference_update")},
    **{
        name + of: [*(call(name + of, s) for s in OTHERS), call(name + of), call(name + of, {"x"}, ["x", "z"])]
        for name in ("difference", "intersection")
        for of in ("", "_update")
    },
    "union": [*(call("union", s) for s in OTHERS), call("union"), call("union", {"z"}, ["w"])],
    "update": [*(call("update", s) for s in OTHERS), call("update"), call("update", {"z"}, ["w"])],
    "__contains__": [op(operator.contains, "x"), op(operator.contains, "z"), op(operator.contains, [])],
    "add": [call("add", "z"), call("add", "x"), call("add"), call("add", [])],
    "discard": [call("discard", "x"), call("discard", "z"), call("discard")],
    "remove": [call("remove", "x"), call("remove", "z"), call("remove")],
    "pop": [lambda x: sorted([x.pop(), x.pop()]), call("pop", 1)],
    "__reduce__": [],  # pickles, below
}


def plain(x):
    """A result, without classes that differ."""
    if isinstance(x, (m.Line, m.Stock, m.Bag)):
        return x.__class__.__name__, list(x) if isinstance(x, m.Line) else dict(x) if isinstance(x, m.Stock) else set(x)
    return x


def outcome(do, x):
    try:
        return do(x)
    except Exception as e:
        return type(e)


def shelf():
    return m.Shelf(line=LIST, stock=DICT, bag=SET, numbers=LIST, index=DICT, seen=SET)


KINDS = {"line": (LIST, OF_LIST), "numbers": (LIST, OF_LIST), "stock": (DICT, OF_DICT), "index": (DICT, OF_DICT), "bag": (SET, OF_SET), "seen": (SET, OF_SET)}


@pytest.mark.parametrize("field", KINDS)
def test_it_has_the_methods_and_they_do_the_same(field):
    content, table = KINDS[field]
    of_any = {"__init_subclass__", "__new__", "__init__", "__sizeof__", "__getattribute__", *dir(object)} - set(OF_ALL) - set(ORDER)
    names = set(dir(type(content))) - of_any | {"__hash__"}
    assert not names - set(table), "there is no test of these"
    lacking = names - set(dir(getattr(shelf(), field)))
    assert lacking <= {name for name in names if not table[name]}
    for name in sorted(names):
        for i, do in enumerate(table[name]):
            s, model = shelf(), copy.copy(content)
            x = getattr(s, field)
            expected, got = outcome(do, model), outcome(do, x)
            if expected is model:
                assert got is x, (name, i)
            else:
                if isinstance(got, type(x)) and name == "copy":
                    got = type(content)(got)
                assert got == expected and (got is expected if isinstance(expected, type) else True), (name, i, plain(got), expected)
            assert x == model and getattr(s, field) == model, (name, i, plain(getattr(s, field)), model)


@pytest.mark.parametrize("field", KINDS)
def test_copies_are_apart(field):
    content, _ = KINDS[field]
    s = shelf()
    x = getattr(s, field)
    for make in (lambda: x.copy(), lambda: copy.copy(x), lambda: copy.deepcopy(x), lambda: pickle.loads(pickle.dumps(x))):
        other = make()
        assert other == x
        other.clear()
        assert x == content == getattr(s, field) and other != x
    if field in ("line", "stock", "bag"):
        assert type(x.copy()) is type(x) is type(copy.copy(x))


def test_go_sees_it():
    s = shelf()
    s.line *= 2
    assert s.line.sum() == 14 and list(s.line) == LIST * 2
    held = s.line
    held *= 0
    assert s.line.sum() == 0
    assert functools.reduce(lambda a, b: a + [b], m.Line([1, 2]) * 2, []) == [1, 2, 1, 2]
    assert m.Bag({"a"}).union(m.Bag({"b"})) == {"a", "b"} and m.Bag({"a"}).issubset(m.Bag({"a", "b"}))
