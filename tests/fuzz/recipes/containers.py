"""Lists, dicts and sets, their subclasses, and what lies about being one."""

import collections
import contextlib
import types

from hypothesis import strategies as st

from recipes.buffers import buffers
from recipes.recipe import Angry, Recipe, same


class Iterable:
    """Says one length, hints at another, and gives what it has, or raises midway."""

    def __init__(self, values, length, hint, fails):
        self.values, self.length, self.hint, self.fails = values, length, hint, fails

    def __len__(self):
        return self.length

    def __length_hint__(self):
        return self.hint

    def __iter__(self):
        return Iterator(self)


class Iterator:
    def __init__(self, of):
        self.of, self.left = of, iter(of.values)

    def __iter__(self):
        return self

    def __length_hint__(self):
        if self.of.hint is Angry:
            raise Angry
        return self.of.hint

    def __next__(self):
        for value in self.left:
            return value
        if self.of.fails:
            raise self.of.fails
        raise StopIteration


class Sequence:
    """Iterated by index, until IndexError."""

    def __init__(self, values):
        self.values = values

    def __getitem__(self, i):
        return self.values[i]


class List(list):
    def __iter__(self):
        raise Angry("no one asks a subclass of list")

    __len__ = __getitem__ = __iter__


class Tuple(tuple):
    def __iter__(self):
        raise Angry("no one asks a subclass of tuple")

    __len__ = __getitem__ = __iter__


def of_items(item):
    """Everything that might be taken for a list of what item makes."""
    many = st.lists(item, max_size=6)

    def form(name, make):
        return many.map(lambda rs: Recipe(f"{name}({rs})", lambda: make([r() for r in rs])))

    liars = st.tuples(many, st.integers(-1, 2**40), st.one_of(st.integers(-1, 1000), st.sampled_from([None, "x", NotImplemented, Angry])), st.sampled_from([None, None, Angry, TypeError]))
    return st.one_of(
        form("list", list),
        form("tuple", tuple),
        form("List", List),
        form("Tuple", Tuple),
        form("deque", collections.deque),
        form("generator", lambda v: (x for x in v)),
        form("Sequence", Sequence),
        form("values", lambda v: dict(enumerate(v)).values()),
        liars.map(lambda t: Recipe(f"Iterable{t}", lambda: Iterable([r() for r in t[0]], *t[1:]))),
        st.sampled_from([None, 3, "", "ab", b"", b"\1", bytearray(b"\1"), {}, {1: 2}, range(3), object(), map(int, ())]).map(same),
        buffers,
    )


class Dict(dict):
    def __iter__(self):
        raise Angry("no one asks a subclass of dict")

    items = keys = __len__ = __getitem__ = __iter__


class Mapping:
    """No dict: its items are what it was told to say."""

    def __init__(self, said):
        self.said = said

    def __getitem__(self, key):
        raise Angry("no one looks a key up")

    def items(self):
        if self.said is Angry:
            raise Angry
        return self.said


def hashable(value):
    try:
        hash(value)
    except (TypeError, ValueError, Angry):
        return False
    return value == value  # a NaN is another key each time


def dict_of(pairs):
    found = {}
    for k, v in pairs:
        if hashable(k):
            # Asked whether they equal another key, some raise: Int, and NumPy's arrays of nothing.
            with contextlib.suppress(Angry, ValueError, BufferError):
                found[k] = v
    return found


def of_pairs(key, value):
    many = st.lists(st.tuples(key, value), max_size=5)

    def form(name, make):
        return many.map(lambda rs: Recipe(f"{name}({rs})", lambda: make([(k(), v()) for k, v in rs])))

    return st.one_of(
        form("dict", dict_of),
        form("Dict", lambda v: Dict(dict_of(v))),
        form("proxy", lambda v: types.MappingProxyType(dict_of(v))),
        form("ordered", lambda v: collections.OrderedDict(dict_of(v))),
        form("UserDict", lambda v: collections.UserDict(dict_of(v))),
        form("Mapping", lambda v: Mapping([p for p in v if hashable(p[0])])),
        form("Mapping of Tuples", lambda v: Mapping([Tuple(p) for p in v if hashable(p[0])])),
        form("Mapping of an iterator", lambda v: Mapping(iter([p for p in v if hashable(p[0])]))),
        form("Mapping of lists", lambda v: Mapping([list(p) for p in v])),
        st.sampled_from([None, 3, "", [], [("a", 1)], Mapping(Angry), Mapping(3), Mapping([()]), Mapping([("a", 1, 2)]), Mapping(None), Dict, object()]).map(same),
    )


def of_set(item):
    many = st.lists(item, max_size=5)

    def form(name, make):
        return many.map(lambda rs: Recipe(f"{name}({rs})", lambda: make(dict_of((r(), None) for r in rs))))

    return st.one_of(
        form("set", set),
        form("frozenset", frozenset),
        form("keys", lambda v: dict.fromkeys(v).keys()),
        form("list", list),
        st.sampled_from([None, 3, "ab", {}, set, object()]).map(same),
    )
