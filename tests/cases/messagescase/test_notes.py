"""What an object's own method raises gets a note that says where the object stood."""

import asyncio
import datetime
import pathlib

import messagescase as m
import numpy
import pytest


class Raised(Exception):
    pass


def raising(*names, base=object):
    """An instance whose methods of these names raise."""

    def fail(self, *args):
        raise Raised(names[0])

    return type("Odd", (base,), dict.fromkeys(names, fail) | {"__repr__": lambda self: "<Odd>"})()


class Unready(datetime.tzinfo):
    def utcoffset(self, when):
        raise Raised("utcoffset")


INDEX, FLOAT, COMPLEX, ITER = raising("__index__"), raising("__float__"), raising("__complex__", "__float__"), raising("__iter__")
PATH, AWARE, SET = raising("__fspath__"), datetime.datetime(2024, 1, 1, tzinfo=Unready()), raising("__iter__", "isdisjoint")

WRONG = {
    "int": (m.int, (INDEX,), "int() argument 'n'"),
    "uint8": (m.small, (INDEX,), "small() argument 'n'"),
    "uint64": (m.big, (INDEX,), "big() argument 'n'"),
    "float": (m.float, (FLOAT,), "float() argument 'x'"),
    "float by index": (m.float, (INDEX,), "float() argument 'x'"),
    "complex": (m.complex, (COMPLEX,), "complex() argument 'x'"),
    "text": (m.text, (PATH,), "text() argument 's'"),
    "list": (m.ints, (ITER,), "ints() argument 'v'"),
    "list, item": (m.ints, ([1, INDEX],), "ints() argument 'v[1]'"),
    "tuple, item": (m.floats, ((1, FLOAT),), "floats() argument 'v[1]'"),
    "array, item": (m.three, ([1, 2, INDEX],), "three() argument 'v[2]'"),
    "texts": (m.names, (["a", PATH],), "names() argument 'v[1]'"),
    "list of lists": (m.rows, ([[1.0], [2.0, FLOAT]],), "rows() argument 'v[1][1]'"),
    "list of lists, iterated": (m.rows, ([[1.0], ITER],), "rows() argument 'v[1]'"),
    "dict, value": (m.table, ({"a": [1], "b": [2, INDEX]},), "table() argument 'm['b'][1]'"),
    "dict, key": (m.table, ({PATH: [1]},), "table() argument 'key <Odd> of m'"),
    "mapping": (m.table, (raising("items", "__getitem__", "__len__"),), "table() argument 'm'"),
    "set": (m.set, (SET,), "set() argument 'm'"),
    "set, item": (m.set, ({1, INDEX},), "set() argument 'key <Odd> of m'"),
    "time": (m.when, (AWARE,), "when() argument 't'"),
    "times": (m.whens, ([AWARE],), "whens() argument 'v[0]'"),
    "duration": (m.for_, (FLOAT,), "for_() argument 'd'"),
    "named number": (m.degrees, (FLOAT,), "degrees() argument 'c'"),
    "box": (m.cells, ([1, FLOAT],), "cells() argument 'm[1]'"),
    "pointer": (m.maybe, (INDEX,), "maybe() argument 'p'"),
    "struct as a dict": (m.take, ({"n": INDEX},), "take() argument 'r.n'"),
    "structs as dicts": (m.take_all, ([{"items": [INDEX]}],), "take_all() argument 'v[0].items[0]'"),
    "variadic": (m.variadic, (1, INDEX), "variadic() argument 'v[1]'"),
    "method": (m.Rec().add, (INDEX,), "Rec.add() argument 'n'"),
    "with a context": (m.wait, (INDEX,), "wait() argument 'n'"),
}  # fmt: skip


def notes(error):
    return getattr(error, "__notes__", [])


@pytest.mark.parametrize("f, args, where", WRONG.values(), ids=WRONG)
def test_notes(f, args, where):
    with pytest.raises(Raised) as caught:
        f(*args)
    assert any(n.startswith(where + ": raised while reading Odd as ") or n.startswith(where + ": raised while reading d") for n in notes(caught.value)), notes(caught.value)


@pytest.mark.parametrize("f, args, where", WRONG.values(), ids=WRONG)
def test_notes_of_the_async_api(f, args, where):
    if where.startswith("Rec."):
        f = m.aio.Rec().add
    else:
        f = getattr(m.aio, f.__name__)

    async def main():
        await f(*args)

    with pytest.raises(Raised) as caught:
        asyncio.run(main())
    assert any(n.startswith(where) for n in notes(caught.value)), notes(caught.value)


