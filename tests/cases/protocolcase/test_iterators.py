"""Methods of Go by which instances are iterated, and end."""

import asyncio
import collections.abc as abc

import protocolcase as p
import protocolcase.aio
import pytest


def test_iterators_of_go():
    t = p.new_tree(3)
    assert list(t) == [(0, "a"), (1, "b"), (2, "c")] == list(t) and list(t.backward()) == [2, 1, 0]
    assert list(p.Words()) == ["one", "two"] and "two" in p.Words()
    assert isinstance(t, abc.Iterable) and not isinstance(t, abc.Sized)
    it = iter(p.new_tree(10**9))
    assert next(it) == (0, "a")
    it.close()


def test_iterators_in_steps():
    r = p.new_rows(3, False)
    assert iter(r) is r and list(r) == [(0, "a"), (1, "b"), (2, "c")] and list(r) == []
    r = p.new_rows(2, True)
    got = []
    with pytest.raises(p.GoError, match="broken"):
        for row in r:
            got.append(row)
    assert got == [(0, "a"), (1, "b")]
    assert list(p.new_scanner("x", "y")) == ["x", "y"]
    assert list(p.Peeking(3)) == [2, 1, 0] and list(p.Range(2)) == [1, 0] == list(p.Range(2))
    assert [n and n.name for n in p.new_queue()] == [None, "last"]
    assert isinstance(p.Peeking(1), abc.Iterator)
    leafs = p.new_leafs("x", "y")
    assert len(leafs) == 2 and [n.name for n in leafs] == ["x", "y"] and len(leafs) == 0
    item = object()
    pairs = p.new_pairs(["a", "b"], [None, item])
    assert str(pairs) == 'Pairs(["a" "b"])' and str(pairs) in repr(pairs)
    assert list(pairs) == [("a", None), ("b", item)] and isinstance(pairs, abc.Iterator)
    assert dict(p.new_pairs(["x", "y"], [1, 2])) == {"x": 1, "y": 2}


def test_iterators_that_end_with_an_error():
    lines = p.new_lines(False, "a", "b")
    assert iter(lines) is lines and list(lines) == ["a", "b"] and list(lines) == []
    with pytest.raises(EOFError):
        lines.next()
    got = []
    with pytest.raises(EOFError, match="unexpected"):  # which is no end
        got.extend(p.new_lines(True, "a"))
    assert next(p.new_lines(False), "over") == "over"
    # an error of the package's own, and items that are None
    assert [page and page.name for page in p.Pages(3)] == ["page 2", None, "page 0"]
    with pytest.raises(p.ErrDone):
        p.Pages(0).next()
    assert p.Pages.next.__doc__ == "Next returns the next page; of odd numbers, there is none.\n\nRaises ErrDone."


def test_what_is_no_iteration():
    for x in (p.Frames(), p.Vec(), p.Matrix()):
        with pytest.raises(TypeError):
            iter(x)


def test_with_closes():
    with p.new_rows(1, False) as r:
        assert not r.closed and list(r) == [(0, "a")]
    assert r.closed
    with pytest.raises(p.GoError, match="closed twice"):
        with r:
            pass
    s = p.new_rows(1, False)
    with pytest.raises(ZeroDivisionError):
        with s:
            1 / 0
    assert s.closed
    with pytest.raises(p.GoError, match="closed twice") as e:
        with s:
            1 / 0
    assert isinstance(e.value.__context__, ZeroDivisionError)


def test_the_async_api():
    async def main():
        got = [x async for x in p.new_tree(3).aio]
        assert got == [(0, "a"), (1, "b"), (2, "c")]
        r = p.new_rows(1, False)
        async with r.aio as a:
            assert type(a) is protocolcase.aio.Rows and not r.closed
        assert r.closed
        with pytest.raises(p.GoError, match="closed twice"):
            async with r.aio:
                pass
        with pytest.raises(ZeroDivisionError):
            async with p.new_rows(1, False).aio:
                1 / 0
        names = p.new_names("a")
        with pytest.raises(TypeError):
            len(names.aio)
        assert await names.aio.len() == 1

    asyncio.run(main())
