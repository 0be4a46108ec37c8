"""Numbers of other classes: each is asked by the protocol of the type that Go wants,
and none loses a part of its value without a word."""

import array
import asyncio
import decimal
import fractions
import math
import numbers

import freethreading
import numberscase as n
import numpy
import pytest

ma = numpy.ma


class OnlyComplex:
    def __complex__(self):
        return 1 + 2j


class All:
    """One whose protocols tell of different values."""

    def __complex__(self):
        return 1 + 2j

    def __float__(self):
        return 5.0

    def __index__(self):
        return 7


class Sub(complex):
    pass


class SubFloat(complex):
    def __float__(self):
        return 5.0


class Own(complex):
    def __complex__(self):
        return 1 + 2j


class Tensor:
    """As those that have a dtype without a kind."""

    class dtype:
        is_complex = True

    def __complex__(self):
        return 1 + 2j

    def __float__(self):
        return 1.0


@numbers.Complex.register
class Registered:
    def __complex__(self):
        return 1 + 2j

    def __float__(self):
        return 1.0


Z = 1 + 2j
COMPLEX = [Z, numpy.complex64(Z), numpy.complex128(Z), numpy.clongdouble(Z), numpy.array(Z, "c8"), numpy.array(Z, "c16"), numpy.array(Z, ">c16"), Sub(Z), Own(9),
    OnlyComplex(), Tensor(), Registered()]  # fmt: skip
REFUSED_AS_FLOAT = [*COMPLEX, SubFloat(Z), numpy.complex64(3), numpy.array(3 + 0j), numpy.bool_(True), numpy.array(True), numpy.str_("3"), numpy.bytes_(b"3")]


async def awaited(f, *args):
    return await f(*args)


def set_level(z):
    n.level = z
    return n.level


WAYS = [
    n.complex128, lambda z: n.complex128s([z])[0], lambda z: n.complex128s(iter((z,)))[0], lambda z: n.pair((0, z))[1], lambda z: n.complexes(z)[0],
    lambda z: n.complex_by_name({"a": z})["a"], n.maybe_complex, lambda z: n.ask_complex(lambda: z), lambda z: n.ask_complexes(lambda: ([z], True))[0],
    lambda z: n.drawn([z])[0], lambda z: n.Sample(z=z).z, lambda z: n.Sample(zs=[z]).zs[0], set_level, lambda z: asyncio.run(awaited(n.aio.complex128, z)),
    lambda z: asyncio.run(awaited(n.aio.complex128s, [z]))[0], n.complex64, lambda z: n.complex64s([z])[0],
]  # fmt: skip


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("way", WAYS, ids=range(len(WAYS)))
def test_complex_by_its_own_protocol(way):
    for z in COMPLEX:
        assert way(z) == Z, type(z)
    assert way(All()) == Z
    for x in (3, 3.0, numpy.float32(3), numpy.int8(3), numpy.array(3), fractions.Fraction(3), decimal.Decimal(3), numpy.float64(3)):
        assert way(x) == 3
    for bad in (True, "1", None, b"1", numpy.bool_(True), numpy.str_("1+2j"), numpy.array("1+2j"), object()):
        if bad is None and way is n.maybe_complex:
            continue
        with pytest.raises(TypeError, match="expected complex"):
            way(bad)


FLOAT_WAYS = [
    n.float64, n.float32, lambda x: n.float64s([x])[0], lambda x: n.float32s([x])[0], lambda x: n.rows([[x]])[0][0], lambda x: n.floats(x)[0], lambda x: n.floats_by_name({"a": x})["a"],
    lambda x: n.ask_float(lambda: x), lambda x: n.ask_floats(lambda: [x])[0], lambda x: n.Sample(x=x).x, lambda x: n.Sample(f=x).f, lambda x: n.Sample(xs=[x]).xs[0],
    lambda x: asyncio.run(awaited(n.aio.float64, x)), lambda x: asyncio.run(awaited(n.aio.float64s, [x]))[0],
]  # fmt: skip


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("way", FLOAT_WAYS, ids=range(len(FLOAT_WAYS)))
def test_float_never_from_a_complex_a_bool_or_text(way):
    for bad in REFUSED_AS_FLOAT:
        with pytest.raises(TypeError, match="expected float"):
            way(bad)
    assert way(All()) == 5.0
    for x in (3, numpy.float16(3), numpy.float32(3), numpy.longdouble(3), numpy.array(3.0), numpy.array(3, "u1"), fractions.Fraction(3), decimal.Decimal(3)):
        assert way(x) == 3.0


