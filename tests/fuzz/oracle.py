"""Puts one question to Go and to the model, and compares the answers."""

import gc
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


class Trial:
    """What a function says of a value, and what it does to the references to it."""

    def __init__(self, f, v):
        self.v, self.before = v, sys.getrefcount(v)
        self.outcome = outcome(f, v)
        self.references = self.count()

    def count(self):
        """How many more than before; fewer where what stands in v has thrown its own away."""
        return 0 if isinstance(self.v, CACHED) else sys.getrefcount(self.v) - self.before

    def collected(self):
        """The same when the cycles are gone that others had part in."""
        gc.collect()
        return self.count()


def check(f, recipe, expected, plain=lambda x: x):
    """f(recipe()) must do what expected(recipe()) does: the same value or an error of
    the same class, and the same to the references."""
    global asked
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # NumPy's about imaginary parts, Python's about __index__
        want = Trial(expected, recipe())
        if want.outcome == ("error", "SystemError"):
            return  # a bug of CPython's own: iter() of a released memoryview, before 3.13
        asked += 1
        got = Trial(lambda v: plain(f(v)), recipe())
    assert got.outcome == want.outcome, (f.__name__, recipe, got.outcome, want.outcome)
    if got.references != want.references:
        assert got.collected() == want.collected(), (f.__name__, recipe, "references")
