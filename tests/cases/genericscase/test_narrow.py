"""Generic functions over numbers and text give instances of the package's own types where they get these."""

import asyncio
import pathlib
import runpy

import genericscase as m
import numpy as np
import pytest

D = m.Weekday


def is_(value, cls, same):
    return type(value) is cls and value == same


def test_the_class_of_the_arguments_chooses():
    assert m.latest(D.MONDAY, D.TUESDAY) is D.TUESDAY
    assert is_(m.latest(m.Celsius(1.5), m.Celsius(2)), m.Celsius, 2.0)
    assert is_(m.latest(m.Label("a"), m.Label("b")), m.Label, "b")
    assert m.spelled(D.TUESDAY) == "Tue" and m.spelled(1) == "1"


def test_constraints_of_one_kind():
    assert m.next(D.MONDAY) is D.TUESDAY and m.next(m.Level.LOW) is m.Level.HIGH
    assert is_(m.next(1), int, 2) and is_(m.steps(D.MONDAY, D.WEDNESDAY), int, 2)
    assert asyncio.run(m.aio.next(D.MONDAY)) is D.TUESDAY


def test_types_that_the_constraint_asks_a_method_of():
    assert m.code_of(m.Level.HIGH) == "level" and m.code_of(D.MONDAY) == "day"


def test_plain_values_are_as_before():
    assert is_(m.latest(1, 2), int, 2) and is_(m.latest(1, 2.5), float, 2.5) and is_(m.latest("a", "b"), str, "b")
    assert is_(m.latest(D.TUESDAY, 0), int, 1), "one that is no Weekday: a number"
    assert is_(m.latest(D.TUESDAY, 0.5), float, 1.0)
    assert m.ordered([]) == [] and m.sum() == 0
    with pytest.raises(TypeError, match=r"expected int, got str|do not go together"):
        m.latest(D.TUESDAY, "a")
    with pytest.raises(TypeError, match="argument 'x': expected int or float, got list"):
        m.spelled([])


def test_in_containers():
    days = [D.WEDNESDAY, D.MONDAY]
    assert m.ordered(days) == [D.MONDAY, D.WEDNESDAY] and {type(d) for d in m.ordered(iter(days))} == {D}
    assert {type(d) for d in m.ordered([*days, 1])} == {int}
    assert m.largest(days) is D.WEDNESDAY and m.sum(D.TUESDAY, D.TUESDAY) is D.WEDNESDAY
    m.sort(days)
    assert days == [D.MONDAY, D.WEDNESDAY] and {type(d) for d in days} == {D}
    assert m.highest({D.MONDAY: 1.5, D.TUESDAY: 2.5}) is D.TUESDAY
    assert is_(m.highest({"a": D.TUESDAY, "b": D.MONDAY}), str, "a")
    assert is_(m.highest({1: "a", 2: "b"}), int, 2)
    assert type(m.ordered(np.array([3, 1]))[0]) is int


def test_awaited():
    assert asyncio.run(m.aio.latest(D.MONDAY, D.TUESDAY)) is D.TUESDAY
    assert is_(asyncio.run(m.aio.latest(1, 2)), int, 2)


def test_as_users_write_it():
    uses = runpy.run_path(str(pathlib.Path(__file__).parent / "uses_narrow.py"))
    assert uses["used"]() == ["Tuesday is later", 2.0, "b", 2, 18]
