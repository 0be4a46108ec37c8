"""What ends goroutines, and what ends the process."""

import pytest
from running import run


@pytest.mark.parametrize("end, code", [("return", 0), ("exit", 9)])
def test_panics_in_goroutines_and_exits(end, code):
    assert run("endings.py", end, code=code).stdout == "ok\n"


def test_a_panic_while_no_call_is_in_flight():
    assert run("background.py", "behind your back").stdout == "told behind your back\nfine\n"


def test_a_call_that_waits_for_a_goroutine_which_panicked(tmp_path):
    done = run("stuck.py", code=-6, GOPHERSNAKE_PANIC_GRACE="0.2", GOPHERSNAKE_CRASH_DIR=str(tmp_path))
    assert "a goroutine panicked, and calls that were in flight did not return within 200ms: stuck" in done.stderr
    report = report_in(tmp_path, done)
    assert "PanicInGoroutine(how string)" in report and "stuck.py" in report


def report_in(folder, done):
    (file,) = folder.iterdir()
    assert f"gophersnake: crash report: {file}\n" in done.stderr and file.name.startswith("gophersnake-crash-processcase-")
    assert file.stat().st_mode & 0o777 == 0o600
    return file.read_text()


# What stderr says and, since Go writes its first line there only, what its trace shows.
CRASHES = {"map": ("fatal error: concurrent map", "maps.fatal("), "stack": ("stack exceeds 1000000000-byte limit", "runtime.newstack(")}


@pytest.mark.parametrize("python", [(), ("-X", "faulthandler")])
@pytest.mark.parametrize("how", ["map", "stack"])
def test_crash_report(how, python, tmp_path):
    done = run("crashing.py", how, code=-6, python=python, GOPHERSNAKE_CRASH_DIR=str(tmp_path))
    said, shown = CRASHES[how]
    assert said in done.stderr
    assert ("Fatal Python error: Aborted" in done.stderr) == bool(python)
    head, flights, go, stacks = [part.strip() for part in split(report_in(tmp_path, done))]
    assert head.startswith("gophersnake crash report 1\nextension: processcase\n") and "\ntime: 2" in head and "\npid: " in head
    lines = {line.split("  ", 1)[1] for line in flights.splitlines()}
    assert lines == {"Crash(how string)  request main-request", "Sleep(d time.Duration)  request request 4711"} | {
        f"Sleep(d time.Duration)  request task {n}" for n in (1, 2)
    }
    assert shown in go and "processcase.Sleep" in go
    assert "in a_python_function" in stacks and "in a_waiting_function" in stacks


def split(report):
    head, rest = report.split("\n== Calls in flight ==\n")
    flights, rest = rest.split("\n== Go ==\n")
    return head, flights, *rest.split("\n== Python ==\n")


def test_crash_reports_can_be_turned_off(tmp_path):
    done = run("crashing.py", "stack", code=-6, GOPHERSNAKE_CRASH_DIR="", TMPDIR=str(tmp_path))
    assert "crash report" not in done.stderr and not list(tmp_path.iterdir())
