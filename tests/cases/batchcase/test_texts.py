"""Functions of text that give numbers: loops in Go over the rows of a column."""

import sys
import threading

import batchcase
import numpy
import pyarrow
import pytest

b = batchcase.batch_


class Text(str):
    pass


ROWS = ["to be", "", "ä ö ü", "или нет", "a\0b c", Text("x y z"), "w " * 500]
EXPECTED = [len(row.split()) for row in ROWS]


def columns(rows):
    import pandas
    import polars

    plain = [str(r) for r in rows]
    yield list(rows)
    yield tuple(rows)
    yield iter(rows)
    yield pyarrow.array(plain)
    yield pyarrow.array(plain, pyarrow.large_string())
    yield pyarrow.chunked_array([plain[:2], [], plain[2:]])
    yield pyarrow.array(["no", *plain, "no"])[1:-1]
    yield polars.Series(plain)
    yield pandas.Series(plain)
    yield numpy.array(plain)
    yield numpy.array(plain, object)


def test_each_kind_of_column():
    for column in columns(ROWS):
        got = b.words(column)
        assert list(got.to_pylist() if hasattr(got, "to_pylist") else got) == EXPECTED, type(column)
    assert b.words([]) == [] and b.words(ROWS, workers=1) == EXPECTED


def test_texts_of_all_sizes():
    sizes = [*range(130), 500, 70_000] * 200  # more than a block; what is short is copied, as long as there is room
    rows = ["é"[: n % 2] + "x" * (n - 2 * (n % 2)) if n > 1 else "x" * n for n in sizes]
    wanted = [len(r.encode()) for r in rows]
    assert b.bytes_of(rows) == wanted == b.bytes_of(rows, workers=1)
    with_nulls = [None if i % 7 == 0 else r for i, r in enumerate(rows)]
    wanted = [None if r is None else len(r.encode()) for r in with_nulls]
    assert b.bytes_of(with_nulls) == wanted
    for type_ in (pyarrow.string(), pyarrow.large_string(), pyarrow.string_view()):
        for at in (0, 1, 5000):
            assert b.bytes_of(pyarrow.array(with_nulls, type_)[at:]).to_pylist() == wanted[at:]
    import polars

    assert b.bytes_of(polars.Series(with_nulls)).to_list() == wanted


def test_long_texts_are_let_go():
    text = "".join(["long "] * 100)
    rows = [text] * 1000
    for given in (rows, [*rows, 3], [*rows, "\udc80"]):
        before = sys.getrefcount(text)
        for _ in range(5):
            try:
                b.words(given)
            except TypeError as error:
                assert error.row == 1000
        assert sys.getrefcount(text) == before


def test_one_for_all_and_several_results():
    at, n = b.position(["a b a", "b", "ab"], "b", 0)
    assert at == [2, 0, 1] and n == [1, 1, 1]
    at, n = b.position("xbxb", ["x", "b"], [0, 2])
    assert at == [0, 1] and n == [2, 2]
    at, n = b.position(numpy.array(["ab", "b"]), "b", numpy.array([1, 0]))
    assert at.tolist() == [0, 0] and at.dtype == numpy.int64 and n.dtype == numpy.int8


def test_nulls_and_wrong_rows():
    assert b.words(["a", None, "b c"]) == [1, None, 2]
    with pytest.raises(TypeError) as e:
        b.words(["a", None], nulls="raise")
    assert e.value.row == 1
    with pytest.raises(TypeError, match="argument 'text': expected str, got int") as e:
        b.words(["a", 3])
    assert e.value.row == 1
    assert b.words(pyarrow.array(["a b", None])).to_pylist() == [2, None]
    assert b.words(["a \udc80 b"]) == [3]  # what Python makes of bytes that are no UTF-8
    with pytest.raises(batchcase.PanicError, match="index out of range") as e:
        b.initial(["a", "b", "", "c"])
    assert e.value.row == 2
    said = b.initial(["a", ""], errors="return")
    assert said[0] == 97 and isinstance(said[1], batchcase.PanicError)


def test_what_go_keeps_is_its_own():
    batchcase.remembered()
    rows = [f"row {i} ä" for i in range(1000)]
    expected = sorted(rows)
    assert sorted(b.remember(rows)) == list(range(1, 1001))
    del rows
    b.remember([f"ROW {i} Ä" for i in range(1000)])
    kept = batchcase.remembered()
    assert sorted(kept[:1000]) == expected and sorted(kept[1000:]) == sorted(f"ROW {i} Ä" for i in range(1000))


