"""Time zones keep their names in both directions, so that days are counted right on
either side of a change of daylight time."""

import asyncio
import datetime as dt
import os
import pathlib
import subprocess
import sys
import zoneinfo

import pytest
import timescase as t

UTC = dt.timezone.utc
CHICAGO = zoneinfo.ZoneInfo("America/Chicago")
NAMES = ["America/Chicago", "Europe/London", "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe", "America/Sao_Paulo", "Africa/Casablanca", "Europe/Dublin", "CET", "EST", "Etc/GMT+5",
    "Pacific/Apia", "Etc/UTC"]  # fmt: skip
DAYS = [(2, 1, 1), (1883, 11, 18), (1942, 2, 9), (1970, 1, 1), (2011, 12, 31), (2024, 1, 15), (2024, 7, 15), (2037, 12, 31), (2100, 7, 1), (9998, 7, 1)]


async def awaited(f, *args):
    return await f(*args)


WAYS = [
    t.time, lambda x: t.times([x])[0], t.maybe, lambda x: t.Event(when=x).when, lambda x: next(iter(t.by_time({x: 1}))), lambda x: t.ask(lambda y: y, x), lambda x: t.ask(lambda y: x, x),
    lambda x: asyncio.run(awaited(t.aio.time, x)),
]  # fmt: skip


def same(x, y):
    return x == y and x.utcoffset() == y.utcoffset() and x.replace(tzinfo=None) == y.replace(tzinfo=None) and y.tzinfo is x.tzinfo and y.fold == x.fold


@pytest.mark.parametrize("name", NAMES)
def test_there_and_back(name):
    zone = zoneinfo.ZoneInfo(name)
    for day in DAYS:
        x = dt.datetime(*day, 12, 30, 15, 7, zone)
        assert t.zone(x) == name and t.abbreviation(x) in (x.tzname(), "LMT")
        for way in WAYS:
            assert same(x, way(x)), (x, way(x))
        y = t.in_(x.astimezone(UTC), name)
        assert y == x and y.tzinfo is zone
    assert t.same_zone(x, dt.datetime(2020, 1, 1, tzinfo=zone))


@pytest.mark.parametrize("way", WAYS, ids=range(len(WAYS)))
def test_both_of_an_hour_that_comes_twice(way):
    for zone, day, hour in ((CHICAGO, (2024, 11, 3), 1), (zoneinfo.ZoneInfo("Europe/Berlin"), (2024, 10, 27), 2), (zoneinfo.ZoneInfo("Europe/London"), (2024, 10, 27), 1)):
        for fold in (0, 1):
            x = dt.datetime(*day, hour, 30, tzinfo=zone, fold=fold)
            assert same(x, way(x))
        assert t.unix(x) - t.unix(x.replace(fold=0)) == 3600 * 10**9


def test_days_across_a_change():
    for day, hour in (((2024, 3, 9), 12), ((2024, 11, 2), 12), ((2024, 11, 3), 0)):
        x = dt.datetime(*day, hour, tzinfo=CHICAGO)
        assert same(x + dt.timedelta(days=1), t.next_day(x))
        assert same(x + dt.timedelta(days=1), t.time(x) + dt.timedelta(days=1))
        assert same(x + dt.timedelta(days=200), t.date(day[0], day[1], day[2] + 200, hour, x))


def test_a_time_that_is_skipped_is_the_same_instant_in_the_same_zone():
    for fold in (0, 1):
        x = dt.datetime(2024, 3, 10, 2, 30, tzinfo=CHICAGO, fold=fold)
        y = t.time(x)
        assert same(x.astimezone(UTC).astimezone(CHICAGO), y) and t.zone(x) == "America/Chicago"
        assert t.unix(x) == x.timestamp() * 10**9


def test_fixed_offsets_with_and_without_a_name():
    at = dt.datetime(2024, 1, 1, tzinfo=UTC)
    for name, hours in (("CET", 1), ("EST", -5), ("America/Chicago", -6), ("ätsch", 2), ("Z", 0)):
        y = t.in_fixed(at, name, hours * 3600)
        assert type(y.tzinfo) is dt.timezone and y.tzname() == name and y == at and y.utcoffset() == dt.timedelta(hours=hours)
        assert y + dt.timedelta(days=180) == t.in_fixed(at + dt.timedelta(days=180), name, hours * 3600)
        assert t.zone(y) == t.abbreviation(y) == name and t.time(y).tzname() == name
    x = at.astimezone(dt.timezone(dt.timedelta(hours=-6)))
    assert t.zone(x) == "" and t.time(x) == x and t.time(x).tzinfo == x.tzinfo
    assert t.same_zone(x, x + dt.timedelta(days=1)) and t.Event(x, 1) == t.Event(x, 1)
    assert t.time(dt.datetime(2024, 1, 1, tzinfo=dt.timezone(dt.timedelta(0), "UTC"))).tzinfo is UTC
    assert t.time(dt.datetime(2024, 7, 1, tzinfo=zoneinfo.ZoneInfo("UTC"))).tzinfo is UTC
    with pytest.raises(ValueError):
        t.in_fixed(at, "far", 25 * 3600)


