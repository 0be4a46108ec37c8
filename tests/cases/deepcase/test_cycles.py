"""Cycles of Python objects and instances, and what Python's collector knows of fields."""

import functools
import gc
import threading
import weakref

import deepcase as d
import pytest

info = d.__gophersnake__


@pytest.fixture(autouse=True)
def nothing_left():
    settle()
    before = info.handles, info.references
    yield
    d.keep_knot(None)
    d.keep(None)
    settle()
    assert (info.handles, info.references) == before


def settle():
    for _ in range(2):
        gc.collect()
        info.collect()


class Sub(d.Knot):
    """With a __dict__."""


class Slots(d.Knot):
    __slots__ = ("a", "b")


def freed(make, n=20):
    """Whether all is gone that n calls of make leave behind; make returns what can be referred to weakly."""
    refs = [weakref.ref(make()) for _ in range(n)]
    settle()
    return all(r() is None for r in refs)


def test_a_view_kept_by_its_own_parent():
    def view():
        k = Sub(text="x" * 1000)
        k.view = k.in_
        return k

    def deeper():
        k = Sub()
        k.view = k.in_.more
        return k

    def slot():
        k = Slots()
        k.a, k.b = k.in_, [k]
        return k

    def method():
        k = Sub(knots=[d.Knot()])
        k.method, k.item, k.API, k.me = k.run, k.knots[0], k.aio, k
        return k

    def in_a_list():
        k = d.Knot()
        found = []
        found.append((k.in_, k.in_.more, found))
        return k

    def two():
        k, other = Sub(), Sub()
        k.view, other.view = other.in_, k.in_.more
        return k

    for make in (view, deeper, slot, method, in_a_list, two):
        assert freed(make), make


def test_what_lives_stays():
    k = Sub(text="x" * 1000)
    k.view = k.in_
    view = k.in_.more
    ref = weakref.ref(k)
    del k
    settle()
    assert ref() is not None and ref().text == "x" * 1000
    view.x = 5
    assert ref().in_.more.x == 5
    del view


def each(k):
    k.each = lambda n: n if k else 0
    return k


def other(k):
    k.other = lambda: k
    return k


def anything(k):
    k.any = [k]
    return k


def itself(k):
    k.any = k
    return k


def bound(k):
    k.each = k.run  # a method has no way to be cleared
    return k


def partial(k):
    k.each = functools.partial(lambda k, n: n, k)
    return k


def all_of_them(k):
    return each(other(anything(bound(k))))


def again(k):
    for _ in range(5):
        each(k)
        k.other = None
    return k


def read(k):
    each(k)
    assert k.each(3) == 3 and k.each is k.each and k.any is None and k.other is None and "each=" in repr(k.in_) + "each="
    k.text, k.n = "text", 4
    return k


def promoted(k):
    k.done = print  # a field of an embedded struct, which others reach as well
    return each(k)


@pytest.mark.parametrize("tie", [each, promoted, other, anything, itself, bound, partial, all_of_them, again, read])
@pytest.mark.parametrize("cls", [d.Knot, Sub, Slots])
def test_what_fields_hold_is_collected_with_the_instance(cls, tie):
    assert freed(lambda: tie(cls()))


def test_fields_that_the_constructor_sets():
    def make():
        held = []
        k = d.Knot(each=lambda n: len(held), any=held)
        held.append(k)
        return k

    assert freed(make)


def test_chains_of_instances_and_callables():
    def make():
        first = k = d.Knot()
        for _ in range(20):
            following = d.Knot()
            k.other = lambda k=following: k
            k = following
        k.any = first
        return first

    assert freed(make, 10)


def test_what_fields_hold_lives_with_the_instance():
    calls = []
    k = each(d.Knot())
    k.other = lambda: calls.append(1)
    settle()
    assert k.each(7) == 7 and k.other() is None and calls == [1]
    settle()
    assert k.run(8) == 8
    release(k)


def release(k):
    k.each = k.other = k.any = k.in_.done = k.done = None


@pytest.mark.parametrize(
    "show",
    [
        lambda k: k.run(1),
        lambda k: k.len(),
        lambda k: d.keep_knot(k),
        lambda k: d.keep_each(k),
        lambda k: d.same(k),
        lambda k: setattr(d.Knot(), "knots", [k]),
        lambda k: setattr(d.Knot(), "in_", k.in_),
        lambda k: k == d.Knot(),
        lambda k: setattr(k.in_, "done", print),
        lambda k: setattr(k.aio, "each", k.each),
        lambda k: k.aio.sync.run(1),
    ],
)
def test_what_go_has_seen_is_never_taken_away(show):
    # Go may have it anywhere: what it refers to stays until the fields are set to None.
    k = each(d.Knot(text="seen"))
    show(k)
    ref = weakref.ref(k)
    del k
    settle()
    k = ref()
    assert k is not None and k.text == "seen" and k.each(3) == 3 and k.run(4) == 4
    release(k)


def test_go_keeps_what_it_was_given():
    k = each(d.Knot(text="kept"))
    d.keep_knot(k)
    d.keep_each(k)
    release_later = weakref.ref(k)
    del k
    settle()
    assert d.kept_knot().text == "kept" and d.kept_knot().run(5) == 5 and d.kept(6) == 6
    release(release_later())


def test_made_by_go():
    k = each(d.made_knot())
    ref = weakref.ref(k)
    del k
    settle()
    release(ref())


def test_values_and_views_that_are_set_as_a_whole():
    k = d.Knot()
    k.done = lambda: None
    k.part = d.Part(n=1)
    settle()
    assert k.done is None
    k.done = abs
    k.in_ = d.Part(done=len)
    settle()
    assert k.in_.done is len and k.done is abs


def test_threads_that_set_the_same_field():
    k = d.Knot()
    stop = threading.Event()

    def sets():
        while not stop.is_set():
            k.each = lambda n, k=k: n
            k.any = [k]

    threads = [threading.Thread(target=sets) for _ in range(3)]
    for t in threads:
        t.start()
    for _ in range(30):
        gc.collect()
    stop.set()
    for t in threads:
        t.join()
    settle()
    assert k.each(3) == 3 and k.any[0] is k
    release(k)
