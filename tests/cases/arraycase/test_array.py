"""Results and fields that are arrays over Go's memory."""

import asyncio
import copy
import ctypes
import gc
import importlib.util
import io
import multiprocessing
import os
import pickle
import sys
import threading
import time
import weakref

import arraycase as m
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

info = m.__gophersnake__
ARROW = importlib.util.find_spec("pyarrow")


def handles():
    """How many handles are held, without those on their way."""
    gc.collect()
    m.nothing()  # a crossing takes some along
    info.collect()
    for _ in range(60):
        m.plain(1)
    return info.handles


# ---- a sequence ----


def test_a_list_in_all_but_its_memory():
    a = m.squares(5)
    assert len(a) == 5 and a[2] == 4.0 and a[-1] == 16.0 and list(a) == [0, 1, 4, 9, 16] == a.tolist()
    assert a == [0, 1, 4, 9, 16] and [0, 1, 4, 9, 16] == a and a == m.squares(5) and a != [0] and a != m.squares(4)
    assert 9 in a and 2 not in a and a.index(9) == 3 and a.count(1) == 1 and list(reversed(a)) == [16, 9, 4, 1, 0]
    assert repr(a) == "Array([0.0, 1.0, 4.0, 9.0, 16.0])"
    assert repr(m.squares(1001)) == "<Array of shape (1001,)>"
    assert (a.format, a.ndim, a.shape, a.strides, a.mask, a.null_count) == ("d", 1, (5,), (8,), None, 0)
    assert a != "abc" and a != (0, 1, 4, 9, 16)
    for bad in (5, -6):
        with pytest.raises(IndexError, match="out of range"):
            a[bad]
    with pytest.raises(TypeError, match="unhashable"):
        hash(a)
    with pytest.raises(TypeError, match="str"):
        a["x"]
    with pytest.raises(ValueError, match="not in list"):
        a.index(2)
    with pytest.raises(TypeError, match="create"):
        type(a)()


def test_slices_are_views():
    a = m.squares(6)
    part, back = a[1:5:2], a[::-1]
    assert part == [1, 9] and back == [25, 16, 9, 4, 1, 0] and a[10:] == [] and back.strides == (-8,)
    part[0] = 7
    assert a[1] == 7 and back[-2] == 7
    del a, back
    gc.collect()
    m.collect()
    assert part == [7, 9]
    assert part.copy() == [7, 9] and part.copy().strides == (8,)


def test_items_can_be_set():
    a = m.squares(4)
    a[0], a[-1] = 5, 6.5
    a[1:3] = [7, 8]
    assert a == [5, 7, 8, 6.5]
    a[:] = a[::-1]
    assert a == [6.5, 8, 7, 5]
    with pytest.raises(ValueError, match="2 items are wanted, got 1"):
        a[1:3] = [1]
    with pytest.raises(TypeError, match="float"):
        a[0] = "x"
    with pytest.raises(TypeError, match="deleted"):
        del a[0]
    with pytest.raises(TypeError):
        a[1:2] = "x"
    small = m.raw("ab")
    with pytest.raises(OverflowError, match="uint8"):
        small[0] = 256
    assert small == [97, 98] and a == [6.5, 8, 7, 5]


def test_nothing():
    for a in (m.nothing(), m.squares(0), m.table(0, 3), m.table(3, 0), m.apart()):
        assert len(a) == a.shape[0] and np.asarray(a).shape == a.shape and a.tolist() == [[]] * len(a)
        assert pa.array(a).to_pylist() == a.tolist() and np.from_dlpack(a).shape == a.shape
        assert pickle.loads(pickle.dumps(a)) == a


# ---- other libraries, without a copy ----

