"""Functions as expressions of Polars: a plugin in the extension's own file."""

import datetime as dt
import os
import pickle
import subprocess
import sys
import threading

import batchcase as plain
import polars as pl
import pytest

p = plain.polars


@pytest.fixture
def frame():
    return pl.DataFrame(
        {
            "t": ["a b", "c", None, "d e f", "", "ä " * 40],
            "x": [1.0, 4.0, None, 9.0, 16.0, 25.0],
            "y": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0],
            "n": [1, 2, 3, 4, None, 6],
            "g": [1, 1, 2, 2, 3, 3],
        },
        schema_overrides={"n": pl.Int32},
    )


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_rows(frame, engine):
    lazy = frame.lazy()
    words = p.words(pl.col("t"))
    assert lazy.select(words).collect_schema() == {"t": pl.Int64}
    assert lazy.select(words).collect(engine=engine)["t"].to_list() == [2, 1, None, 3, 0, 40]
    assert lazy.select(p.upper(pl.col("t")).alias("u")).collect(engine=engine)["u"].to_list() == ["A B", "C", None, "D E F", "", "Ä " * 40]
    assert lazy.select(p.hypot(pl.col("x"), pl.col("y"))).collect(engine=engine)["x"].to_list()[:3] == [2**0.5, pytest.approx(20**0.5), None]
    assert lazy.select(p.square(pl.col("y"))).collect(engine=engine)["y"].to_list() == [1, 4, 9, 16, 25, 36]
    assert lazy.select(p.even(pl.col("n"))).collect_schema() == {"n": pl.Boolean}
    assert lazy.select(p.even(pl.col("n"))).collect(engine=engine)["n"].to_list() == [False, True, False, True, None, True]
    assert lazy.filter(p.words(pl.col("t")) > 1).select(pl.len()).collect(engine=engine).item() == 3
    assert lazy.group_by("g").agg(p.words(pl.col("t")).sum()).sort("g").collect(engine=engine)["t"].to_list() == [3, 3, 40]
    assert lazy.select(p.find(pl.col("t"), "b")).collect(engine=engine)["t"].to_list() == [2, None, None, None, None, None]
    assert frame.head(0).select(words)["t"].to_list() == []


def test_values_for_all_rows(frame):
    assert frame.select(p.repeat(pl.col("t"), 2))["t"].to_list()[:3] == ["a ba b", "cc", None]
    assert frame.select(p.repeat("ab", times=pl.col("n")))["n"].to_list()[:2] == ["ab", "abab"]
    assert frame.select(p.repeat(pl.col("t"), pl.lit(2)))["t"].to_list()[:3] == ["a ba b", "cc", None]
    assert frame.select(p.repeat(pl.col("t"), pl.col("n").min()))["t"].to_list()[0] == "a b"
    assert frame.select(p.hypot(pl.lit(3.0), pl.lit(4.0))).item() == 5
    assert frame.select(p.hypot(pl.col("y"), pl.lit(None, pl.Float64)))["y"].null_count() == 6
    with pytest.raises(TypeError, match="got no expression"):
        p.words("t")
    with pytest.raises(TypeError, match=r"words\(\)"):
        p.words(pl.col("t"), 2)


def test_chunks_and_slices(frame):
    several = pl.concat([frame, frame.slice(1, 3), frame.head(0)], rechunk=False)
    assert several.select(p.words(pl.col("t")))["t"].to_list() == [2, 1, None, 3, 0, 40, 1, None, 3]
    assert several.select(p.square(pl.col("y")))["y"].to_list() == [1, 4, 9, 16, 25, 36, 4, 9, 16]
    assert several.select(p.hypot(pl.col("y"), pl.col("y").reverse()))["y"].len() == 9
    assert frame.select(p.words(pl.col("t").cast(pl.Categorical)))["t"].to_list() == [2, 1, None, 3, 0, 40]


