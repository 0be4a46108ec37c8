"""Interfaces that embed error are classes of exceptions, and except finds what errors.As finds."""

import copy
import pathlib
import pickle
import runpy

import errorscase as m
import pytest


def net(kind):
    with pytest.raises(m.GoError) as caught:
        m.net(kind)
    return caught.value


@pytest.mark.parametrize(("kind", "text", "timeout", "temporary"), [
    ("lost", "lost near", True, True),
    ("wrapped", "while reading: lost far", True, False),
    ("op", "op dial", False, True),
    ("both", "busy 5, then lost far", True, False),
    ("sentinel", "at last: lost everything", True, False),
])  # fmt: skip
def test_except_catches_every_error_that_implements_it(kind, text, timeout, temporary):
    try:
        m.net(kind)
    except m.NetError as e:
        assert (str(e), e.timeout(), e.temporary()) == (text, timeout, temporary)
        assert isinstance(e, m.Timer) and isinstance(e, m.GoError) and isinstance(e, m.Temporary)
        assert isinstance(e, TimeoutError) == timeout
        assert m.is_temporary(e) == temporary == m.may_retry(e)


def test_what_does_not_implement_it_is_not_caught():
    assert not isinstance(net("plain"), m.NetError)
    busy = net("busy")
    assert isinstance(busy, m.Retry) and busy.after() == 3 and not isinstance(busy, m.Timer)
    with pytest.raises(TypeError, match="NetError"):
        m.is_temporary(busy)


def test_the_innermost_value_says_and_the_outermost_speaks():
    e = net("wrapped")
    assert e.error() == "lost far" and str(e) == "while reading: lost far"
    assert type(e.__cause__).__mro__[1] is m.NetError and str(e.__cause__) == "lost far"


def test_classes_are_derived_as_the_interfaces_imply_each_other():
    assert issubclass(m.NetError, m.Timer) and issubclass(m.Op, m.NetError) and issubclass(m.ErrLost, m.NetError)
    assert not issubclass(m.Timer, m.NetError) and not issubclass(m.Retry, m.Timer) and not issubclass(m.Partly, m.Retry)
    with pytest.raises(m.NetError):
        raise m.Op(name="made")
    assert m.is_temporary(m.Op(name="dial")) and m.Op(name="x").name == "x"


def test_what_implements_it_as_a_pointer_only():
    assert not isinstance(net("partly"), m.Retry) and isinstance(net("partly"), m.Partly)
    e = net("partly pointer")
    assert isinstance(e, m.Retry) and isinstance(e, m.Partly) and e.after() == 7 == e.n


def test_a_group_is_of_it_where_a_member_is():
    e = net("joined")
    assert isinstance(e, ExceptionGroup) and isinstance(e, m.NetError) and isinstance(e, m.Retry)
    assert e.after() == 4 and e.timeout()
    assert [isinstance(one, m.NetError) for one in e.exceptions] == [False, True]


def test_as_values():
    assert m.last_net("") is None
    near = m.last_net("near")
    assert isinstance(near, m.NetError) and isinstance(near, TimeoutError) and near.temporary() and m.is_temporary(near)
    assert type(m.last_net("dial")) is m.Op
    assert m.is_(net("sentinel"), m.ErrLost) and m.is_temporary(m.ErrLost()) is False and m.ErrLost().timeout()
    assert not m.is_temporary(net("sentinel"))
    with pytest.raises(m.NetError, match="lost near"):
        raise near


class Derived(m.NetError):
    def __init__(self, text, temporary):
        super().__init__(text)
        self.is_temporary = temporary

    def timeout(self):
        return False

    def temporary(self):
        return self.is_temporary


def test_what_python_derives_from_it():
    e = Derived("of Python", True)
    assert str(e) == "of Python" and e.args == ("of Python",) and m.is_temporary(e) and m.may_retry(e)

    def fails():
        raise e

    assert m.asked(fails) == "of Python false true"
    with pytest.raises(Derived) as caught:
        m.both(fails, lambda: None)
    assert caught.value is e
    for wrapped, notes in ((False, []), (True, ["passed on: of Python"])):
        with pytest.raises(Derived) as caught:
            m.pass_(e, wrapped)
        assert caught.value is e and getattr(e, "__notes__", []) == notes
    assert m.given(e)[0] is e
    with pytest.raises(TypeError, match="NetError is a Go interface"):
        m.NetError("x")

    class Lacks(m.NetError):
        pass

    assert str(Lacks("x")) == "x" and repr(Lacks("x")) == "Lacks('x')"
    with pytest.raises(TypeError, match=r"which has no timeout\(\)|which has no temporary\(\)"):
        m.is_temporary(Lacks("x"))
    with pytest.raises(AttributeError, match=r"Lacks has no timeout\(\)"):
        Lacks("x").timeout()


def test_a_type_assertion_finds_what_python_implements():
    class Coded(m.Valued):
        def value(self):
            return {"code": self.args[0]}

    e = Coded(7)

    def raises():
        raise e

    assert m.valuation(lambda: e) == m.valuation(raises) == [{"code": 7}, "7", True]
    with pytest.raises(Coded) as caught:
        m.both(raises, lambda: None)
    assert caught.value is e and not hasattr(e, "__notes__")


def test_it_goes_through_go_unchanged():
    def fails():
        m.net("wrapped")

    assert m.asked(fails) == "lost far true false"


@pytest.mark.parametrize("kind", ["lost", "wrapped", "joined", "op"])
def test_pickled_and_copied(kind):
    e = net(kind)
    again = pickle.loads(pickle.dumps(e))
    assert type(again) is type(e) and str(again) == str(e) and isinstance(again, m.NetError)
    assert copy.copy(e).timeout() == e.timeout()
    if kind != "op":
        with pytest.raises(AttributeError, match="it is not over an error of Go"):
            again.timeout()


@pytest.mark.parametrize("reads", [str, repr, hash])
def test_reading_one(reads):
    assert reads(net("lost"))
    e = net("lost")
    assert e == e and e in {e}


def test_as_users_write_it():
    assert runpy.run_path(str(pathlib.Path(__file__).parent / "uses_errorscase.py"))["used"]() == [True, True, "x", "lost near", False]