DTYPES = ["?", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f4", "f8", "c8", "c16"]


def test_all_kinds():
    *arrays, text = m.kinds()
    assert text == "and text"
    for a, dtype in zip(arrays, DTYPES, strict=True):
        n = np.asarray(a)
        assert n.dtype == dtype and n.tolist() == a.tolist() and n.ctypes.data == np.from_dlpack(a).ctypes.data
        assert memoryview(a).format == a.format and pickle.loads(pickle.dumps(a)).tolist() == a.tolist()
        n[0] = n[1]
        assert a[0] == a[1]
        if n.dtype.kind == "c":
            with pytest.raises(TypeError, match="complex"):
                pa.array(a)
        else:
            assert pa.array(a).to_pylist() == a.tolist() == pl.Series(a).to_list()


def address(a):
    return np.asarray(a).ctypes.data


def test_all_share_the_memory():
    a = m.squares(1000)
    at = address(a)
    assert pa.array(a).buffers()[1].address == at
    assert pl.Series(a).to_numpy().ctypes.data == at
    assert pd.Series(a, copy=False).to_numpy().ctypes.data == at
    assert np.from_dlpack(a).ctypes.data == at and np.array(a, copy=False).ctypes.data == at
    assert a.__array__().ctypes.data == at and a.__array__(copy=True).ctypes.data != at
    assert a.__array__("f4").dtype == "f4" and np.asarray(a, dtype="i4").tolist() == a.tolist()
    assert address(a[10:]) == at + 80 and pa.array(a[10:]).buffers()[1].address == at + 80
    assert pa.array(a[::2]).to_pylist() == a.tolist()[::2] and np.asarray(a[::-2]).tolist() == a.tolist()[::-2]
    with pytest.raises(BufferError, match="side by side"):
        io.BytesIO().write(a[::2])  # which asks for numbers without gaps
    np.asarray(a)[3] = -1
    assert a[3] == -1 and pl.Series(a)[3] == -1


def test_two_dimensions():
    t = m.table(3, 2)
    assert t.shape == (3, 2) and t.strides == (16, 8) and t == [[0, 1], [2, 3], [4, 5]] and len(t) == 3
    assert t[1] == [2, 3] and t[1, 1] == 3 and t[-1, 0] == 4 and t[1, 0:1] == [2]
    n = np.asarray(t)
    assert n.tolist() == t.tolist() and n.flags.c_contiguous
    n[0, 0] = 9
    t[2, 1] = 8
    t[1] = [7, 6]
    t[0, 1:] = [5]
    assert t == [[9, 5], [7, 6], [4, 8]] and (n == t).all()
    assert pa.array(t).type == pa.list_(pa.int64(), 2) and pa.array(t).to_pylist() == t.tolist()
    assert pl.Series(t).to_list() == t.tolist() and np.from_dlpack(t).ctypes.data == n.ctypes.data
    assert [row.tolist() for row in t] == t.tolist() and [7, 6] in t
    with pytest.raises(IndexError, match="no more indices"):
        t[0, 0, 0]
    with pytest.raises(TypeError, match="last index"):
        t[0:1, 0]
    with pytest.raises(ValueError, match="2 items are wanted"):
        t[0] = [1]


def test_rows_of_their_own_are_copied_to_one_block():
    t = m.apart(2, 2, 2)
    assert t == [[0, 1], [10, 11], [20, 21]] and np.asarray(t).flags.c_contiguous
    with pytest.raises(ValueError, match="rows of different lengths, 2 and 3, are no array"):
        m.apart(2, 3)


def test_arrays_in_a_slice():
    c = m.corners(2)
    assert c.shape == (2, 2, 3) and c[1, 0, 0] == 1.0 and np.asarray(c).dtype == "f4"
    assert c[0] == [[0, 1, 2], [3, 4, 5]] and pa.array(c).to_pylist() == c.tolist()


def test_named_types_and_errors():
    assert m.warm() == [20, 21.5] and type(m.warm()[0]) is float
    assert m.checked(2) == [0, 0]
    with pytest.raises(m.ErrNone):
        m.checked(-1)


def test_an_argument_that_becomes_a_result():
    v = np.arange(5.0)
    head = m.head(v, 3)
    assert head == [0, 1, 2] and address(head) != address(v)
    v[0] = 9
    assert head[0] == 0


# ---- fields ----


def test_a_field_and_its_array_are_one():
    s = m.Series(values=[1, 2, 3], name="x")
    a = s.values
    assert a == [1, 2, 3] and s.sum() == 6 and address(a) == address(s.values) == address(s.own())
    np.asarray(a)[0] = 10
    s.values[1] = 20
    assert s.sum() == 33 and a == [10, 20, 3]
    s.values = np.array([4.0, 5.0])
    assert a == [10, 20, 3] and s.values == [4, 5] and s.sum() == 9
    s.grow(6)
    assert s.values == [4, 5, 6] and m.Series().values == []
    with pytest.raises(TypeError, match="values"):
        s.values = 3
    assert copy.copy(s) == s and pickle.loads(pickle.dumps(s)) == s and s._asdict() == {"values": [4, 5, 6], "name": "x"}
    del s
    gc.collect()
    m.collect()
    assert a == [10, 20, 3]


def test_copies_and_pickles():
    for a in (m.squares(3), m.table(2, 2), m.squares(6)[::2]):
        for other in (copy.copy(a), copy.deepcopy(a), pickle.loads(pickle.dumps(a)), a.copy()):
            assert other == a and type(other) is type(a) and address(other) != address(a)
    make, (letter, shape, data) = m.squares(2).__reduce__()
    assert (letter, shape, len(data)) == ("d", (2,), 16)
    for wrong in [("x", shape, data), (letter, (3,), data), (letter, (-1,), data), (letter, (1 << 62,), data), (letter, (), data), (letter, shape), (letter, shape, 3), (1, 2, 3)]:
        with pytest.raises(ValueError, match="not the pickle"):
            make(*wrong)


# ---- writing ----


def test_an_index_in_a_tuple():
    a, t = m.squares(4), m.table(2, 3)
    a[(1,)] = 7
    a[()] = a.tolist()[::-1]
    assert a == [9, 4, 7, 0] and a[(1,)] == 4
    t[(1,)] = [7, 8, 9]
    t[(0, 1)] = 5
    assert t == [[0, 5, 2], [7, 8, 9]]
    for key in [(9,), (0, 0), (1.5,), ("a",), (None,)]:
        with pytest.raises((IndexError, TypeError)):
            a[key] = 1


def test_views_of_what_is_written():
    t = m.table(3, 2)
    t[:] = t[::-1]
    assert t == [[4, 5], [2, 3], [0, 1]]
    t[:] = [t[1], t[2], t[0]]
    assert t == [[2, 3], [0, 1], [4, 5]]
    a = m.squares(5)
    a[1:] = a[:4]
    assert a == [0, 0, 1, 4, 9]


def test_all_is_written_or_nothing():
    a, t = m.squares(4), m.table(2, 2)
    with pytest.raises(TypeError):
        a[:] = [7, 7, 7, "x"]
    with pytest.raises(ValueError, match="2 items are wanted, got 1"):
        t[:] = [[7, 7], [7]]
    assert a == [0, 1, 4, 9] and t == [[0, 1], [2, 3]]


def test_steps_of_any_size():
    a = m.squares(5)
    for step in (2**62, 2**63 - 1, -(2**62), -(2**63), 10**30):
        part = a[::step]
        assert part == a.tolist()[::step] and part[::step] == part.tolist() and np.asarray(part).tolist() == part.tolist()
        assert a[3:3:step] == []
    a[:: 2**62] = [5]
    assert a[0] == 5


def test_consumers_that_want_an_order():
    buffer, release = ctypes.pythonapi.PyObject_GetBuffer, ctypes.pythonapi.PyBuffer_Release
    buffer.argtypes, release.argtypes = [ctypes.py_object, ctypes.c_char_p, ctypes.c_int], [ctypes.c_char_p]
    c, fortran, any_order = 0x38, 0x58, 0x98

    def gets(o, flags):
        b = ctypes.create_string_buffer(256)
        try:
            buffer(o, b, flags)
        except BufferError:
            return False
        release(b)
        return True

    a, t = m.squares(4), m.table(2, 3)
    for o in (a, t, t[:1], a[::2], t[:0], t[1:], m.corners(2)):
        n = np.asarray(o)
        assert gets(o, c) == n.flags.c_contiguous
        assert gets(o, fortran) == n.flags.f_contiguous
        assert gets(o, any_order) == (n.flags.c_contiguous or n.flags.f_contiguous)


def test_shapes_of_pickles():
    of = type(m.squares(1))._of
    assert of("d", (0, 3), b"").shape == (0, 3)
    for shape in [(0, 2**62, 2**62), (2**62, 2**62, 0), (2**40, 2**40), (-1,), (3,), ()]:
        with pytest.raises(ValueError, match="not the pickle"):
            of("d", shape, b"")


# ---- DLPack ----


def test_versions_of_dlpack():
    a = m.squares(4)
    assert a.__dlpack_device__() == (1, 0)
    for version, name in ((None, "dltensor"), ((0, 8), "dltensor"), ((1, 0), "dltensor_versioned"), ((2, 1), "dltensor_versioned")):
        capsule = a.__dlpack__(max_version=version)
        assert f'"{name}"' in repr(capsule)
    assert np.from_dlpack(a).flags.writeable
    assert np.from_dlpack(a, copy=True).ctypes.data != address(a) and np.from_dlpack(a, device="cpu", copy=False).ctypes.data == address(a)
    assert np.from_dlpack(a[::-1]).tolist() == a.tolist()[::-1]
    back = np.from_dlpack(a[::-1])  # a copy: PyTorch ends the process at negative strides
    assert back.strides == (8,) and back.ctypes.data != address(a)
    with pytest.raises(BufferError, match="copied"):
        a[::-1].__dlpack__(copy=False)
    with pytest.raises(BufferError, match="CPU"):
        a.__dlpack__(dl_device=(2, 0))
    with pytest.raises(BufferError, match="stream"):
        a.__dlpack__(stream=1)
    with pytest.raises(TypeError, match="by name"):
        a.__dlpack__(None)


# ---- who frees it, and when ----

SIZE = 1 << 20


def views_of(a):
    return [a, a[10:], a[::2], memoryview(a), np.asarray(a), pa.array(a), pl.Series(a), np.from_dlpack(a), a.__dlpack__(), a.__arrow_c_array__(), iter(a)]


def test_the_memory_goes_with_the_last_view():
    before = handles()
    for keep in range(len(views_of(m.squares(8)))):
        a = m.squares(SIZE)
        heap = m.heap()
        view = views_of(a)[keep]
        del a
        assert handles() == before + 1 and m.heap() > heap - SIZE * 4
        del view
        assert handles() == before
        assert m.heap() < heap - SIZE * 4


def test_nothing_is_left():
    before = handles()
    for _ in range(200):
        views_of(m.squares(100))
        assert m.table(4, 4)[1][0] == 4
        m.Series(values=[1, 2]).values
        with pytest.raises(ValueError):
            m.apart(1, 2)
    assert handles() <= before + 2


def test_consumers_release_on_any_thread():
    before = handles()
    kept = [m.squares(10_000) for _ in range(50)]
    columns = [pa.array(a) for a in kept] + [np.from_dlpack(a) for a in kept]
    del kept
    threads = [threading.Thread(target=lambda c=c: c.clear()) for c in [columns[:50], columns[50:]]]
    columns.clear()
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    threads.clear()
    assert handles() <= before + 2


def child(connection, a):
    try:
        out = (a.tolist(), np.asarray(a).sum(), m.squares(3).tolist())
        a[0] = 5
        del a
        gc.collect()
        connection.send((out, m.squares(2).tolist()))
    except BaseException as e:  # the parent must hear of it
        connection.send(e)


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_child_reads_what_was_there():
    a = m.squares(1000)
    ours, theirs = multiprocessing.Pipe()
    context = multiprocessing.get_context("fork")
    process = context.Process(target=child, args=(theirs, a))
    process.start()
    assert ours.poll(60)
    got = ours.recv()
    process.join()
    assert got == ((a.tolist(), sum(a), [0, 1, 4]), [0, 1]) and process.exitcode == 0 and a[0] == 0


def test_at_exit_views_stay():
    pytest.importorskip("pyarrow")
    code = """
import arraycase as m, atexit, numpy, pyarrow, sys
a = m.squares(1000)
n, c = numpy.asarray(a), pyarrow.array(a)
sys.kept = [a, n, c, a[3:]]
class Last:
    def __del__(self): print(a[999] == 998001.0 and memoryview(n)[3] == 9)
last = Last()
atexit.register(lambda: print(len(a), n[3]))
"""
    import subprocess

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}, timeout=120)
    assert done.returncode == 0 and done.stdout.split("\n")[:2] == ["1000 9.0", "True"] and not done.stderr, done


