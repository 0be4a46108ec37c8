"""What is measured. Data in bulk has its own list in bulk.py.

A peer is a module with the functions of bench/gopher under their Python names.
A case times one statement on one of them, in which `f` is that function. The
answers of the peer "pure" are what all others must give.
"""

from __future__ import annotations

from functools import cache

from harness.bulk import BULK, floats
from harness.case import Case


@cache
def words() -> dict[str, str]:
    return {f"key {i}": f"the value of {i}" for i in range(100_000)}


def same(x: int) -> int:
    return x


# What an error looks like to its user: its text. The class differs by peer.
FAILURE = """
try:
    f(-1)
except Exception:
    pass
"""

CASES: tuple[Case, ...] = (
    Case("noop", ("noop",), "f()"),
    Case("add", ("add",), "f(3, 4000)", checks=("f(-5, 2)", "f(2**62, 2**62 - 1)", "f(-2**63, 0)")),
    Case(
        "len(str)",
        ("str_len",),
        "f(text)",
        # In bytes of UTF-8, so that no peer may answer without looking.
        checks=("f('')", "f('Gopher w\u00f6rld \U0001f40d')"),
        inputs=lambda: {"text": "Gopher World"},
    ),
    Case(
        "dot of 8",
        ("dot",),
        "f(a, b)",
        checks=("f([], [1.0])", "f([1.5], [2.0, 3.0])"),
        inputs=lambda: {"a": [0.5 * i for i in range(8)], "b": [1.0 + i for i in range(8)]},
    ),
    Case(
        "hamming(str, str)",
        ("hamming",),
        "f(a, b)",
        checks=("f('', '')", "f('a', '')", "f('w\u00f6rld', 'w\u00e4rld')"),
        inputs=lambda: {"a": "Gopher World, Go!", "b": "Gopher_World, Ho!"},
    ),
    Case(
        "greet(str)",
        ("greet",),
        "f(name)",
        checks=("f('')", "f('w\u00f6rld \U0001f40d')", "f('n' * 1000)"),
        inputs=lambda: {"name": "Gopher World"},
    ),
    Case(
        "len(bytes), any buffer",
        ("bytes_len",),
        "f(data)",
        checks=("f(b'')", "f(b'a\\0b')"),
        inputs=lambda: {"data": bytes(1024)},
    ),
    Case(
        "len(bytes), bytes only",
        ("only_bytes_len", "bytes_len"),
        "f(data)",
        checks=("f(b'')", "f(b'a\\0b')"),
        inputs=lambda: {"data": bytes(1024)},
    ),
    # An object itself can't be compared across peers, so what it holds is.
    Case("Point(x, y)", ("Point",), "p = f(3.0, 4.0)", checks=("f(1.5, -2.0).x", "f(1.5, -2.0).y")),
    Case("new_point(x, y)", ("new_point",), "p = f(3.0, 4.0)", checks=("f(1.5, -2.0).x", "f(1.5, -2.0).y")),
    Case("field get", ("Point",), "p.x", setup="p = f(3.0, 4.0)"),
    Case(
        "field set",
        ("Point",),
        "p.x = 5.0",
        setup="p = f(3.0, 4.0)",
        checks=("[setattr(p, 'x', 7.0), p.x, p.y]",),
    ),
    Case("method", ("Point",), "p.norm()", setup="p = f(3.0, 4.0)"),
    # What has more than one word is copied under a lock where threads share it.
    Case("text field get", ("Note",), "n.text", setup="n = f('Gopher World')", checks=("f('w\u00f6rld').text",)),
    Case(
        "text field set",
        ("Note",),
        "n.text = text",
        setup="n = f('')",
        checks=("[setattr(n, 'text', 'abc'), n.text]",),
        inputs=lambda: {"text": "Gopher World"},
    ),
    Case("equal", ("Note",), "n == m", setup="n, m = f('Gopher World'), f('Gopher World')", checks=("n == f('')",)),
    Case("object by value", ("Note",), "n.same(m)", setup="n, m = f('Gopher World'), f('Gopher World')"),
    # The callback does nothing, so what is timed is the way there and back.
    Case("function taken, called once", ("sum_of",), "f(same, 1)", inputs=lambda: {"same": same}),
    Case("function taken, called 1000 times", ("sum_of",), "f(same, 1000)", inputs=lambda: {"same": same}, heavy=True),
    Case("error raised", ("fail",), FAILURE, checks=("error_text(f, -1)", "f(7)")),
    Case(
        "sum of a list of 10 M floats",
        ("sum_floats",),
        "f(numbers)",
        checks=("f([])", "f([0.1, 0.2])"),
        inputs=lambda: {"numbers": floats()},
        heavy=True,
    ),
    Case(
        "list of 1 M ints returned",
        ("range",),
        "f(1_000_000)",
        checks=("f(0)", "f(5)"),
        heavy=True,
    ),
    Case(
        "dict of 100 k strings taken",
        ("total_len",),
        "f(words)",
        checks=("f({})", "f({'\u00e9': '\U0001f40d'})"),
        inputs=lambda: {"words": words()},
        heavy=True,
    ),
    Case(
        "dict of 100 k strings taken and returned",
        ("invert",),
        "f(words)",
        checks=("f({})", "f({'\u00e9': '\U0001f40d'})"),
        inputs=lambda: {"words": words()},
        heavy=True,
    ),
    *BULK,
)
