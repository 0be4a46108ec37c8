"""gophersnake turns a plain Go package into a Python package.

The work is done by the command of the same name, a Go program that is
installed with this package. What is here lets Python's tools call it: the
hooks of PEP 517 and PEP 660, for projects that say

    [build-system]
    requires = ["gophersnake"]
    build-backend = "gophersnake"

and `profile()`, which measures the calls of Go functions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .backend import (
        build_editable,
        build_sdist,
        build_wheel,
        get_requires_for_build_editable,
        get_requires_for_build_sdist,
        get_requires_for_build_wheel,
        prepare_metadata_for_build_editable,
        prepare_metadata_for_build_wheel,
    )
    from .profiler import Profile, profile

__all__ = [
    "Profile",
    "build_editable",
    "build_sdist",
    "build_wheel",
    "get_requires_for_build_editable",
    "get_requires_for_build_sdist",
    "get_requires_for_build_wheel",
    "prepare_metadata_for_build_editable",
    "prepare_metadata_for_build_wheel",
    "profile",
]


def __getattr__(name: str) -> Any:
    # The import hook is imported by each process, and needs none of this.
    if name in ("Profile", "profile"):
        from . import profiler

        return getattr(profiler, name)
    if name in __all__:
        from . import backend

        return getattr(backend, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
