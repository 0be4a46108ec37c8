"""Objects that show memory: of all formats, shapes, strides and owners."""

import array
import ctypes
import mmap
import struct
import sys

import numpy
from hypothesis import strategies as st

from recipes.recipe import Angry, Recipe, same

# Only CPythons that were built with their own tests have it; numpy stands for
# most of what it can do.
try:
    from _testbuffer import ND_PIL, ND_WRITABLE, ndarray
except ImportError:
    ndarray = None

MEMORYVIEW_FORMATS = [order + letter for letter in "cbB?hHiIlLqQnNfd" for order in ("", "@")]


def try_or(value, *changes):
    """Applies each change that the value does not refuse."""
    for change in changes:
        try:
            value = change(value)
        except (TypeError, ValueError, NotImplementedError, IndexError, AttributeError):
            continue
    return value


slices = st.builds(slice, *[st.one_of(st.none(), st.integers(-20, 20))] * 2, st.one_of(st.none(), st.integers(-5, 5).filter(bool)))
raws = st.one_of(st.binary(max_size=80), st.integers(0, 12).map(lambda n: bytes(8 * n)), st.lists(st.sampled_from(b"\0\1"), max_size=40).map(bytes))


@st.composite
def memoryviews(draw):
    raw, base = draw(raws), draw(st.sampled_from([bytes, bytearray, lambda b: array.array("B", b), lambda b: numpy.frombuffer(bytearray(b), "u1")]))
    offset, form = draw(st.integers(0, 9)), draw(st.sampled_from(MEMORYVIEW_FORMATS))
    cut = draw(st.one_of(st.none(), slices))
    shape = draw(st.one_of(st.none(), st.lists(st.integers(1, 4), max_size=3)))
    frozen, released = draw(st.booleans()), draw(st.integers(0, 30)) == 0

    def make():
        m = memoryview(base(raw))[offset:]
        size = struct.calcsize(form)
        m = m[: len(m) // size * size].cast(form)
        if shape is not None:
            count = int(numpy.prod(shape))
            m = try_or(m, lambda m: m[:count].cast("B").cast(form, shape))
        if cut is not None:
            m = try_or(m, lambda m: m[cut])
        if frozen:
            m = m.toreadonly()
        if released:
            m.release()
        return m

    return Recipe(f"memoryview of {raw!r} as {form} from {offset}, shape {shape}, [{cut}], frozen={frozen}, released={released}", make)


DTYPES = [o + t for t in ("?", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8", "g", "c8", "c16", "M8[s]", "S3", "V3", "S0") for o in "<>"]
DTYPES += ["l", "q", "L", "Q", "O", "i4,f8", "u1,f8"]


@st.composite
def arrays(draw):
    dtype, raw = draw(st.sampled_from(DTYPES)), draw(raws)
    offset = draw(st.integers(0, 9))
    shape = draw(st.one_of(st.none(), st.lists(st.integers(0, 4), max_size=3)))
    cuts = draw(st.lists(st.one_of(slices, st.just(Ellipsis), st.none(), st.integers(-3, 3)), max_size=3))
    turned, broad, frozen = draw(st.booleans()), draw(st.integers(0, 8)) == 0, draw(st.booleans())
    field = draw(st.integers(0, 1))
    masked = draw(st.sampled_from([None, None, None, None, False, True]))

    def make():
        size = numpy.dtype(dtype).itemsize
        if dtype == "O":
            a = numpy.array([1, 2.5, "x"], "O")
        elif not size:
            a = numpy.zeros(len(raw), dtype)
        else:
            whole = (len(raw) - offset) // size * size if len(raw) > offset else 0
            a = numpy.frombuffer(bytearray(raw), "u1")[offset : offset + whole].view(dtype) if whole else numpy.zeros(0, dtype)
        if shape is not None:
            count = int(numpy.prod(shape, dtype=int))
            a = try_or(a, lambda a: a.ravel()[:count].reshape(shape))
        if a.dtype.names:
            a = a[a.dtype.names[field]]
        a = try_or(a, lambda a: a[tuple(cuts)], lambda a: a.T if turned else a, lambda a: numpy.broadcast_to(a, (3, *a.shape)) if broad else a)
        if frozen and isinstance(a, numpy.ndarray):
            a.flags.writeable = False
        return a if masked is None or not isinstance(a, numpy.ndarray) else numpy.ma.array(a, mask=masked, copy=False)

    return Recipe(f"numpy {dtype} of {raw!r} from {offset}, shape {shape}, {cuts}, turned={turned}, broad={broad}, frozen={frozen}, field {field}, masked={masked}", make)


@st.composite
def plain_buffers(draw):
    raw = draw(raws)
    return draw(
        st.sampled_from([
            Recipe(f"bytes {raw!r}", lambda: raw),
            Recipe(f"bytearray {raw!r}", lambda: bytearray(raw)),
            Recipe(f"a subclass of bytes {raw!r}", lambda: type("Bytes", (bytes,), {})(raw)),
            Recipe(f"mmap {raw!r}", lambda: mapped(raw)),
            *(Recipe(f"array {code} {raw!r}", lambda code=code: arrayed(code, raw)) for code in "bBhHiIlLqQfd"),
            *(Recipe(f"ctypes {kind.__name__} {raw!r}", lambda kind=kind: ctyped(kind, raw)) for kind in CTYPES),
        ])
    )  # fmt: skip


CTYPES = [ctypes.c_bool, ctypes.c_byte, ctypes.c_short, ctypes.c_int, ctypes.c_long, ctypes.c_ulonglong, ctypes.c_float, ctypes.c_double, ctypes.c_void_p, ctypes.c_int.__ctype_be__]


def mapped(raw):
    m = mmap.mmap(-1, len(raw) + 1)
    m[: len(raw)] = raw
    return m


def arrayed(code, raw):
    a = array.array(code)
    a.frombytes(raw[: len(raw) // a.itemsize * a.itemsize])
    return a


def ctyped(kind, raw):
    n = len(raw) // ctypes.sizeof(kind)
    return (kind * n).from_buffer(bytearray(raw)) if kind is not ctypes.c_bool else (kind * n)(*[b & 1 for b in raw[:n]])


@st.composite
def tested_buffers(draw):
    """Buffers with suboffsets and strides of every sort."""
    form = draw(st.sampled_from(["b", "B", "h", "i", "l", "q", "Q", "f", "d", "?", "<i", ">i", "=q", "<d", ">d"]))
    shape = draw(st.lists(st.integers(1, 4), min_size=1, max_size=3))
    flags = draw(st.sampled_from([0, ND_WRITABLE, ND_PIL, ND_PIL | ND_WRITABLE]))
    cut = draw(st.one_of(st.none(), slices))
    values = [i % 2 for i in range(int(numpy.prod(shape)))]
    if form == "?":
        values = [bool(v) for v in values]

    def make():
        a = ndarray(values, shape=shape, format=form, flags=flags)
        return a if cut is None else try_or(a, lambda a: a[cut])

    return Recipe(f"_testbuffer {form} {shape} flags={flags} [{cut}]", make)


buffers = st.one_of(memoryviews(), arrays(), plain_buffers(), *([tested_buffers()] if ndarray else []))

if sys.version_info >= (3, 12):

    class Lender:
        """A buffer made in Python: it raises, or shows another's memory."""

        def __init__(self, value):
            self.value = value

        def __buffer__(self, flags):
            if self.value is Angry:
                raise Angry
            return memoryview(self.value)

    buffers = st.one_of(buffers, st.one_of(st.just(same(Angry)), buffers).map(lambda r: Recipe(f"Lender({r})", lambda: Lender(r()))))
