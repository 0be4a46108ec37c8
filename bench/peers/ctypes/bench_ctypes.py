"""The C functions of peers/c through ctypes, as its users would write it."""

import ctypes
from array import array
from pathlib import Path

_int64, _double, _chars = ctypes.c_int64, ctypes.c_double, ctypes.c_char_p
_lib = ctypes.CDLL(str(Path(__file__).with_name("libbench_c.so")))


class Point(ctypes.Structure):
    _fields_ = [("x", _double), ("y", _double)]

    def norm(self):
        return _point_norm(self)


def _declare(name, result, *arguments):
    function = getattr(_lib, name)
    function.restype = result
    function.argtypes = arguments
    return function


noop = _declare("noop", None)
add = _declare("add", _int64, _int64, _int64)
_str_len = _declare("str_len", _int64, _chars, _int64)
_greet = _declare("greet", ctypes.c_void_p, _chars, _int64)
_release = _declare("release", None, ctypes.c_void_p)
_bytes_len = _declare("bytes_len", _int64, _chars, _int64)
_sum_floats = _declare("sum_floats", _double, ctypes.c_void_p, _int64)
_fill_range = _declare("fill_range", None, ctypes.POINTER(_int64), _int64)
_total_len = _declare("total_len", _int64, ctypes.POINTER(_chars), ctypes.POINTER(_chars), _int64)
_fail = _declare("fail", ctypes.c_int, _int64)
_point_norm = _declare("point_norm", _double, ctypes.POINTER(Point))


def str_len(s):
    data = s.encode()
    return _str_len(data, len(data))


def greet(name):
    data = name.encode()
    address = _greet(data, len(data))
    text = ctypes.string_at(address).decode()
    _release(address)
    return text


def bytes_len(b):
    return _bytes_len(b, len(b))


def sum_floats(v):
    # (c_double * n)(*v) would first make a tuple of ten million arguments.
    numbers = array("d", v)
    return _sum_floats(numbers.buffer_info()[0], len(numbers))


def range(n):
    numbers = (_int64 * n)()
    _fill_range(numbers, n)
    return numbers[:]


def total_len(m):
    n = len(m)
    keys = (_chars * n)(*[k.encode() for k in m])
    values = (_chars * n)(*[v.encode() for v in m.values()])
    return _total_len(keys, values, n)


def fail(n):
    if _fail(n):
        raise ValueError("negative number")
    return n


def new_point(x, y):
    return Point(x, y)
