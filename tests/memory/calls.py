"""One call or more for every family of conversions, each way that it can go."""

import array
import asyncio
import collections
import datetime
import decimal
import io
import ipaddress
import pathlib
import sys

import absentcase as ab
import anycase as an
import asynccase as a
import bigintcase as bi
import callbackcase as cb
import callscase
import equalitycase as e
import errorscase as er
import errorvaluecase as ev
import failurescase as f
import genericscase as g
import interfacecase as ic
import lentcase as le
import listscase as l
import mapscase as m
import namedcase as n
import netipcase as ne
import filecase as fi
import numberscase
import objectscase as o
import pyobjectcase as p
import streamcase as st
import textscase as t
import timescase as ti
import valuescase as v
from asynccase import aio
from loop import landed, run

NOW = datetime.datetime(2026, 5, 1, 12, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))
BIG = 10**18 + 1  # no small int
ADDRESSES = [ipaddress.ip_address(text) for text in ("10.0.0.1", "::1", "fe80::1%eth0")]
point, outer, header, uuid = o.Point(1, 2), o.Outer(1), n.Header({"a": ["b", "c"]}), n.UUID(bytes(4))
add = cb.adder(BIG)
lacking, releases, prices = ab.Point(1), [e.Release(2), e.Release(1)], [e.Price(1), e.Price(2)]
held = ic.hidden(BIG)


def fails(*args):
    raise ValueError("no such thing")


hidden_error = ev.make("hidden")


def said(text):
    try:
        ev.say(text, 1)
    except ev.GoError as error:
        return error


# CPython 3.12 and later crash where a function is made and there is no memory, so all are made here.
def plus(x):
    return x + BIG


def three(*args):
    return "x" * 300, BIG


def one(*args):
    return ("x",)


def nothing():
    return


def join(sep, *parts):
    return sep.join(parts)


def more(points):
    return points + [cb.Point(1)]


def longer(s):
    return s + "é" * 600


def less(a, b):
    return a < b


def same(x):
    return x


def cached(cache):
    cache.add((1, BIG), point)
    cache.add("x", 1)
    return cache.get("x"), cache.keys(), cache.pairs()


def fail_as_go():
    raise hidden_error


def same_of(n, x):
    return x


class Half:
    def area(self):
        return 2.5


class Hexagon(Half):
    def perimeter(self):
        return 6.0

    def name(self):
        return "é" * 300


hexagon, half = Hexagon(), Half()


MOMENT = datetime.timedelta(milliseconds=1)


async def awaited(call, *args):
    """Awaits what may fail."""
    try:
        await call(*args)
    except (a.GoError, a.PanicError, TypeError, StopAsyncIteration, asyncio.CancelledError):
        return


async def watched():
    call = aio.later(MOMENT)
    for _ in range(5):
        call.add_done_callback(landed)
    call.remove_done_callback(landed)
    call.add_done_callback(landed)
    call.add_done_callback(landed)
    return call.get_loop(), await call, repr(call)


async def cancelled():
    call = aio.later(MOMENT)
    call.add_done_callback(landed)
    call.cancel("in vain")
    await call


async def collected_of(function, n):
    return [x async for x in function(n)]


def first():
    return anext(aio.count(50))


def method():
    return aio.Client("x" * 300).call(BIG)


async def closed():
    async with aio.count(1000) as stream:
        await anext(stream)


async def line():
    """What nobody waits for any more is the next one's."""
    stream = aio.count(10)
    waiting = [anext(stream) for _ in range(3)]
    waiting[0].add_done_callback(landed)
    waiting[0].cancel()
    return await waiting[2], await waiting[1]


def swallow(call, *args):
    """Calls what is to fail."""
    try:
        call(*args)
    except (f.GoError, f.PanicError, TypeError, ValueError, OverflowError, TimeoutError):
        return