# ---- the other faces ----


def test_async():
    async def main():
        a = await m.aio.squares(1000)
        s = m.Series(values=[1, 2])
        own = await s.aio.own()
        own[0] = 3
        return a, s

    a, s = asyncio.run(main())
    assert a[999] == 998001 and s.values == [3, 2]
    assert np.asarray(a).flags.writeable


def test_batch_gives_arrays_by_itself():
    out = m.batch.plain([3, 0, 2])
    assert out == [[0, 1, 4], [], [0, 1]] and type(out[0]) is type(m.squares(0))
    before = handles()
    large = m.batch.plain([100_000, 2])
    assert large[0][-1] == 99999.0**2 and handles() == before + 1
    del large
    assert handles() == before
    assert m.batch.rows([2]) == [[[0, 1], [2, 3]]]
    column = m.batch.plain(pa.array([2, None, 0, 3]))
    assert column.type == pa.large_list(pa.float64()) and column.to_pylist() == [[0, 1], None, [], [0, 1, 4]]
    series = m.batch.plain(pl.Series("n", [1, 2]))
    assert series.to_list() == [[0], [0, 1]] and series.dtype == pl.List(pl.Float64) and series.name == "n"
    assert m.batch.plain(np.array([1, 2]))[1] == [0, 1]
    assert m.batch.squares([1, 2]) == [[0], [0, 1]] and m.batch.table(pa.array([1, 2]), 2).to_pylist()[1] == [[0, 1], [2, 3]]


