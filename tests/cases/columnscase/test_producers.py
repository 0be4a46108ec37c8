"""Producers that break Arrow's rules are told so, and nothing of what they gave is lost or freed twice."""

import ctypes
import datetime
import gc
import os
import struct
import sys
import threading

import columnscase as c
import pyarrow as pa
import pytest

GUARDED = os.environ.get("GOPHERSNAKE_GUARD", "0") not in ("", "0")


class Schema(ctypes.Structure):
    pass


class Array(ctypes.Structure):
    pass


RELEASE_SCHEMA, RELEASE_ARRAY = ctypes.CFUNCTYPE(None, ctypes.POINTER(Schema)), ctypes.CFUNCTYPE(None, ctypes.POINTER(Array))
Schema._fields_ = [
    ("format", ctypes.c_char_p), ("name", ctypes.c_char_p), ("metadata", ctypes.c_char_p), ("flags", ctypes.c_int64), ("n_children", ctypes.c_int64),
    ("children", ctypes.c_void_p), ("dictionary", ctypes.c_void_p), ("release", RELEASE_SCHEMA), ("private_data", ctypes.c_void_p),
]  # fmt: skip
Array._fields_ = [
    *((name, ctypes.c_int64) for name in ("length", "null_count", "offset", "n_buffers", "n_children")),
    ("buffers", ctypes.POINTER(ctypes.c_void_p)), ("children", ctypes.c_void_p), ("dictionary", ctypes.c_void_p), ("release", RELEASE_ARRAY), ("private_data", ctypes.c_void_p),
]  # fmt: skip

new_capsule = ctypes.pythonapi.PyCapsule_New
new_capsule.restype, new_capsule.argtypes = ctypes.py_object, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]


class Producer:
    """An array of float64 (or of another format) that is made by hand, and counts how often it is released."""

    def __init__(self, values=(1.0, 2.0), format=b"g", names=(b"arrow_schema", b"arrow_array"), **fields):
        self.data = (ctypes.c_double * len(values))(*values)
        self.buffers = (ctypes.c_void_p * 3)(None, ctypes.addressof(self.data), None)
        self.released, self.names = 0, names
        self.release_array = RELEASE_ARRAY(self.release)
        self.schema = Schema(format=format, release=RELEASE_SCHEMA(lambda s: None))
        self.array = Array(length=len(values), n_buffers=2, buffers=self.buffers, release=self.release_array)
        for name, value in fields.items():
            setattr(self.array, name, value)

    def release(self, array):
        self.released += 1

    def __arrow_c_array__(self, requested_schema=None):
        return tuple(new_capsule(ctypes.addressof(s), name, None) for s, name in zip((self.schema, self.array), self.names, strict=True))


def test_one_that_keeps_the_rules():
    p = Producer()
    assert c.floats(p) == [1.0, 2.0]
    assert GUARDED or c.address(p) == ctypes.addressof(p.data)  # guard mode passes a protected copy
    assert c.floats(Producer(offset=1, length=1)) == [2.0] and c.floats(Producer(length=0)) == []
    assert c.ints(Producer(values=(), format=b"l")) == []
    assert p.released == 0  # that is for its capsule's destructor, and it has none


def of_bytes(format, layout, *items):
    """A producer of a format whose items have a layout, as in module struct."""
    p = Producer(format=format, length=len(items))
    p.data = ctypes.create_string_buffer(b"".join(struct.pack(layout, *item) for item in items))
    p.buffers[1] = ctypes.addressof(p.data)
    return p


def test_intervals():
    """They are durations, where they have no months; a day has 24 hours."""
    day = 86_400 * 10**9
    assert c.nanoseconds(of_bytes(b"tin", "<iiq", (0, 1, 5), (0, -1, -1), (0, 0, 0))) == [day + 5, -day - 1, 0]
    assert c.nanoseconds(of_bytes(b"tiD", "<ii", (2, 3), (-1, 1))) == [2 * day + 3_000_000, 1_000_000 - day]
    assert c.nanoseconds(of_bytes(b"tiM", "<i", (0,), (0,))) == [0, 0]
    assert c.anything(of_bytes(b"tiD", "<ii", (1, 1000))) == [datetime.timedelta(days=1, seconds=1)]
    for months in (of_bytes(b"tin", "<iiq", (0, 1, 5), (1, 0, 0)), of_bytes(b"tiM", "<i", (0,), (-1,))):
        with pytest.raises(ValueError, match="an interval of months, which is no duration") as e:
            c.nanoseconds(months)
        assert e.value.__notes__[0].startswith("nanoseconds() argument 'v[1]'")
    with pytest.raises(OverflowError):
        c.nanoseconds(of_bytes(b"tin", "<iiq", (0, 2**31 - 1, 0)))
    for unknown in (b"tix", b"ti", b"t", b"tdx", b"tDx", b"tx"):
        with pytest.raises((TypeError, ValueError), match="has no form in Python|does not agree"):
            c.anything(of_bytes(unknown, "<q", (0,)))