CALLS = {
    "arguments": lambda: callscase.joined("-", *["ab"] * 20, "c"),
    "keywords": lambda: callscase.split("a-b", sep="-", limit=2),
    "wrong argument": lambda: swallow(callscase.three, 1, 2, "x"),
    "missing argument": lambda: swallow(callscase.three, 1),
    "number": lambda: numberscase.int64(BIG) if hasattr(numberscase, "int64") else callscase.three(BIG % 1000, 1, 1),
    "out of range": lambda: swallow(callscase.three, 1 << 90, 1, 1),
    "text": lambda: t.str("é" * 300),
    "text with surrogates": lambda: t.str("a\udcff" * 100),
    "path": lambda: swallow(t.str, pathlib.PurePath("a/b")),  # os.fspath() makes a TypeError of a MemoryError
    "bytes": lambda: t.bytes(bytearray(b"x" * 1000)),
    "bytes, not contiguous": lambda: t.bytes(memoryview(b"x" * 1000)[::2]),
    "numbers": lambda: l.ints([BIG] * 50),
    "numbers of a buffer": lambda: l.floats(array.array("d", [1.5] * 50)),
    "numbers of a generator": lambda: l.floats(float(i) for i in range(50)),
    "lists": lambda: l.deep([[["ab"] * 5] * 3] * 3),
    "wrong item": lambda: swallow(l.deep, [[["ab", 1]]]),
    "arrays": lambda: l.matrix([[1, 2, 3], [4, 5, 6]]),
    "optional": lambda: l.optional([None, BIG]),
    "maps": lambda: m.nested({"a": {BIG: ["x", "y"]}, "b": {}}),
    "sets": lambda: m.set({"a", "b"}),
    "wrong key": lambda: swallow(m.counts, {1: 2}),
    "instance": lambda: o.Point(1.5, 2.5, label="x" * 600),
    "instance from a dict": lambda: o.value({"x": 1.5, "y": 2.5}),
    "wrong field": lambda: swallow(o.value, {"x": "1"}),
    "views": lambda: o.line(5),
    "instances": lambda: o.refs(5),
    "instances in a map": lambda: o.map(),
    "two instances": lambda: o.pair(point),
    "nested field": lambda: outer.in_ if hasattr(outer, "in_") else outer.points,
    "repr": lambda: repr(outer),
    "str": lambda: str(o.Account(512)),
    "equal": lambda: point == o.Point(1, 2),
    "order": lambda: (releases[0] < releases[1], sorted(releases), e.Path(["a"]) < e.Path(["b"]), prices[0] <= prices[1]),
    "missing names": lambda: (hasattr(ab, "raw_root"), hasattr(lacking, "raw_move"), hasattr(ab.Point, "DistanceTo"), hasattr(ab.Level(1), "raise_")),
    "enum": lambda: n.colors([n.Color(1), n.Color(77)]),
    "named": lambda: (n.raise_("x") if hasattr(n, "raise_") else n.greet("x"), n.same(10**6), n.warm(1.5)),
    "box": lambda: (n.echo(header), n.Header({"x": ["y"]}), str(uuid)),
    "protocols of a box": lambda: (len(header), list(header), header["a"], "a" in header, repr(header), header == {}),
    "time": lambda: ti.times([NOW, NOW]),
    "naive time": lambda: swallow(ti.time, NOW.replace(tzinfo=None)),
    "integers of any size": lambda: (bi.ints([1 << 100, -(1 << 100), BIG]), p.again([1 << 100, -(1 << 100)])),
    "addresses": lambda: ne.addrs(ADDRESSES),
    "networks": lambda: ne.prefixes([ipaddress.IPv4Network((10 << 24, 8)), ipaddress.IPv6Interface((1, 64))]),
    "addresses with ports": lambda: ne.peers({(ADDRESSES[0], 40000): 1, (ADDRESSES[2], 80): 2}),
    "interfaces": lambda: ic.reversed([ic.Square(BIG), ic.hidden(BIG), None, ic.Side(2), ic.Polygon([BIG])]),
    "interfaces by name": lambda: (ic.by_name({"a" * 300: held, "b": ic.Disc(1)}), ic.name_of(held), isinstance(held, ic.Namer)),
    "what an interface holds": lambda: (repr(held), str(held), hash(held), held == ic.hidden(BIG), ic.root("é" * 300).add("b").parent()),
    "wrong interfaces": lambda: (swallow(ic.name_of, ic.uncomparable(1)), swallow(ic.area, BIG), swallow(ic.total, held, "x"), swallow(ic.make, "both", BIG)),
    "objects for interfaces": lambda: (ic.reversed([hexagon, None, held, hexagon]), ic.area(hexagon), ic.name_of(hexagon), ic.name_of(str)),
    "wrong objects for interfaces": lambda: (swallow(ic.area, half), swallow(ic.total, hexagon, half), swallow(ic.name_of, same_of)),
    "interfaces and a callback": lambda: (ic.each([held, ic.Square(1)], same_of), list(ic.all(4))),
    "wrong addresses": lambda: (swallow(ne.addr, "x"), swallow(ne.addr_port, (ADDRESSES[0], "x")), swallow(ne.prefix, ADDRESSES[0])),
    "file objects": lambda: (fi.read_all(io.BytesIO(b"x" * 600)), fi.write(io.BytesIO(), b"y" * 600), fi.concatenate(b"a", io.BytesIO(b"b"))),
    "wrong file objects": lambda: (swallow(fi.read_all, io.StringIO()), swallow(fi.tail, 5, 1)),
    "lent numbers": lambda: (le.sort_kept([BIG, 2, BIG - 1]), le.add_kept(array.array("d", [1, 2]), [1, 1]), le.flip([True, False])),
    "lent texts": lambda: (le.sort_texts(["é" * 300, "b"]), le.upper_kept(collections.UserList(["x" * 300, "y"]))),
    "lent lists": lambda: (le.transpose([[1.5, 2.5], [3.5, 4.5]]), le.blank([bytearray(b"xy"), b"z"]), le.move([le.Point(1, 2)], 3)),
    "lent maps": lambda: (le.count({"a": BIG}, "b", "a" * 300), le.prune({"a": -1, "b": BIG}), le.raise_({"a": [BIG]}, "a"), le.mark({1}, BIG, 1)),
    "lent maps with keys of several parts": lambda: le.visit({(BIG, 1)}, (BIG, 2), (BIG, 1)),
    "lent, declared": lambda: (le.upper_rows([["a" * 300], ("b",)]), le.count_each([{"a": BIG}], {"x": {}}), le.upper_args(["a" * 300]), le.append_through([BIG])),
    "lent, wrong": lambda: (swallow(le.sort_texts, ("b", "a")), swallow(le.mark, frozenset({1}), 2, 1), swallow(le.fail_after, bytearray(b"ab"))),
    "any": lambda: an.same([{"a" * 300: [BIG, 1.5, "é" * 300, b"x", NOW, 1 << 100, (1, {2})]}, {1: {"k": {"k": None}}}, 2j]),
    "any, instances": lambda: an.same([an.Person("x" * 300), an.squares(BIG), an.Level(1), held, abs, point, ValueError("x")]),
    "any, written": lambda: (swallow(an.parse_to, '{"a": [1, "x"]}', {"b": BIG}), swallow(an.parse_to, '[1, "x", {}]', [BIG])),
    "any, Pointer": lambda: an.Pointer({"a": [BIG]}).value,
    "any, wrong": lambda: (swallow(an.reveal, "x"), swallow(an.keyed, {"a": "x"}), swallow(an.show, decimal.Decimal("1.5"))),
    "generic objects": lambda: (g.unique(["x", (1, BIG), "x", BIG]), g.group_by([1, 2, BIG], type), g.clone({"a": point}), g.members(1, "x")),
    "generic classes": lambda: cached(g.Cache(5)),
    "overloads": lambda: (g.largest([1.5, BIG]), g.sum(1, 2), g.sorted(iter(["b", "a"])), g.scale([1.5, 2.5], 2), g.clamp("b", "a", "c")),
    "overloads, wrong": lambda: (swallow(g.largest, [None]), swallow(g.sum, "x", 1), swallow(g.clamp, 1, "a", 2.5)),
    "an error that is a text": lambda: (said("short"), said("long " * 200)),
    "errors as values": lambda: (ev.same(ValueError("é" * 300)), ev.make("op"), ev.all(), list(ev.stream(2)), ev.wrap(ev.make("hidden")), ev.texts([KeyError("x"), ev.make("stop"), None])),
    "errors, pickled in part": lambda: er.HeldError(BIG, er.Ticket(1)).__reduce_ex__(4),
    "errors of callbacks": lambda: (ev.call(fail_as_go), swallow(ev.visit, [ValueError("x")], same)),
    "duration": lambda: ti.durations({"a": datetime.timedelta(seconds=1.5)}),
    "variables": lambda: (v.limit, v.name, setattr(v, "name", "x" * 300)),
    "error": lambda: swallow(f.error, "x" * 600),
    "sentinel": lambda: swallow(f.missing, True),
    "error with results": lambda: swallow(f.partly, 3),
    "panic": lambda: swallow(f.panic, "x"),
    "context": lambda: callscase.wait(0, timeout=10),
    "callback": lambda: cb.apply(plus, BIG),
    "callback, three arguments": lambda: cb.three(three),
    "callback, many": lambda: cb.variadic(join),
    "callback, instances": lambda: cb.point_lists(more, [cb.Point(i) for i in range(5)]),
    "callback, maps": lambda: cb.maps(dict, {"a": [BIG], "b": [BIG]}),
    "callback, text": lambda: cb.texts(longer, "a"),
    "callback, wrong result": lambda: swallow(cb.apply, str, 1),
    "callback, wrong results": lambda: swallow(cb.three, one),
    "callback, exception": lambda: swallow(cb.apply, fails, 1),
    "callback, exception as an error": lambda: swallow(cb.wrapped, fails),
    "callback, functions": lambda: cb.higher(same, same, 1),
    "function": lambda: cb.adders(5),
    "function called": lambda: add(BIG),
    "function wrongly called": lambda: swallow(add, "x"),
    "stream": lambda: list(st.count(50)),
    "stream of texts": lambda: list(st.texts("é" * 300, "x")),
    "stream of instances": lambda: list(st.points(st.Point(1), st.Point(2))),
    "stream of pairs": lambda: list(st.indexed(5)),
    "stream, errors": lambda: swallow(list, st.errors(3)),
    "stream, left": lambda: next(st.count(50)),
    "stream taken": lambda: st.take_ints(iter(range(50))),
    "stream taken, lists": lambda: st.take_lists([["x", "y"], []]),
    "stream taken, wrong item": lambda: swallow(st.take_ints, ["x"]),
    "callback, kept lock": lambda: cb.every_time(plus, 3),
    "callback, kept lock and text": lambda: cb.sorted(["b", "a", "c"], less),
    "awaited": lambda: run(aio.later, MOMENT),
    "awaited method": lambda: run(method),
    "awaited, text": lambda: run(aio.greet, "é" * 300),
    "awaited, buffers": lambda: (run(aio.sum, bytearray(b"x" * 1000)), run(aio.mean, [1.5] * 300)),
    "awaited, maps": lambda: run(aio.lengths, {"a": ["b", "cc"], "d": []}),
    "awaited, variadic": lambda: run(aio.join, "-", *["ab"] * 50),
    "awaited, instances": lambda: (run(aio.clients, 5), run(aio.by_name, "a", "b")),
    "awaited, wrong argument": lambda: run(awaited, aio.lengths, {"a": [1]}),
    "awaited, error": lambda: run(awaited, aio.fail, "x" * 600),
    "awaited, error with results": lambda: run(awaited, aio.divide, 1, 0),
    "awaited, panic": lambda: run(awaited, aio.boom),
    "awaited, callbacks": lambda: run(watched),
    "awaited, cancelled": lambda: run(awaited, cancelled),
    "async stream": lambda: run(collected_of, aio.count, 50),
    "async stream of pairs": lambda: run(collected_of, aio.pairs, 5),
    "async stream, errors": lambda: run(awaited, collected_of, aio.failing, 3),
    "async stream, left": lambda: run(first),
    "async stream, closed": lambda: run(closed),
    "async stream, line": lambda: run(awaited, line),
    "kept callables": lambda: cb.chain(1, abs, plus, add),
}
if sys.version_info >= (3, 12):  # CPython 3.11 ends the process where it has no memory for a thread's state
    CALLS |= {
        "callback on a thread of Go's": lambda: cb.fails_on_a_thread_that_ends(nothing),
        "callback on a thread of Go's, exception": lambda: swallow(cb.fails_on_a_thread_that_ends, fails),
    }