def test_the_collector_is_not_asked():
    """An array refers to no object, so no cycle can keep it."""
    a = m.squares(2)
    assert not gc.is_tracked(a)
    with pytest.raises(TypeError, match="weak"):
        weakref.ref(a)


def test_many_threads_make_and_drop():
    before, stop, errors = handles(), time.monotonic() + 1, []

    def work():
        try:
            while time.monotonic() < stop:
                a = m.squares(500)
                assert np.asarray(a[1:])[0] == 1 and np.asarray(a).sum() == sum(a)
                assert not ARROW or pa.array(a[1:])[0].as_py() == 1
        except BaseException as e:
            errors.append(e)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert not errors and handles() <= before + 5


# ---- py.Array: memory that both sides keep ----


def test_arrays_of_python_are_seen_where_they_are():
    x = np.arange(12.0).reshape(3, 4)
    assert m.sum(x) == 66 and m.sum(x.T) == 66 and m.sum(x[::-1, ::2]) == x[::-1, ::2].sum()
    assert m.layout(x) == ([3, 4], [4, 1], True)
    assert m.layout(x.T) == ([4, 3], [1, 4], True)
    assert m.layout(x[::-1, ::2]) == ([3, 2], [-4, 2], True)
    assert m.sum(np.zeros((2, 0, 3))) == 0 and m.layout(np.zeros((2, 0)))[0] == [2, 0]
    m.negate(x[1:, ::2])
    assert x.tolist() == [[0, 1, 2, 3], [-4, 5, -6, 7], [-8, 9, -10, 11]]
    m.negate(memoryview(x).cast("B").cast("d"))
    assert x[0].tolist() == [0, -1, -2, -3]
    back = m.transposed(x)
    assert back.shape == (4, 3) and back.strides == (8, 32) and np.asarray(back).tolist() == x.T.tolist()
    back[1, 2] = 77
    assert x[2, 1] == 77


