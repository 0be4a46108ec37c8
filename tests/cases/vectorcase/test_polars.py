"""Functions that were translated to C, in Polars."""

import polars as pl

import vectorcase as v


def test_a_series_and_an_expression():
    x = [0.25 * i for i in range(1000)]
    want = [v.root2(one) for one in x]
    assert v.batch.root(pl.Series(x)).to_list() == want
    assert pl.DataFrame({"x": x}).select(v.polars.root(pl.col("x")))["x"].to_list() == want
