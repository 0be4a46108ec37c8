"""Rows of structs for pointers to structs: dicts, and structs of Arrow and Polars, at any depth."""

import gc
import re
import sys

import batchcase as plain
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

b = plain.batch_

ROWS = [{"x": 3.0, "y": 4.0}, {"x": 6.0, "y": 8.0}]
FAR = [5.0, 10.0]
ROUTE = {"start": ROWS[0], "end": None, "over": [ROWS[1], None], "by": {"a": ROWS[0]}, "next": {"start": ROWS[1]}}


def test_every_kind_of_column():
    for column in (ROWS, tuple(ROWS), iter(ROWS), [plain.Point(**row) for row in ROWS], [ROWS[0], plain.Point(6, 8)]):
        assert b.distance(column) == FAR
    for column in (pa.array(ROWS), pa.RecordBatch.from_pylist(ROWS)):
        assert b.distance(column).equals(pa.array(FAR))
    chunked = pa.chunked_array([pa.array(ROWS)[:1], pa.array(ROWS)[1:]])
    for column in (chunked, pa.Table.from_pylist(ROWS), pa.array([*ROWS, *ROWS])[2:]):
        assert b.distance(column).to_pylist() == FAR
    assert b.distance(pl.Series("p", ROWS)).equals(pl.Series("p", FAR), check_names=True)
    assert b.distance(pl.DataFrame(ROWS)).to_list() == FAR
    assert b.distance(pd.DataFrame(ROWS, index=[7, 8])).equals(pd.Series(FAR, index=[7, 8]))
    assert b.distance(np.array(ROWS)).tolist() == FAR


def test_none_is_nil():
    assert b.distance([ROWS[0], None]) == [5.0, -1.0]
    assert b.distance(pa.array([ROWS[0], None])).to_pylist() == [5.0, -1.0]
    assert b.distance(pl.Series([None, ROWS[0]])).to_list() == [-1.0, 5.0]


def test_beside_others():
    assert b.distance(ROWS, ROWS[0]) == [0.0, 5.0] == b.distance(ROWS, plain.Point(3, 4))
    assert b.distance(pa.array(ROWS), pa.array(ROWS)).to_pylist() == [0.0, 0.0]


def test_inside_of_others():
    assert b.reached([[ROWS[0], None], [ROWS[1]], []]) == [5.0, 10.0, 0.0]
    assert b.reached(pa.array([[ROWS[0], None], [ROWS[1]], []])).to_pylist() == [5.0, 10.0, 0.0]
    assert b.reached(pl.Series([[ROWS[0], None], [ROWS[1]]])).to_list() == FAR
    assert b.nearest([{"a": ROWS[1], "b": ROWS[0]}]) == ["b"]
    maps = pa.array([[("a", ROWS[1]), ("b", ROWS[0])]], pa.map_(pa.string(), pa.array(ROWS).type))
    assert b.nearest(maps).to_pylist() == ["b"]
    assert b.stretch([ROUTE, None]) == [30.0, 0.0]


def test_fields_of_a_dict():
    """A dict that stands for a struct is a copy, and so is what its pointers lead to: of the plain face, too."""
    assert plain.origin(ROUTE) == plain.Point(3, 4)
    assert b.origin([ROUTE]) == [plain.Point(3, 4)] == b.Route.begin([ROUTE])
    with pytest.raises(TypeError, match="expected Point or None, got dict"):
        plain.Route(ROWS[0])
    with pytest.raises(TypeError, match="expected Point or None, got dict"):
        plain.distance(ROWS[0])
    made = plain.Route()
    with pytest.raises(TypeError, match="expected Point or None, got dict"):
        made.end = ROWS[0]


def test_columns_of_the_plain_face():
    assert plain.reached(pa.array(ROWS)) == plain.reached(pa.Table.from_pylist(ROWS)) == plain.reached(pl.DataFrame(ROWS)) == 15.0
    with pytest.raises(TypeError, match=r"'points\[0\]': expected Point or None, got dict"):
        plain.reached(ROWS)


def test_what_to_arrow_gives_comes_back():
    events = [plain.new_event("a", 1), plain.new_event("b", 3)]
    table = pa.table(b.to_arrow(events))
    assert plain.names(table) == plain.names(pl.DataFrame(table)) == plain.names(table.to_pylist()) == ["a", "b"]


def test_polars():
    frame = pl.DataFrame({"p": [*ROWS, None], "q": [ROWS[0]] * 3})
    assert frame.select(plain.polars.distance(pl.col("p"), pl.col("q")))["p"].to_list() == [0.0, 5.0, -1.0]
    assert frame.select(plain.polars.distance(pl.col("p"), ROWS[0]))["p"].to_list() == [0.0, 5.0, -1.0]


def test_what_go_writes_is_not_lost():
    points = [plain.Point(1, 2)]
    assert b.push(points, 1.0) is None and points == [plain.Point(2, 2)]
    for column in (ROWS, pa.array(ROWS), pl.DataFrame(ROWS)):
        with pytest.raises(TypeError, match=r"push\(\) argument 'p': expected Point itself, since the function writes to it, got dict") as e:
            b.push(column, 1.0)
        assert e.value.row == 0
    with pytest.raises(TypeError, match="expected Point or None, got int"):
        plain.push(1, 1.0)


@pytest.mark.parametrize(
    "bad, note",
    [
        ([ROWS[0], {"x": 1.0, "y": "s"}], r"distance\(\) argument 'p\.y': raised while reading dict as Point"),
        ([ROWS[0], {"x": 1.0, "z": 1.0}], r"distance\(\) argument 'p': raised while reading dict as Point"),
        (pa.array([{"x": 1.0}, {"x": None}]), r"distance\(\) argument 'p\.x': raised while reading dict as Point"),
    ],
)
def test_wrong_rows(bad, note):
    before = sys.getrefcount(ROWS[0])
    with pytest.raises(TypeError) as e:
        b.distance(bad)
    assert e.value.row == 1 and len(e.value.__notes__) == 1
    assert re.match(note, e.value.__notes__[0])
    del e
    gc.collect()
    now = sys.getrefcount(ROWS[0])
    assert now == before


def test_wrong_receivers():
    with pytest.raises(TypeError) as e:
        b.Point.norm([ROWS[0], {"x": "s"}])
    assert e.value.row == 1 and e.value.__notes__ == ["Point.norm() argument 'self.x': raised while reading dict as Point"]