def test_arrays_of_other_libraries():
    import array
    import ctypes

    assert m.sum(array.array("d", [1, 2])) == 3 and m.sum((ctypes.c_double * 2)(1, 2)) == 3
    assert m.sum(pd.Series([1.0, 2.0])) == 3 and m.sum(pl.Series([1.0, 2.0])) == 3
    column = pa.array([1.0, 2.0, 4.0])
    assert m.layout(column[1:]) == ([2], [1], False) and m.sum(column[1:]) == 6
    assert m.sum(m.squares(4)) == 14 and m.sum(m.filled(2, 2, 3)) == 12
    assert m.sum_ints(np.array([1, 2], "int16")) == 3
    assert m.truths(np.array([True, False, True])) == 2 and m.truths(np.array([0, 7, 1], np.uint8).view(bool)) == 2
    copied = m.transposed(column)  # which may not be written to
    copied[0] = 9
    assert column[0].as_py() == 1.0


def test_what_is_no_such_array_is_refused():
    for wrong, said in (
        ([1.0], "expected an array of float64 .*, got list"),
        (np.arange(3), "items of another type .format 'l', 1 dimensions.; numpy.ascontiguousarray"),
        (np.zeros(2, ">f8"), "items of another type"),
        (np.float64(1), "number of dimensions|got float64"),
        (np.zeros(3, "f2"), "float16"),
        (np.ma.array([1.0, 2.0], mask=[True, False]), "mask"),
        (np.zeros(3, [("a", "i1"), ("x", "f8")])["x"], "not aligned"),
        (np.array(["2020-01-01"], "M8[D]"), "expected an array of float64"),
        (pa.array([1.0, None]), "expected an array of float64"),
        (pa.chunked_array([[1.0], [2.0]]), "expected an array of float64"),
        ("text", "expected an array of float64"),
        (None, "expected an array of float64"),
    ):
        with pytest.raises((TypeError, ValueError), match=said):
            m.sum(wrong)
    frozen = np.zeros(3)
    frozen.flags.writeable = False
    with pytest.raises(m.PanicError, match="read-only"):
        m.negate(frozen)
    assert not m.layout(frozen)[2]


