"""Functions over columns, as type checkers see them."""

import typing

import batchcase

aio, b = batchcase.aio.batch_, batchcase.batch_


def lists() -> None:
    one: int = b.words("to be")
    several: list[int] = b.words(["to be", "or"])
    parts: list[str] = b.repeat(("a", "b"), times=2) + b.repeat("a", [1, 2], workers=2)
    missing: list[int | None] = b.words(["a", None])
    missing = b.words(["a", None], errors="null")
    roots: list[float] = b.root([1.0, 4.0], timeout=10, progress=print)
    whole: list[float] = b.root([1, 4])
    failed: list[float | None | Exception] = b.root([1.0, -1.0], errors="return")
    pair: tuple[list[int], list[int]] = b.divmod([7, 8], 2)
    found: list[int | None] = b.find(["a"], "b")
    shown: list[str] = b.options([1], 2, "e", workers_=1)
    anything: typing.Any = b.kind(["a"])
    joined: list[str] = b.join("-", ["a", "b"], "c")
    print(joined, one, several, parts, missing, roots, whole, failed, pair, found, shown, anything, b.words.__name__)


def instances() -> None:
    points = [batchcase.Point(1, 2)]
    norms: list[float] = b.Point.norm(points)
    scaled: list[batchcase.Point | None] = list(b.Point.scale(points, [2.0]))
    norm: float = b.Point.norm(points[0])
    total: list[batchcase.Point] = b.sum(points, points[0])
    print(norms, scaled, norm, total, b.to_arrow(points), b.column(points), b.one(points))


async def awaited() -> None:
    several: list[int] = await aio.words(["to be", "or"])
    norm: list[float] = await aio.Point.norm([batchcase.Point(1, 2)])
    print(several, norm, await aio.words("a") + 1)
