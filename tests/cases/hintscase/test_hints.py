"""Names that Python has too, and what users write: tests/test_checkers.py has uses_catalog.py checked."""

import copy
import inspect
import json
import pathlib
import pickle
import runpy
import types
import typing

import hintscase as m
import pytest
from hintscase import aio

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
        7,
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
        ["k", "RuntimeError", "Exception"],
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


# ---- at run time ----


def test_functions_of_aio_have_annotations():
    assert typing.get_type_hints(aio.read)["return"] is m.Catalog
    assert typing.get_type_hints(aio.Catalog.add) == {"title": str, "tags": str, "return": int}
    s = inspect.signature(aio.Catalog.add)
    assert list(s.parameters) == ["self", "title", "tags"] and s.parameters["title"].annotation is str and s.return_annotation is int
    assert typing.get_type_hints(aio.Catalog.lookup) == {"number": int, "return": m.Book | None}
    assert typing.get_type_hints(aio.Rows.dict) == {"return": dict[str, m.Row]}


def test_annotated_functions():
    annotated = m.__gophersnake__.annotated
    new = annotated(m.new_shelf)
    assert isinstance(new, types.FunctionType) and typing.get_type_hints(new) == {"return": m.Shelf}
    assert new.__name__ == "new_shelf" and new.__doc__ == m.new_shelf.__doc__ and new.__module__ == "hintscase"
    limit = annotated(m.Shelf.limit)
    assert typing.get_type_hints(limit)["n"] is int and str(inspect.signature(limit)).startswith("(self, n: int)")
    assert limit(new(), 3).titles() == [] and limit(new(), n=3).titles() == []
    search = inspect.signature(annotated(m.Catalog.search))
    assert search.parameters["timeout"].default is None and search.return_annotation == list[m.Hit]
    with pytest.raises(TypeError, match="no function of hintscase"):
        annotated(len)


def test_constants_that_are_no_names_without_the_types():
    assert [(r.name, r.value) for r in m.R_REG] == [("A", 0), ("R_REG_7", 1), ("R_REG9", 2), ("R_REG", 3)]
    assert m.R_REG_7 is m.R_REG.R_REG_7
