"""Three options for pytest, and a line in its header for each editable install of a Go
package whose sources are newer than its build. Where two instances should be equal, a
failure shows the fields that differ (pytest_compare.py).

--gophersnake-guard runs the tests in guard mode. Each argument that a Go function
borrows is then a copy between protected pages, read-only during the call and
inaccessible after it. A function that keeps, overruns or writes what it borrowed
raises GuardError in the test that called it. The mode must be set before the first
extension is imported, so this is a plugin and not a fixture.

--gophersnake-leaks fails a test after which more is held than before it, when both
garbage collectors have run: Go values that Python keeps alive (handles), Python
objects that Go keeps alive (references), calls of the async API that are in Go
(awaiting) or wait for their turn (queued). Cancelled calls get a moment to end. A
test that leaves something behind on purpose has the mark
@pytest.mark.gophersnake_keeps.

--gophersnake-race builds the project with Go's race detector for these tests (x86-64
Linux with gcc). A test fails if the detector reports a race of Go code, with other
Go code or with accesses by Python (pytest_race.py).
"""

from __future__ import annotations

import gc
import importlib.util
import os
import pathlib
import sys
import time
from collections.abc import Generator
from typing import Any

import pytest

from . import pytest_compare

COUNTED = ("handles", "references", "awaiting", "queued")
TRIES = 5  # what one collector frees may have kept objects of the other alive
PATIENCE = 1.0  # seconds for cancelled or dropped calls to end: they can't be awaited


def pytest_addoption(parser: Any) -> None:
    group = parser.getgroup("gophersnake")
    group.addoption("--gophersnake-guard", action="store_true", help="let Go borrow protected copies, so that wrong use of an argument fails the test that made it")
    group.addoption("--gophersnake-race", action="store_true", help="build the project with Go's race detector, and fail a test during which it reports a race")
    group.addoption("--gophersnake-leaks", action="store_true", help="fail a test that leaves Go values, Python references or awaited calls behind")


@pytest.hookimpl(wrapper=True, tryfirst=True)  # before pytest captures output: the process may be replaced
def pytest_load_initial_conftests(early_config: Any, parser: Any, args: list[str]) -> Generator[None, Any, Any]:
    if early_config.known_args_namespace.gophersnake_guard:
        os.environ["GOPHERSNAKE_GUARD"] = "1"
    if early_config.known_args_namespace.gophersnake_race:
        from . import pytest_race  # only if it is asked for

        early_config.pluginmanager.register(pytest_race.begin(early_config.rootpath), "gophersnake-race")
    return (yield)


def pytest_configure(config: Any) -> None:
    config.addinivalue_line("markers", "gophersnake_keeps: the test leaves Go values, Python references or awaited calls behind on purpose")
    if config.getoption("gophersnake_leaks"):
        config.pluginmanager.register(Leaks(), "gophersnake-leaks")


def pytest_assertrepr_compare(config: Any, op: str, left: Any, right: Any) -> list[str] | None:
    lines = pytest_compare.compare(config, left, right) if op == "==" else None
    return lines and [f"{pytest_compare.short(left)} == {pytest_compare.short(right)}", *lines]


def pytest_report_header(config: Any) -> list[str]:
    modes = [what for option, what in (("guard", "guard mode"), ("race", "Go's race detector"), ("leaks", "leaks are failures")) if config.getoption(f"gophersnake_{option}")]
    return [f"gophersnake: {what}" for what in modes + stale()]


def stale() -> list[str]:
    """Warnings about editable installs on sys.path that are older than their sources. Each
    install has a module that compares it with them, and a file that says where it is."""
    said = []
    for folder in sys.path:
        try:
            package = pathlib.Path(folder, "gophersnake-editable").read_text("utf-8").strip()
            build = os.path.join(folder, *package.split("."))
            spec = importlib.util.spec_from_file_location("_editable", os.path.join(build, "_editable.py"))
            check = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(check)
            words = check.stale(package, build)
        except Exception:  # usually there is no editable install; no error here may end a test run
            continue
        if words:
            said.append(words)
    return said


def extensions() -> dict[str, Any]:
    """The __gophersnake__ of each loaded extension, by its name."""
    found: dict[int, tuple[str, Any]] = {}
    for name, module in sorted(sys.modules.items()):
        info = getattr(module, "__dict__", {}).get("__gophersnake__")
        if info is not None:
            found.setdefault(id(info), (name, info))
    return dict(found.values())


def counts() -> dict[str, dict[str, int]]:
    gc.collect()
    held = {}
    for name, info in extensions().items():
        info.collect()
        now = info.as_dict()
        held[name] = {what: now.get(what, 0) for what in COUNTED}  # an extension of an older release reports less
    return held


def left(before: dict[str, dict[str, int]]) -> list[str]:
    """What is held now beyond what was held before."""
    more = []
    for name, now in counts().items():
        for what in COUNTED:
            n = now[what] - before.get(name, {}).get(what, 0)
            if n > 0:
                more.append(f"{n} {what} of {name}")
    return more


def in_flight() -> int:
    """The number of calls of the async API that have not ended."""
    return sum(getattr(info, what, 0) for info in extensions().values() for what in ("awaiting", "queued"))


def settle(before: int) -> None:
    """Waits until no more calls are in flight than before."""
    end = time.monotonic() + PATIENCE
    while in_flight() > before and time.monotonic() < end:
        time.sleep(0.001)


class Leaks:
    """Counts before the set-up of each test and after its tear-down."""

    def __init__(self) -> None:
        self.before: dict[str, dict[str, int]] = {}
        self.failed = False

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_setup(self, item: Any) -> Generator[None, Any, Any]:
        self.before, self.failed = counts(), False
        return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: Any, call: Any) -> Generator[None, Any, Any]:
        report = yield
        self.failed |= report.failed  # its traceback holds the test's variables
        return report

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_teardown(self, item: Any) -> Generator[None, Any, Any]:
        result = yield
        if self.failed or item.get_closest_marker("gophersnake_keeps"):
            return result
        gc.collect()  # awaitables that nobody has any more end their calls
        settle(sum(n["awaiting"] + n["queued"] for n in self.before.values()))
        for _ in range(TRIES):
            more = left(self.before)
            if not more:
                return result
        pytest.fail(f"the test leaves behind {' and '.join(more)}", pytrace=False)
