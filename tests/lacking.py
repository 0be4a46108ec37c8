"""Packages that the Python of this session can't have (scripts/free_threaded.py), named in GOPHERSNAKE_TEST_WITHOUT.

A test that uses one is skipped, and the others of its module run: while a module of tests is imported, something stands for
each of these packages, and calling anything of it skips the test, or the module if that is still being imported.
Code in tests gets an ImportError, as ever.
"""

import builtins
import os
import pathlib

import pytest

TESTS = str(pathlib.Path(__file__).parent)
WITHOUT = os.environ.get("GOPHERSNAKE_TEST_WITHOUT", "").split()


def skip(name):
    package = name.partition(".")[0]
    raise pytest.skip.Exception(f"there is no {package} for this Python", allow_module_level=True)


def skip_without(name):
    """For a test that runs a program of a package."""
    if name in WITHOUT:
        skip(name)


class Lacking:
    """Anything of a package that is not there."""

    def __init__(self, name):
        self._name = name

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Lacking(f"{self._name}.{name}")

    def __call__(self, *args, **kw):
        skip(self._name)

    __getitem__ = __instancecheck__ = __subclasscheck__ = __iter__ = __enter__ = __mro_entries__ = __call__


def importing():
    """Around the import of a module of tests: for a hook that wraps it."""
    real = builtins.__import__

    def pretended(name, globals=None, locals=None, fromlist=(), level=0):
        try:
            return real(name, globals, locals, fromlist, level)
        except ModuleNotFoundError as error:
            if not lacks(error) or not str((globals or {}).get("__file__")).startswith(TESTS):
                raise
            return Lacking(name if fromlist else name.partition(".")[0])

    builtins.__import__ = pretended
    try:
        return (yield)
    finally:
        builtins.__import__ = real


def lacks(error):
    """The package that an import has not found, if it is one of these."""
    while error is not None:
        if isinstance(error, ModuleNotFoundError) and error.name and error.name.partition(".")[0] in WITHOUT:
            return error.name.partition(".")[0]
        error = error.__cause__
    return None


def skipped(report, path, call):
    if report.failed and call.excinfo and (package := lacks(call.excinfo.value)):
        report.outcome = "skipped"
        report.longrepr = (str(path), 1, f"Skipped: there is no {package} for this Python")