def test_lists(frame):
    lists = pl.DataFrame({"v": [[1.0, 3.0], [5.0], None]})
    assert lists.select(p.mean(pl.col("v")))["v"].to_list()[:2] == [2, 5]
    ints = pl.DataFrame({"v": [[1, 2], [3, 4]]}, schema={"v": pl.List(pl.Int32)})
    assert ints.lazy().select(p.spread(pl.col("v"), 3)).collect_schema() == {"v": pl.List(pl.Int32)}
    assert ints.select(p.spread(pl.col("v"), 3))["v"].to_list() == [[3, 6], [9, 12]]


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_whole_columns(frame, engine):
    lazy = frame.lazy()
    assert lazy.select(p.mean(pl.col("y"), whole=True)).collect(engine=engine).item() == 3.5
    assert lazy.group_by("g").agg(p.mean(pl.col("y"), whole=True)).sort("g").collect(engine=engine)["y"].to_list() == [1.5, 3.5, 5.5]
    assert lazy.select(p.spread(pl.col("n").drop_nulls().head(4), 2, whole=True)).collect(engine=engine)["n"].to_list() == [2, 4, 6, 8]
    assert lazy.select(p.spread(pl.col("n"), 2, whole=True)).collect_schema() == {"n": pl.Int32}
    with pytest.raises(pl.exceptions.ComputeError, match="got null|None"):
        frame.select(p.mean(pl.col("x"), whole=True))


def test_errors(frame):
    with pytest.raises(pl.exceptions.ComputeError, match="ErrNegative: root of -1: negative"):
        frame.select(p.root(-pl.col("x")))
    assert frame.select(p.root(-pl.col("x") + 2, errors="null"))["x"].to_list() == [1, None, None, None, None, None]
    with pytest.raises(pl.exceptions.ComputeError, match="PanicError: .*three"):
        frame.select(p.boom(pl.col("n")))
    with pytest.raises(pl.exceptions.ComputeError, match=r"TypeError: words\(\) argument 'text': expected str, got float"):
        frame.select(p.words(pl.col("y")))
    with pytest.raises(pl.exceptions.ComputeError, match="TypeError: .*got None"):
        frame.select(p.words(pl.col("t"), nulls="raise"))
    with pytest.raises(pl.exceptions.ComputeError, match="does not fit"):
        frame.select(p.half(pl.col("n") * 100))
    with pytest.raises(pl.exceptions.ComputeError, match="TimeoutError"):
        frame.select(p.slow(pl.col("g") * 100, timeout=0.05))
    with pytest.raises(ValueError, match="errors is one of raise, null"):
        p.words(pl.col("t"), errors="return")
    assert frame.select(p.words(pl.col("t")))["t"].to_list()[0] == 2  # and all is well after it


def test_python_objects():
    frame = pl.DataFrame({"o": pl.Series([b"abc"], dtype=pl.Object)})
    with pytest.raises(pl.exceptions.ComputeError, match=r"size\(\) got a column of Python objects"):
        frame.select(p.size(pl.col("o")))
    assert frame.select(pl.col("o").map_batches(plain.batch_.size, return_dtype=pl.Int64))["o"].to_list() == [3]


