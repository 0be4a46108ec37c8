"""Goroutines that a dependency starts for the package."""

import threading

import groupcase as g
import pytest
from waiting import until_sync


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
    returned = threading.Event()

    def fails():
        returned.wait()  # so that no call is in flight, which would raise it
        return 1 / 0

    g.background(fails)
    returned.set()
    said = []
    until_sync(lambda: said.append(capfd.readouterr().err) or "ZeroDivisionError: division by zero" in "".join(said))
    with pytest.raises(ZeroDivisionError) as raised:
        g.nothing()
    assert raised.value.__traceback__ is not None
    g.nothing()
