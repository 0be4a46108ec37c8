"""Any value for any type: what Go answers is what the model answers."""

import copy

import fuzzcase as f
import pytest
from hypothesis import given, strategies as st
from oracle import check
from model import DTYPES, FIELDS, digest, flipped, take, text
from recipes import Recipe, addresses, buffers, of_items, of_pairs, of_set, scalars, texts

KINDS = list(DTYPES)
numbers = of_items(scalars)


@pytest.mark.parametrize("kind", KINDS)
@given(v=numbers)
def test_numbers(kind, v):
    t = ("list", ("num", kind))
    if kind != "u8":  # []uint8 is bytes
        check(getattr(f, f"echo_{kind}"), v, lambda v: take(t, v))
        check(getattr(f, f"digest_{kind}"), v, lambda v: digest(kind, take(t, v)))
        check(getattr(f, f"triple_{kind}"), v, lambda v: take(("array", 3, t[1]), v))


@pytest.mark.parametrize("kind", KINDS)
@given(v=of_items(numbers))
def test_numbers_in_wire_format(kind, v):
    item = ("bytes", -1) if kind == "u8" else ("list", ("num", kind))
    check(getattr(f, f"nested_{kind}"), v, lambda v: take(("list", item), v))


@pytest.mark.parametrize("kind", [k for k in KINDS if k != "bool"])
@given(v=buffers)
def test_what_go_writes_is_written(kind, v):
    def write(v):
        getattr(f, f"flip_{kind}")(v)
        return memoryview(v).tobytes()

    check(write, v, lambda v: flipped(kind, v))


@given(v=buffers)
def test_bytes(v):
    check(f.bytes, v, lambda v: take(("bytes", -1), v))
    check(f.digest_u8, v, lambda v: digest("u8", take(("bytes", -1), v)))
    check(f.is_nil, v, lambda v: take(("bytes", -1), v) is None)
    check(lambda v: f.rest("é", v, b"x", v), v, lambda v: "é".encode() + take(("bytes", -1), v) + b"x" + take(("bytes", -1), v))


@given(v=texts)
def test_text(v):
    check(f.str, v, lambda v: take(("str",), v))
    check(f.digest_str, v, lambda v: digest("u8", text(v)))
    check(lambda v: f.three(v, "-", v), v, lambda v: (text(v) + b"-" + text(v)).decode("utf-8", "surrogateescape"))


TREES = {
    "texts": (("list", ("str",)), of_items(texts)),
    "blobs": (("list", ("bytes", -1)), of_items(buffers)),
    "fours": (("list", ("bytes", 4)), of_items(buffers)),
    "optionals": (("list", ("opt", ("num", "i16"))), numbers),
    "counts": (("dict", ("str",), ("num", "i32")), of_pairs(texts, scalars)),
    "by_float": (("dict", ("num", "f32"), ("bytes", -1)), of_pairs(scalars, buffers)),
    "by_pair": (("dict", ("bytes", 2), ("num", "bool")), of_pairs(buffers, scalars)),
    "set": (("set", ("str",)), of_set(texts)),
    "numbers": (("set", ("num", "u16")), of_set(scalars)),
    "deep": (("dict", ("str",), ("dict", ("num", "i8"), ("list", ("str",)))), of_pairs(texts, of_pairs(scalars, of_items(texts)))),
    "bigs": (("list", ("big",)), numbers),
    "addrs": (("list", ("addr",)), of_items(addresses)),
    "addr_ports": (("list", ("addrport",)), of_items(addresses)),
    "prefixes": (("dict", ("prefix",), ("big",)), of_pairs(addresses, scalars)),
    "sets": (("list", ("set", ("num", "i64"))), of_items(of_set(scalars))),
}


@pytest.mark.parametrize("name", TREES)
def test_trees(name):
    t, values = TREES[name]

    @given(v=values)
    def run(v):
        check(getattr(f, name), v, lambda v: take(t, v))

    run()


BY_TYPE = {"small": scalars, "part": scalars, "name": texts, "blob": buffers, "many": numbers, "counts": of_pairs(texts, scalars)}


@given(v=of_pairs(texts, scalars))
def test_a_mapping_is_no_record_of_its_own(v):
    check(f.one, v, lambda v: take(("record",), v), plain=fields)


def fields(r):
    """The fields as plain values: those of containers are live."""
    return tuple(copy.copy(getattr(r, name)) for name in FIELDS)


def record_of(recipes):
    return Recipe(f"record {recipes}", lambda: {k: r() for k, r in recipes.items()})


records = st.one_of(st.fixed_dictionaries({}, optional=BY_TYPE).map(record_of), st.fixed_dictionaries({}, optional={**BY_TYPE, "other": scalars, 3: scalars}).map(record_of))


@given(v=records)
def test_a_dict_is_a_record(v):
    check(f.one, v, lambda v: take(("record",), v), plain=fields)
    check(lambda v: f.records([v, v]), v, lambda v: [take(("record",), v) for _ in range(2)], plain=lambda rs: [fields(r) for r in rs])
    check(lambda v: f.named({"a": v, "b": {}}), v, lambda v: [take(("record",), v), take(("record",), {})], plain=lambda rs: [fields(r) for r in rs])
