"""Interfaces without methods: any value in, and out what it holds."""

import array
import asyncio
import collections
import dataclasses
import datetime
import decimal
import doctest
import enum
import fractions
import gc
import gzip
import io
import ipaddress
import json
import math
import mmap
import pathlib
import socket
import sys
import threading
import types
import weakref

import anycase as m
import freethreading
import pytest
from waiting import until_sync

UTC = datetime.timezone.utc


class Opaque:
    pass


@dataclasses.dataclass
class Data:
    a: int
    b: list
    c: "Data | None" = None


@dataclasses.dataclass
class Counter:
    n: int

    def __call__(self):
        return self.n


class Number(enum.IntEnum):
    ONE = 1


class Word(str, enum.Enum):
    X = "x"


class Sub(m.Person):
    pass


class Mapping(collections.UserDict):
    pass


Pair = collections.namedtuple("Pair", "x y")

# ---- in ----


@pytest.mark.parametrize(
    ("value", "go", "back"),
    [
        (None, "<nil>", None),
        (True, "bool", True),
        (0, "int", 0),
        (-1, "int", -1),
        (2**55 - 1, "int", 2**55 - 1),
        (2**55, "int", 2**55),
        (-(2**55), "int", -(2**55)),
        (-(2**55) - 1, "int", -(2**55) - 1),
        (2**63 - 1, "int", 2**63 - 1),
        (-(2**63), "int", -(2**63)),
        (2**63, "uint64", 2**63),
        (2**64 - 1, "uint64", 2**64 - 1),
        (2**64, "*big.Int", 2**64),
        (-(2**63) - 1, "*big.Int", -(2**63) - 1),
        (1.5, "float64", 1.5),
        (math.inf, "float64", math.inf),
        (1 + 2j, "complex128", 1 + 2j),
        ("", "string", ""),
        ("tëxt\0", "string", "tëxt\0"),
        ("\udcff", "string", "\udcff"),
        (b"a\0b", "[]uint8", b"a\0b"),
        (bytearray(b"ab"), "[]uint8", b"ab"),
        (memoryview(b"abcd")[::2], "[]uint8", b"ac"),
        ([], "[]interface {}", []),
        ([1, [None, "x"]], "[]interface {}", [1, [None, "x"]]),
        ((1, "a"), "[]interface {}", [1, "a"]),
        (Pair(1, 2), "[]interface {}", [1, 2]),
        ({}, "map[string]interface {}", {}),
        ({"a": {"b": 1}}, "map[string]interface {}", {"a": {"b": 1}}),
        ({"a": 1, 2: 3}, "map[interface {}]interface {}", {"a": 1, 2: 3}),
        (collections.OrderedDict(a=1), "map[string]interface {}", {"a": 1}),
        (collections.Counter("aab"), "map[string]interface {}", {"a": 2, "b": 1}),
        (Mapping(a=1), "map[string]interface {}", {"a": 1}),
        (types.MappingProxyType({1: 2}), "map[interface {}]interface {}", {1: 2}),
        ({"a", "b"}, "map[string]struct {}", {"a", "b"}),
        (frozenset([1]), "map[interface {}]struct {}", {1}),
        (datetime.datetime(2020, 1, 2, 3, 4, 5, 6, UTC), "time.Time", datetime.datetime(2020, 1, 2, 3, 4, 5, 6, UTC)),
        (datetime.timedelta(1, 2, 3), "time.Duration", datetime.timedelta(1, 2, 3)),
        (fractions.Fraction(-1, 3), "*big.Rat", fractions.Fraction(-1, 3)),
        (decimal.Decimal("0.1"), "*big.Float", decimal.Decimal("0.1")),
        (decimal.Decimal("-123456789012345678901234567890.123456789"), "*big.Float", decimal.Decimal("-123456789012345678901234567890.123456789")),
        (decimal.Decimal("1E+40"), "*big.Float", decimal.Decimal("1E+40")),
        (decimal.Decimal("-Infinity"), "*big.Float", decimal.Decimal("-Infinity")),
        (m.Point(1, 2), "anycase.Point", m.Point(1, 2)),
        (m.Person("x"), "*anycase.Person", m.Person("x")),
        (Sub("x"), "*anycase.Person", Sub("x")),
        (m.Level(3), "anycase.Level", m.Level(3)),
        (m.Color.BLUE, "anycase.Color", m.Color.BLUE),
        (m.Names(["a"]), "anycase.Names", m.Names(["a"])),
        (Data(1, [2], Data(3, [])), "map[string]interface {}", {"a": 1, "b": [2], "c": {"a": 3, "b": [], "c": None}}),
        (Counter(3), "map[string]interface {}", {"n": 3}),
        (Number.ONE, "int", 1),
        (Word.X, "string", "x"),
        (array.array("d", [1, 2]), "[]float64", [1.0, 2.0]),
        (array.array("h", [-1]), "[]int16", [-1]),
        (array.array("f", []), "[]float32", []),
        (memoryview(array.array("i", range(4)))[::2], "[]int32", [0, 2]),
    ],
)
def test_what_values_become(value, go, back):
    assert m.type_of(value) == go
    there = m.same(value)
    assert there == back
    assert type(there) is type(back)
    assert m.types(value, [value]) == [go, "[]interface {}"]
    assert m.same([value]) == [back]
    assert m.same({"key": value}) == {"key": back}


