"""Threads that do at once what the GIL would have them do one after the other. Each test is the end
of a race that a shim without locks of its own loses within seconds (scripts/free_threaded.py
says how to see that)."""

import sys

import atonce
import freethreading
import pytest

TESTS = {
    # Handles on their way back to Go: a slot that is freed twice is another object's.
    "points": """
        def points():
            kept = []
            for i in range(ROUNDS):
                kept.append((s.Point(i, -i), i))
                if len(kept) > 20:
                    p, n = kept.pop(i % 20)
                    assert p.x == n and p.y == -n, (p, n)

        before = info.handles
        at_once(*[points] * 4)
        gc.collect()
        info.collect()
        assert info.handles == before, (before, info.handles)
    """,
    # The calls in flight, and how many there are.
    "fib": """
        def fib():
            for i in range(ROUNDS):
                assert s.fib(5) == 5

        at_once(*[fib] * 4)
        assert info.calls == 0
    """,
    # A dict that others write while it is read.
    "dict": """
        d, done = {str(i): 1 for i in range(50)}, []

        def reads():
            for i in range(ROUNDS // 10):
                try:
                    assert 0 <= s.total(d) <= 200 and s.size(d) >= 0
                except RuntimeError as error:  # with a GIL
                    assert not free and "changed size" in str(error), error
            done.append(1)

        def writes():
            i = 0
            while len(done) < 2 and not failures:
                i += 1
                d[str(i % 100)] = 1
                d.pop(str((i * 7) % 100), None)

        at_once(reads, reads, writes, writes)
    """,
    # A list whose items others replace while it is read.
    "list": """
        l, done = [f"text {i}" for i in range(50)], []
        numbers = [2**70 + i for i in range(3)] + [10**6 + i for i in range(50)]

        def reads():
            for i in range(ROUNDS // 10):
                try:
                    assert s.lengths(l) >= 0 and s.size(l) >= 0 and s.sum(numbers[3:]) >= 0
                except RuntimeError as error:
                    assert not free and "changed size" in str(error), error
            done.append(1)

        def writes():
            i = 0
            while len(done) < 2 and not failures:
                i += 1
                l[i % 40] = "x" * (i % 30) + str(i)
                l.append(str(i))
                l.pop()
                numbers[3 + i % 50] = 10**6 + i

        at_once(reads, reads, writes, writes)
    """,
    # A list of floats, which are read where they lie where there is a GIL, and a column of them.
    "floats": """
        l, done = [float(i) for i in range(200)], []

        def reads():
            for i in range(ROUNDS // 20):
                try:
                    assert 0 <= s.most(l) < 1e6
                    assert all(0 <= x < 1e6 for x in s.batch.half(l))
                except RuntimeError as error:
                    assert not free and "changed" in str(error), error
            done.append(1)

        def writes():
            i = 0
            while len(done) < 2 and not failures:
                i += 1
                l[i % 150] = i % 1000 + 0.5
                l.append(float(i % 1000))
                l.pop()

        at_once(reads, reads, writes, writes)
    """,
    # Values behind an interface, whose types become known, and handles that travel with the calls.
    "interfaces": """
        def shapes():
            kept = []
            for i in range(ROUNDS):
                kept.append((s.new_shape(i), i + i % 4 / 4))
                if len(kept) > 10:
                    shape, area = kept.pop(i % 10)
                    assert shape.area() == area

        before = info.handles
        at_once(*[shapes] * 4)
        gc.collect()
        info.collect()
        assert info.handles == before, (before, info.handles)
    """,
    # Functions of Python's that write into a list which stands for Go's, and do not ask it.
    "unasked": """
        for again in range(ROUNDS // 200):
            tags = s.Point(0, 0).tags
            tags.append("first")

            def writes():
                for k in range(50):
                    list.append(tags, str(k))
                    list.__setitem__(tags, 0, "x" * k)

            def sends():
                for k in range(10):
                    try:
                        tags.append("y")
                    except RuntimeError as error:  # Go has another list by then
                        assert "again" in str(error), error

            at_once(writes, writes, sends)
    """,
    # One iterator of several threads: each item comes once.
    "iterator": """
        for again in range(3):
            n, taken = ROUNDS * 2, [[] for _ in range(4)]
            items = s.count(n)
            at_once(*[lambda own=own: own.extend(items) for own in taken])
            assert sorted(x for own in taken for x in own) == list(range(n))
    """,
    # And one that is closed meanwhile.
    "closed": """
        for again in range(ROUNDS // 200):
            items, taken = s.count(10_000), [[] for _ in range(3)]
            at_once(*[lambda own=own: own.extend(items) for own in taken], items.close)
            got = sorted(x for own in taken for x in own)
            assert len(set(got)) == len(got)
    """,
    # A field of two words.
    "complex": """
        p, values = s.Point(0, 0), [complex(i, i) for i in range(8)]
        done = []

        def reads():
            for i in range(ROUNDS * 3):
                z = p.z
                assert z.real == z.imag, z
            done.append(1)

        def writes():
            while len(done) < 2 and not failures:
                for z in values:
                    p.z = z

        at_once(reads, reads, writes, writes)
    """,
    # Go code that was alone, and stays so.
    "next": """
        numbers = [[] for _ in range(4)]

        def count(own):
            for i in range(ROUNDS):
                own.append(s.next())
                s.note(i)

        at_once(*[lambda own=own: count(own) for own in numbers])
        everything = [n for own in numbers for n in own]
        assert len(set(everything)) == len(everything) == 4 * ROUNDS
    """,
    # A list of a field, which all change.
    "live": """
        p = s.Point(0, 0)

        def change(n):
            for i in range(ROUNDS // 50):
                p.tags.append(f"{n} {i}")

        at_once(*[lambda n=n: change(n) for n in range(4)])
        assert len(p.tags) == len(set(p.tags)) == 4 * (ROUNDS // 50)
        tags = p.tags

        def mixed(n):
            for i in range(ROUNDS // 100):
                tags.append(str(i))
                if tags:
                    tags[0] = str(n)
                assert all(isinstance(t, str) for t in p.tags)

        at_once(*[lambda n=n: mixed(n) for n in range(4)])
    """,
    # Derived classes come back as themselves; and objects in fields are shown to the collector.
    "derived": """
        class Own(s.Point):
            pass

        def derive():
            for i in range(ROUNDS // 10):
                o = Own(i, i)
                o.extra = i
                o.when = lambda o=o: o.extra
                assert o.when() == i
                if i % 500 == 0:
                    gc.collect()

        shared = s.Point(1, 2)

        def identity():
            for i in range(ROUNDS // 10):
                q = pickle.loads(pickle.dumps(s.Point(i, 1)))
                assert q.x == i
                pickle.dumps(shared)

        at_once(derive, derive, identity, identity)
    """,
    # Awaitables of loops in several threads.
    "async": """
        def loop():
            async def main():
                for i in range(ROUNDS // 200):
                    assert await asyncio.gather(*[s.aio.fib(5) for _ in range(5)]) == [5] * 5
                    got = [x async for x in s.aio.count(20)]
                    assert got == list(range(20))

            asyncio.run(main())

        at_once(*[loop] * 4)
        assert info.awaiting == info.queued == 0
    """,
    # One awaitable that others look at while its loop works.
    "watched": """
        for again in range(ROUNDS // 400):
            calls, done = [], threading.Event()

            def loop():
                async def main():
                    for i in range(50):
                        calls.append(s.aio.fib(10))
                        assert await calls[-1] == 55
                asyncio.run(main())
                done.set()

            def watch():
                while not done.is_set() and not failures:
                    for a in calls[-3:]:
                        if a.done() and not a.cancelled():
                            assert a.result() == 55
                        repr(a)

            at_once(loop, watch, watch)
    """,
    # Callbacks, keyword arguments that are prepared at first use, and errors.
    "calls": """
        def calls():
            for i in range(ROUNDS // 5):
                assert s.apply(lambda x: x + 1, i) == i + 1
                assert s.fib(n=3) == 2
                try:
                    s.apply(lambda x: 1 // 0, i)
                except ZeroDivisionError:
                    pass
                try:
                    s.sum([1, "x"])
                except TypeError as error:
                    assert "[1]" in str(error)

        at_once(*[calls] * 4)
    """,
}


@pytest.mark.parametrize("name", TESTS)
def test_at_once(name):
    atonce.run("stresscase", TESTS[name])


@pytest.mark.skipif(not freethreading.FREE_THREADED, reason="with a GIL it does not matter")
def test_references_to_functions_are_not_counted():
    """Threads that call one function would compete for its count."""
    import stresscase as s

    assert sys.getrefcount(s.fib) > 2**30