def test_a_list_that_others_change():
    """Rows are those of the beginning; texts live as long as Go reads them."""
    rows = [f"word {i} " * 3 for i in range(20_000)]
    stop = threading.Event()

    def change():
        n = 0
        while not stop.is_set():
            rows[n % len(rows)] = f"word {n} " * 3
            n += 1

    thread = threading.Thread(target=change)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    thread.start()
    try:
        for _ in range(20):
            assert set(b.words(rows)) == {6}
    finally:
        stop.set()
        thread.join()
        sys.setswitchinterval(interval)


def test_nothing_is_left():
    info = batchcase.__gophersnake__
    info.collect()
    before = info.handles, info.references
    words = [f"not interned {i}" for i in range(100)]
    counts = [sys.getrefcount(w) for w in words]
    for _ in range(10):
        b.words(words)
        b.position(words, "n", 0)
        with pytest.raises(TypeError):
            b.words([*words, 3])
    now = [sys.getrefcount(w) for w in words]
    assert now == counts
    info.collect()
    assert (info.handles, info.references) == before


def test_blocks_of_rows():
    """Rows of lists run in blocks; the first that can't be run so is told, and those before have run."""
    n = 40_000
    rows = ["a b"] * n
    assert b.words(rows) == [2] * n and b.even(list(range(n))) == [True, False] * (n // 2)
    assert b.words(pyarrow.chunked_array([rows[:20_001], rows[20_001:]])).to_pylist() == [2] * n
    rows[30_000] = None
    assert b.words(rows)[29_999:30_002] == [2, None, 2]
    assert b.words(pyarrow.array(rows)).to_pylist()[29_999:30_002] == [2, None, 2]
    assert b.words(pyarrow.chunked_array([rows[:29_000], rows[29_000:30_001], rows[30_001:]])).to_pylist()[29_999:30_002] == [2, None, 2]
    rows[30_000] = 3
    with pytest.raises(TypeError) as e:
        b.words(rows)
    assert e.value.row == 30_000
    rows[30_000] = ""
    with pytest.raises(batchcase.PanicError) as e:
        b.initial(rows)
    assert e.value.row == 30_000
    at, count = b.position(rows, numpy.array(["b"] * n), numpy.zeros(n, int))
    assert at[:2] == [2, 2] and at[30_000] == -1 and count[30_001] == 1
    assert b.half([i % 100 for i in range(n)])[-1] == 99 // 2


def test_chunks_of_a_column_beside_one_that_is_read_row_by_row():
    texts = pyarrow.chunked_array([["ab", "ab"], ["cd"], [], ["xy"]])
    words = ["b", None, "d", "y"]
    for text, word in ((texts, words), (texts, pyarrow.array(words)), (texts, pyarrow.chunked_array([words[:3], words[3:]]))):
        at, n = b.position(text, word, 0)
        assert at.to_pylist() == n.to_pylist() == [1, None, 1, 1]
    long = pyarrow.chunked_array([["a"] * 10, ["ab"] * 39_990])
    at, _ = b.position(long, ["a"] * 20_000 + [None] * 20_000, 0)
    assert at.to_pylist() == [0] * 20_000 + [None] * 20_000


def sparse(n):
    """Rows with nulls in some blocks, and none in others."""
    return [None if 5_000 < i < 45_000 and i % 7 == 0 else f"w {i} w" for i in range(n)]


def test_rows_that_are_null_in_blocks():
    n = 60_000
    texts, words = sparse(n), ["w" if i % 11 else None for i in range(n)]
    counts = [None if t is None else 3 for t in texts]
    both = [None if t is None or w is None else 2 for t, w in zip(texts, words, strict=True)]
    assert b.words(texts) == counts and b.words(tuple(texts), workers=1) == counts
    for column in (pyarrow.array(texts), pyarrow.chunked_array([texts[:100], texts[100:40_000], texts[40_000:]])):
        assert b.words(column).to_pylist() == counts
        assert b.position(column, words, 0)[1].to_pylist() == both
        assert b.position(column, pyarrow.array(words), pyarrow.array([0] * n, pyarrow.int8()))[1].to_pylist() == both
    assert b.position(texts, words, numpy.zeros(n, "i2"))[1] == both
    with pytest.raises(TypeError) as e:
        b.words(texts, nulls="raise")
    assert e.value.row == texts.index(None)
    with pytest.raises(TypeError) as e:
        b.words(pyarrow.array(texts), nulls="raise")
    assert e.value.row == texts.index(None)
    texts[44_000] = ""
    for column in (texts, pyarrow.array(texts)):
        with pytest.raises(batchcase.PanicError) as e:
            b.initial(column)
        assert e.value.row == 44_000
    assert b.words([None] * n) == [None] * n and b.words(pyarrow.array([None, "a b"])[:1]).to_pylist() == [None]


def test_numbers_that_are_null_in_blocks():
    n = 60_000
    numbers = [None if 5_000 < i < 45_000 and i % 7 == 0 else i for i in range(n)]
    wanted = [None if i is None else i % 2 == 0 for i in numbers]
    masked = numpy.ma.masked_array(numpy.arange(n), [i is None for i in numbers])
    assert b.even(numbers) == wanted and b.even(pyarrow.array(numbers, pyarrow.int32())).to_pylist() == wanted
    assert b.even(masked).tolist() == wanted and numpy.ma.count_masked(b.even(masked)) == wanted.count(None)
    div, mod = b.divmod(pyarrow.array(numbers), [10] * n)
    assert mod.to_pylist() == [None if i is None else i % 10 for i in numbers] and div.null_count == wanted.count(None)
    with pytest.raises(OverflowError) as e:
        b.half(pyarrow.array([None, 100, 200]))
    assert e.value.row == 2


class Number:
    """Says how often it is asked for its value."""

    asked = 0

    def __init__(self, value):
        self.value = value

    def __index__(self):
        Number.asked += 1
        return self.value


def test_numbers_of_python_classes_are_asked_once():
    Number.asked = 0
    assert b.even([Number(i) for i in range(10)]) == [True, False] * 5 and Number.asked == 10
    Number.asked = 0
    with pytest.raises(TypeError) as e:
        b.even([*map(Number, range(10)), "x"])
    assert e.value.row == 10 and Number.asked == 10
    Number.asked = 0
    assert b.even([*range(20_000), *map(Number, range(10))])[-1] is False and Number.asked == 10


def test_a_loop_that_is_stopped_between_blocks():
    """While Go runs one block, the next is read: its exception comes when the first has ended."""

    class Refuses:
        def __index__(self):
            raise KeyError("no number")

    with pytest.raises(KeyError) as e:
        b.even([*range(40_000), Refuses()])
    assert e.value.row == 40_000
    words = [f"not interned {i}" for i in range(40_000)]
    counts = [sys.getrefcount(w) for w in words]
    with pytest.raises(TimeoutError):
        b.words(words * 100, timeout=1e-9)
    with pytest.raises(batchcase.PanicError):
        b.initial(["", *words])
    assert [sys.getrefcount(w) for w in words] == counts


def test_what_is_missing_among_objects_of_pandas():
    import pandas

    rows = ["a b", None, float("nan"), pandas.NA, "c"] * 50
    for of in (pandas.Series(rows, dtype=object, name="n"), pandas.Index(rows, dtype=object)):
        got = b.words(of)
        assert got.isna().tolist() == [False, True, True, True, False] * 50 and got.dropna().tolist() == [2, 1] * 50
        assert b.upper(of).isna().tolist()[:3] == [False, True, True] and b.upper(of).iloc[0] == "A B"
        with pytest.raises(TypeError) as e:
            b.words(of, nulls="raise")
        assert e.value.row == 1
    with pytest.raises(TypeError, match="expected str, got float"):
        b.words(rows)  # a list is no column of pandas'
    points = pandas.Series([{"x": 3.0, "y": 4.0}, None, float("nan")], dtype=object)
    assert b.distance(points).tolist() == [5.0, -1.0, -1.0]  # Go has a nil for them
    assert b.Point.norm(points).isna().tolist() == [False, True, True]
    assert b.upper(pandas.Series([], dtype="str")).dtype == b.upper(pandas.Series([None], dtype="str")).dtype == pandas.Series(["a"]).dtype


def test_values_that_options_do_not_have():
    import polars

    for call in (lambda **o: b.words(["a"] * 100, **o), lambda **o: b.sqrt(numpy.ones(3), **o), lambda **o: b.hypot.reduce(numpy.ones(3), **o), lambda **o: batchcase.polars.words(polars.col("t"), **o)):
        for options, error, match in (
            ({"workers": "2"}, TypeError, "workers is an int, got str"),
            ({"workers": 1.5}, TypeError, "workers is an int, got float"),
            ({"workers": 0}, ValueError, "workers is 1 or more"),
            ({"timeout": "1"}, TypeError, "timeout is a number of seconds, got str"),
            ({"timeout": float("nan")}, ValueError, "got nan"),
        ):
            with pytest.raises(error, match=match):
                call(**options)