def test_ints_by_index_alone():
    assert n.int(All()) == 7 and n.int64s([All()]) == [7] and n.int(numpy.array(7)) == 7
    for bad in (numpy.bool_(True), numpy.complex64(3), numpy.float32(3), numpy.str_("3"), OnlyComplex()):
        with pytest.raises(TypeError):
            n.int(bad)
        with pytest.raises(TypeError):
            n.int64s([bad])


def test_an_error_of_a_protocol_passes():
    class Angry:
        def __complex__(self):
            raise KeyError("no")

    for f in (n.complex128, n.complex64, lambda z: n.complex128s([z])):
        with pytest.raises(KeyError):
            f(Angry())

    class Wrong:
        def __complex__(self):
            return "1+2j"

    with pytest.raises(TypeError):
        n.complex128(Wrong())


INTS = ["i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8"]
FLOATS = ["f4", "f8", "g"]
COMPLEXES = ["c8", "c16", "G"]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("dtype", INTS + FLOATS + COMPLEXES)
@pytest.mark.parametrize("wanted, f", {"i1": n.int8s, "i8": n.int64s, "u8": n.uint64s, "f4": n.float32s, "f8": n.float64s, "c8": n.complex64s, "c16": n.complex128s}.items())
def test_arrays_of_every_other_type(wanted, f, dtype, order):
    a = numpy.array([1, 2, 3, 100] if dtype not in COMPLEXES else [1 + 2j, 3 - 4j, 0, 100j], dtype).astype(numpy.dtype(dtype).newbyteorder(order))
    try:
        memoryview(a)
    except ValueError:
        return  # NumPy gives no buffer of long doubles with an order
    rank = {"i": 0, "u": 0, "f": 1, "c": 2}
    if rank[a.dtype.kind] > rank[numpy.dtype(wanted).kind]:
        with pytest.raises(TypeError, match=r"v\[0\]': expected"):
            f(a)
        return
    for x in (a, a[::2], a[::-1], numpy.repeat(a, 3)[1:-1], a[:0]):
        assert f(x) == x.tolist()
    assert f(a.astype(dtype)) == a.tolist()


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("f", [n.int8s, n.float32s, n.float64s, n.complex128s])
def test_half_floats_are_refused_with_the_cure(f, order):
    a = numpy.array([1.5, 2], "f2").astype(numpy.dtype("f2").newbyteorder(order))
    with pytest.raises(TypeError, match=r"which Go has no type for; pass v\.astype\('float32'\)"):
        f(a)
    if f is not n.int8s:
        assert f(a.astype("float32")) == [1.5, 2]


def test_views_of_any_exporter():
    c8 = numpy.array([Z, 3 + 4j], "c8")
    assert n.complex128s(memoryview(c8)) == n.complex128s(c8) == [Z, 3 + 4j]
    assert n.float64s(memoryview(array.array("f", [1.5, 2]))) == [1.5, 2]
    assert n.int64s(memoryview(b"\x01\xff")) == [1, 255] and n.float64s(b"\x02") == [2.0]
    assert n.rows(numpy.arange(6, dtype="f4").reshape(2, 3)) == [[0, 1, 2], [3, 4, 5]]
    assert n.rows(numpy.arange(6, dtype="i2").reshape(2, 3)) == [[0, 1, 2], [3, 4, 5]]
    for f in (n.int64s, n.float64s, n.complex128s):
        with pytest.raises(TypeError):
            f(numpy.array([True, False]))
        with pytest.raises(TypeError):
            f(memoryview(b"ab").cast("c"))
    with pytest.raises(TypeError):
        n.bools(numpy.array([1, 0], "u1"))


EDGES = {"i1": (-128, 127), "i8": (-(2**63), 2**63 - 1), "u8": (0, 2**64 - 1)}


@pytest.mark.parametrize("source", ["i1", "i2", "i8", "u1", "u8"])
@pytest.mark.parametrize("wanted, one, f", [("i1", n.int8, n.int8s), ("i8", n.int64, n.int64s), ("u8", n.uint64, n.uint64s)])
def test_one_rule_for_integers_alone_in_lists_and_in_arrays(source, wanted, one, f):
    low, high = EDGES[wanted]
    info = numpy.iinfo(source)
    for x in {info.min, info.min + 1, -1, 0, 1, 127, 128, 255, info.max - 1, info.max, low, high, low - 1, high + 1}:
        if not info.min <= x <= info.max:
            continue
        for g, value in ((one, x), (f, [x]), (f, numpy.array([x], source)), (f, memoryview(numpy.array([x], source)))):
            if low <= x <= high:
                assert g(value) in (x, [x])
            else:
                with pytest.raises(OverflowError, match=f"{x} does not fit in"):
                    g(value)


