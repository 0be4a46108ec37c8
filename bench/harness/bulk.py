"""Data in bulk: what a border costs that copies, and one that need not.

Where a peer's authors have the choice, each case is there twice: by the natural
signature, which owns what it gets (Vec<f64>, String), and by the one that is
written with speed in mind (PyReadonlyArray, &str). Peers that have one way only
are measured by it in both.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from harness.case import Case


@cache
def floats() -> list[float]:
    # Whole numbers: their sum is exact in whatever order it is taken, which
    # Python's sum() and C compilers do differently.
    return [float(i) for i in range(10_000_000)]


@cache
def array():
    import numpy

    return numpy.array(floats())


@cache
def text(ascii: bool) -> str:
    """10 MB of UTF-8."""
    return "Gopher World" * 833_334 if ascii else "\u0433\u043e\u0444\u0435\u0440" * 1_000_000


def twin(text: str) -> str:
    """An equal str that has never been converted."""
    return text[:1] + text[1:]


@cache
def lines() -> str:
    """The name of a file of 10 MB."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", delete=False) as file:
        file.write("to be or not to be\n" * 526_316)
    return file.name


def forget_files() -> None:
    if lines.cache_info().currsize:
        Path(lines()).unlink()
        lines.cache_clear()


def pairs() -> Mapping[str, object]:
    return {"xs": floats()[:1_000_000], "ys": floats()[1_000_000:2_000_000]}


def both_ways(name: str, natural: str, fast: str, common: str, often: int = 1, **rest) -> tuple[Case, Case]:
    """A case by the natural signature and by the fast one. Peers with one way only have the common name.

    Where the fast one takes no time to speak of, it is called often.
    """
    return (
        Case(f"{name}, natural", (natural, common), heavy=True, calls=min(often, 10), **rest),
        Case(f"{name}, fast", (fast, common), heavy=True, calls=often, **rest),
    )


FLOATS = ("sum_floats", "lent_sum_floats", "sum_floats")
BYTES = ("owned_bytes_len", "only_bytes_len", "bytes_len")
TEXT = ("owned_str_len", "str_len", "str_len")

def entries() -> Mapping[str, object]:
    return {"value": {f"key{i}": i * 1000 for i in range(100_000)}}


def rows() -> Mapping[str, object]:
    """10 k objects as of a JSON text."""
    return {
        "value": [
            {"id": i, "name": f"name {i % 997}", "score": i / 7, "tags": ["a", "b"], "at": {"x": i * 1.5, "y": None}}
            for i in range(10_000)
        ]
    }


BULK = (
    *both_ways("sum of an array of 10 M floats", *FLOATS, statement="f(numbers)", inputs=lambda: {"numbers": array()}),
    *both_ways("len(bytes) of 1 KB", *BYTES, statement="f(data)", inputs=lambda: {"data": bytes(1024)}, often=1000),
    *both_ways(
        "len(bytes) of 100 MB", *BYTES, statement="f(data)", inputs=lambda: {"data": bytes(100_000_000)}, often=1000
    ),
    *both_ways("len(str), 10 MB of ASCII", *TEXT, statement="f(text)", inputs=lambda: {"text": text(True)}, often=200),
    *both_ways(
        "len(str), 10 MB of Cyrillic, new",
        *TEXT,
        statement="f(text)",
        setup="text = twin(old)",
        inputs=lambda: {"old": text(False), "twin": twin},
    ),
    *both_ways(
        "len(str), 10 MB of Cyrillic, again",
        *TEXT,
        statement="f(text)",
        setup="text = twin(old); f(text)",
        inputs=lambda: {"old": text(False), "twin": twin},
        often=200,
    ),
    # Lists of objects differ by peer, so what they hold is compared.
    Case(
        "1 M points, one by one",
        ("new_point",),
        "made = [f(x, y) for x, y in zip(xs, ys)]",
        checks=("sum(f(x, 2.0).y for x in (1.0, 2.0))",),
        inputs=pairs,
        heavy=True,
    ),
    *(
        Case(
            name,
            functions,
            "made = f(xs, ys)",
            checks=("[p.x for p in f([1.0, 3.0], [2.0, 4.0])]", "len(f([], []))"),
            inputs=pairs,
            heavy=True,
        )
        for name, functions in {
            "1 M points, in a batch": ("points",),
            # Only a language with pointers has two ways; the others are asked again.
            "1 M points, in a batch of pointers": ("points_on_heap", "points"),
        }.items()
    ),
    # In pure, the answers of json: dumps and loads.
    *(
        Case(f"any: {what}, {way}", (function,), "f(value)", inputs=inputs, heavy=True)
        for what, inputs in {"a dict of 100 k entries": entries, "10 k objects": rows}.items()
        for way, function in {"in": "keep_any", "in and out": "same_any"}.items()
    ),
    Case(
        "lines of a file of 10 MB, by its name",
        ("count_lines",),
        "f(name)",
        inputs=lambda: {"name": lines()},
        heavy=True,
    ),
    Case(
        "the same, read in Python",
        ("count_lines_in",),
        "f(open(name, 'rb').read())",
        checks=("f(b'')", "f(b'a\\n\\n')"),
        inputs=lambda: {"name": lines()},
        heavy=True,
    ),
    # In pure, the copy itself: readinto() of the same object.
    Case(
        "100 MB of a file object in memory, in blocks of 64 KB",
        ("drain",),
        "f(BytesIO(data))",
        checks=("f(BytesIO(b''))",),
        inputs=lambda: {"data": bytes(100_000_000), "BytesIO": io.BytesIO},
        heavy=True,
    ),
)
