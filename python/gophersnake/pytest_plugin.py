"""Three options for pytest, without which nothing changes; and a line in the header for
each editable install of a Go package whose sources are newer than its build.

--gophersnake-guard runs the tests in guard mode. Every argument that a Go
function borrows is then a copy between protected pages, read-only during the
call and out of reach after it. A function that keeps, overruns or writes what it
borrowed raises GuardError in the test that called it. It must be set before the
first extension is imported, which is why this is a plugin and no fixture.

--gophersnake-leaks fails a test that leaves more behind than it found, after
both garbage collectors have run: Go values that Python keeps alive (handles),
Python objects that Go keeps alive (references), calls of the async API that are
in Go (awaiting) or wait for their turn (queued). What was cancelled gets a
moment to end. A test that is to leave something behind says so:
@pytest.mark.gophersnake_keeps.

--gophersnake-race runs the tests with the project built anew, with Go's race
detector (x86-64 Linux with gcc). A test during which it reports a race of Go code,
with other Go code or with what Python reads and writes, fails (pytest_race.py).
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

COUNTED = ("handles", "references", "awaiting", "queued")
TRIES = 5  # what one collector frees may be what kept something of the other's
PATIENCE = 1.0  # seconds for calls to end that were cancelled or dropped: nobody can wait for them


def pytest_addoption(parser: Any) -> None:
    group = parser.getgroup("gophersnake")
    group.addoption("--gophersnake-guard", action="store_true", help="let Go borrow protected copies, so that wrong use of an argument fails the test that made it")
    group.addoption("--gophersnake-race", action="store_true", help="build the project with Go's race detector, and fail a test that it reports something in")
    group.addoption("--gophersnake-leaks", action="store_true", help="fail a test that leaves Go values, Python references or awaited calls behind")


@pytest.hookimpl(wrapper=True, tryfirst=True)  # before pytest captures output: another process may begin
def pytest_load_initial_conftests(early_config: Any, parser: Any, args: list[str]) -> Generator[None, Any, Any]:
    if early_config.known_args_namespace.gophersnake_guard:
        os.environ["GOPHERSNAKE_GUARD"] = "1"
    if early_config.known_args_namespace.gophersnake_race:
        from . import pytest_race  # not by those who do not ask for it

        early_config.pluginmanager.register(pytest_race.begin(early_config.rootpath), "gophersnake-race")
    return (yield)


def pytest_configure(config: Any) -> None:
    config.addinivalue_line("markers", "gophersnake_keeps: the test leaves Go values, Python references or awaited calls behind, and is to")
    if config.getoption("gophersnake_leaks"):
        config.pluginmanager.register(Leaks(), "gophersnake-leaks")


def pytest_report_header(config: Any) -> list[str]:
    modes = [what for option, what in (("guard", "guard mode"), ("race", "Go's race detector"), ("leaks", "leaks are failures")) if config.getoption(f"gophersnake_{option}")]
    return [f"gophersnake: {what}" for what in modes + stale()]


def stale() -> list[str]:
    """What is said of the editable installs on sys.path. Each has a module that
    compares it with its sources, and a file that says where."""
    said = []
    for folder in sys.path:
        try:
            package = pathlib.Path(folder, "gophersnake-editable").read_text("utf-8").strip()
            build = os.path.join(folder, *package.split("."))
            spec = importlib.util.spec_from_file_location("_editable", os.path.join(build, "_editable.py"))
            check = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(check)
            words = check.stale(package, build)
        except Exception:  # no editable install, mostly; in any case nothing that a test run should end for
            continue
        if words:
            said.append(words)
    return said


def extensions() -> dict[str, Any]:
    """What the extensions that are loaded tell of themselves, by their names."""
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
        held[name] = {what: now.get(what, 0) for what in COUNTED}  # an extension of an older release tells less
    return held


def left(before: dict[str, dict[str, int]]) -> list[str]:
    """What there is more of now."""
    more = []
    for name, now in counts().items():
        for what in COUNTED:
            n = now[what] - before.get(name, {}).get(what, 0)
            if n > 0:
                more.append(f"{n} {what} of {name}")
    return more


def in_flight() -> int:
    """The calls of the async API that have not ended."""
    return sum(getattr(info, what, 0) for info in extensions().values() for what in ("awaiting", "queued"))


def land(before: int) -> None:
    """Waits until no more calls are on their way than before."""
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
        land(sum(n["awaiting"] + n["queued"] for n in self.before.values()))
        for _ in range(TRIES):
            more = left(self.before)
            if not more:
                return result
        pytest.fail(f"the test leaves behind {' and '.join(more)}", pytrace=False)