def test_a_decimal_that_is_no_number_is_a_float():
    assert math.isnan(m.same(decimal.Decimal("NaN")))
    assert m.same(decimal.Decimal("1e999999999999")) == "1E+999999999999"


@pytest.mark.parametrize("value", [Opaque(), Opaque, len, lambda: 1, ValueError("x"), range(3), iter([1]), datetime.date(2020, 1, 1), pathlib.Path("x"), m, object(), print, [].append])
def test_what_has_no_go_value_comes_back_as_itself(value):
    assert m.same(value) is value
    assert m.same([{"a": value}])[0]["a"] is value
    assert m.map({"a": value})["a"] is value


def test_opaque_objects_have_a_text_in_go():
    assert m.type_of(Opaque()) == "rt.Object"
    assert m.show(pathlib.PurePosixPath("a/b")) == "a/b"
    assert m.show([range(3)]) == "[range(0, 3)]"


def test_go_owns_what_it_keeps():
    value = Opaque()
    gone = weakref.ref(value)
    m.keep(value, [value])
    del value
    gc.collect()
    assert m.kept()[0] is gone() is m.kept()[1][0]
    m.keep()
    until_sync(lambda: gc.collect() is not None and m.__gophersnake__.collect() is None and gone() is None)


# ---- NumPy and others ----


def test_numpy():
    np = pytest.importorskip("numpy")
    for value, go, back in [
        (np.float64(1.5), "float64", 1.5),
        (np.float32(1.5), "float64", 1.5),
        (np.int8(-3), "int", -3),
        (np.uint64(2**64 - 1), "uint64", 2**64 - 1),
        (np.bool_(True), "bool", True),
        (np.complex64(1j), "complex128", 1j),
        (np.str_("x"), "string", "x"),
        (np.bytes_(b"x"), "[]uint8", b"x"),
        (np.array(3), "int", 3),
        (np.array([1.0, 2.0]), "[]float64", [1.0, 2.0]),
        (np.array([1, 2], np.uint8), "[]uint8", b"\1\2"),
        (np.array([1, 2, 3, 4], np.int32)[::2], "[]int32", [1, 3]),
        (np.array([True, False]), "[]bool", [True, False]),
        (np.array([[1.0, 2.0], [3.0, 4.0]]).T, "[][]float64", [[1.0, 3.0], [2.0, 4.0]]),
        (np.arange(8, dtype=np.int16).reshape(2, 2, 2), "[][][]int16", [[[0, 1], [2, 3]], [[4, 5], [6, 7]]]),
        (np.zeros((2, 0)), "[][]float64", [[], []]),
        (np.zeros((0, 2)), "[][]float64", []),
        (np.array(["a", "b"]), "[]interface {}", ["a", "b"]),
        (np.array([1, None], dtype=object), "[]interface {}", [1, None]),
        (np.timedelta64(5, "s"), "time.Duration", datetime.timedelta(seconds=5)),
        (np.array([5], "m8[s]"), "[]interface {}", [datetime.timedelta(seconds=5)]),
    ]:
        assert (m.type_of(value), m.same(value)) == (go, back), repr(value)
    with pytest.raises(TypeError, match=r"same\(\) argument 'v\[0\]': .*masked"):
        m.same([np.ma.array([1, 2], mask=[0, 1])])


def test_arrow():
    pa = pytest.importorskip("pyarrow")
    assert m.same(pa.array([1, None])) == [1, None]
    assert m.same([pa.scalar("x"), pa.scalar(None)]) == ["x", None]