FIELDS = {"n": INDEX, "x": FLOAT, "name": PATH, "items": [1, INDEX], "table": {"a": [FLOAT]}, "at": AWARE, "for_": FLOAT, "degree": FLOAT, "inner": {"n": INDEX}}


@pytest.mark.parametrize("field, value", FIELDS.items(), ids=FIELDS)
def test_fields(field, value):
    for rec in m.Rec(), m.aio.Rec():
        with pytest.raises(Raised) as caught:
            setattr(rec, field, value)
        assert any(n.startswith(f"'{field}") for n in notes(caught.value)), notes(caught.value)
    with pytest.raises(Raised) as caught:
        m.Rec(**{field: value})
    assert any(n.startswith(f"'{field}") for n in notes(caught.value))


def test_dicts_for_structs():
    """The way goes through the dict to the field, whatever was wrong there."""

    class Sets:
        """Sets fields of its own while it is read."""

        def __index__(self):
            for value in "x", {"n": "y"}:
                with pytest.raises(TypeError):
                    m.Rec().inner = value
            return 3

    with pytest.raises(Raised) as caught:
        m.take_all([{}, {"inner": {"n": INDEX}}])
    assert notes(caught.value) == ["take_all() argument 'v[1].inner.n': raised while reading Odd as int"]
    with pytest.raises(Raised) as caught:
        m.take({"n": Sets(), "table": {"a": [1, FLOAT]}})
    assert notes(caught.value) == ["take() argument 'r.table['a'][1]': raised while reading Odd as float"]
    with pytest.raises(TypeError, match=r"^'n': expected int, got str\n") as caught:
        m.take({"inner": {"n": "word"}})
    assert notes(caught.value) == ["take() argument 'r.inner.n': raised while reading dict as Inner"]
    with pytest.raises(TypeError, match=r"^Inner\(\) got an unexpected keyword argument 'm'\n") as caught:
        m.take({"n": Sets(), "inner": {"m": 1}})
    assert notes(caught.value) == ["take() argument 'r.inner': raised while reading dict as Inner"]
    with pytest.raises(Raised) as caught:
        m.int(INDEX)
    assert notes(caught.value) == ["int() argument 'n': raised while reading Odd as int"]
    assert m.take({"n": Sets()}) == 3
    tree = {}
    for _ in range(300):
        tree = {"kids": [tree]}
    tree["kids"].append({"v": INDEX})
    with pytest.raises((Raised, RecursionError)) as caught:
        m.depth(tree)
    assert len(notes(caught.value)) == 1 and notes(caught.value)[0].startswith("depth() argument 't")


def test_variables():
    for value, name in (INDEX, "level"), (["a", PATH], "names2"):
        with pytest.raises(Raised) as caught:
            setattr(m, name, value)
        assert notes(caught.value)[0].startswith(f"'{name}")


def test_constructors_name_the_class():
    with pytest.raises(Raised) as caught:
        m.Vessel("a", INDEX)
    assert notes(caught.value) == ["Vessel() argument 'grade': raised while reading Odd as int"]


def test_timeouts():
    with pytest.raises(Raised) as caught:
        m.wait(1, timeout=FLOAT)
    assert notes(caught.value)[0].startswith("wait() argument 'timeout'")


def test_results_of_callbacks():
    def half(n):
        return FLOAT

    def pairs(n):
        return [1, INDEX]

    for call in m.call, lambda f: asyncio.run(waited(m.aio.call, f)):
        with pytest.raises(Raised) as caught:
            call(half)
        assert "half() result: raised while reading Odd as float" in "\n".join(notes(caught.value))
    with pytest.raises(Raised) as caught:
        m.pairs(pairs)
    assert "pairs() result[1]: raised while reading Odd as int" in "\n".join(notes(caught.value))


async def waited(f, *args):
    return await f(*args)


def test_iterables():
    def endless():
        yield 1.0
        raise Raised("next")

    async def loose():
        yield 1.0
        raise Raised("anext")

    for f, value, where in [
        (m.total, [1.0, FLOAT], "total() argument 'v[1]': raised while reading Odd as float"),
        (m.total, ITER, "total() argument 'v': raised while reading Odd as an iterable of float"),
        (m.total, endless(), "total() argument 'v[1]': raised while reading generator as float"),
        (m.aio.total, [1.0, FLOAT], "total() argument 'v[1]': raised while reading Odd as float"),
        (m.aio.total, endless(), "total() argument 'v[1]': raised while reading generator as float"),
        (m.aio.total, loose(), "total() argument 'v[1]': raised while reading async_generator as float"),
    ]:
        with pytest.raises(Raised) as caught:
            if f is m.total:
                f(value)
            asyncio.run(waited(f, value))
        assert where in notes(caught.value), notes(caught.value)
    with pytest.raises(TypeError, match=r"'items\[1\]': expected float, got str") as caught:
        m.total([1.0, "x"])
    assert notes(caught.value) == ["total() argument 'v[1]': raised while reading str as float"]


