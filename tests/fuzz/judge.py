"""Puts one question to Go and to the model, and compares the answers."""

import sys
import warnings

import fuzzcase
from model import exact

# Python keeps some of these itself, and an answer may be one of them.
CACHED = (str, bytes, int, float, complex, bool, tuple, type, type(None))


asked = 0  # how many values were put to Go so far


def outcome(f, v):
    try:
        return "value", exact(f(v))
    except Exception as error:
        assert not isinstance(error, (MemoryError, fuzzcase.PanicError)), error
        return "error", type(error).__name__


def trial(f, v):
    """The outcome, and how many references to v there are more than before: fewer
    where what stands in v has thrown its own reference away."""
    before = sys.getrefcount(v)
    found = outcome(f, v)
    return found, 0 if isinstance(v, CACHED) else sys.getrefcount(v) - before


def check(f, recipe, expected, plain=lambda x: x):
    """f(recipe()) must do what expected(recipe()) does: the same value or an error of
    the same class, and the same to the references."""
    global asked
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # NumPy's about imaginary parts, Python's about __index__
        want = trial(expected, recipe())
        if want[0] == ("error", "SystemError"):
            return  # a bug of CPython's own: iter() of a released memoryview, before 3.13
        asked += 1
        got = trial(lambda v: plain(f(v)), recipe())
        assert got == want, (f.__name__, recipe, got, want)