# ---- out ----


@pytest.mark.parametrize(
    ("what", "value"),
    [
        ("nil", None),
        ("bool", True),
        ("int8", -8),
        ("uint64", 2**63 + 1),
        ("int64", -(2**62)),
        ("float32", 1.5),
        ("complex", 1 + 2j),
        ("bytes", b"b\0c"),
        ("array", ["a", "b"]),
        ("byteArray", b"\1\2\3"),
        ("ints", [1, 2, 3]),
        ("floats", [1.0, 2.5]),
        ("strings", ["a", "b"]),
        ("nested", {"a": [{1: "x"}, {}]}),
        ("set", {"a", "b"}),
        ("time", datetime.datetime(2024, 5, 6, 7, 8, 9, 1, UTC)),
        ("timePointer", datetime.datetime(2024, 5, 6, 7, 8, 9, 1, UTC)),
        ("duration", datetime.timedelta(seconds=90)),
        ("big", 2**100),
        ("rat", fractions.Fraction(1, 3)),
        ("real", decimal.Decimal("0.1")),
        ("intPointer", 7),
        ("textPointer", "text"),
        ("nilPointer", None),
        ("nilPerson", None),
        ("nilSlice", []),
        ("nilMap", {}),
        ("point", m.Point(1, 2)),
        ("pointPointer", m.Point(1, 2)),
        ("points", [m.Point(1, 2), m.Point(3, 4)]),
        ("persons", {"a": m.Person("Ann")}),
        ("level", m.Level(3)),
        ("color", m.Color.BLUE),
        ("names", m.Names(["a"])),
        ("struct", {"A": 1, "B": [m.Level(2)]}),
        ("month", 5),
        ("number", "12"),
        ("header", {"A": ["b"]}),
        ("keys", {1: "int", "a": "text", 2.5: "float", (1, "x"): "tuple", None: "nil", b"\1\2": "bytes"}),
    ],
)
def test_what_comes_out(what, value):
    got = m.make(what)
    assert got == value
    assert type(got) is type(value)


def test_structs_by_pointer_are_shared():
    person = m.Person("Ann")
    assert m.set_name(person, "Bob")
    assert person.name == "Bob"
    again = m.same([person])[0]
    again.age = 7
    assert person.age == 7
    points = m.make("points")
    points[0].x = 9
    assert points[0].x == 9 and points[1].x == 3


def test_functions_come_out_as_callables_and_go_home():
    f = m.make("func")
    assert f("ab", 2) == "abab"
    assert m.type_of(f) == "func(string, int) string"
    assert m.call(f, "x", 3) == "xxx"
    assert m.same(m.repeat)("y", 2) == "yy"


def test_errors_are_exceptions():
    plain = m.make("error")
    assert type(plain) is m.GoError and str(plain) == "an error"
    assert m.unwrap(plain) == "an error" and m.type_of(plain) == "*errors.errorString"
    known, wrapped = m.failure("known"), m.failure("wrapped")
    assert type(known) is type(wrapped) is m.ErrKnown and str(wrapped) == "wrapped: known"
    for e in [known, wrapped, m.ErrKnown(), m.ErrKnown("more")]:
        assert m.is_known(e)
    assert not m.is_known(ValueError("x")) and not m.is_known(plain)
    assert m.unwrap(ValueError("x")) == "ValueError: x"
    problem = m.failure("problem")
    assert type(problem) is m.Problem and problem.code == 3 and m.unwrap(problem) == "problem 3"
    coded = m.failure("coded")
    assert isinstance(coded, m.Coded) and coded.number() == 4 and m.unwrap(coded) == "coded 4"
    assert m.same([plain, [known]])[1][0].args == ("known",)


@pytest.mark.parametrize("what", ["unboundFunc", "chan"])
def test_what_has_no_python_form_is_held(what):
    value = m.make(what)
    assert type(value).__name__ == "GoValue"
    assert repr(value).startswith("<GoValue ")
    assert m.type_of(value) in repr(value)
    with pytest.raises(TypeError, match="instances of GoValue come from Go"):
        type(value)()


