"""Callables, async ones too, say what generic functions return, under the strict rules of four type checkers:
test_generics.py runs it, and tests/test_checkers.py has it checked."""

import asyncio

import genericscase as generics


async def shown(x: int, i: int) -> str:
    await asyncio.sleep(0)
    return f"{i}: {x}"


async def parity(x: int) -> str:
    return "odd" if x % 2 else "even"


async def use_async() -> list[object]:
    seen: list[object] = [text.upper() for text in await generics.aio.map([5, 6], shown)]
    seen += [n + 1 for n in await generics.aio.map(["a", "bc"], lambda text, i: len(text))]
    groups = await generics.aio.group_by([1, 2, 3], parity)
    seen += [key.upper() + str(groups[key][0] + 1) for key in sorted(groups)]
    return seen


def use() -> list[object]:
    seen: list[object] = [text.upper() for text in generics.map([5], lambda x, i: f"{x}b")]
    largest = generics.largest([1.5, 2.5])
    if largest is not None:
        seen.append(largest * 2)
    return seen + asyncio.run(use_async())


def of_functions_that_can_be_left_out() -> float:
    whole: int = generics.spread([1, 2])
    return whole + generics.spread([1.5, 2.0], lambda a, b: a * b) + generics.spread([0.5], None)


def of_what_is_compared() -> list[str]:
    rack: generics.Rack[str] = generics.rack_of("a", "b")
    rack.take("a")
    shelf = generics.Shelf[dict[str, int]]()
    shelf.put(1, {"a": 1})
    return rack.all() + generics.distinct(["a"]) + [str(generics.position([[1]], [1]))]
