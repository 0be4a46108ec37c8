"""A pointer or an interface that is an error fails a function as an error does, where it stands beside other results."""

import asyncio
import inspect

import errorscase as m
import pytest


def test_a_pointer_beside_a_value_is_raised():
    assert m.ask("x") == "so be it: x"
    with pytest.raises(m.Refusal, match="^refused: nothing is asked$") as caught:
        m.ask("")
    assert caught.value.reason == "nothing is asked" and caught.value.results is None
    assert "Raises Refusal." in inspect.getdoc(m.ask)


def test_what_came_before_it_is_kept():
    assert m.ask_all("a", "b") == (["so be it: a", "so be it: b"], 2)
    with pytest.raises(m.Refusal) as caught:
        m.ask_all("a", "")
    assert caught.value.results == (["so be it: a"], 1)


def test_an_interface_of_errors_is_raised_too():
    assert m.dial("there") == 5
    with pytest.raises(m.NetError, match="lost near") as caught:
        m.dial("near")
    assert caught.value.timeout() and caught.value.results == (1,)


def test_results_without_a_name():
    assert m.named("x").name == "so be it: x"
    with pytest.raises(m.Refusal):
        m.named("")


def test_a_directive_makes_it_a_value():
    assert m.tried("x") == ("so be it: x", None)
    answer, refused = m.tried("")
    assert answer == "" and refused.reason == "nothing is asked"


def test_alone_it_is_a_value():
    last = m.last_refusal()
    assert isinstance(last, m.Refusal) and str(last) == "refused: at last"


def test_columns_and_awaits():
    assert m.batch.halve([2.0, 4.0]) == [1.0, 2.0]
    with pytest.raises(m.Refusal) as caught:
        m.batch.halve([2.0, -4.0])
    assert caught.value.row == 1
    with pytest.raises(m.Refusal):
        asyncio.run(m.aio.ask(""))
