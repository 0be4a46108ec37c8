"""Names that Python has too, and what users write: tests/test_checkers.py has uses_catalog.py checked."""

import copy
import json
import pathlib
import pickle
import runpy

import hintscase as m
import pytest

USES = runpy.run_path(str(pathlib.Path(__file__).parent / "uses_catalog.py"))


def test_what_users_write():
    assert USES["use"]() == [
        "MOBY DICK",
        "",
        "1970-01-01T00:00:00+00:00",
        "Moby Dick",
        "White Whale",
        "none",
        ("White Whale", 2.0, {"whale": 1}),
        1970,
        ["0: Moby Dick", "1: White Whale"],
        "Moby Dick\nWhite Whale\n",
        b'["Moby Dick","White Whale"]\n',
        "get 99: hintscase: no such book",
        [1.0],
        "B",
        "A",
        ["Moby Dick", "White Whale"],
    ]


def test_names_that_python_has():
    assert USES["use_names"]() == [
        9,
        2,
        "x",
        ["", "x", "xx", "x"],
        ["", "x", "xx"],
        True,
        b"x",
        3,
        "rows",
        2,
        [0, 0, 1, 2],
        3,
        ["a", "b", "AB", "a", "xx"],
        "fasthighxhighreally high",
        5.0,
        ["k"],
        {"a"},
    ]


def test_enums_whose_values_have_methods_of_enums():
    assert [m.HIGH.value_(), m.HIGH.name_(), m.FAST.value_(), m.FAST.split()] == [2, "high", 4, [m.Mode.FAST]]
    assert [m.HIGH.value, m.HIGH.name, m.FAST.value, m.FAST.name] == [1, "HIGH", "fast", "FAST"]
    assert m.Level["HIGH"] is m.Level(1) is m.HIGH and list(m.Mode) == [m.FAST, m.SLOW]
    assert repr(m.HIGH) == "Level.HIGH" and repr(m.Level(7)) == "Level(7)" and m.Level(7).value_() == 14
    assert pickle.loads(pickle.dumps(m.HIGH)) is copy.deepcopy(m.HIGH) is m.HIGH
    assert json.dumps([m.HIGH, m.FAST]) == '[1, "fast"]' and f"{m.HIGH}{m.FAST:>5}" == "1 fast"


def test_what_modules_say_of_their_names():
    assert "list" in dir(m) and set(m.__all__) <= set(dir(m)) and set(m.aio.__all__) <= set(dir(m.aio))
    for missing in ["__nothing__", "nothing"]:
        with pytest.raises(AttributeError, match="has no attribute"):
            getattr(m, missing)
        assert not hasattr(m.aio, missing)
