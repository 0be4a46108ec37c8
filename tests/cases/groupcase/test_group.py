"""Goroutines that a dependency starts for the package."""

import time

import groupcase as g
import pytest


def test_a_group_of_python_functions():
    seen = []
    g.all(*[lambda i=i: seen.append(i) for i in range(20)])
    assert sorted(seen) == list(range(20))
    with pytest.raises(KeyError, match="'lost'"):
        g.all(lambda: None, lambda: {}["lost"])


def test_a_group_does_not_hide_a_panic():
    for _ in range(50):
        with pytest.raises(g.PanicError, match=r"^boom\n"):
            g.blow()
    g.nothing()


def test_an_exception_that_nobody_waits_for_is_the_next_calls(capfd):
    g.background(lambda: 1 / 0)
    told = 0
    until = time.monotonic() + 20
    while not told and time.monotonic() < until:
        try:
            g.nothing()
        except ZeroDivisionError as error:
            assert error.__traceback__ is not None
            told += 1
    assert told == 1 and "ZeroDivisionError: division by zero" in capfd.readouterr().err
    g.nothing()