def test_arrays_of_go():
    a = m.filled(2.5, 2, 3)
    assert a.shape == (2, 3) and np.asarray(a).sum() == 15
    assert m.over(10, [2, 3], [5, 1]).tolist() == [[0, 1, 2], [5, 6, 7]]
    assert m.over(10, [2, 3], None).tolist() == [[0, 1, 2], [3, 4, 5]]
    assert m.over(1, [3, 2], [0, 0]).tolist() == [[0, 0]] * 3
    assert m.over(0, [0], None).tolist() == [] and m.over(0, [2, 0], None).shape == (2, 0)
    for n, shape, strides in ((5, [2, 3], None), (10, [2, 3], [8, 1]), (9, [2], [-1]), (9, [-1], None), (9, [], None), (9, [3], [1, 2]), (9, [2**62, 2**62], [2**62, 1])):
        with pytest.raises(m.GoError):
            m.over(n, shape, strides)
    with pytest.raises(m.PanicError):
        m.filled(1, -1)
    with pytest.raises(m.PanicError):
        m.filled(1, 2**62, 8)


def test_functions_of_several_types():
    assert m.largest(np.array([1.5, 3.5])) == 3.5
    assert m.largest(np.array([1, 3], np.int32)) == 3 and type(m.largest(np.array([1], "i4"))) is int
    with pytest.raises(TypeError):
        m.largest(np.array([1], np.int16))


