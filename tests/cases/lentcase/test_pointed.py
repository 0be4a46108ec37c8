"""What Go writes to what it gets by a pointer arrives, or is refused."""

import array
import asyncio
import datetime
import fractions
import threading

import lentcase as l
import pytest

P = l.Pointer


def test_lists():
    v = ["a"]
    l.push(v, "b", "c")
    assert v == ["a", "b", "c"]
    n = [1, 2]
    assert l.pop(n) == 2 and n == [1] and l.pop(n) == 1 and n == []
    with pytest.raises(l.GoError, match="empty"):
        l.pop(n)
    f = [1.0, 2.0]
    l.fill(f, 3)
    assert f == [3, 3]
    rows = [[1], [2]]
    first = rows[0]
    l.rows(rows)
    assert rows == [[1, 9], [2], [2]] and first == [1]
    assert l.sum((1, 2)) == 3 and l.sum(range(3)) == 3 and l.sum(None) == 0


def test_arrays_and_bytes():
    b = bytearray(b"ab")
    l.grow(b, "cd")
    assert b == b"abcd"
    at = [1, 2, 3]
    l.corner(at)
    assert at == [1, 7, 3]
    a = array.array("q", [1, 2])
    assert l.pop(a) == 2 and a.tolist() == [1]
    d = bytearray(4)
    l.digest(d)
    assert d == b"abcd"
    with pytest.raises(TypeError, match=r"grow\(\) argument 'b': expected a bytearray, got bytes: the function writes it; pass bytearray\(b\), and find there what was written"):
        l.grow(b"ab", "c")


def test_maps():
    d = {"a": 1}
    l.tally(d, "a b")
    assert d == {"a": 2, "b": 1}
    l.reset(d)
    assert d == {"new": 1}
    s = {"x"}
    l.seen(s, "y")
    assert s == {"x", "y"}
    m = {"b": [1], "a": []}
    assert l.keys(m) == ["a", "b"] and m == {}
    p = P({})
    l.tally(p, "z z")
    assert p.value == {"z": 2}


def test_what_can_not_take_it_is_refused():
    with pytest.raises(TypeError, match=r"incr\(\) argument 'n': expected a Pointer, got int: the function writes it; pass p = Pointer\(n\), and find in p.value what was written"):
        l.incr(1)
    with pytest.raises(TypeError, match="expected a Pointer, got str: the function writes it"):
        l.trim(" a ")
    with pytest.raises(TypeError, match="expected a list, got tuple: the function writes it; pass list"):
        l.push(("a",))
    with pytest.raises(TypeError, match="expected a Pointer, got int: the function writes it"):
        l.limit(7, 5)
    sc = l.new_scanner()
    with pytest.raises(TypeError, match="expected a Pointer, got int: the function has written it"):
        sc.scan(1, [])
    with pytest.raises(TypeError, match="expected a Pointer, got int: the function has written it"):
        l.double_big(3)
    assert l.double_big(0) is None
    with pytest.raises(TypeError, match="expected a Pointer, got Fraction: the function has written it"):
        l.half(fractions.Fraction(1, 3))
    with pytest.raises(TypeError, match="expected a Pointer, got Leaf: the function writes it"):
        l.find(l.Leaf("x"), "y")


def test_pointers():
    p = P(1)
    l.incr(p)
    l.incr(p)
    assert p.value == 3 and l.twice(p) == 6 and l.twice(4) == 8 and l.twice(None) == -1
    assert l.limit(p, 2) and p.value == 2
    text = P("  a b ")
    l.trim(text)
    assert text.value == "a b"
    at = datetime.datetime(2026, 1, 2, 3, tzinfo=datetime.timezone.utc)
    t = P(at)
    l.later(t)
    assert t.value == at + datetime.timedelta(hours=1)
    m = P(l.Mode.OFF)
    l.switch(m)
    assert m.value is l.Mode.ON
    names = P(["a"])
    l.push(names, "b")
    assert names.value == ["a", "b"]
    leaf = P(None)
    assert not l.find(leaf, "") and leaf.value is None
    assert l.find(leaf, "x") and leaf.value.name == "x"
    leaf.value.name = "y"
    assert leaf.value.name == "y"
    out = P(None)
    l.decode('{"a": [1]}', out)
    assert out.value == {"a": [1]}


def test_numbers_of_any_size():
    n = P(3)
    l.double_big(n)
    assert n.value == 6 and l.add_big(n, 1 << 70) == (1 << 70) + 6 and n.value == (1 << 70) + 6
    assert l.bits(n) == 71 and l.bits(7) == 3
    r = P(fractions.Fraction(1, 3))
    l.half(r)
    assert r.value == fractions.Fraction(1, 6)


def test_a_pointer_has_one_type():
    p = P(100)
    assert l.incr8(p, 27) == 127 and p.value == 127
    with pytest.raises(TypeError, match=r"this Pointer is a \*int8, which Go code has got already, and no \*int: make another one"):
        l.incr(p)
    assert p.value == 127
    with pytest.raises(OverflowError, match="argument 'n'"):
        l.incr8(P(1000), 1)
    with pytest.raises(TypeError, match="argument 'n'"):
        l.incr(P("a"))
    n = P(1)
    l.incr(n)
    assert l.same_any(n) and n.value == 102  # Go code that takes any pointer gets the same
    other = P(1)
    assert l.same_any(other) and other.value == 101
    l.incr(other)
    assert other.value == 102
    third = P(1)
    l.same_any(third)
    with pytest.raises(TypeError, match=r"is a \*int, which Go code has got already, and no \*int8"):
        l.incr8(third, 1)
    assert not l.same_any(p)  # it is an *int8 by now


