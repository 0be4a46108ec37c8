"""What gophersnake must answer, in plain Python: the yardstick of the fuzz tests.

A type is a tuple: ("num", "i32"), ("str",), ("bytes", length or -1),
("list", item), ("array", length, item), ("dict", key, value), ("set", item),
("opt", item), ("record",), ("big",), ("addr",), ("prefix",), ("addrport",). take() does with a value what the shim and Go do with
it together, in the same order, since reading a value may run code of its own.
"""

import array
import cmath
import ctypes
import ipaddress
import numbers
import operator
import os
import struct

import numpy

INTEGERS = {f"{'u' if unsigned else 'i'}{bits}": (0, 2**bits - 1) if unsigned else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) for bits in (8, 16, 32, 64) for unsigned in (0, 1)}  # fmt: skip
FLOATS = ("f32", "f64")
COMPLEXES = ("c64", "c128")
SIZES = {"bool": 1, "f32": 4, "f64": 8, "c64": 8, "c128": 16} | {k: int(k[1:]) // 8 for k in INTEGERS}
DTYPES = {"bool": "?", "f32": "f4", "f64": "f8", "c64": "c8", "c128": "c16"} | {k: f"{k[0]}{SIZES[k]}" for k in INTEGERS}
# The letters of struct's formats that say the kind, in whatever size is right.
LETTERS = {"bool": "?", "i8": "bc", "i16": "h", "i32": "il", "i64": "qln", "u8": "B", "u16": "H", "u32": "IL", "u64": "QLN", "f32": "f", "f64": "d"}


def float32(x):
    with numpy.errstate(all="ignore"):
        y = float(numpy.float32(x))
    if abs(y) == float("inf") and abs(x) != float("inf"):
        raise OverflowError
    return y


def foreign(v, complexes):
    """What has a protocol of numbers and is none all the same, or none of this sort."""
    if isinstance(v, numbers.Complex) and not isinstance(v, numbers.Real):
        if not complexes:
            raise TypeError
        return
    if masked(v):
        raise TypeError
    kind = v.dtype.kind if hasattr(type(v), "dtype") else "f"
    if kind in "bmMSU" or kind == "c" and not complexes:
        raise TypeError


def finite(v, made):
    """An infinite number is one that was infinite."""
    if not cmath.isinf(made) or not isinstance(v, numbers.Number) or v == made:
        return made
    raise OverflowError


def real(v):
    if type(v) is bool or isinstance(v, (str, bytes, complex)):
        raise TypeError
    if isinstance(v, int):
        return float(int.__index__(v))
    if not hasattr(type(v), "__float__") and not hasattr(type(v), "__index__"):
        raise TypeError
    if isinstance(v, float):
        return array.array("d", [v])[0]
    foreign(v, False)
    return finite(v, array.array("d", [v])[0])  # unlike float(v) it parses no text, and asks no subclass of float


def imaginary(v):
    """Any number as a complex one."""
    if type(v) is complex or isinstance(v, numpy.complexfloating) and isinstance(v, complex):
        return complex.real.__get__(v), complex.imag.__get__(v)
    if isinstance(v, (int, str, float)) or not hasattr(type(v), "__complex__"):
        return real(v), 0.0
    foreign(v, True)
    z = finite(v, complex(v))
    return z.real, z.imag


def whole(v):
    if type(v) is bool:
        raise TypeError
    if isinstance(v, int):
        return int.__index__(v)
    if not hasattr(type(v), "__index__"):
        raise TypeError
    foreign(v, False)
    return operator.index(v)


def number(kind, v):
    if kind == "bool":
        if v is True or v is False:
            return v
        if type(v).__module__ == "numpy" and type(v).__qualname__ in ("bool", "bool_"):
            return bool(v)
        raise TypeError
    if kind in INTEGERS:
        x = whole(v)
        low, high = INTEGERS[kind]
        if not low <= x <= high:
            raise OverflowError
        return x
    if kind in FLOATS:
        return float32(real(v)) if kind == "f32" else real(v)
    z = imaginary(v)
    return complex(*map(float32, z)) if kind == "c64" else complex(*z)


def masked(v):
    return hasattr(type(v), "mask") and v.mask.any()


def view(v):
    """A view of an object's memory, or None where it has none to show."""
    if masked(v):
        raise TypeError
    try:
        return memoryview(v)
    except TypeError:
        return None


def is_format(kind, form, itemsize):
    if form[:1] in ("@", "=", "<"):  # the fuzz tests run on little-endian machines
        form = form[1:]
    if kind in COMPLEXES:
        return form == {"c64": "Zf", "c128": "Zd"}[kind]
    return len(form) == 1 and form in LETTERS[kind] and itemsize == SIZES[kind]


def kind_of(wanted, m):
    """The kind of a buffer's items where they are taken for those of another."""
    for kind in (wanted, *DTYPES):
        if is_format(kind, m.format, m.itemsize) and (kind == wanted or m.format.lstrip("@=<") != "c"):
            ranks = ["bool" if k == "bool" else 2 if k in COMPLEXES else 1 if k in FLOATS else 0 for k in (kind, wanted)]
            if kind == wanted or "bool" not in ranks and ranks[0] <= ranks[1]:
                return kind
    return None


def numbers_of(wanted, kind, m):
    raw = m.tobytes()
    if kind == "bool" and raw.strip(b"\0\1"):
        raise ValueError
    found = numpy.frombuffer(raw, DTYPES[kind]).tolist()
    return found if kind == wanted else [number(wanted, x) for x in found]


def listed(v):
    """What a list is read from: itself, alive, or all that an iterable gives."""
    if isinstance(v, (list, tuple)):
        return v
    if isinstance(v, (str, bytes, bytearray, dict)):
        raise TypeError
    if isinstance(v, numpy.ndarray) and v.ndim and v.dtype.kind in "USTO":
        return v.tolist()  # which has None where an item is masked
    return list(iter(v))


def items(item, v, length=None):
    if item[0] == "num" and not isinstance(v, (list, tuple)):
        m = view(v)
        kind = kind_of(item[1], m) if m is not None and m.ndim == 1 else None
        if isinstance(v, (numpy.ndarray, numpy.generic)) and v.dtype.name == "float16":
            raise TypeError  # Go has no such type
        if kind:
            if length is not None and len(m) != length:
                raise ValueError
            return numbers_of(item[1], kind, m)
    source = listed(v)
    base = tuple if isinstance(source, tuple) else list
    n = base.__len__(source)
    if length is not None and n != length:
        raise ValueError
    found = []
    for i in range(n):
        if i >= base.__len__(source):
            raise RuntimeError
        found.append(take(item, base.__getitem__(source, i)))
    if base.__len__(source) != n:
        raise RuntimeError
    return found


def octets(v):
    if masked(v):
        raise TypeError
    try:
        m = memoryview(v)
    except ValueError:
        # No format can say datetime64; bytes need none unless they must be gathered.
        if isinstance(v, numpy.generic) or isinstance(v, numpy.ndarray) and v.flags.c_contiguous:
            return v.tobytes()
        raise
    return m.tobytes()


def text(v):
    if not isinstance(v, str):
        if not hasattr(type(v), "__fspath__"):
            raise TypeError
        v = os.fspath(v)
        if isinstance(v, bytes):
            return v
    try:
        return str.encode(v)
    except UnicodeEncodeError:
        return str.encode(v, "utf-8", "surrogateescape")


def pairs(key, value, v):
    if isinstance(v, dict):
        source = list(dict.items(v))
    elif hasattr(type(v), "__getitem__") and hasattr(v, "items"):
        source = list(v.items())
    else:
        raise TypeError
    found = {}
    for pair in source:
        if not isinstance(pair, tuple) or tuple.__len__(pair) != 2:
            raise TypeError
        k = take(key, tuple.__getitem__(pair, 0))
        found[k] = take(value, tuple.__getitem__(pair, 1))
    return found


FIELDS = {
    "small": ("num", "i8"), "part": ("num", "f32"), "name": ("str",), "blob": ("bytes", -1),
    "many": ("list", ("num", "i32")), "counts": ("dict", ("str",), ("num", "i16")),
}  # fmt: skip
ZEROS = {"small": 0, "part": 0.0, "name": "", "blob": b"", "many": [], "counts": {}}


def record(v):
    if not isinstance(v, dict) or not all(isinstance(k, str) and k in FIELDS for k in dict.keys(v)):
        raise TypeError
    given = dict(dict.items(v))
    return tuple(take(t, given[name]) if name in given else ZEROS[name] for name, t in FIELDS.items())


ADDRESSES = {
    "addr": (ipaddress.IPv4Address, ipaddress.IPv6Address),
    "prefix": (ipaddress.IPv4Network, ipaddress.IPv6Network, ipaddress.IPv4Interface, ipaddress.IPv6Interface),
    "addrport": tuple,
}


def address(what, v):
    if v is None:
        return None
    if not isinstance(v, ADDRESSES[what]):
        raise TypeError
    if what == "addrport":
        if tuple.__len__(v) != 2 or not isinstance(v[0], ADDRESSES["addr"]):
            raise TypeError
        return address("addr", v[0]), number("u16", v[1])
    if what == "addr":  # an interface is an address too
        return ADDRESSES["addr"][v.version == 6](v.packed) if getattr(v, "scope_id", None) is None else ipaddress.IPv6Address(f"{ipaddress.IPv6Address(v.packed)}%{v.scope_id}")
    if getattr(v, "scope_id", None) is not None or getattr(getattr(v, "network_address", None), "scope_id", None) is not None:
        raise ValueError
    return v.network if hasattr(v, "ip") and v.ip == v.network.network_address else v


def take(t, v):
    """The value that comes back, or the exception that is raised."""
    what = t[0]
    if what == "num":
        try:
            return number(t[1], v)
        except OverflowError:
            repr(v)  # the error shows the number, which may run code
            raise
    if what == "str":
        return text(v).decode("utf-8", "surrogateescape")
    if what == "bytes":
        if v is None and t[1] < 0:
            return b""
        b = octets(v)
        if t[1] >= 0 and len(b) != t[1]:
            raise ValueError
        return b
    if what == "array":
        return items(t[2], v, t[1])
    if what == "opt":
        return None if v is None else take(t[1], v)
    if what == "record":
        return record(v)
    if what == "big":
        return whole(v)
    if what in ADDRESSES:
        return address(what, v)
    if what == "list":
        return [] if v is None else items(t[1], v)
    if what == "dict":
        return {} if v is None else pairs(t[1], t[2], v)
    if what != "set":
        raise AssertionError(t)
    if v is None:
        return set()
    if not isinstance(v, (set, frozenset)) and not (hasattr(v, "isdisjoint") and hasattr(v, "__iter__")):
        raise TypeError
    return {take(t[1], x) for x in list(v)}


def bits(x):
    return 1 if x != x else struct.unpack("Q", struct.pack("d", x))[0]


def digest(kind, values):
    h = 0
    for x in values:
        for word in (bits(x.real), bits(x.imag)) if kind in COMPLEXES else (bits(x),) if kind in FLOATS else (int(x),):
            h = (h * 31 + word) % 2**64
    return h


def flipped(kind, v):
    """The memory of an object after a Go function has changed all its items."""
    m = view(v)
    if m is None:
        raise TypeError
    if m.readonly:
        raise TypeError
    contiguous = m.c_contiguous or (m.nbytes == 0 and not m.suboffsets)
    if not contiguous:
        raise ValueError
    if "O" in m.format:
        raise TypeError
    raw = m.tobytes()
    if kind != "u8":
        align = min(SIZES[kind], 8)
        if m.ndim != 1 or not is_format(kind, m.format, m.itemsize):
            raise TypeError
        if raw and ctypes.addressof((ctypes.c_char * len(raw)).from_buffer(m)) % align:
            raise TypeError
    old = numpy.frombuffer(raw, DTYPES[kind])
    return (-old if kind in FLOATS + COMPLEXES else ~old).tobytes()


def exact(x):
    """Equal exactly where two answers are the same, their types and signs of zeros included."""
    if isinstance(x, float):
        return "float", bits(x)
    if isinstance(x, complex):
        return "complex", bits(x.real), bits(x.imag)
    if isinstance(x, (list, tuple)):
        return type(x).__name__, [exact(y) for y in x]
    if isinstance(x, dict):
        # Go's maps have no order. Zeros of both signs are one key, and either may name it; each NaN is a key of its own.
        return "dict", sorted(((exact(k + 0 if isinstance(k, float) else k), exact(y)) for k, y in x.items()), key=repr)
    return type(x).__name__, x
