"""pytest --gophersnake-guard: run the tests in guard mode.

Every argument that a Go function is lent is then a copy between protected
pages, read-only during the call and out of reach after it. A function that
keeps, overruns or writes what it was lent raises GuardError in the test that
called it. Without the option nothing changes.

It must be set before the first extension is imported, which is why this is a
plugin and no fixture.
"""

from __future__ import annotations

import os
from typing import Any


def pytest_addoption(parser: Any) -> None:
    parser.getgroup("gophersnake").addoption(
        "--gophersnake-guard", action="store_true", help="lend Go protected copies, so that wrong use of an argument fails the test that made it"
    )


def pytest_load_initial_conftests(early_config: Any, parser: Any, args: list[str]) -> None:
    if early_config.known_args_namespace.gophersnake_guard:
        os.environ["GOPHERSNAKE_GUARD"] = "1"


def pytest_report_header(config: Any) -> str | None:
    return "gophersnake: guard mode" if config.getoption("gophersnake_guard") else None
