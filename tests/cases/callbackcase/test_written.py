"""What a callable writes to a list that it gets arrives in Go's slice, where it returns nothing."""

import asyncio

import callbackcase as c
import pytest


def test_numbers():
    def grad(dst, x):
        for i, v in enumerate(x):
            dst[i] = 2 * v

    assert c.gradient(grad, [1, 2.5]) == [2, 5]
    assert c.gradient(lambda dst, x: None, [1]) == [0]
    assert c.gradient(lambda dst, x: dst.extend([7, 8]), [1]) == [0]  # the slice is as long as it is
    assert c.gradient(grad, []) == []
    with pytest.raises(TypeError, match=r"expected float, got str"):
        c.gradient(lambda dst, x: dst.__setitem__(0, "no"), [1])


class Shouter:
    def rename(self, n, names):
        assert len(names) == n
        names[:] = [name.upper() for name in names]


def test_methods_of_interfaces():
    assert c.rename_all(Shouter(), "a", "b") == ["A", "B"]
    assert c.rename_later(Shouter(), "a", "b") == ["A", "B"]
    assert asyncio.run(c.aio.rename_all(Shouter(), "a")) == ["A"]


def test_what_has_failed_writes_nothing():
    def fail(n, names):
        names[0] = "lost"
        raise ValueError("no")

    with pytest.raises(ValueError, match="no") as caught:
        c.rename_all(fail, "a")
    assert "lost" not in str(getattr(caught.value, "results", ""))


def test_functions_with_results_only_read():
    def total(x):
        x.append(10)
        x[0] = 5
        return sum(x)

    assert c.total(total) == 17


def test_coroutines_only_read():
    async def grad(dst, x):
        await asyncio.sleep(0)
        dst[0] = 5.0

    async def main():
        return await c.aio.gradient(grad, [1])

    assert asyncio.run(main()) == [0]
