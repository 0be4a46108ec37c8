"""What a constructor sets fields to is seen in signatures, as far as the source shows it."""

import inspect

import classescase as m
import pytest


def defaults(cls):
    return {p.name: p.default for p in inspect.signature(cls).parameters.values()}


def test_constants():
    shown = defaults(m.Tuning)
    assert shown == {"arg": inspect.Parameter.empty, "size": 1024, "ratio": 0.25, "name": "it's \"new\"\né", "on": True, "mode": m.Mode.FAST, "left": 0,
        "text": "", "big": 2**64 - 1} | dict.fromkeys(["inner", "labels", "wait", "by_arg", "either", "twice"], ...)
    made = m.Tuning(1)
    assert {k: getattr(made, k) for k, v in shown.items() if v is not ... and k != "arg"} == {k: v for k, v in shown.items() if v is not ... and k != "arg"}


def test_what_is_shown_is_not_passed():
    assert m.Tuning(9).either == 2 and m.Tuning(9, size=3).size == 3
    with pytest.raises(m.GoError, match="negative"):
        m.Tuning(-1)


def test_options_and_values():
    assert defaults(m.ByOptions)["size"] == 5 and m.ByOptions(with_depth=4).depth == 4 and m.ByOptions().depth == 1
    assert defaults(m.ByValue) == {"a": 1, "b": 2}


def test_what_other_code_may_have_changed():
    assert defaults(m.Escaped) == {"a": ...} and m.Escaped().a == 7