@pytest.mark.parametrize("x", [0.1, 1e-50, 3.4028235677973366e38, 3.5e38, -3.5e38, 1e300, math.inf, -math.inf, math.nan, 16777217, 2**100, 2**200, -0.0], ids=str)
def test_one_rule_for_floats_alone_in_lists_and_in_arrays(x):
    """Rounded to the nearest, as float32(x) is in Go, but what is finite stays finite."""
    with numpy.errstate(over="ignore"):
        wanted = float(numpy.float32(x))
    ways = [n.float32, lambda v: n.float32s([v])[0], lambda v: n.Sample(f=v).f, lambda v: n.complex64(v).real, lambda v: n.complex64s([v])[0].real]
    if isinstance(x, float):
        ways += [lambda v: n.float32s(numpy.array([v]))[0], lambda v: n.float32s(numpy.array([v, v])[::-1])[0], lambda v: n.float32s(array.array("d", [v]))[0],
            lambda v: n.complex64(complex(v, 0)).real, lambda v: n.complex64(complex(0, v)).imag, lambda v: n.complex64s(numpy.array([v], "c16"))[0].real,
            lambda v: n.complex64s(numpy.array([complex(0, v)]))[0].imag, lambda v: n.float32(numpy.float64(v))]  # fmt: skip
    for way in ways:
        if math.isinf(wanted) and not (isinstance(x, float) and math.isinf(x)):
            with pytest.raises(OverflowError, match="float32|complex64"):
                way(x)
        else:
            got = way(x)
            assert numpy.float32(got).tobytes() == numpy.float32(wanted).tobytes() or (math.isnan(got) and math.isnan(wanted))


def test_what_a_library_makes_infinite_does_not_fit():
    for big in (decimal.Decimal("1e400"), numpy.longdouble("1e400"), -numpy.longdouble("1e400"), 10**400, fractions.Fraction(10**400)):
        for f in (n.float64, n.float32, lambda x: n.float64s([x])):
            with pytest.raises(OverflowError):
                f(big)
        with pytest.raises(OverflowError):
            n.complex128(big)
    with pytest.raises(OverflowError):
        n.complex128(numpy.clongdouble(numpy.longdouble("1e400")))
    assert n.float64(decimal.Decimal("inf")) == n.float64(numpy.longdouble("inf")) == math.inf

    class Endless:
        def __float__(self):
            return math.inf

    assert n.float64(Endless()) == n.complex128(Endless()) == math.inf


MASKED = [ma.array([1, 2, 3], dtype=t, mask=[0, 1, 0]) for t in ("f8", "f4", "i8", "u1", "c16", ">f8")]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("a", MASKED, ids=lambda a: a.dtype.str)
def test_masked_arrays_are_refused_with_the_cure(a):
    takers = [n.complex128s, n.complex64s, lambda v: n.ask_complexes(lambda: (v, True)), lambda v: n.Sample(zs=v), lambda v: asyncio.run(awaited(n.aio.complex128s, v)),
        lambda v: n.drawn(v), lambda v: n.complexes(*v)]  # fmt: skip
    if a.dtype.kind != "c":
        takers += [n.float64s, n.float32s, lambda v: n.rows([v]), lambda v: n.rows(ma.array([v, v])), lambda v: n.Sample(xs=v), lambda v: n.Sample().__setattr__("xs", v)]
    if a.dtype.kind in "iu":
        takers += [n.int64s, n.int8s, n.uint64s]
    if a.dtype.str == "|u1":
        takers += [n.size]
    if a.dtype.str == "<f8":
        takers += [n.halve, lambda v: asyncio.run(awaited(n.aio.halve, v))]
    for f in takers:
        for masked in (a, a[::-1], a[1:2]):
            with pytest.raises(TypeError, match=r"(?s)fill or drop missing values first: filled\(\)"):
                f(masked)
    assert a.data[1] == 2 and n.complex128s(a.filled(9)) == [1, 9, 3] and n.complex128s(a.compressed()) == [1, 3]
    unmasked = ma.array(a.data)
    assert n.complex128s(unmasked) == n.complex128s(ma.array(a.data, mask=[0, 0, 0])) == [1, 2, 3]
    assert n.complex128s(a[::2]) == [1, 3]  # none of those is masked


