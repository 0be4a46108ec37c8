"""Loads the profile before the tests are collected: they are decorated then."""

import os

import profiles

profiles.load()

# What it seeks is in the shim, which is the same for each version of Python.
if os.environ.get("GOPHERSNAKE_TEST_ONCE") == "0":
    collect_ignore_glob = ["test_*.py"]


def pytest_terminal_summary(terminalreporter):
    import oracle  # the cases are built by now

    if oracle.asked:
        terminalreporter.write_line(f"fuzzing: {oracle.asked:,} values were put to Go and to the model")
