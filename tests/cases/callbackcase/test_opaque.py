"""Func types that Python can only pass on: functional options, states that return states."""

import gc

import callbackcase as c
import pytest


def test_options():
    assert c.configured() == "none 1"
    assert c.configured(c.with_name("x"), None, c.with_size(3)) == "x 3"
    assert c.once(c.with_size(5)) == 5
    assert c.tabled({"a": c.with_size(7)}) == 7
    assert c.no_option() is None


def test_an_option_is_used_again_and_freed():
    before = c.__gophersnake__.handles
    option = c.with_size(2)
    for _ in range(100):
        assert c.configured(option, option) == "none 2"
    assert c.__gophersnake__.handles == before + 1
    del option
    gc.collect()
    c.collect()
    assert c.__gophersnake__.handles == before


def test_states():
    assert c.run2(c.start(), [2, 3, 4]) == 3
    assert c.run2(None, [2]) == 0


@pytest.mark.parametrize("wrong", [lambda config: None, abs, 1, c.start(), c.adder(1)])
def test_what_is_no_option(wrong):
    with pytest.raises(TypeError, match=r"Option \(a Go function\) or None"):
        c.once(wrong)
    with pytest.raises(TypeError, match=r"Option \(a Go function\) or None"):
        c.configured(wrong)


def test_an_option_is_no_other_function():
    assert c.apply(abs, -1) == 1
    with pytest.raises(TypeError, match="can't call a Go function of the type Option"):
        c.apply(c.with_size(1), 1)


def test_calling_one():
    option = c.with_size(1)
    assert option.__name__ == "option"
    with pytest.raises(TypeError, match="Python can't call a Go function of the type Option"):
        option(1)