@pytest.mark.parametrize(
    "fields",
    [{"length": -1}, {"offset": -1}, {"length": 2**62, "offset": 2**62}, {"n_buffers": 1}, {"n_buffers": 3}, {"null_count": 3}, {"null_count": 1}, {"n_children": 1},
     {"n_buffers": 0}, {"n_buffers": -1}, {"buffers": None}, {"format": b"u"}, {"format": b"+s"}, {"format": b"+l"}, {"format": b"n"}],
    ids=str,
)  # fmt: skip
def test_arrays_that_contradict_themselves(fields):
    with pytest.raises((ValueError, TypeError), match="does not agree with its type|argument 'v"):
        c.floats(Producer(**fields))


def test_capsules_that_are_none():
    with pytest.raises(ValueError, match="gave no capsules of Arrow"):
        c.floats(Producer(names=(b"arrow_schema", b"other")))
    for given in (None, (), (1, 2), (1, 2, 3)):
        wrong = type("Wrong", (), {"__arrow_c_array__": lambda self: given})()
        with pytest.raises(ValueError, match="gave no capsules of Arrow"):
            c.floats(wrong)
    wrong = type("Wrong", (), {"__arrow_c_stream__": lambda self: pa.array([1.0]).__arrow_c_array__()})()
    with pytest.raises(ValueError, match="gave no capsule of Arrow"):
        c.floats(wrong)


def test_released_and_used_up():
    p = Producer()
    p.array.release = RELEASE_ARRAY()
    with pytest.raises(ValueError, match="released already"):
        c.floats(p)
    capsule = pa.chunked_array([[1.0]]).__arrow_c_stream__()
    once = type("Once", (), {"__arrow_c_stream__": lambda self: capsule})()
    assert c.floats(once) == [1.0]
    assert c.floats(once) == []  # a stream is at its end then


def test_text_with_wrong_offsets():
    for offsets in ([0, 5, 3], [-1, 2, 3], [2, 1, 0]):
        raw = (ctypes.c_int32 * 3)(*offsets)
        p = Producer(values=(0.0, 0.0), format=b"u")
        text = ctypes.create_string_buffer(b"abcdefgh")
        buffers = (ctypes.c_void_p * 3)(None, ctypes.addressof(raw), ctypes.addressof(text))
        p.array.n_buffers, p.array.buffers, p.array.length = 3, buffers, 2
        with pytest.raises(ValueError, match="offsets are wrong"):
            c.texts(p)


def test_an_exporter_that_can_not():
    class Plain:
        def __init__(self, error):
            self.error = error

        def __arrow_c_stream__(self, requested_schema=None):
            raise self.error

        def __iter__(self):
            return iter([1.0])

    for error in (ImportError("no library"), TypeError("mixed"), ValueError("mixed"), NotImplementedError()):
        assert c.floats(Plain(error)) == [1.0]
    for error in (KeyError("mine"), MemoryError(), KeyboardInterrupt()):
        with pytest.raises(type(error)):
            c.floats(Plain(error))


def test_a_stream_that_fails():
    def batches():
        yield pa.record_batch({"x": [1.0]})
        raise RuntimeError("the disk is gone")

    reader = pa.RecordBatchReader.from_batches(pa.schema({"x": pa.float64()}), batches())
    with pytest.raises(ValueError, match="the Arrow stream failed: .*the disk is gone"):
        c.points(reader)


def test_nothing_is_left():
    text, floats, chunks = pa.array(["a", "b"] * 100), pa.array([1.0] * 100), pa.chunked_array([[1.0], [None]])

    def calls():
        c.texts(text)
        c.sum(floats)
        c.floats(floats[1:])
        c.anything(text)
        with pytest.raises(TypeError):
            c.floats(chunks)

    for _ in range(10):
        calls()
    gc.collect()
    used, references = pa.total_allocated_bytes(), [sys.getrefcount(o) for o in (text, floats, chunks, None)]
    for _ in range(200):
        calls()
    gc.collect()
    assert pa.total_allocated_bytes() == used
    after = [sys.getrefcount(o) for o in (text, floats, chunks, None)]
    assert after[:3] == references[:3]
    # Since 3.12 None is immortal (PEP 683), and Python itself counts it no more, but extensions of the stable ABI of 3.11 do.
    assert abs(after[3] - references[3]) < 50 or sys.version_info >= (3, 12)


def test_on_threads():
    text, floats, failed = pa.array([str(i) for i in range(1000)]), pa.array([1.0] * 1000), []

    def work():
        try:
            for _ in range(100):
                assert c.sum(floats) == 1000 and c.texts(text)[-1] == "999"
        except BaseException as e:
            failed.append(e)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert not failed