class Strange(dt.tzinfo):
    """As those of pytz, which have a name in 'zone'; or one of another name."""

    def __init__(self, offset, **names):
        self.offset = offset
        self.__dict__.update(names)

    key = zone = None

    def utcoffset(self, when):
        return self.offset


def test_a_name_is_believed_only_with_its_offset():
    winter = dt.timedelta(hours=-6)
    for zone, name in [(Strange(winter, zone="America/Chicago"), "America/Chicago"), (Strange(winter, key="America/Chicago"), "America/Chicago"), (Strange(winter, key="Europe/Paris"), ""),
        (Strange(winter, key="Nowhere/At_all"), ""), (Strange(winter, key="../../etc/passwd"), ""), (Strange(winter, key="Local"), ""), (Strange(winter, key=3), ""), (Strange(winter, key="\ud800"), ""),
        (Strange(winter), "")]:  # fmt: skip
        x = dt.datetime(2024, 1, 1, tzinfo=zone)
        assert t.zone(x) == name and t.time(x).utcoffset() == winter and t.time(x) == x
    data = pathlib.Path(zoneinfo.TZPATH[0], "Europe/Paris").read_bytes()
    at = dt.datetime(2024, 1, 1, tzinfo=UTC)
    for name in ("America/Chicago", "Mine", "Mine", "../x", "America", "/etc/passwd", "a\0b"):
        y = t.in_custom(at, name, data)
        assert y == at and y.utcoffset() == dt.timedelta(hours=1) and type(y.tzinfo) is dt.timezone
    assert t.in_custom(at, "Europe/Paris", data).tzinfo is zoneinfo.ZoneInfo("Europe/Paris")


def test_offsets_that_go_does_not_have_are_refused():
    for offset in (dt.timedelta(microseconds=5), dt.timedelta(hours=1, microseconds=1), -dt.timedelta(seconds=1, microseconds=1)):
        for f in (t.time, lambda x: t.times([x]), lambda x: t.Event(when=x)):
            with pytest.raises(ValueError, match="whole seconds"):
                f(dt.datetime(2024, 1, 1, tzinfo=dt.timezone(offset)))
            with pytest.raises(ValueError, match="whole seconds"):
                f(dt.datetime(2024, 1, 1, tzinfo=Strange(offset)))

    class Angry(dt.tzinfo):
        def utcoffset(self, when):
            raise KeyError("no")

    with pytest.raises(KeyError):
        t.time(dt.datetime(2024, 1, 1, tzinfo=Angry()))
    with pytest.raises(ValueError, match="aware"):
        t.time(dt.datetime(2024, 1, 1, tzinfo=Strange(None)))


def test_finer_than_microseconds():
    class Stamp(dt.datetime):
        nanosecond = 789

    class Delta(dt.timedelta):
        nanoseconds = 789

    assert t.nanosecond(Stamp(2024, 1, 1, 0, 0, 0, 5, UTC)) == 5789
    assert t.nanoseconds(Delta(microseconds=5)) == 5789
    pd = pytest.importorskip("pandas")
    stamp = pd.Timestamp("2024-11-03 03:30:00.123456789", tz="America/Chicago")
    assert t.nanosecond(stamp) == 123456789 and t.zone(stamp) == "America/Chicago"
    assert t.nanoseconds(pd.Timedelta(1234567, "ns")) == 1234567
    with pytest.raises(TypeError, match="expected datetime, got NaTType .*fill or drop"):
        t.time(pd.NaT)


def run(code, **env):
    return subprocess.run([sys.executable, "-c", f"import sys; sys.path[:0] = {sys.path!r}\n" + code], env={**os.environ, **env}, capture_output=True, text=True, check=True).stdout.strip()


AT = "import datetime as dt, zoneinfo, timescase as t\nat = dt.datetime(2024, 7, 1, tzinfo=dt.timezone.utc)\n"


@pytest.mark.parametrize("tz, name", [("Europe/Berlin", "Europe/Berlin"), (":Europe/Berlin", "Europe/Berlin"), ("/usr/share/zoneinfo/Asia/Tokyo", "Asia/Tokyo"), ("UTC", "UTC"), ("", "UTC")])
def test_the_local_zone(tz, name):
    if tz.startswith("/") and not pathlib.Path(tz).exists():
        pytest.skip("there is no such file")
    assert run(AT + "print(t.in_local(at).tzinfo)", TZ=tz) == name


def test_without_a_database_of_zones():
    """Python's without one: offsets are right all the same. Go has its own."""
    lost = "zoneinfo.reset_tzpath([]); import sys; sys.modules['tzdata'] = None\n"
    assert run(AT + lost + "print([str(t.in_(at, 'Europe/Berlin')) for _ in range(3)][-1], t.in_(at, 'Europe/Berlin').tzinfo)") == "2024-07-01 02:00:00+02:00 UTC+02:00"
    assert run(AT + "x = at.astimezone(zoneinfo.ZoneInfo('Europe/Berlin')); print(t.zone(x))", ZONEINFO="/nowhere") == "Europe/Berlin"