def test_held_values_go_home():
    secret = m.secret(42)
    assert repr(secret) == "<GoValue anycase.secret>"
    assert m.reveal(secret) == 42
    assert m.reveal(m.same([secret])[0]) == 42
    assert secret == m.secret(42) != m.secret(1)
    assert hash(secret) == hash(m.secret(42))
    square = m.squares(3)
    assert isinstance(square, m.Shape)
    assert repr(square) == "<Shape anycase.square>"
    assert str(square) == "square of 3"
    assert square.area() == m.area(square) == 9
    assert m.type_of(square) == "anycase.square"
    with pytest.raises(TypeError, match="GoValue"):
        m.Names([secret])


def test_a_value_that_holds_itself_is_an_error():
    with pytest.raises(RecursionError, match="holds itself"):
        m.make("cycle")


def test_unnamed_structs():
    one, two, three, four = m.unnamed_any()
    assert type(one) is type(two) is type(m.unnamed())
    assert (one.width, two.width, three, four) == (4, 5, {"Depth": 6}, None)
    assert m.type_of(one) == "struct { Width int }"


def test_addresses():
    address, network = ipaddress.ip_address("10.0.0.1"), ipaddress.ip_network("10.0.0.0/8")
    assert m.addresses() == [address, address, network, [address]]
    assert m.types(address, network, ipaddress.ip_interface("10.0.0.1/8")) == ["netip.Addr", "netip.Prefix", "netip.Prefix"]
    assert m.same({address: network}) == {address: network}


# ---- reflection ----


def test_go_sees_real_types_by_reflection():
    person = m.Person("Ann")
    person.tags = ["x"]
    person.more = {"n": 1, "list": [1.5, None]}
    person.any = m.Point(1, 2)
    assert json.loads(m.json(person)) == {"name": "Ann", "age": 0, "tags": ["x"], "more": {"n": 1, "list": [1.5, None]}, "any": {"x": 1, "y": 2}}
    assert m.tags(person) == ["name", "age", "tags,omitempty", "more,omitempty", "any,omitempty"]
    assert m.tags(m.Point(1, 2)) == ["x", "y,omitempty"]
    assert type(person.any) is m.Point
    person.any = None
    assert person.any is None


def test_json_both_ways():
    tree = {"a": [1.5, {"b": None, "c": [True, "x"]}], "d": [{"k": float(i)} for i in range(300)], "e": [{str(i): {str(i): 1.0}} for i in range(300)]}
    assert m.parse(json.dumps(tree)) == tree
    assert json.loads(m.json(tree)) == tree
    assert m.same(tree) == tree


def test_templates():
    funcs = {"shout": str.upper, "add": lambda a, b: a + b}
    text = '{{range .people}}{{.Greet "Hi"}} {{shout .Name}};{{end}}{{add .n 1}} {{len .list}} {{index .list 1}}'
    data = {"people": [m.Person("Ann"), m.Person("Bob")], "n": 41, "list": (1, 2)}
    assert m.execute(text, data, funcs) == "Hi, Ann ANN;Hi, Bob BOB;42 2 2"
    with pytest.raises(ZeroDivisionError):
        m.execute("{{f}}", None, {"f": lambda: 1 / 0})


# ---- places ----


def test_places():
    value = Opaque()
    assert m.slice([1, value]) == [1, value]
    assert m.slice(None) == []
    assert m.array([1, "a"]) == [1, "a"]
    assert m.keyed({"a": 1, (1, 2): 3, None: 4}) == {"a": 1, (1, 2): 3, None: 4}
    assert m.set({1, "a", (2, 3)}) == {1, "a", (2, 3)}
    assert m.optional(5) == 5 and m.optional(None) is None
    assert m.value(b"x") == b"x" and [m.stored(v) for v in (1, 2**62, "a", 1.5, None)] == ["int64", "int64", "string", "float64", "<nil>"] and m.what(1, ["a", value]) == (1, ["a", value])
    assert m.keys({1: 0, "a": 0, (1, "x"): 0, b"ab": 0, m.Level(2): 0}) == ["[2]interface {}", "[2]uint8", "anycase.Level", "int", "string"]
    assert list(m.seq(1, value, [2])) == [1, value, [2]]
    assert list(m.chan(1, None, "x")) == [1, None, "x"]
    assert m.count([1, value, None]) == 3
    assert m.each([1, "a", value], lambda i, v: (i, v)) == [[0, 1], [1, "a"], [2, value]]


def test_variables():
    assert m.global_ == 1
    value = Opaque()
    try:
        m.global_ = value
        assert m.global_ is value
        m.globals = {"b": [value]}
        assert m.globals["b"][0] is value
    finally:
        m.global_, m.globals = 1, {"a": 1}


