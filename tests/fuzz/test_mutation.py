"""Values that change the containers they stand in while they are read.

The model reads a twin in the same order, so that the two change alike: what Go
answers must be exactly what the model answers. Only dicts are looser, since
Python itself can't walk one that changes.
"""

import copy
import gc

import fuzzcase as f
from hypothesis import given, strategies as st
from oracle import check, outcome
from model import DTYPES, FIELDS, digest, take
from recipes import Recipe


def change_list(v, how, others):
    if how == "clear":
        v.clear()
    elif how == "grow":
        v.extend(others * 50)
    elif how == "pop":
        if v:
            v.pop()
    elif how == "drop":
        for i in range(len(v)):
            v[i] = 1  # the list's references go, its length stays
    elif how == "turn":
        v.reverse()
    elif how == "cut":
        del v[::2]
    elif how == "swap":
        v[:] = [str(i) for i in range(len(v))]
    else:
        v.insert(0, 1)


def change_dict(d, how):
    if how in ("clear", "cut", "pop"):
        d.clear()
    elif how == "drop":
        for k in d:
            d[k] = 1
    elif how == "swap":
        for k in list(d):
            d[k + "'"] = d.pop(k)
    else:
        d.update((str(i), 1) for i in range(200))


class World:
    """All containers of one value; an item in one of them can reach them all."""

    def __init__(self):
        self.lists, self.dicts, self.buffers = [], [], []

    def act(self, acts):
        for which, how in acts:
            if self.lists:
                change_list(self.lists[which % len(self.lists)], how, [1, 2])
            if self.dicts:
                change_dict(self.dicts[which % len(self.dicts)], how)
            for b in self.buffers:
                try:
                    b.extend(b"more")
                except BufferError:
                    b[:] = bytes(len(b))  # borrowed: it can't move, but what it holds may change
            if how == "drop":
                gc.collect(0)
        # What was freed is written over.
        return [bytes(40 + i) for i in range(20)]


class Changes:
    """A number, a text, a list and a mapping at once; asked for any of them, it acts first."""

    def __init__(self, world, acts, said):
        self.world, self.acts, self.said = world, acts, said

    def __index__(self):
        self.world.act(self.acts)
        return self.said

    def __float__(self):
        self.world.act(self.acts)
        return float(self.said)

    def __fspath__(self):
        self.world.act(self.acts)
        return "path " * self.said

    def __iter__(self):
        for i in range(self.said):
            self.world.act(self.acts)
            yield i

    def __getitem__(self, key):
        raise KeyError(key)

    def items(self):
        self.world.act(self.acts)
        return [(str(i), Changes(self.world, self.acts, i)) for i in range(self.said)]

    def __repr__(self):
        self.world.act(self.acts)
        return "a text " * self.said


ACTS = ("clear", "grow", "pop", "drop", "turn", "cut", "swap", "insert")
acts = st.lists(st.tuples(st.integers(0, 5), st.sampled_from(ACTS)), max_size=2)
changers = st.builds(lambda acts, said: lambda w: Changes(w, acts, said), acts, st.sampled_from([0, 1, 2, 3, 300]))
leaves = st.one_of(st.sampled_from([0, 1, 2.5, "a", "long " * 20, b"bytes", None, 2**70]).map(lambda x: lambda w: x), st.just(lambda w: buffer_in(w)), changers)


def buffer_in(world):
    b = bytearray(b"\0\1" * 8)
    world.buffers.append(b)
    return b


def list_in(world, makers):
    v = [m(world) for m in makers]
    world.lists.append(v)
    return v


def dict_in(world, makers):
    d = {}
    world.dicts.append(d)
    for i, m in enumerate(makers):
        d[str(i)] = m(world)
    return d


def record_in(world, makers):
    d = {}
    world.dicts.append(d)
    d.update(zip(FIELDS, (m(world) for m in makers)))
    return d


def lists_of(item, size=5):
    return st.lists(item, max_size=size).map(lambda ms: lambda w: list_in(w, ms))


def recipes(makers):
    # The makers' text says little; hypothesis prints what it drew to make them.
    return makers.map(lambda m: Recipe("a value that changes", lambda: m(World())))


LISTS = {name: ("list", ("num", name.removeprefix("echo_"))) for name in (f"echo_{k}" for k in DTYPES if k != "u8")}
LISTS |= {"texts": ("list", ("str",)), "blobs": ("list", ("bytes", -1)), "optionals": ("list", ("opt", ("num", "i16")))}


@given(v=recipes(lists_of(leaves)))
def test_lists(v):
    for name, t in LISTS.items():
        check(getattr(f, name), v, lambda v: take(t, v))
    check(f.digest_f64, v, lambda v: digest("f64", take(("list", ("num", "f64")), v)))


@given(v=recipes(lists_of(st.one_of(lists_of(leaves), leaves), 4)))
def test_lists_of_lists(v):
    for kind in ("i16", "u64", "f32", "c128"):
        check(getattr(f, f"nested_{kind}"), v, lambda v: take(("list", ("list", ("num", kind))), v))


@given(v=recipes(st.one_of(changers, st.lists(leaves, max_size=5).map(lambda ms: lambda w: dict_in(w, ms)))))
def test_dicts(v):
    for g in (f.counts, f.by_float, f.deep, f.by_pair):
        what, got = outcome(g, v())
        assert what == "value" or got in ("RuntimeError", "TypeError", "OverflowError", "ValueError"), got


@given(v=recipes(st.lists(st.one_of(leaves, lists_of(leaves)), min_size=1, max_size=6).map(lambda ms: lambda w: record_in(w, ms))))
def test_records(v):
    check(f.one, v, lambda v: take(("record",), v), plain=lambda r: tuple(copy.copy(getattr(r, name)) for name in FIELDS))  # those of containers are live
    what, got = outcome(f.records, [v(), v()])
    assert what == "value" or got in ("RuntimeError", "TypeError", "OverflowError", "ValueError"), got


@given(size=st.integers(0, 100), acts=acts, said=st.integers(0, 3))
def test_arguments_beside_each_other(size, acts, said):
    """One argument's code changes the buffer that another one is read from."""
    world = World()
    b = bytearray(size)
    world.buffers.append(b)
    for first in (Changes(world, acts, said), "text"):
        for rest in ([b, Changes(world, acts, said)], [memoryview(b), b], [b, 3]):
            what, got = outcome(lambda first: f.rest(first, *rest), first)
            assert what == "value" or got == "TypeError", got
    b.append(0)  # no view of it is left