def test_numpy():
    for f, value, where in [
        (m.floats, numpy.ones((2, 2)), "floats() argument 'v[0]'"),
        (m.int, numpy.array([3]), "int() argument 'n'"),
        (m.ints, numpy.array(["2024-01-01"], "M8[s]"), "ints() argument 'v'"),
        (m.floats, numpy.array(["2024-01-01"], "M8[s]"), "floats() argument 'v'"),
        (m.scale, numpy.array(["2024-01-01"], "M8[s]"), "scale() argument 'v'"),
        (m.fill, numpy.array(["2024-01-01"], "M8[s]"), "fill() argument 'b'"),
        (m.rows, numpy.ones((2, 2, 2)), "rows() argument 'v[0][0]'"),
    ]:
        with pytest.raises((TypeError, ValueError)) as caught:
            f(value)
        assert where in "\n".join([str(caught.value), *notes(caught.value)]), (f, caught.value, notes(caught.value))


def test_pandas():
    pandas = pytest.importorskip("pandas")
    for f, value, where in [
        (m.when, pandas.NaT, "when() argument 't'"),
        (m.whens, [pandas.Timestamp("2024-01-01", tz="UTC"), pandas.NaT], "whens() argument 'v[1]'"),
    ]:
        with pytest.raises((TypeError, ValueError)) as caught:
            f(value)
        assert where in "\n".join([str(caught.value), *notes(caught.value)])


def test_arrow():
    pyarrow = pytest.importorskip("pyarrow")
    for f, value, where in [
        (m.floats, pyarrow.array([1.0, None]), "floats() argument 'v"),
        (m.float, pyarrow.scalar(None, pyarrow.float64()), "float() argument 'x'"),
    ]:
        with pytest.raises((TypeError, ValueError)) as caught:
            f(value)
        assert where in "\n".join([str(caught.value), *notes(caught.value)])


def test_one_exception_that_is_raised_again_and_again_is_noted_once():
    kept = Raised("kept")

    class Kept:
        def __index__(self):
            raise kept

    for _ in range(5):
        with pytest.raises(Raised):
            m.int(Kept())
        with pytest.raises(Raised):
            m.small(Kept())
    assert len(notes(kept)) == 2


def test_the_exception_stays_what_it_is():
    class Unnoted(Exception):
        def add_note(self, note):
            raise RuntimeError("no notes, please")

    class Odd:
        def __index__(self):
            raise Unnoted("x")

    with pytest.raises(Unnoted) as caught:
        m.int(Odd())
    assert caught.value.__context__ is None and caught.traceback[-1].name == "__index__"

    class Strange:
        __notes__ = 3

        def __index__(self):
            e = Raised("y")
            e.__notes__ = 3
            raise e

    try:  # pytest looks at the notes itself
        m.ints([Strange()])
    except Raised as e:
        assert e.args == ("y",) and e.__notes__ == 3
    else:
        pytest.fail("nothing was raised")
    for special in KeyboardInterrupt, SystemExit, StopIteration, MemoryError, GeneratorExit:

        class Special:
            def __float__(self, special=special):
                raise special

        with pytest.raises(special) as caught:
            m.floats([Special()])
        assert "floats() argument 'v[0]'" in notes(caught.value)[0]


def test_a_key_whose_repr_fails_or_is_long_is_named_by_its_type():
    class Key(str):
        def __repr__(self):
            raise Raised("repr")

    with pytest.raises(TypeError, match=r"table\(\) argument 'm\[<.*Key>\]\[0\]': expected int, got str"):
        m.table({Key("a"): ["x"]})
    with pytest.raises(TypeError, match=r"table\(\) argument 'm\[<str>\]\[0\]': expected int, got str"):
        m.table({"a" * 100000: ["x"]})


def test_calls_inside_of_calls_are_all_noted():
    class Outer:
        def __index__(self):
            return m.int(INDEX)

    with pytest.raises(Raised) as caught:
        m.small(Outer())
    assert [n.split(":")[0] for n in notes(caught.value)] == ["int() argument 'n'", "small() argument 'n'"]


def test_what_is_well_gets_no_note():
    assert m.text(pathlib.Path("abc")) == 3
    with pytest.raises(TypeError) as caught:
        m.int("x")
    assert not notes(caught.value)
