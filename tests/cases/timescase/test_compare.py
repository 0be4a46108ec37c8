"""Structs compare times as datetimes do: the same instant is the same in every zone."""

import datetime as dt

import pytest
import timescase as t

NOON = dt.datetime(2024, 5, 1, 12, tzinfo=dt.timezone.utc)
ELSEWHERE = NOON.astimezone(dt.timezone(dt.timedelta(hours=1)))
LATER = NOON + dt.timedelta(microseconds=1)


def plan(when):
    return t.Plan(name="x", list=[NOON, when], by_name={"a": when}, maybe=when, pair=[when, NOON], events=[t.Event(when, 1)], by_time={when: "x"})


def test_fields():
    assert t.Event(NOON, 1) == t.Event(ELSEWHERE, 1)
    assert t.Event(NOON, 1) != t.Event(LATER, 1) and t.Event(NOON, 1) != t.Event(ELSEWHERE, 2)
    with pytest.raises(TypeError):
        hash(t.Event())


def test_at_any_depth():
    assert plan(NOON) == plan(ELSEWHERE) and not plan(NOON) != plan(ELSEWHERE)
    for field in ("list", "by_name", "maybe", "pair", "events", "by_time"):
        a, b = plan(NOON), plan(NOON)
        setattr(b, field, getattr(plan(ELSEWHERE), field))
        assert a == b, field
        setattr(b, field, getattr(plan(LATER), field))
        assert a != b, field


def test_what_python_does_not_see():
    a, b = plan(NOON), plan(NOON)
    a.hide(NOON)
    assert a != b
    b.hide(ELSEWHERE)
    assert a == b
    b.hide(LATER)
    assert a != b


def test_hash():
    a, b, c, d = t.stamp_of(NOON, 1), t.stamp_of(ELSEWHERE, 1), t.stamp_of(LATER, 1), t.stamp_of(NOON, 2)
    assert a == b != c and a != d
    assert hash(a) == hash(b) and len({a, b, c, d}) == 3