def test_callables():
    assert m.call(lambda *args: list(args), 1, "a", None) == [1, "a", None]
    assert m.call(len, [1, 2]) == 2
    value = Opaque()
    assert m.call(lambda x: x, value) is value
    with pytest.raises(KeyError):
        m.call({}.__getitem__, "x")
    assert m.later(lambda word: threading.current_thread() is threading.main_thread() or word) == "later"
    with pytest.raises(TypeError):
        m.call(lambda: 1, 2)


def test_the_async_api():
    async def double(x):
        await asyncio.sleep(0)
        return 2 * x

    async def main():
        value = Opaque()
        point = m.aio.Point(1, 2)
        assert await m.aio.same([value, point]) == [value, point]
        assert type(await m.aio.same(point)) is m.aio.Point
        assert await m.aio.later(double) == "laterlater"
        assert repr(await m.aio.secret(1)) == "<GoValue anycase.secret>"
        pending = m.aio.same(point)
        point.x = 5  # after the call
        assert (await pending).x == 1

    asyncio.run(main())


def test_instances_are_keys_of_a_map_of_any():
    point, person = m.Point(1, 2), m.Person("Ann")
    keyed = m.keyed({point: 1, person: 2, "a": 3})
    assert sorted(keyed.values()) == [1, 2, 3] and keyed["a"] == 3
    assert {type(k): v for k, v in keyed.items()} == {m.Point: 1, m.Person: 2, str: 3}
    assert m.set({point, person}) == {point, person}
    assert sorted(m.keys({point: 1, person: 2})) == sorted([m.type_of(point), m.type_of(person)])


def test_encoders_write_the_text_of_objects_that_have_one():
    assert ">2024-05-06</" in m.xml(datetime.date(2024, 5, 6)) and ">/tmp/x</" in m.xml(pathlib.PurePosixPath("/tmp/x"))

    class Silent:
        pass

    with pytest.raises(TypeError, match="Silent has no form as text"):
        m.xml(Silent())
    with pytest.raises(TypeError, match="not JSON serializable"):
        m.json(datetime.date(2024, 5, 6))


# ---- pointers and reflection ----


def test_pointers():
    p = m.Pointer(None)
    assert p.value is None
    m.parse_to('{"a": [1, {"b": null}]}', p)
    assert p.value == {"a": [1.0, {"b": None}]}
    assert repr(p) == str(p) == "<Pointer *interface {}>"
    for value, text, there, go in [(0, "7", 7, "*int"), ("", '"x"', "x", "*string"), ([], "[1]", [1.0], "*[]interface {}"), ({}, '{"a": 1}', {"a": 1.0}, "*map[string]interface {}"), (m.Level(1), "3", m.Level(3), "*anycase.Level"), (b"", '"eA=="', b"x", "*[]uint8")]:
        p = m.Pointer(value)
        assert m.type_of(p) == go and p.value == value
        m.parse_to(text, p)
        assert p.value == there and type(p.value) is type(there)
    assert m.row(m.Pointer([1, 2])) == 2
    with pytest.raises(m.GoError, match="a pointer to a slice"):
        m.row(3)


def test_lists_and_dicts_where_go_insists_on_a_pointer():
    inner = [1]
    table = {"a": 0, "b": inner}
    assert m.row([1, inner, 3]) == m.row((1, 2, 3)) == 3
    m.parse_to('{"a": [2], "c": 3}', table)
    assert table == {"a": [2.0], "b": [1], "c": 3.0} and table["b"] is inner
    items = [0, inner, "x"]
    m.parse_to('[null, [5], "x"]', items)
    assert items == [None, [5.0], "x"]
    m.parse_to("[1]", items)
    assert items == [1.0]
    m.extend(items, "y", [2])
    assert items == [1.0, "y", [2]]
    m.extend(table, 1)
    assert table == {"all": [1]}
    same = {"k": inner}
    m.parse_to("{}", same)
    assert same["k"] is inner
    m.extend((1,))  # nothing was written
    with pytest.raises(TypeError, match=r"extend\(\) argument 'to': Go has written to it"):
        m.extend((1,), 2)
    with pytest.raises(TypeError, match="Go has written to it"):
        m.extend(array.array("d", [1]))
    with pytest.raises(m.GoError, match="non-pointer"):
        m.parse_to("1", 3)
    assert m.tolerant([1, 2]) == 2
    asyncio.run(extend_later(items))


