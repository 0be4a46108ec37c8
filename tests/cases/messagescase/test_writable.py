"""What is said of a buffer that Go can't write in place: what it is, and what would do."""

import array
import ctypes
import mmap

import messagescase as m
import numpy
import pytest


def misaligned(dtype, n=3):
    return numpy.frombuffer(bytearray(1 + n * numpy.dtype(dtype).itemsize), numpy.uint8)[1:].view(dtype)


def readonly(a):
    a.flags.writeable = False
    return a


ONES = numpy.ones
REFUSED = {
    "list": (m.scale, [1.0], "got list", "numpy.array(v, 'float64') or array.array('d', v)"),
    "tuple": (m.scale_short, (1,), "got tuple", "array.array('h', v)"),
    "list of complex": (m.turn, [1j], "got list", "numpy.array(v, 'complex128')"),
    "list for bytes": (m.fill, [1], "got list", "bytearray(b)"),
    "text for bytes": (m.fill, "abc", "got str", "bytearray(b)"),
    "misaligned": (m.scale, misaligned("f8"), "got a misaligned one", "numpy.array(v, 'float64')"),
    "misaligned complex": (m.turn, misaligned("c16"), "got a misaligned one", "numpy.array(v, 'complex128')"),
    "float32": (m.scale, ONES(3, "f4"), "got one of float32", "numpy.array(v, 'float64')"),
    "int64": (m.scale, ONES(3, "i8"), "got one of int64", "numpy.array(v, 'float64')"),
    "uint16": (m.scale_short, ONES(3, "u2"), "got one of uint16", "numpy.array(v, 'int16')"),
    "float16": (m.scale, ONES(3, "f2"), "got one of float16", "'float64'"),
    "long double": (m.scale, ONES(3, "g"), "got one of long double", "'float64'"),
    "complex64": (m.turn, ONES(3, "c8"), "got one of complex64", "'complex128'"),
    "bool": (m.scale, ONES(3, "?"), "got one of bool", "'float64'"),
    "byte order": (m.scale, ONES(3, ">f8"), "got one of big-endian float64", "numpy.array(v, 'float64')"),
    "byte order, short": (m.scale_short, ONES(3, ">i2"), "got one of big-endian int16", "numpy.array(v, 'int16')"),
    "records": (m.scale, numpy.zeros(2, [("a", "f8"), ("b", "f4")]), "got one of items of the format", "'float64'"),
    "objects": (m.scale, ONES(3, "O"), "got one of Python objects", "'float64'"),
    "2-dimensional": (m.scale, ONES((2, 3)), "got a 2-dimensional one", "numpy.ravel(v)"),
    "0-dimensional": (m.scale, numpy.array(1.0), "got a 0-dimensional one", "numpy.ravel(v)"),
    "Fortran": (m.scale, ONES((2, 3), order="F"), "got a non-contiguous, 2-dimensional one", ".ravel()"),
    "strided": (m.scale, ONES(6)[::2], "got a non-contiguous one", "numpy.array(v, 'float64')"),
    "reversed": (m.scale_short, ONES(6, "i2")[::-1], "got a non-contiguous one", "numpy.array(v, 'int16')"),
    "strided bytes": (m.fill, memoryview(bytearray(6))[::2], "got a non-contiguous one", "bytearray(b)"),
    "read-only": (m.scale, readonly(ONES(3)), "got a read-only one", "numpy.array(v, 'float64')"),
    "bytes": (m.fill, b"abc", "got a read-only one", "bytearray(b)"),
    "much": (m.scale, readonly(ONES((2, 4), "f4")[:, ::2]), "got a read-only, non-contiguous, 2-dimensional one of float32", "numpy.array(v, 'float64').ravel()"),
}  # fmt: skip


@pytest.mark.parametrize("f, value, got, cure", REFUSED.values(), ids=REFUSED)
def test_refused(f, value, got, cure):
    arg = "b" if f is m.fill else "v"
    with pytest.raises((TypeError, ValueError)) as caught:
        f(value)
    text = str(caught.value)
    assert text.startswith(f"{f.__name__}() argument '{arg}': expected a writable ") and got in text and cure in text, text
    assert isinstance(caught.value, ValueError) == got.startswith("got a non-contiguous")
    # the cure is one
    if "numpy" in text and f is not m.turn:
        v = value
        if not (hasattr(v, "dtype") and v.dtype.names):
            made = eval(text.split("pass ")[1].removeprefix("a copy, ").split(" or ")[0].split(", and find")[0].split(", which")[0], {"v": v, "numpy": numpy})
            assert f(made) is None
    if "array.array" in text:
        f(eval(text.split(" or ")[1].split(", and find")[0], {"v": value, "array": array}))
    if "bytearray" in text and not isinstance(value, str):
        f(bytearray(value))


@pytest.mark.parametrize("f, value, got, cure", REFUSED.values(), ids=REFUSED)
def test_refused_by_the_async_api(f, value, got, cure):
    with pytest.raises((TypeError, ValueError)) as caught:
        getattr(m.aio, f.__name__)(value)
    assert got in str(caught.value) and cure in str(caught.value)


def test_taken():
    a = numpy.ones(3)
    m.scale(a)
    assert a.tolist() == [2, 2, 2]
    b = array.array("h", [1, 2])
    m.scale_short(b)
    assert list(b) == [2, 4]
    for c in bytearray(2), mmap.mmap(-1, 2), (ctypes.c_uint8 * 2)(), memoryview(bytearray(2)), numpy.zeros((1, 2), "u1"):
        m.fill(c)
        assert bytes(c) == b"\1\1"
    assert m.scale(None) is None