@pytest.mark.filterwarnings("error")
def test_masked_scalars_are_refused_with_the_cure():
    scalars = [ma.masked, ma.array(3.5, mask=True), ma.array(3, mask=True), ma.array(3j, mask=True)]
    for x in scalars:
        for f in (n.float64, n.complex128, n.int, n.uint64, lambda x: n.float64s([1, x]), lambda x: n.int64s([1, x]), lambda x: n.floats_by_name({"a": x}), lambda x: n.ask_float(lambda: x), lambda x: n.Sample(x=x)):
            with pytest.raises(TypeError, match="fill or drop missing values first|expected (float|int)"):
                f(x)
    for f in (n.float64, n.complex128, n.int):
        with pytest.raises(TypeError, match="fill or drop"):
            f(ma.array(3, mask=True))
        assert f(ma.array(3)) == 3


def test_records_with_a_mask():
    """A mask of records has a bool for each field, and no any()."""
    records = [("n", "i4"), ("x", "f8")]
    with pytest.raises(TypeError, match="fill or drop"):
        n.size(ma.array([(1, 2.0), (3, 4.0)], dtype=records, mask=[(0, 0), (0, 1)]))
    assert n.size(ma.array([(1, 2.0)], dtype=records)) == n.size(ma.array([(1, 2.0)], dtype=records, mask=[(0, 0)])) == 12


class Tensor:
    """As those of torch: the dtype is an object of the library's own, and float() takes bools."""

    dtype = object()

    def __init__(self, item):
        self.held = item

    def item(self):
        return self.held

    def __float__(self):
        return float(self.held)

    def __complex__(self):
        return complex(self.held)


@pytest.mark.parametrize("box", [lambda x: numpy.array(x, dtype=object), Tensor])
def test_an_object_is_what_it_holds(box):
    for x in (3.5, 2, decimal.Decimal("1.5"), numpy.float32(2.5), fractions.Fraction(1, 2)):
        assert n.float64(box(x)) == n.complex128(box(x)) == n.float64s([box(x)])[0] == float(x)
    assert n.complex128(box(2j)) == n.complex128(box(numpy.complex64(2j))) == 2j
    for x in ("3.5", b"3.5", True, numpy.str_("3.5"), numpy.bool_(True)):
        for f in (n.float64, n.float32, n.complex128, lambda x: n.float64s([x]), lambda x: n.ask_float(lambda: x), lambda x: n.Sample(x=x)):
            with pytest.raises(TypeError, match="expected (float|complex), got"):
                f(box(x))
    for x in (2j, numpy.complex64(2j)):
        with pytest.raises(TypeError, match="expected float, got"):
            n.float64(box(x))
    with pytest.raises(TypeError, match="fill or drop"):
        n.float64(Tensor(ma.masked))


def test_objects_that_hold_each_other():
    class Other(Tensor):
        pass

    first = Tensor(None)
    first.held = Other(first)
    with pytest.raises(RecursionError):
        n.float64(first)
    assert n.float64(Other(Tensor(Other(2.5)))) == 2.5


def test_bools_are_not_summed_over_a_mask():
    with pytest.raises(TypeError, match="fill or drop"):
        n.bools(ma.array([True, False], mask=[0, 1]))
    assert n.bools(ma.array([True, False])) == [True, False]


@pytest.mark.parametrize("kind, f", [("float64", n.float64s), ("float32", n.float64s), ("int64", n.int64s), ("uint8", n.int64s), ("float64", n.complex128s)])
def test_arrow_nulls(kind, f):
    pa = pytest.importorskip("pyarrow")
    for holed in (pa.array([1, None, 3], kind), pa.chunked_array([pa.array([1], kind), pa.array([None], kind)])):
        with pytest.raises(TypeError, match="fill_null"):
            f(holed)
    assert f(pa.array([1, 2, 3], kind)) == [1, 2, 3]


def test_nullable_columns():
    pd = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    for dtype in ("Float64", "Int64", "UInt8", "boolean", "int64[pyarrow]", "double[pyarrow]"):
        column = pd.Series([1, None, 0], dtype=dtype)
        for f in (n.float64s, n.int64s, n.complex128s, n.bools):
            for form in (column, column.array):
                with pytest.raises(TypeError, match=r"fill or drop|expected"):
                    f(form)
    with pytest.raises(TypeError, match=r"v\[1\]': expected float, got null \(fill or drop .*fillna"):
        n.float64s(pd.Series([1, None], dtype="Float64"))
    assert n.float64s(pd.Series([1, None], dtype="Float64").fillna(0)) == [1, 0]
    assert n.int64s(pd.Series([1, 2], dtype="Int64")) == [1, 2]


@freethreading.classes_end
def test_classes_that_come_and_go_are_not_kept():
    import gc
    import weakref

    class Passing:
        def __float__(self):
            return 1.0

    gone = weakref.ref(Passing)
    assert n.float64(Passing()) == 1.0 and n.complex128(Passing()) == 1
    del Passing
    gc.collect()
    assert gone() is None
