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


def test_coroutines_write_too():
    async def grad(dst, x):
        await asyncio.sleep(0)
        dst[0] = 5.0 * x[0]

    class Shouter:
        async def rename(self, n, names):
            await asyncio.sleep(0)
            names[:] = [name.upper() for name in names]

    async def fails(dst, x):
        dst[0] = 7.0
        await asyncio.sleep(0)
        raise KeyError("lost")

    async def main():
        assert await c.aio.gradient(grad, [1]) == [5]
        assert await c.aio.rename_all(Shouter(), "a", "b") == ["A", "B"]
        assert await c.aio.rename_later(Shouter(), "a") == ["A"]
        assert await asyncio.gather(*[c.aio.gradient(grad, [i, 2]) for i in range(50)]) == [[5 * i, 0] for i in range(50)]
        with pytest.raises(KeyError):
            await c.aio.gradient(fails, [1])

    before = c.__gophersnake__.references
    asyncio.run(main())
    c.__gophersnake__.collect()
    assert c.__gophersnake__.references <= before
