import datetime as dt
import zoneinfo

import pytest
import timescase as t

UTC = dt.timezone.utc
TIMES = [
    dt.datetime(1970, 1, 1, tzinfo=UTC), dt.datetime(2026, 11, 23, 1, 2, 3, 456789, UTC), dt.datetime(1, 1, 1, tzinfo=UTC), dt.datetime(9999, 12, 31, 23, 59, 59, 999999, UTC),
    dt.datetime(1969, 12, 31, 23, 59, 59, 999999, UTC), dt.datetime(2000, 2, 29, tzinfo=dt.timezone(dt.timedelta(hours=5, minutes=45))),
    dt.datetime(1900, 3, 1, tzinfo=dt.timezone(dt.timedelta(seconds=-1234))),
]  # fmt: skip


@pytest.mark.parametrize("x", TIMES, ids=str)
def test_times_come_back_with_their_offset(x):
    y = t.time(x)
    assert y == x and y.utcoffset() == x.utcoffset()
    assert t.offset(x) == x.utcoffset().total_seconds()
    assert t.times([x, x]) == [x, x] and t.maybe(x) == x


def test_instants():
    assert t.unix(dt.datetime(1970, 1, 1, 0, 0, 1, 5, UTC)) == 1_000_005_000
    assert t.at(1_700_000_000, 123_456_789) == dt.datetime(2023, 11, 14, 22, 13, 20, 123456, UTC)
    assert t.zero() == dt.datetime(1, 1, 1, tzinfo=UTC) and t.maybe(None) is None
    paris = dt.datetime(2026, 7, 1, 12, tzinfo=zoneinfo.ZoneInfo("Europe/Paris"))
    assert t.time(paris) == paris
    for sec in (-62135596801, 253402300800):
        with pytest.raises(OverflowError, match="year"):
            t.at(sec, 0)


def test_naive_times_are_refused():
    with pytest.raises(ValueError, match=r"time\(\) argument 't': expected an aware datetime"):
        t.time(dt.datetime(2026, 1, 1))
    with pytest.raises(TypeError, match=r"times\(\) argument 't\[1\]': expected datetime, got date"):
        t.times([TIMES[0], dt.date(2026, 1, 1)])


def test_durations():
    for d in (dt.timedelta(0), dt.timedelta(days=-1, microseconds=1), dt.timedelta(days=100_000, seconds=1, microseconds=2)):
        assert t.duration(d) == d
    assert t.nanoseconds(1.5) == 1_500_000_000 and t.nanoseconds(2) == 2_000_000_000 and t.nanoseconds(-0.25) == -250_000_000
    assert t.nanoseconds(dt.timedelta(microseconds=1)) == 1000
    assert t.durations({"a": 1, "b": dt.timedelta(hours=1)}) == {"a": dt.timedelta(seconds=1), "b": dt.timedelta(hours=1)}
    assert t.TICK == dt.timedelta(seconds=1.5)
    for bad in (dt.timedelta.max, 1e10, float("inf"), float("nan"), 10**10):
        with pytest.raises(OverflowError, match="292 years"):
            t.duration(bad)
    for bad in ("1", None, True):
        with pytest.raises(TypeError, match=r"duration\(\) argument 'd': expected timedelta or a number of seconds"):
            t.duration(bad)


def test_fields():
    e = t.Event(when=TIMES[1], for_=2)
    assert e.when == TIMES[1] and e.for_ == dt.timedelta(seconds=2)
    e.for_ = dt.timedelta(minutes=1)
    assert e.for_ == dt.timedelta(minutes=1) and e == t.Event(TIMES[1], 60)