def test_array_interface():
    class Cover:
        def __init__(self, array):
            self.__array_interface__ = array.__array_interface__
            self.array = array

    a = m.filled(1, 2, 3)
    seen = np.asarray(Cover(a))
    seen[1, 2] = 8
    assert seen.shape == (2, 3) and a[1, 2] == 8 and a.__array_interface__["version"] == 3
    assert np.asarray(Cover(m.squares(3)[::-1])).tolist() == [4, 1, 0]
    assert m.raw("ab").__array_interface__["typestr"] == "|u1"


def test_what_go_keeps_stays():
    x = np.arange(4.0)
    gone = weakref.ref(x)
    assert m.share(x).tolist() == []
    del x
    gc.collect()
    assert gone() is not None
    assert m.shared() == 6
    before = time.monotonic()
    while gone() is not None and time.monotonic() < before + 60:
        m.shared()
        gc.collect()
    assert gone() is None
    before = handles()
    for _ in range(100):
        m.transposed(np.zeros((3, 3)))
        m.filled(1, 100)
    assert handles() == before


def test_fields():
    x = np.arange(6.0).reshape(2, 3)
    g = m.Grid(x)
    assert g.cell(1, 2) == 5
    g.cells[1, 2] = 50
    assert x[1, 2] == 50 and g.cells.shape == (2, 3)
    with pytest.raises(m.PanicError, match="index 3 out of range in dimension 1"):
        g.cell(0, 3)
    assert m.Grid().cells.tolist() == []
    with pytest.raises(TypeError, match="expected an array of float64"):
        m.Grid([1.0])


def test_matrices_by_their_shape():
    d = m.new_dense(3, 2, 4)
    assert d.shape == (3, 2) and d.strides == (32, 8) and np.asarray(d).tolist() == [[0, 1], [4, 5], [8, 9]]
    assert m.new_dense(0, 0, 0) is None
    block, strip = m.blocks()
    assert block.tolist() == [[1, 2], [3, 4]] and strip.tolist() == [1, 2, 3] and strip.strides == (8,)
    with pytest.raises(m.PanicError, match="not within 3 items"):
        m.broken()
    assert m.sum(d) == 27


def test_in_batch_and_awaited():
    arrays = [np.full((2, n), float(n)) for n in range(1, 4)]
    assert m.batch.sum(m.batch.column(arrays)) == [2, 8, 18]
    assert asyncio.run(m.aio.sum(arrays[2])) == 18


# ---- matrices and vectors as parameters ----

