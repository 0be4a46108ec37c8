"""How the heavy endpoint comes to its answer, and what is tried to keep the light one quick."""

from __future__ import annotations

from dataclasses import dataclass, field

# At work at the same time, where something limits that: 1 ms of computing in every
# 5 ms occupies one processor with 5, and some more fill the gaps.
AT_ONCE = 16
# How many may wait where the rest is refused.
WAITING = 500


@dataclass(frozen=True)
class Way:
    name: str
    endpoint: str
    # Which peer it needs: "aio" or "pyo3_async"; without a name, gophersnake's sync API.
    needs: str = "gopherasync"
    # The function's own limit of calls in flight.
    limit: int | None = None
    # Arguments of the middleware that admits requests, of examples/thumbnails.
    admission: dict | None = None
    # More arguments of uvicorn.
    uvicorn: dict = field(default_factory=dict)


ADMITTED = {"at_once": AT_ONCE}
SHED = {"at_once": AT_ONCE, "waiting": WAITING}

WAYS = (
    Way("awaited", "/awaited", "aio"),
    Way("pyo3", "/pyo3", "pyo3_async"),
    Way("sync in async def", "/sync"),
    Way("sync in def, threads", "/threads"),
    Way(f"awaited, limit {AT_ONCE}", "/awaited", "aio", limit=AT_ONCE),
    Way(f"awaited, {AT_ONCE} admitted", "/awaited", "aio", admission=ADMITTED),
    Way(f"pyo3, {AT_ONCE} admitted", "/pyo3", "pyo3_async", admission=ADMITTED),
    Way(f"awaited, {WAITING} may wait", "/awaited", "aio", admission=SHED),
    Way("awaited, limit_concurrency", "/awaited", "aio", uvicorn={"limit_concurrency": WAITING}),
)