def test_what_is_kept():
    b = l.Binder()
    n, names = P(1), P([])
    b.bind(n)
    b.bind_names(names)
    b.bump()
    assert n.value == 2 and names.value == ["bound", "bumped"] and b.bound() == 2
    b.bind(5)  # the caller's own: what Go writes later is not seen
    b.bump()
    assert b.bound() == 6
    v = ["a"]
    b.bind_names(v)
    assert v == ["a", "bound"]


def test_interfaces_functions_and_generics():
    s, n, words = l.new_scanner(), P(0), ["w"]
    s.scan(n, words)
    assert n.value == 5 and words == ["w", "five"]
    l.scan_with(s, n, words)
    assert words == ["w", "five", "five"]
    with pytest.raises(TypeError, match="has written it"):
        s.scan(1, words)
    assert words == ["w", "five", "five", "five"]
    add = l.adder()
    add(n)
    assert n.value == 15
    l.scale(n, 2)
    f = P(1.5)
    l.scale(f, 2.0)
    assert n.value == 30 and f.value == 3.0
    key = object()
    o = P(None)
    l.put(o, key)
    assert o.value is key
    v = [1, "a"]
    l.append_to(v, key)
    assert v[2] is key


def test_pointers_in_lists():
    a, b = P(1), P(2)
    l.each([a, b])
    l.all(a, b, a)
    assert (a.value, b.value) == (4, 4)
    v = [1, 2]
    l.each(v)
    assert v == [2, 3]
    with pytest.raises(TypeError, match="has written"):
        l.each((1, 2))
    with pytest.raises(TypeError, match=r"argument 'ns': expected Pointers: the function has written to what they lead to; pass Pointer"):
        l.all(a, 1)


def test_calls_that_fail():
    v = []
    with pytest.raises(l.GoError):
        l.fail_after_push(v)
    with pytest.raises(l.PanicError):
        l.panic_after_push(v)
    assert v == ["x", "x"]


def test_aio_and_batch():
    async def run():
        v, n = [], P(1)
        await l.aio.push(v, "a")
        await l.aio.incr(n)
        with pytest.raises(TypeError, match="expected a Pointer"):
            await l.aio.incr(1)
        return v, n.value

    assert asyncio.run(run()) == (["a"], 2)
    ns = [P(1), P(2)]
    l.batch.incr(ns)
    assert [n.value for n in ns] == [2, 3]
    rows = [[1], [2, 3]]
    assert l.batch.pop(rows) == [1, 3] and rows == [[], [2]]


def test_threads_share_a_pointer():
    for _ in range(200):
        p, start, failed = P(1), threading.Barrier(4), []

        def run(f):
            start.wait()
            try:
                f(p)
            except TypeError:
                failed.append(f)

        threads = [threading.Thread(target=run, args=(f,)) for f in (l.twice, l.same_any, l.twice, lambda p: p.value)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        assert len(failed) in (0, 1, 2) and p.value in (1, 101)


def test_text_for_a_struct_that_go_writes():
    assert l.host("http://a.example/x") == "a.example"
    with pytest.raises(TypeError, match=r"upgrade\(\) argument 'u': expected URL itself, which the function writes, or None, got str"):
        l.upgrade("http://a.example/x")
    u = l.secure("http://a.example/x")
    assert str(u) == "https://a.example/x"
    u.scheme = "ftp"
    l.upgrade(u)
    assert u.scheme == "https"
    assert l.new_site("http://a.example/x").at("y") == "http://a.example/x/y"

    async def run():
        with pytest.raises(TypeError, match="which the function writes"):
            await l.aio.upgrade("http://a.example/x")
        await l.aio.upgrade(u)

    u.scheme = "ftp"
    asyncio.run(run())
    assert u.scheme == "https"


def test_what_python_writes_behind_a_pointer_arrives():
    class Source:
        def fill(self, words, counts, at):
            words.append("new")
            counts["a"] = 3
            at[0] = 9
            return len(words)

    assert l.filled_by(Source()) == (2, ["w", "new"], {"a": 3}, [9, 2])

    class Reader:
        def fill(self, words, counts, at):
            del words[0]
            return 0

    assert l.filled_by(Reader()) == (0, [], {}, [1, 2])

    class Wrong:
        def fill(self, words, counts, at):
            words.append(1)
            return 0

    with pytest.raises(TypeError, match="str"):
        l.filled_by(Wrong())

    def change(m, s):
        m["b"] = [2, 3]
        m["a"].append(4)
        s.clear()

    assert l.changed(change) == ({"a": [1, 4], "b": [2, 3]}, set())

    async def run():
        async def change(m, s):
            await asyncio.sleep(0)
            m["b"] = []

        return await l.aio.changed(change)

    assert asyncio.run(run()) == ({"a": [1], "b": []}, {1})


def test_who_only_reads_writes_nothing():
    seen = set()
    l.watched(lambda m, at: seen.add((m["k"], at[0])), 8)
    assert seen == {("v", "x")}
