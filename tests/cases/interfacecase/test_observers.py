"""A Python object that implements an interface is one value in Go for as long as Go holds it."""

import asyncio
import concurrent.futures
import contextvars
import gc
import weakref

import interfacecase as m
from waiting import until_sync


class Watcher:
    def __init__(self):
        self.seen = []

    def told(self, what):
        self.seen.append(what)
        return True

    def prefix(self):
        return "> "


def test_what_was_attached_can_be_detached():
    subject, a, b = m.Subject(), Watcher(), Watcher()
    subject.attach(a)
    subject.attach(b)
    assert subject.tell("one") == 2
    assert subject.detach(a) and not subject.detach(a)
    assert subject.tell("two") == 1
    assert a.seen == ["> one"] and b.seen == ["> one", "> two"]
    assert m.are([a, a, a]) and not m.are([a, b])


def test_callables_and_keys_of_maps():
    class Ear:
        def heard(self, what):
            return True

    def heard(what):
        return True

    subject, ear = m.Subject(), Ear()
    assert [subject.listen(x) for x in (ear, heard, ear, heard, Ear())] == [1, 1, 2, 2, 1]


def test_bound_methods_are_those_of_their_object():
    class Handler:
        def first(self, what):
            return True

        def second(self, what):
            return True

        def __eq__(self, other):
            return True  # which makes no two objects one

    subject, a, b = m.Subject(), Handler(), Handler()
    assert [subject.listen(x) for x in (a.first, a.first, a.second, b.first, a.first)] == [1, 2, 1, 1, 3]
    gone = weakref.ref(a)
    del a
    gc.collect()
    assert gone() is not None and subject.listen(gone().first) == 4  # Go holds it


def test_subclasses_of_go_classes():
    class Both(m.Square):
        def area(self):
            return 1.0

    both = Both(2)
    assert m.same(both) is both and m.area(both) == 1


def test_methods_are_those_of_the_last_passing():
    subject, watcher = m.Subject(), Watcher()
    subject.attach(watcher)
    watcher.prefix = lambda: "new "
    assert subject.tell("x") == 1 and watcher.seen == ["> x"]  # they are looked up when it is passed
    assert m.are([watcher])
    assert subject.tell("y") == 1 and watcher.seen == ["> x", "new y"]


def test_contexts_tell_values_apart():
    name = contextvars.ContextVar("name", default="none")
    subject, watcher = m.Subject(), Watcher()
    subject.attach(watcher)

    def inside(value):
        name.set(value)
        return subject.detach(watcher)

    assert not contextvars.copy_context().run(inside, "other")
    assert subject.detach(watcher)

    def both(value):
        name.set(value)
        subject.attach(watcher)
        assert contextvars.copy_context().run(subject.detach, watcher)

    contextvars.copy_context().run(both, "third")

    class Raises:
        def __eq__(self, other):
            raise KeyError

    def fails():
        name.set(Raises())
        subject.attach(watcher)
        name.set(Raises())
        return subject.detach(watcher)

    assert not contextvars.copy_context().run(fails)

    async def awaited():
        await subject.aio.attach(watcher)
        return await subject.aio.detach(watcher)

    assert not asyncio.run(awaited())


def test_from_many_threads():
    subject, watchers = m.Subject(), [Watcher() for _ in range(8)]

    def work(i):
        for n in range(200):
            watcher = watchers[(i + n) % 8]
            subject.attach(watcher)
            m.are([watcher, watcher])
            assert subject.detach(watcher)
            if n % 50 == 0:
                m.__gophersnake__.collect()
        return True

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        assert all(pool.map(work, range(4)))
    assert subject.tell("x") == 0


def test_what_go_drops_is_freed_and_its_address_used_again():
    def once():
        subject, watcher = m.Subject(), Watcher()
        subject.attach(watcher)
        assert subject.detach(watcher)
        return weakref.ref(watcher)

    gone = [once() for _ in range(100)]

    def freed():
        gc.collect()
        m.__gophersnake__.collect()
        return not any(w() for w in gone)

    until_sync(freed)
    subject = m.Subject()
    for _ in range(300):  # at addresses of those
        subject.attach(Watcher())
    assert subject.tell("x") == 300
