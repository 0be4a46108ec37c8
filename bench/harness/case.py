"""What a case is; cases.py and bulk.py list them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    name: str
    # The first of these that a peer has is f.
    functions: tuple[str, ...]
    # Timed; must be the same for all peers.
    statement: str
    # Evaluated once before timing; every peer must agree with "pure". The timed
    # statement is checked too where it is an expression.
    checks: tuple[str, ...] = ()
    # Runs before the timed loop, outside of it.
    setup: str = "pass"
    # Makes the values that statement, checks and setup may name.
    inputs: Callable[[], Mapping[str, object]] = dict
    # A heavy case is timed over fewer rounds, and this many statements at a time.
    heavy: bool = False
    calls: int = 1