async def extend_later(items):
    n = len(items)
    await m.aio.extend(items, "later")
    assert items[n:] == ["later"]


def test_pointers_to_instances_share_them():
    point, person, names = m.Point(1, 2), m.Person("Ann"), m.Names(["a"])
    for value, text in [(point, '{"x": 5}'), (person, '{"name": "Bob"}'), (names, '["b"]')]:
        p = m.Pointer(value)
        m.parse_to(text, p)
        assert p.value == value
    assert (point.x, person.name, names) == (5, "Bob", m.Names(["b"]))
    assert m.type_of(m.Pointer(point)) == "*anycase.Point"
    del point
    gc.collect()
    m.__gophersnake__.collect()


def test_pointers_are_a_class():
    class Mine(m.Pointer):
        pass

    assert m.row(Mine([1])) == 1
    assert m.Pointer.__module__ == "anycase" and m.Pointer.__name__ == "Pointer"
    with pytest.raises(TypeError, match="takes one positional argument"):
        m.Pointer()
    with pytest.raises(ValueError, match=r"Pointer\(\) argument 'value\[0\]': expected an aware datetime"):
        m.Pointer([datetime.datetime(2020, 1, 1)])


def test_reflect_values():
    value = Opaque()
    for v in [1, "x", None, value, [1], m.Person("x")]:
        assert m.reflect(v) == v
    assert m.field(m.Person("Ann"), 0) == "Ann"
    person = m.Person("Ann")
    person.tags = ["a"]
    assert m.field(person, 2) == ["a"]
    assert m.apply(lambda v: v, {"a": 1}) == {"a": 1}
    assert "reflect.Value" in repr(m.hold())


# ---- errors ----


def test_errors_say_where():
    naive = datetime.datetime(2020, 1, 1)
    with pytest.raises(ValueError, match=r"same\(\) argument 'v\['a'\]\[3\]': expected an aware datetime"):
        m.same({"a": [1, 2, 3, naive]})
    with pytest.raises(ValueError, match=r"argument 'values\[1\]\[0\]'"):
        m.types(1, [naive])
    with pytest.raises(ValueError, match=r"key datetime.*of v"):
        m.same({naive: 1})
    with pytest.raises(OverflowError, match=r"argument 'v': Level\(300\) does not fit in int8"):
        m.same(m.Level(300))

    class Bad(collections.UserDict):
        def items(self):
            raise LookupError("no items")

    with pytest.raises(LookupError, match="no items") as e:
        m.same([Bad()])
    assert "same() argument 'v[0]'" in e.value.__notes__[0]
    with pytest.raises(ValueError, match="mmap closed"):
        closed = mmap.mmap(-1, 10)
        closed.close()
        m.same([closed])
    with pytest.raises(TypeError, match="can't be a key of a map"):
        m.same({frozenset([1]): 1})
    with pytest.raises(m.PanicError, match="uncomparable|comparing"):
        m.equal({}, {})
    assert m.equal([1], [1]) and not m.equal([1], (2,))


def test_python_values_that_hold_themselves():
    loop = []
    loop.append(loop)
    with pytest.raises(RecursionError, match="contains itself"):
        m.same(loop)
    table = {}
    table["a"] = [table, table]
    with pytest.raises(RecursionError):
        m.same(table)


def nested(depth, value):
    for _ in range(depth):
        value = [value]
    return value


def test_great_depth():
    back = m.same(nested(1000, "x"))
    depth = 0
    while isinstance(back, list):
        (back,) = back
        depth += 1
    assert (depth, back) == (1000, "x")
    with pytest.raises(RecursionError):
        m.same(nested(1_000_000, 1))
    with pytest.raises(ValueError, match=r"v\.\.\.\[0\]\[0\]") as e:
        m.same(nested(3000, datetime.datetime(2020, 1, 1)))
    assert len(str(e.value)) < 1000


@freethreading.change_is_seen
def test_containers_that_change_while_they_are_read():
    class Evil(collections.UserDict):
        def items(self):
            del victim[1:]
            return [("a", 1)]

    victim = [Evil(), 1, 2]
    with pytest.raises(RuntimeError, match="changed size"):
        m.same(victim)


def test_keys_that_come_again():
    rows = [{"name": str(i), "n": i, f"own{i}": {"name": i}} for i in range(1000)]
    assert m.same(rows) == rows
    a, b = m.same([{"some key": 1}, {"some key": 2}])
    assert next(iter(a)) is next(iter(b))
    keys = [{"".join(["k", str(i)]): i} for i in range(2000)]  # strs of their own
    assert m.same(keys + keys) == keys + keys


