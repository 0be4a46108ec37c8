"""Functions without a name that a for statement ranges over."""

import asyncio

import pytest
import streamcase as c


def test_results():
    assert list(c.below(4)) == [0, 1, 2, 3]
    assert list(c.numbered("a", "b")) == [(0, "a"), (1, "b")]
    assert [list(r) for r in c.ranges(0, 2, 1)] == [[], [0, 1], [0]]
    stream = c.failing(2)
    assert next(stream) == 0 and next(stream) == 1
    with pytest.raises(c.GoError, match="after 2"):
        next(stream)


def test_of_any_type():
    values = [object(), "x", 3]
    assert list(c.repeated(*values)) == [v for v in values for _ in range(2)]


def test_a_method_is_the_iteration():
    assert list(c.Shelf(["a", "b"])) == [(0, "a"), (1, "b")]


def test_parameters():
    assert c.sum_of(range(5)) == 10 and c.sum_of(i for i in (1, 2)) == 3
    assert c.sum_of(c.below(5)) == 10
    assert c.joined({"a": 1, "b": 2}.items()) == "a1;b2;"
    with pytest.raises(ZeroDivisionError):
        c.sum_of(1 // (1 - i) for i in range(3))
    with pytest.raises(TypeError, match="expected an iterable of int, got function"):
        c.sum_of(lambda give: give(1))


def test_one_without_items_is_a_callable():
    def until_no(more):
        while more():
            pass

    assert c.asked(until_no) == 3


def test_a_method_of_that_form_is_a_method():
    class Stairs:
        def ascend(self, visit):
            for i in (1, 3, 5):
                if not visit(i):
                    break

        def first(self):
            return 1

    assert c.visited(Stairs(), 5) == [1, 3] and c.visited(c.Ladder(9), 2) == [0, 1]
    seen = []
    c.Ladder(4).ascend(lambda i: seen.append(i) or i < 2)
    assert seen == [0, 1, 2]


def test_awaited():
    async def collect():
        return [i async for i in c.aio.below(3)], [p async for p in c.aio.Shelf(["a"])]

    assert asyncio.run(collect()) == ([0, 1, 2], [(0, "a")])
