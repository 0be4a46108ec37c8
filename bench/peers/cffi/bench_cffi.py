"""The C functions of peers/c through cffi's API mode, as its users would write it."""

from _bench_cffi import ffi, lib

noop = lib.noop
add = lib.add


def str_len(s):
    data = s.encode()
    return lib.str_len(data, len(data))


def greet(name):
    data = name.encode()
    address = lib.greet(data, len(data))
    text = ffi.string(address).decode()
    lib.release(address)
    return text


def bytes_len(b):
    return lib.bytes_len(ffi.from_buffer(b), len(b))


def sum_floats(v):
    return lib.sum_floats(ffi.new("double[]", v), len(v))


def range(n):
    numbers = ffi.new("int64_t[]", n)
    lib.fill_range(numbers, n)
    return ffi.unpack(numbers, n)


def total_len(m):
    # The lists keep the bytes alive that C reads.
    keys = [ffi.from_buffer(k.encode()) for k in m]
    values = [ffi.from_buffer(v.encode()) for v in m.values()]
    return lib.total_len(ffi.new("char *[]", keys), ffi.new("char *[]", values), len(m))


def fail(n):
    if lib.fail(n):
        raise ValueError("negative number")
    return n


class Point:
    __slots__ = ("_struct",)

    def __init__(self, x, y):
        self._struct = ffi.new("Point *", (x, y))

    @property
    def x(self):
        return self._struct.x

    @x.setter
    def x(self, value):
        self._struct.x = value

    @property
    def y(self):
        return self._struct.y

    @y.setter
    def y(self, value):
        self._struct.y = value

    def norm(self):
        return lib.point_norm(self._struct)


def new_point(x, y):
    return Point(x, y)
