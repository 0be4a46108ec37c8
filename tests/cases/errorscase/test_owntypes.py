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


class Raises:
    def __init__(self, exception):
        self.exception = exception

    def answer(self, what):
        raise self.exception

    __call__ = answer


def test_python_objects_and_callables_raise_it():
    class Echo:
        def answer(self, what):
            return what * 2

    assert m.consult(Echo(), "x", None) == "xx" and m.ask_by(lambda what: what + "!", "x") == "x!"
    refusal = Raises(m.Refusal("of Python's"))
    for call in (lambda: m.consult(refusal, "x", None), lambda: m.ask_by(refusal, "x")):
        with pytest.raises(m.Refusal, match="^refused: of Python's$"):
            call()
    assert m.consult(refusal, "x", lambda e: e.reason) == "of Python's"


def test_what_a_go_function_does_a_callable_does():
    assert m.ask_by(m.ask, "x") == m.ask_by(m.asking(), "x") == m.ask_by(lambda what: m.ask(what), "x") == m.asking()("x")
    assert m.ask_by(m.Sage("I").answer, "x") == "I says: so be it: x"
    for ask in (m.ask, m.asking(), lambda what: m.ask(what), m.Sage("I").answer):
        with pytest.raises(m.Refusal, match="^refused: nothing is asked$"):
            m.ask_by(ask, "")
    assert m.dial_by(lambda host: len(host), "far") == 3
    with pytest.raises(m.NetError, match="^lost near$"):
        m.dial_by(lambda host: m.dial(host), "near")


def test_an_override_may_call_go():
    class Loud(m.Sage):
        def answer(self, what):
            return super().answer(what).upper()

    assert m.consult(Loud("I"), "x", None) == "I SAYS: SO BE IT: X"
    with pytest.raises(m.Refusal, match="^refused: nothing is asked$"):
        m.consult(Loud("I"), "", None)
    assert m.consult(Loud("I"), "", lambda e: str(e)) == "refused: nothing is asked"


@pytest.mark.parametrize("exception", [ValueError("no"), m.ErrPlain, m.ErrPlain("user 7"), KeyboardInterrupt()])
def test_another_exception_passes_through_go(exception):
    expected = exception if isinstance(exception, type) else type(exception)
    with pytest.raises(expected) as caught:
        m.consult(Raises(exception), "x", None)
    assert isinstance(exception, type) or caught.value is exception


def test_async_methods_raise_it_too():
    class Slow:
        async def answer(self, what):
            await asyncio.sleep(0)
            if not what:
                raise m.Refusal("slowly")
            return what

    async def main():
        assert await m.aio.consult(Slow(), "x", None) == "x"
        with pytest.raises(m.Refusal, match="^refused: slowly$"):
            await m.aio.consult(Slow(), "", None)

    asyncio.run(main())


def test_an_error_whose_type_is_not_exported():
    assert m.grumble(1) == 1
    with pytest.raises(m.GoError, match="^below zero$") as caught:
        m.grumble(-1)
    assert caught.value.results == (-1,)
    assert m.hear_grumbler(m.a_grumbler(), -1) == 1
    with pytest.raises(m.GoError, match="^below zero$"):
        m.hear_grumbler(m.a_grumbler(), 1)
    with pytest.raises(TypeError, match="expected Grumbler or None, got function"):
        m.hear_grumbler(lambda n: n, 1)
    assert not m.grumble_by(lambda n: (n, None))
    assert m.batch.grumble([1.0]) == [1.0]
    with pytest.raises(m.GoError, match="^below zero$"):
        m.batch.grumble([1.0, -1.0])


@pytest.mark.parametrize("exception", [m.ErrPlain, m.ErrPlain("user 7"), m.Refusal("no")])
def test_without_an_error_among_the_results_all_pass_through_go(exception):
    def nudge(n):
        raise exception

    with pytest.raises(exception if isinstance(exception, type) else type(exception)) as caught:
        m.nudge(nudge, 1)
    assert isinstance(exception, type) or caught.value is exception


def test_a_list_that_is_an_error_is_a_value_beside_others():
    n, problems = m.examine("a", "")
    assert n == 2 and isinstance(problems, m.Problems) and list(problems) == ["an empty word"]
    n, problems = m.examine("a", "b")
    assert n == 2 and list(problems) == []