def test_references_are_balanced():
    value, text = Opaque(), "a text of its own"
    before = sys.getrefcount(value)
    for _ in range(100):
        m.same([value, {"k": value, text: [value]}])
        with pytest.raises(ValueError):
            m.same([value, datetime.datetime(2020, 1, 1)])
        with pytest.raises(ZeroDivisionError):
            m.execute("{{f}}", [value], {"f": lambda: 1 / 0})
    until_sync(lambda: gc.collect() is not None and m.__gophersnake__.collect() is None and sys.getrefcount(value) == before)


def test_what_the_document_shows_is_so():
    docs = pathlib.Path(__file__).resolve().parents[3] / "docs" / "any.md"
    failed, tried = doctest.testfile(str(docs), module_relative=False, globs={"records": m})
    assert not failed and tried >= 10


def test_what_has_tags_is_decoded_into():
    settings = m.Settings()
    m.parse_to('{"name": "x", "size": 3}', settings)
    assert settings == m.Settings("x", 3)
    assert m.type_of(settings) == "*anycase.Settings"
    assert m.type_of(m.Limits()) == "anycase.Limits"
    assert m.type_of(m.Point()) == "anycase.Point"  # a function of the package returns it by value


class Dog:
    def walk(self, steps):
        return f"{steps} steps"

    def rest(self):
        pass


def test_an_object_implements_the_interface_whose_methods_it_has():
    dog = Dog()
    assert m.walk_any(dog, 3) == ("3 steps", True)
    assert m.same(dog) is dog and m.same([dog])[0] is dog

    class Other(Dog):
        def walk(self):  # not with a number of steps
            return ""

    other = Other()
    assert m.walk_any(other, 3) == ("", False) and m.same(other) is other
    assert m.walk_any(Dog, 3) == ("", False)


class Tired(m.Strider):
    def walk(self, steps):
        return super().walk(steps - 1) + ", and tired"


def test_methods_that_a_subclass_overrides_are_called():
    tired = Tired(10)
    assert m.walk_any(m.Strider(10), 3) == ("30 far", True)
    assert m.walk_any(tired, 3) == ("20 far, and tired", True) and m.same(tired) is tired

    class Named(m.Strider):
        def string(self):  # of an interface of one method: Go sees its own value
            return "mine"

    named = Named(2)
    assert m.walk_any(named, 3) == ("6 far", True) and m.type_of(named) == "*anycase.Strider"

    class Fails(type(m.Strider)):
        def __getattribute__(cls, name):
            if name == "walk":
                raise KeyError(name)
            return super().__getattribute__(name)

    class Odd(m.Strider, metaclass=Fails):
        pass

    with pytest.raises(KeyError, match="walk"):
        m.walk_any(Odd(1), 1)


def test_file_objects_are_readers_and_writers(tmp_path):
    path = tmp_path / "data"
    path.write_bytes(b"some bytes")
    for opened in (open(path, "rb"), open(path, "rb", buffering=0), io.BytesIO(b"some bytes"), io.BufferedReader(io.BytesIO(b"some bytes")), gzip.GzipFile(fileobj=io.BytesIO(gzip.compress(b"some bytes")))):
        with opened:
            assert m.same(opened) is opened and m.same([{"f": opened}])[0]["f"] is opened
            assert m.drain(opened) == "some bytes"
    with open(path, "wb") as f:
        assert m.fill(f, "new") == (True, True) and m.drain(f) == "no reader"
    with open(path, "r+b") as f:
        assert m.drain(f) == "new" and m.fill(f, "er") == (True, True)
    assert path.read_bytes() == b"newer"
    one, other = socket.socketpair()
    with one, other, other.makefile("wb") as out, one.makefile("rb") as lines:
        assert m.fill(out, "through") == (True, False)
        out.flush()
        other.shutdown(socket.SHUT_WR)
        assert m.drain(lines) == "through"


def test_what_is_no_binary_file(tmp_path):
    closed = io.BytesIO()
    closed.close()

    class Odd(io.RawIOBase):
        def readable(self):
            raise LookupError("mine")

    class Failing(io.RawIOBase):
        def readable(self):
            return True

        def readinto(self, b):
            raise OSError("no more")

    for value in (io.StringIO("text"), closed, io.IOBase()):
        assert m.same(value) is value and m.drain(value) == "no reader" and m.fill(value, "")[0] is False
    with pytest.raises(LookupError, match="mine"):
        m.same(Odd())
    with pytest.raises(OSError, match="no more"):
        m.drain(Failing())


