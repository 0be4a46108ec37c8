"""The boundary profiler: what the calls between Python and Go cost, and what would make them cheaper.

    with gophersnake.profile() as p:
        work()
    print(p.text())

or, for a whole program, `python -m gophersnake profile script.py`. Source of the figures: shim/call/profile.h.
"""

from __future__ import annotations

from .measuring import Profile, profile

__all__ = ["Profile", "profile"]
