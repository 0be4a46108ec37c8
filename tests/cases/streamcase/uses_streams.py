"""What users write with streams, under the strict rules of four type checkers, without a cast: test_streams.py runs it,
and tests/test_checkers.py has it checked."""

import contextlib
from collections.abc import AsyncIterator, Iterator
from typing import Protocol

import streamcase


def total(items: Iterator[int]) -> int:
    return sum(items)


async def first(items: AsyncIterator[int]) -> int:
    return await anext(items)


class Own:
    def steps(self) -> Iterator[int]:
        yield 7


class Closing(Protocol):
    def close(self) -> None: ...


def closed(given: Closing) -> list[int]:
    given.close()
    return [8]


def use() -> list[object]:
    seen: list[object] = []
    with streamcase.words("a b c") as words:
        seen.append(next(words).upper())
    numbers = streamcase.count(3)
    seen.append(next(numbers) + 1)
    numbers.close()
    with contextlib.closing(streamcase.point_ptrs(streamcase.Point(5))) as points:
        seen.append([point.x for point in points])
    with streamcase.Point(4).steps() as steps, streamcase.Source(items=[1, 2]).items as items:
        seen.append(total(steps) + total(items))
    with streamcase.indexed(2) as pairs:
        seen.append({text.upper(): index + 1 for index, text in pairs})
    for inner in streamcase.several(2):
        inner.close()
    with streamcase.sent(1, 1) as received:
        seen.append(next(received) * 2)
    seen.append(streamcase.called(closed, 3))
    seen.append(streamcase.steps_of(Own()) + streamcase.steps_of(streamcase.Point(1)))
    seen.append(total(streamcase.stepping(2).steps()))
    return seen


def assign() -> None:
    streamcase.default = iter([3, 4])


async def use_async() -> list[object]:
    seen: list[object] = []
    async with streamcase.aio.words("a b c") as words:
        seen.append((await anext(words)).upper())
    numbers = streamcase.aio.count(3)
    seen.append(await first(numbers))
    await numbers.aclose()
    async with contextlib.aclosing(streamcase.aio.count(2)) as closing:
        seen.append([n + 1 async for n in closing])
    async with streamcase.Point(2).aio.steps() as steps:
        seen.append([n async for n in steps])
    return seen
