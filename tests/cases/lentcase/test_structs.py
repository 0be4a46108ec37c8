"""A dict that stands for a struct is a copy, so it is refused where Go writes to what that holds."""

import asyncio

import lentcase as l
import pytest

ITSELF = r"{}\(\) argument 'r': expected Report itself, since the function writes to what its fields hold, got dict"


def test_a_dict_is_refused_where_a_write_would_be_lost():
    lines = ["a"]
    with pytest.raises(TypeError, match=ITSELF.format("fill_report")):
        l.fill_report({"lines": lines})
    with pytest.raises(TypeError, match=ITSELF.format("Place.fill_next")):
        l.Place().fill_next({"next": l.Report()})
    with pytest.raises(TypeError, match="argument 'r': expected Report or None, got dict"):
        l.title_report({"title": "x"})
    with pytest.raises(TypeError, match=ITSELF.format("fill_report")):
        asyncio.run(l.aio.fill_report({"lines": lines}))
    with pytest.raises(TypeError, match=ITSELF.format("fill_report")):
        l.batch.fill_report([{"lines": lines}])
    assert lines == ["a"]


def test_an_instance_gets_it():
    r = l.Report(lines=["a"], next=l.Report())
    l.fill_report(r)
    l.Place().fill_next(r)
    assert r.lines == ["filled"] and r.next.title == "filled"
    l.title_report(r)
    assert r.title == "filled"


def test_a_dict_will_do_where_go_writes_to_its_own():
    given = {"title": "t", "lines": ["a"]}
    assert l.fill_copy(given) == ["a", "own"] and given == {"title": "t", "lines": ["a"]}