LAYOUTS = {
    "C": lambda: np.arange(1.0, 5.0).reshape(2, 2),
    "F": lambda: np.array([[1.0, 3.0], [2.0, 4.0]]).T,
    "rows apart": lambda: np.arange(8.0).reshape(2, 4)[:, 1:3],
    "columns apart": lambda: np.arange(16.0).reshape(4, 4)[::2, ::2],
    "backward": lambda: np.arange(1.0, 5.0).reshape(2, 2)[::-1, ::-1],
    "one row": lambda: np.ones((1, 3)),
    "empty": lambda: np.ones((0, 3)),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_matrices_from_arrays(layout):
    a = LAYOUTS[layout]()
    whole = a.base.copy() if a.base is not None else a.copy()
    wanted = 2 * a
    assert m.trace(a) == np.trace(a) and m.weigh(a, np.ones(3, "f4"))[0] == a.sum() + 300
    assert (a == wanted / 2).all()
    m.twice(a, False)
    assert (a == wanted).all() and np.sum(a.base if a.base is not None else a) == whole.sum() + wanted.sum() / 2
    with pytest.raises(m.GoError, match="twice"):
        m.twice(a, True)
    assert (a == 2 * wanted).all()  # what was written arrives also then
    m.zero(a)
    assert not a.any()


def test_a_matrix_that_go_keeps_is_its_own():
    a = np.eye(3)
    m.keep_dense(a)
    a[:] = 7
    del a
    m.collect()
    assert m.kept_dense() == 3
    rows = m.table(3, 3)  # of int64
    ours = m.new_dense(2, 2, 2)
    m.keep_dense(ours)
    ours[0, 0] = 10  # the memory of Go's is used as it is
    del ours
    m.collect()
    assert m.kept_dense() == 13
    with pytest.raises(TypeError, match="items of another type"):
        m.trace(rows)


def test_vectors():
    a = np.arange(6, dtype="f4")
    for v in (a, a[::2], a[::-1], pd.Series(a), pl.Series(a), pa.array(a), a[:0], memoryview(a)):
        assert m.length(v) == len(v)
        assert m.weigh(np.ones((1, 1)), v)[0] == 1 + 100 * np.asarray(v).sum()
    assert m.length(None) == -1
    assert m.weigh({"rows": 1, "cols": 1, "data": [2.0], "stride": 1}, a[:0])[0] == 2  # dicts and instances, too
    assert m.weigh(m.Block(1, 1, [2.0], 1), m.Strip(1, [1.0], 1))[0] == 102


def test_an_interface_takes_the_one_that_an_array_is():
    assert m.corner_of(np.full((2, 2), 5.0)) == 5
    for wrong in (np.ones(2), np.ones((2, 2), int), "text"):
        with pytest.raises(TypeError, match="argument 'c'"):
            m.corner_of(wrong)


def test_wrong_matrices():
    for wrong, why in (
        (np.ones((2, 2), "f4"), "items of another type"),
        (np.ones(2), "another number of dimensions"),
        (np.ma.array(np.ones((2, 2)), mask=True), "masked values"),
        ([[1.0]], "expected Dense, an array of float64 or None, got list"),
        (b"1", "got bytes"),
        (pd.DataFrame({"x": ["a"]}), "expected an array of float64"),
    ):
        with pytest.raises(TypeError, match=why):
            m.trace(wrong)
    readonly = np.eye(2)
    readonly.flags.writeable = False
    assert m.trace(readonly) == 2


def test_what_is_written_to_a_read_only_array_is_reported(monkeypatch):
    readonly, said = np.eye(2), []
    readonly.flags.writeable = False
    monkeypatch.setattr(sys, "unraisablehook", lambda e: said.append(str(e.exc_value)))
    m.twice(readonly, False)
    assert readonly.sum() == 2 and len(said) == 1 and "can't be written to" in said[0]


def test_what_others_have_written_to_an_array_stays():
    def write():
        a[1, 1] = 50

    for layout in LAYOUTS:
        a = LAYOUTS[layout]()
        if len(a) < 2:
            continue
        wanted = a.copy()
        m.ends(a, a, write)
        wanted[0, 0], wanted[1, 1] = 100, 50
        wanted[-1, -1] = 200
        assert (a == wanted).all()


def test_matrices_over_columns():
    b = m.batch
    stack = np.arange(12.0).reshape(3, 2, 2)
    assert b.trace(stack).tolist() == [3, 11, 19] and b.trace(list(stack)) == [3, 11, 19]
    assert b.trace(stack[0]) == 3  # one
    b.twice(stack, False)
    assert stack.sum() == 132
    assert b.length(np.ones((3, 2), "f4")).tolist() == [2, 2, 2] and b.length(np.ones(2, "f4")) == 2
    assert b.length([np.ones(1, "f4"), None]) == [1, -1]
    frame = pl.DataFrame({"x": pl.Series([1.0, 2.0], dtype=pl.Float32)})
    assert frame.select(m.polars.length(pl.col("x"), whole=True)).item() == 2


def test_matrices_awaited():
    a = np.eye(2)

    async def main():
        await m.aio.twice(a, False)
        return await m.aio.trace(a)

    assert asyncio.run(main()) == 4


def test_matrices_leave_nothing():
    a, v = np.eye(2), np.ones(3, "f4")
    ours = m.new_dense(2, 2, 2)

    def calls():
        for _ in range(50):
            m.trace(a), m.twice(a[::-1], False), m.zero(a), m.weigh(a, v), m.trace(ours), m.corner_of(a)
            with pytest.raises(TypeError):
                m.trace(v)
        m.collect()

    calls()
    before, held = handles(), sys.getrefcount(v)
    calls()
    assert handles() <= before + 2 and sys.getrefcount(v) == held