def test_file_objects_are_given_back():
    f, odd = io.BytesIO(b"x"), io.StringIO()
    before = sys.getrefcount(f), sys.getrefcount(odd)
    for _ in range(2000):
        m.same([f, odd]), m.drain(f), m.fill(f, "")

    def all_are_back():
        gc.collect()
        m.__gophersnake__.collect()
        return (sys.getrefcount(f), sys.getrefcount(odd)) == before

    until_sync(all_are_back)


def test_what_is_decoded_is_a_value():
    null = m.Null()
    m.scan_to(null, "there")
    assert m.type_of(null) == "*anycase.Null" and null.text == "there" and null.valid
    assert m.type_of(m.Date(2024, 5)) == "anycase.Date" and m.show([m.Date(2024, 5)]) == "[2024-5]"


def test_what_fits_becomes_what_go_looks_for():
    look = m.looked_for
    assert look([m.Point(1, 2), m.Point(3, 4)]) == "points 2"
    assert look(["a", "b"]) == "[]string [a b]"
    assert look([1.5, 2.0]) == "[]float64 [1.5 2]"
    assert look([1, 2.5]) == look((1, 2.5)) == "[]float64 [1 2.5]"
    assert look([[1], [2, 3]]) == "rows [[1] [2 3]]"
    assert look({"a": "b"}) == "texts 1"
    assert look({1: m.Point(1, 2)}).startswith("points by number map[1:")
    assert look(7) == "a long 7"
    assert look(m.Person("Ann")) == "a person by value: Ann"
    # what does not fit stays what it is
    assert look([m.Point(1, 2), 3]) == look(["a", 1]) == look([1, 2**60 + 1]) == "[]interface {}"
    assert look({"a": 1}) == "map[string]interface {}"
    assert look(2**63) == "uint64"
    assert look(None) == "<nil>"
    assert m.each_looked_for("x", ["a"], 3, None) == ["x", "[]string [a]", "a long 3", "<nil>", "[]interface {}"]
    assert m.first_looked_for(["a"], [ValueError("x"), m.GoError("y")]) == "errors 2"
    assert m.first_looked_for([ValueError("x")], ["a"]) == "[]error []interface {}"
    # code that knows what comes without more ado gets that
    assert m.knows_plain(["a"]) == "[]interface {}"
    assert m.knows_plain({"a": 1}) == "map[string]interface {}"
    assert m.knows_plain(3) == "int"
    assert m.knows_plain(m.Person("Ann")) == "*anycase.Person"


def test_what_go_looks_for_in_the_async_api_and_in_batches():
    async def both():
        return await m.aio.looked_for(["a"]), await m.aio.each_looked_for("x", [m.Point(1, 2)])

    assert asyncio.run(both()) == ("[]string [a]", ["x", "points 1", "[]interface {}"])


def test_what_go_looks_for_where_it_is_kept():
    assert m.new_classes("a", ["b", "c"], {"d": True}, [1]).text() == "a;[b c];map[d:true];?[]interface {};"
    record = m.new_record([1.5, 2]).add([1, 2], 3, "x")
    record.set("k", {"a": ["b"]})
    assert record.text() == "2 numbers integers integer ?string k map[a:[b]]"
    assert m.new_record(["x"]).text() == "?"


def test_an_object_is_one_value_for_go():
    class State(enum.Enum):
        OPEN, SHUT = 1, 2

    path, other = pathlib.Path("a"), pathlib.Path("a")
    assert m.numbered([State.OPEN, State.SHUT, path], State.SHUT, path, other, State.OPEN) == [1, 2, -1, 0]
    class Thing:
        pass

    gone = []
    for _ in range(100):
        thing = Thing()
        assert m.numbered([thing], thing, Thing()) == [0, -1]
        gone.append(weakref.ref(thing))
    del thing
    until_sync(lambda: m.__gophersnake__.collect() is None and all(ref() is None for ref in gone))


def test_a_time_that_python_has_not_is_held():
    clock, pointed, one = m.make("clock")
    assert str(clock) == str(pointed) == "0000-01-01 07:32:00 +0000 UTC" and one == 1
    assert m.type_of(clock) == "time.Time" and m.same(clock) == clock == pointed
