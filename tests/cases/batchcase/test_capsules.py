"""Capsules that results export: read, released by the consumer, used twice, dropped unread. Nothing is left, nothing is freed twice."""

import ctypes
import gc

import batchcase as plain
import numpy as np
import pyarrow as pa
import pytest

b = plain.batch_
info = plain.__gophersnake__


class Column:
    """A column of a library that nobody knows."""

    def __init__(self, array):
        self.array = array

    def __arrow_c_array__(self, requested_schema=None):
        return self.array.__arrow_c_array__(requested_schema)


EXPORTERS = {
    "numbers": b.square(Column(pa.array([1.0, 2.0]))),
    "numbers with nulls": b.square(Column(pa.array([1.0, None, 2.0]))),
    "bools": b.even(Column(pa.array([1, 2, 3]))),
    "text": b.upper(Column(pa.array(["a", None, "b" * 100]))),
    "lists": b.spread(b.column(Column(pa.array([[1, 2], [], None, [3]], pa.list_(pa.int32())))), 2),
    "structs": b.to_arrow([plain.Point(1, 2), plain.Point(3, 4)]),
}

pointer_of = ctypes.pythonapi.PyCapsule_GetPointer
pointer_of.restype, pointer_of.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
rename = ctypes.pythonapi.PyCapsule_SetName
rename.argtypes = [ctypes.py_object, ctypes.c_char_p]
USED = b"used_dltensor"  # what a capsule is named, which does not copy it


def capsules(exporter):
    """Name, capsule and the offset of the function that releases it."""
    made = [("arrow_schema", exporter.__arrow_c_schema__(), 56)]
    schema, array = exporter.__arrow_c_array__()
    made += [("arrow_schema", schema, 56), ("arrow_array", array, 64)]
    if hasattr(exporter, "__arrow_c_stream__"):
        made.append(("arrow_array_stream", exporter.__arrow_c_stream__(), 24))
    elif exporter.format in "dq" and not exporter.null_count:
        made += [("dltensor", exporter.__dlpack__(), 56), ("dltensor_versioned", exporter.__dlpack__(max_version=(1, 0)), 16)]
    return made


def read(exporter):
    if hasattr(exporter, "__arrow_c_stream__"):
        assert pa.table(exporter).num_rows == 2
        assert pa.RecordBatchReader.from_stream(exporter).read_all().num_rows == 2
    else:
        pa.array(exporter).validate(full=True)
        if exporter.format in "dq" and not exporter.null_count:
            assert np.from_dlpack(exporter).shape == (len(exporter),)


def dropped(exporter):
    capsules(exporter)


def released(exporter):
    for name, capsule, at in capsules(exporter):
        p = pointer_of(capsule, name.encode())
        field = ctypes.c_void_p.from_address(p + at)
        release = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(field.value)
        if name.startswith("dl"):
            rename(capsule, USED)  # as consumers do before they own it
            release(p)
        else:
            release(p)
            assert field.value is None


def twice(exporter):
    schema, array = exporter.__arrow_c_array__()
    struct = hasattr(exporter, "__arrow_c_stream__")
    imported = pa.RecordBatch._import_from_c_capsule if struct else pa.Array._import_from_c_capsule
    first = imported(schema, array)
    with pytest.raises((pa.ArrowInvalid, ValueError)):
        imported(schema, array)
    first.validate(full=True)
    if struct:
        stream = exporter.__arrow_c_stream__()
        assert pa.RecordBatchReader._import_from_c_capsule(stream).read_all().num_rows == 2
        with pytest.raises((pa.ArrowInvalid, ValueError)):
            pa.RecordBatchReader._import_from_c_capsule(stream)


def outlives(exporter):
    """The memory stays while a consumer has it, and goes with it."""
    if hasattr(exporter, "__arrow_c_stream__"):
        kept = pa.record_batch(b.to_arrow([plain.Point(5, 6)] * 3))
        assert kept.to_pylist() == [{"x": 5.0, "y": 6.0}] * 3
    else:
        kept = pa.array(b.square(Column(pa.array([3.0] * 100))))
        assert kept.to_pylist() == [9.0] * 100


def test_a_column_that_cannot_be_looked_into_may_be_one_list():
    with pytest.raises(TypeError, match="could be one value for all rows or a column"):
        b.spread(Column(pa.array([[1, 2]])), 2)


@pytest.mark.parametrize("use", [read, dropped, released, twice, outlives])
@pytest.mark.parametrize("name", EXPORTERS)
def test_nothing_is_left(name, use):
    class Heap(ctypes.Structure):
        _fields_ = [(n, ctypes.c_size_t) for n in ("arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost")]

    libc = ctypes.CDLL(None)
    used = getattr(libc, "mallinfo2", None)
    if used is not None:
        used.restype = Heap
    exporter = EXPORTERS[name]
    for _ in range(10):
        use(exporter)
    least = None
    for _ in range(5):  # other threads of the process allocate as well: a leak shows each time
        gc.collect()
        arrays, heap = info.array_memory, used().uordblks if used else 0
        for _ in range(100):
            use(exporter)
        gc.collect()
        grown = max(info.array_memory - arrays, (used().uordblks if used else 0) - heap)
        least = grown if least is None else min(least, grown)
        if least < 100 * 16:
            break
    assert least < 100 * 16  # the smallest structure is larger
