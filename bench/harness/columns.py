"""Functions over columns, all in one process: what a column costs, and what it is compared with.

Run as a program, it reads a job from stdin: peers, rounds, scale (what all sizes are divided by) and output.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from harness.measure import interleaved_minima

# What is compared: a title, what is timed, what with, and the bar for the ratio (None: there is none).
ROWS = (
    ("1 M short strings, a list: batch, 2 workers", "list 2", "rust list", "a loop in Rust (PyO3)", 0.5),
    ("the same, 1 worker", "list 1", "rust list", "a loop in Rust (PyO3)", None),
    ("the same, 2 workers", "list 2", "python loop", "a loop in Python over the plain function", 0.1),
    ("1 M short strings, an Arrow column: batch, 2 workers", "arrow 2", "list 2", "batch over the list", 0.6),
    ("1 M short strings, a Polars Series: batch, 2 workers", "polars 2", "list 2", "batch over the list", None),
    ("1 M short strings, the first word of each, a list: batch, 2 workers", "first 2", "rust first", "a loop in Rust (PyO3)", None),
    ("the same, 1 worker", "first 1", "rust first", "a loop in Rust (PyO3)", None),
    ("10 M numbers, a function of one: an expression of Polars", "plugin root", "polars sqrt", "Polars' own sqrt()", None),
    ("the same, 1 worker", "plugin root 1", "plugin rust", "a plugin in Rust (pyo3-polars)", 1.05),
    ("10 M numbers, a function of one: a function in DuckDB", "duckdb root", "duckdb sqrt", "pyarrow.compute.sqrt in DuckDB", 1.1),
    ("array in, array out, 10 M", "roots", "rust roots", "rust-numpy", 1.05),
    ("10 M numbers, a function of one: batch, 1 worker", "root 1", "numpy sqrt", "np.sqrt", None),
    ("10 M numbers, a function of one: batch, 2 workers", "root 2", "numpy sqrt", "np.sqrt", None),
    ("1 M numbers, a function of one: the ufunc into an array that is there, 1 worker", "ufunc 1", "numpy into", "np.sqrt", 1.05),
    ("the same as a loop in Go (//py:vectorise off)", "ufunc go", "numpy into", "np.sqrt", None),
    ("[]float64 from pandas, 10 M", "size pandas", "size pandas small", "10 numbers", None),
    ("[]float64 from Polars, 10 M", "size polars", "size polars small", "10 numbers", None),
    ("[]float64 from Arrow, 10 M", "size arrow", "size arrow small", "10 numbers", None),
    ("[]float64 from NumPy, 10 M", "size numpy", "size numpy small", "10 numbers", None),
)


def timer(call: Callable[[], object], often: int = 1) -> Callable[[], float]:
    def timed() -> float:
        started = time.perf_counter()
        for _ in range(often):
            call()
        return (time.perf_counter() - started) / often

    return timed


def engines(go, plugin: str | None, numbers) -> dict[str, Callable[[], float]]:
    """In Polars and DuckDB. plugin: the folder of one in Rust."""
    import duckdb
    import polars
    import pyarrow
    import pyarrow.compute
    from polars.plugins import register_plugin_function

    frame, x = polars.DataFrame({"x": numbers}), polars.col("x")
    ours, own = go.polars.root(x), x.sqrt()
    assert frame.select(ours).equals(frame.select(own))
    beside = {}
    if plugin:
        rust = register_plugin_function(plugin_path=plugin, function_name="root", args=[x], is_elementwise=True)
        one = go.polars.root(x, workers=1)
        assert frame.select(rust).equals(frame.select(own))
        beside = {"plugin root 1": timer(lambda: frame.select(one)), "plugin rust": timer(lambda: frame.select(rust))}
    connection = duckdb.connect()
    table = pyarrow.table({"x": numbers})
    connection.register("numbers", table)
    connection.create_function("go_root", go.batch.root, type="arrow")
    connection.create_function("arrow_sqrt", lambda x: pyarrow.compute.sqrt(x), [float], float, type="arrow")

    def query(function):
        return lambda: connection.sql(f"select max({function}(x)) from numbers").fetchall()[0][0]

    assert query("go_root")() == query("arrow_sqrt")()
    return beside | {
        "plugin root": timer(lambda: frame.select(ours)),
        "polars sqrt": timer(lambda: frame.select(own)),
        "duckdb root": timer(query("go_root")),
        "duckdb sqrt": timer(query("arrow_sqrt")),
    }


def calls(go, rust, plugin, scale: int) -> dict[str, Callable[[], float]]:
    import numpy
    import pandas
    import polars
    import pyarrow

    texts = [f"word {i} and more" for i in range(1_000_000 // scale)]
    column, series = pyarrow.array(texts), polars.Series(texts)
    numbers = numpy.arange(10_000_000 // scale, dtype=float)
    million = numbers[: 1_000_000 // scale].copy()
    into = numpy.empty_like(million)
    batch, words = go.batch, go.words
    wanted = [words(t) for t in texts]
    assert batch.words(texts) == wanted == batch.words(column).to_pylist() == batch.words(series).to_list()
    assert (numpy.asarray(go.roots(numbers)) == numpy.sqrt(numbers)).all()
    all_ = {
        "list 2": timer(lambda: batch.words(texts, workers=2)),
        "list 1": timer(lambda: batch.words(texts, workers=1)),
        "first 2": timer(lambda: batch.first(texts, workers=2)),
        "first 1": timer(lambda: batch.first(texts, workers=1)),
        "python loop": timer(lambda: [words(t) for t in texts]),
        "arrow 2": timer(lambda: batch.words(column, workers=2)),
        "polars 2": timer(lambda: batch.words(series, workers=2)),
        "roots": timer(lambda: go.roots(numbers)),
        "root 1": timer(lambda: batch.root(numbers, workers=1)),
        "root 2": timer(lambda: batch.root(numbers, workers=2)),
        "numpy sqrt": timer(lambda: numpy.sqrt(numbers)),
        "ufunc 1": timer(lambda: batch.root(million, out=into, workers=1)),
        "ufunc go": timer(lambda: batch.root_in_go(million, out=into, workers=1)),
        "numpy into": timer(lambda: numpy.sqrt(million, out=into)),
    }
    if rust:
        assert rust.words_of_list(texts) == wanted and rust.first_of_list(texts) == batch.first(texts)
        assert (rust.roots(numbers) == numpy.sqrt(numbers)).all()
        all_ |= {
            "rust list": timer(lambda: rust.words_of_list(texts)),
            "rust first": timer(lambda: rust.first_of_list(texts)),
            "rust roots": timer(lambda: rust.roots(numbers)),
        }
    all_ |= engines(go, plugin and plugin.__path__[0], numbers)
    for small, of in (("", numbers), (" small", numbers[:10].copy())):
        for name, made in (("pandas", pandas.Series(of)), ("polars", polars.Series(of)), ("arrow", pyarrow.array(of)), ("numpy", of)):
            assert go.size(made) == len(of)
            all_[f"size {name}{small}"] = timer(lambda made=made: go.size(made), 1000)
    return all_


def render(times: dict[str, float]) -> str:
    lines = ["| | time | compared with | its time | ratio | bar |", "|---|--:|---|--:|--:|--:|"]
    for title, name, other, said, bar in ROWS:
        if name in times and other in times:
            lines.append(f"| {title} | {shown(times[name])} | {said} | {shown(times[other])} | {times[name] / times[other]:.2f} | {bar or ''} |")
    return "\n".join(lines) + "\n"


def shown(seconds: float) -> str:
    return f"{seconds * 1e3:.1f} ms" if seconds > 1e-4 else f"{seconds * 1e6:.2f} µs"


def main() -> None:
    job = json.loads(sys.stdin.read())
    modules = {}
    for name, peer in job["peers"].items():
        sys.path.insert(0, peer["folder"])
        modules[name] = __import__(peer["module"])
    timers = calls(modules["gophercolumns"], modules.get("pyo3_columns"), modules.get("pyo3_polars"), job["scale"])
    times, _ = interleaved_minima(timers, rounds=job["rounds"], seconds=600)
    Path(job["output"]).write_text(json.dumps(times))


if __name__ == "__main__":
    main()