def test_threads(frame):
    big = pl.concat([frame] * 2000)
    results = []

    def run():
        results.append(big.lazy().select(p.words(pl.col("t")), p.square(pl.col("y")), p.root(pl.col("x")).alias("r")).sum().collect())

    threads = [threading.Thread(target=run) for _ in range(4)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    assert len(results) == 4 and all(r.equals(results[0]) for r in results) and results[0]["t"].item() == 46 * 2000


def test_they_travel(frame):
    expression = p.words(pl.col("t"))
    assert pickle.loads(pickle.dumps(p.words)) is p.words
    saved = pickle.dumps(frame.lazy().select(expression))
    code = "import sys, pickle; print(pickle.load(sys.stdin.buffer).collect()['t'].to_list())"
    env = os.environ | {"PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run([sys.executable, "-c", "import batchcase; " + code], input=saved, stdout=subprocess.PIPE, check=True, env=env)
    assert done.stdout == b"[2, 1, None, 3, 0, 40]\n"


def test_the_names():
    assert set(p.__all__) >= {"words", "upper", "root", "mean", "spread"} and not {"beside", "anything", "join", "up", "fill"} & set(p.__all__)
    code = "import sys, batchcase; batchcase.polars; assert 'polars' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ | {"PYTHONPATH": ":".join(sys.path)})
    assert repr(p.words) == "<Go function batchcase.polars.words as an expression>"


def test_names_that_polars_asks_plugins_for(frame):
    got = frame.select(v=p.get_version(pl.col("n")), f=p.field_upper(pl.col("t")))
    assert got["v"].to_list() == [2, 3, 4, 5, None, 7] and got["f"].to_list()[:3] == ["a b!", "c!", None]


def test_one_value_behind_chunks_that_are_empty():
    frame = pl.concat([pl.DataFrame({"t": ["a", "b"], "x": [1.0, 2.0]}), pl.DataFrame({"t": ["cd"], "x": [4.0]})], rechunk=False)
    last = pl.col("x") == 4
    assert frame.select(p.hypot(pl.col("x") * 0 + 3, pl.col("x").filter(last)))["x"].to_list() == [5, 5, 5]
    assert frame.select(p.repeat(pl.col("t").filter(last), pl.col("x").cast(pl.Int64)))["t"].to_list() == ["cd", "cdcd", "cdcdcdcd"]


def test_what_is_no_expression_says_why():
    for name, why in (("beside", "Polars has no type for its result, int, "), ("up", "or gives a stream"), ("anything", "Polars has no type for its result, "), ("join", "it takes any number of arguments")):
        with pytest.raises(AttributeError, match=rf"{name}\(\) is no expression: .*{why}.*map_batches"):
            getattr(p, name)
    with pytest.raises(AttributeError, match="methods are no expressions"):
        p.Point  # noqa: B018
    with pytest.raises(AttributeError, match="module 'batchcase.polars' has no attribute 'nothing'"):
        p.nothing  # noqa: B018
    assert not hasattr(p, "beside") and "beside" not in dir(p)


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_results_of_every_type_that_arrow_has(frame, engine):
    noon = dt.datetime(2026, 1, 1, 12, tzinfo=dt.timezone.utc)
    frame = frame.with_columns(at=pl.lit(noon), p=pl.struct(x=pl.col("y"), y=pl.lit(0.0)))
    points = pl.List(pl.Struct({"x": pl.Float64, "y": pl.Float64}))
    for expression, dtype, rows in (
        (p.after(pl.col("at"), 1), pl.Datetime("us", "UTC"), [noon + dt.timedelta(0, 1)] * 6),
        (p.since(pl.col("at"), noon), pl.Duration("ns"), [dt.timedelta(0)] * 6),
        (p.positive(pl.col("y") - 2), pl.Float64, [None, None, 1, 2, 3, 4]),
        (p.fields(pl.col("t")), pl.List(pl.String), [["a", "b"], ["c"], None, ["d", "e", "f"], [], ["ä"] * 40]),
        (p.diagonal(pl.col("g") - 1), points, [[], [], [{"x": 0, "y": 0}], [{"x": 0, "y": 0}], [{"x": 0, "y": 0}, {"x": 1, "y": 1}], [{"x": 0, "y": 0}, {"x": 1, "y": 1}]]),
        (p.sum(pl.col("p"), plain.Point(1, 1)), points.inner, [{"x": y + 1, "y": 1} for y in frame["y"]]),
        (p.rank(pl.col("y")), pl.Int64, [0, 1, 1, 1, 1, 1]),
        (p.fields(pl.lit("a b"), whole=False), pl.List(pl.String), [["a", "b"]]),
    ):
        lazy = frame.lazy().select(expression.alias("r"))
        result = lazy.collect(engine=engine)["r"]
        assert lazy.collect_schema()["r"] == result.dtype == dtype and result.to_list() == rows
        assert frame.head(0).select(expression.alias("r"))["r"].dtype == dtype
    lengths = frame.lazy().select(p.lengths(pl.col("t"))).collect(engine=engine)["t"].to_list()
    assert [m if m is None else dict(m) for m in lengths] == [{"a": 1, "b": 1}, {"c": 1}, None, {"d": 1, "e": 1, "f": 1}, {}, {"ä": 2}]


def test_whole_columns_of_every_type(frame):
    names = p.names(pl.struct(name=pl.col("t").fill_null("-")), whole=True).alias("names")
    assert frame.select(names)["names"].to_list()[:4] == ["a b", "c", "-", "d e f"]
    assert frame.head(0).select(names).schema == {"names": pl.String}
    groups = frame.group_by("g", maintain_order=True).agg(names)["names"].to_list()
    assert groups[:2] == [["a b", "c"], ["-", "d e f"]]


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_several_results_are_a_struct(frame, engine):
    lazy = frame.lazy()

    def collected(expression):
        one = lazy.select(expression)
        frame = one.collect(engine=engine)
        assert frame.schema == one.collect_schema()
        return frame[frame.columns[0]]

    halves = collected(p.divmod(pl.col("n").cast(pl.Int64), 2))
    assert halves.name == "n" and halves.dtype == pl.Struct({"div": pl.Int64, "mod": pl.Int64})
    assert halves.struct.unnest().rows() == [(0, 1), (1, 0), (1, 1), (2, 0), (None, None), (3, 0)]
    assert collected(p.position(pl.col("t"), "c", 0)).struct.unnest().rows()[:3] == [(-1, 0), (0, 1), (None, None)]
    assert collected(p.far(pl.col("g"))).struct.fields == ["field_0", "field_1"]
    noon = collected(p.far(pl.col("g"))).struct.field("field_0")
    assert noon.dtype == pl.Datetime("us", "UTC") and noon[0] == dt.datetime(1, 1, 1, tzinfo=dt.timezone.utc)
    assert frame.head(0).select(p.divmod(pl.col("n").cast(pl.Int64), 2)).schema == {"n": halves.dtype}
    with pytest.raises(pl.exceptions.ComputeError, match="no numbers"):
        frame.select(p.extremes(pl.col("y").filter(pl.col("y") > 9), whole=True))
    lists = pl.DataFrame({"v": [[3.0, 1.0], [], [2.0]]})
    assert lists.select(p.extremes(pl.col("v"), errors="null"))["v"].struct.unnest().rows() == [(1, 3), (None, None), (2, 2)]
    assert lists.select(p.sorted(pl.col("v")))["v"].to_list()[0] == {"field_0": [1, 3], "field_1": [1, 0]}


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_several_results_of_whole_columns(frame, engine):
    lazy = frame.lazy()
    assert lazy.select(p.extremes(pl.col("y"), whole=True)).collect(engine=engine)["y"].to_list() == [{"least": 1, "greatest": 6}]
    groups = lazy.group_by("g").agg(p.extremes(pl.col("y"), whole=True)).sort("g").collect(engine=engine)
    assert groups["y"].struct.unnest().rows() == [(1, 2), (3, 4), (5, 6)]
    backwards = lazy.select(p.sorted(-pl.col("y"), whole=True).struct.unnest()).collect(engine=engine)
    assert backwards.schema == {"field_0": pl.Float64, "field_1": pl.Int32}
    assert backwards.rows() == [(-6, 5), (-5, 4), (-4, 3), (-3, 2), (-2, 1), (-1, 0)]
    # a list beside a number is a list
    shares = lazy.select(p.shares(pl.col("g"), whole=True)).collect(engine=engine)["g"]
    assert shares.to_list() == [{"shares": [1 / 12, 1 / 12, 1 / 6, 1 / 6, 1 / 4, 1 / 4], "sum": 12}]
    with pytest.raises(pl.exceptions.ComputeError, match=r"uneven\(\) gave columns of different lengths: 6, 1"):
        frame.select(p.uneven(pl.col("y"), whole=True))


def test_functions_that_are_several_in_go():
    """The types of the columns say which of them it is."""
    frame = pl.DataFrame({"i": [1, 5, None], "j": [3, 2, 1], "x": [0.5, 7.5, 1.0], "t": ["b", "a", "c"], "b": [True, False, True]}, schema_overrides={"j": pl.Int32})
    for lazy in (False, True):
        of = frame.lazy() if lazy else frame
        got = of.select(
            p.max(pl.col("i"), pl.col("j")).alias("ij"), p.max(pl.col("x"), pl.col("j")).alias("xj"), p.max(pl.col("x"), 2).alias("x2"),
            p.max(pl.col("t"), "bb").alias("t"), p.larger(pl.col("j"), pl.col("j")).alias("jj"), p.larger(pl.col("i"), 2.5).alias("i2"),
        )  # fmt: skip
        got = got.collect() if lazy else got
        assert got.to_dict(as_series=False) == {"ij": [3, 5, None], "xj": [3.0, 7.5, 1.0], "x2": [2.0, 7.5, 2.0], "t": ["bb", "bb", "c"], "jj": [3, 2, 1], "i2": [2.5, 5.0, None]}
        assert got.dtypes == [pl.Int64, pl.Float64, pl.Float64, pl.String, pl.Int32, pl.Float64]
    for wrong in (p.max(pl.col("t"), 3), p.max(pl.col("b"), pl.col("b")), p.max(pl.col("x"), pl.col("t"))):
        with pytest.raises(pl.exceptions.PolarsError, match="takes no columns of these types"):
            frame.select(wrong)
    assert frame.lazy().select(p.max(pl.col("x"), 1)).collect_schema() == {"x": pl.Float64}
    assert frame.group_by("b").agg(p.max(pl.col("j"), 2)).sort("b")["j"].to_list() == [[2], [3, 2]]
