import array
import asyncio
import doctest
import gc
import os
import pathlib
import random
import re
import runpy
import threading
import time
import types
import typing
import weakref

import genericscase as m
import pytest
from waiting import until_sync


DOCS = pathlib.Path(__file__).parents[3] / "docs" / "generics.md"


class Thing:
    pass


# ---- any ----


def test_objects_pass_as_they_are():
    thing = Thing()
    things = [thing, None, 1, "a", [1], {"b": 2}, int, lambda: 1]
    assert all(a is b for a, b in zip(m.map(things, lambda x, i: x), things, strict=True))
    assert m.map(things, lambda x, i: i) == list(range(8))
    assert m.first(thing) is thing


def test_the_zero_value_is_none():
    assert m.first() is None
    assert m.zero() is None
    assert m.pointer(3) == 3
    assert m.pointer(None) is None


def test_streams_and_functions_have_objects():
    thing = Thing()
    assert list(m.values([thing, 1])) == [thing, 1]
    assert m.collect(x for x in [thing, 2]) == [thing, 2]
    assert list(m.enumerate([thing])) == [(0, thing)]
    assert list(m.send(thing, 3)) == [thing, 3]
    assert m.constant(thing)() is thing
    assert m.later(lambda: thing) is thing
    assert m.must(thing, False) is thing
    with pytest.raises(m.GoError, match="failed"):
        m.must(thing, True)


def test_go_owns_what_it_keeps():
    thing = Thing()
    alive = weakref.ref(thing)
    m.keep(thing)
    del thing
    gc.collect()
    assert alive() is not None
    m.forget()
    until_sync(lambda: m.__gophersnake__.collect() or alive() is None)


def test_exceptions_of_callbacks():
    with pytest.raises(ZeroDivisionError):
        m.map([1, 0], lambda x, i: 1 // x)


# ---- comparable ----


class Word:
    def __init__(self, text):
        self.text = text

    def __eq__(self, other):
        return isinstance(other, Word) and self.text.lower() == other.text.lower()

    def __hash__(self):
        return hash(self.text.lower())


def test_objects_are_compared_as_python_does():
    a, b = Word("Go"), Word("go")
    assert m.unique([a, b]) == [a] and m.unique([a, b])[0] is a
    assert m.unique([1, 1.0, True, "1", (1, 2), (1, 2), None, None]) == [1, "1", (1, 2), None]
    assert m.unique([]) == []
    nan = float("nan")
    assert len(m.unique([nan, nan, float("nan")])) == 2
    assert m.index(["x", (1,), a], b) == 2
    assert m.index([1, 2], 2.0) == 1


def test_results_are_objects_that_were_given():
    assert m.unique([1])[0] is not True
    held = m.constant(1)
    assert m.unique([True])[0] is True
    assert m.unique([1.0])[0] == 1 and type(m.unique([1.0])[0]) is float
    assert repr(m.group_by([1, 2, 3], lambda x: x % 2 == 0)) in ("{False: [1, 3], True: [2]}", "{True: [2], False: [1, 3]}")
    assert held() == 1


def test_maps_and_sets():
    d = {"a": 1, (1, 2): Thing(), 3: None}
    assert m.clone(d) == d
    assert m.members(1, "a", (2,)) == {1, "a", (2,)}


def test_unhashable_objects_are_python_errors():
    with pytest.raises(TypeError, match="unhashable type: 'list'"):
        m.unique([[1]])
    with pytest.raises(TypeError, match="unhashable"):
        m.group_by([1], lambda x: [x])

    class Bad:
        def __hash__(self):
            raise KeyError("no hash")

    with pytest.raises(KeyError, match="no hash"):
        m.unique([Bad()])


def test_comparing_that_fails_or_changes_the_table():
    class Rude:
        def __hash__(self):
            return 7

        def __eq__(self, other):
            raise LookupError("no")

    with pytest.raises(LookupError):
        m.unique([Rude(), Rude()])

    class Busy:
        def __hash__(self):
            return 8

        def __eq__(self, other):
            m.unique([Thing() for _ in range(50)])
            return self is other

    assert len(m.unique([Busy() for _ in range(20)])) == 20


def test_keys_are_freed():
    class Key:
        pass

    key = Key()
    alive = weakref.ref(key)
    assert m.unique([key, key]) == [key]
    del key
    until_sync(lambda: m.__gophersnake__.collect() or alive() is None)


# ---- types ----


def test_a_generic_type_is_a_class():
    c = m.Cache(2)
    thing = Thing()
    c.add("a", thing)
    c.add((1, 2), None)
    assert c.get("a") is thing
    assert c.get("b") is None
    c.add(3, 4)
    assert c.keys() == [(1, 2), 3]
    assert list(c.all()) == [((1, 2), None), (3, 4)]
    with pytest.raises(TypeError, match="unhashable"):
        c.add([], 1)
    with pytest.raises(m.GoError, match="no room"):
        m.Cache(0)
    assert isinstance(m.new_cache(1), m.Cache)


def test_fields_with_type_parameters():
    dropped = []
    c = m.Cache(1)
    c.dropped = lambda k, v: dropped.append((k, v))
    c.add(1, "a")
    c.add(2, "b")
    assert dropped == [(1, "a")]
    p = m.Pair(1, second=dropped)
    assert p.first == 1 and p.second is dropped
    assert p.swap().first is dropped
    assert [(x.first, x.second) for x in m.zip([1, 2], ["a", "b"])] == [(1, "a"), (2, "b")]
    assert m.Cache(5).pairs() == []


def test_classes_can_be_subscripted():
    alias = m.Cache[str, Thing]
    assert typing.get_origin(alias) is m.Cache and typing.get_args(alias) == (str, Thing)
    assert type(alias(1)) is m.Cache

    class Own(m.Cache[str, int]):
        pass

    assert Own(2).size == 2


def test_an_alias_of_an_instance_is_a_class_of_its_own():
    c = m.Counts(3)
    assert type(c) is m.Counts is m.Cache[str, int]
    c.add("a", 1)
    c.add("b", 2)
    assert m.total(c) == 3
    assert c.get("a") == 1
    with pytest.raises(TypeError, match="expected str, got int"):
        c.add(1, 1)
    with pytest.raises(TypeError):
        m.total(m.Cache(1))


def test_types_that_refer_to_themselves_and_others():
    s = m.Stack(name="s")
    node = s.push(1)
    assert isinstance(node, m.Node) and node.value == 1 and node.next is None
    assert m.fill(s, "a", Thing) == 3
    assert list(s.each()) == [Thing, "a", 1]
    assert isinstance(s, m.Container)
    assert m.fill(m.List(), 1) == 1
    assert list(m.Names([1, "b"]).reversed()) == ["b", 1]


def test_the_async_api_has_them():
    async def main():
        thing = Thing()
        assert (await m.aio.unique([thing, thing])) == [thing]
        c = await m.aio.new_cache(3)
        await c.add("a", thing)
        assert await c.get("a") is thing
        return [x async for x in m.aio.values([thing])] == [thing]

    assert asyncio.run(main())


# ---- overloads ----


def same(a, b):
    return a == b and type(a) is type(b)


def test_the_arguments_choose():
    assert same(m.largest([1, 3, 2]), 3)
    assert same(m.largest([1, 2.5]), 2.5)
    assert same(m.largest(["a", "b"]), "b")
    assert m.largest([]) is None
    assert same(m.clamp(5, 1, 3), 3)
    assert same(m.clamp(2.5, 1, 3), 2.5)
    assert same(m.clamp("b", "c", "d"), "c")
    assert same(m.sum(1, 2), 3) and same(m.sum(1, 2.5), 3.5) and m.sum() == 0
    with pytest.raises(TypeError, match=r"sum\(\) argument 'items\[0\]': expected int or float, got bool$"):
        m.sum(True, 2)
    assert same(m.totals({"a": 1, (2,): 2}), 3) and same(m.totals({"a": 1.5}), 1.5)
    assert m.largest(x for x in (2, 1)) == 2 and m.largest({1.5}) == 1.5


def test_buffers_choose_too():
    assert same(m.largest(array.array("d", [1, 2])), 2.0)
    assert same(m.largest(array.array("i", [1, 2])), 2)
    assert same(m.largest(array.array("q", [1, 2])), 2)
    numpy = pytest.importorskip("numpy")
    assert m.largest(numpy.array([1.5, 2.5])) == 2.5
    assert m.largest(numpy.array([1, 2], dtype="int32")) == 2
    assert m.largest([numpy.float64(1.5), numpy.int64(3)]) == 3.0


def test_iterators_are_not_lost():
    assert m.sorted(iter([2, 1])) == [1, 2]
    assert m.sorted(x for x in "ba") == ["a", "b"]
    assert m.sorted({2.5}) == [2.5]
    assert m.sorted(iter([])) == []


@pytest.mark.parametrize(
    ("items", "error", "message"),
    [
        ([1, "a"], TypeError, r"largest\(\) argument 'items\[1\]': expected int, got str"),
        ([object()], TypeError, r"largest\(\) argument 'items\[0\]': expected int or float or str, got object"),
        (5, TypeError, r"argument 'items': expected list\[int\] or list\[float\] or list\[str\], got int"),
        ([2**70], OverflowError, "does not fit in int64"),
        ([True], TypeError, r"'items\[0\]': expected int or float or str, got bool"),
    ],
)
def test_arguments_that_nothing_takes(items, error, message):
    with pytest.raises(error, match=message):
        m.largest(items)


def test_results_of_callables_choose_at_last():
    assert same(m.sum_by([1, 2], lambda x: x * 2), 6)
    assert same(m.sum_by([1, 2], lambda x: x / 2), 1.5)
    assert m.sum_by([2**60, 1], lambda x: x) == 2**60 + 1
    assert m.sort_by(["bb", "a"], len) == ["a", "bb"]
    assert m.sort_by([3, 1, 2], str) == [1, 2, 3]
    assert m.sort_by([3, 1, 2], lambda x: -x / 2) == [3, 2, 1]
    with pytest.raises(TypeError, match="expected str, got list"):
        m.sort_by([1, 2], lambda x: [x])

    def fails(x):
        raise TypeError("my own")

    with pytest.raises(TypeError, match="my own"):
        m.sum_by([1], fails)


def test_what_go_writes_arrives():
    for items in ([3, 1, 2], [2.5, 1.5], ["b", "a"], array.array("d", [2, 1])):
        expected = sorted(items)
        m.sort(items)
        assert list(items) == expected
    things = [Thing(), Thing()]
    back = things[::-1]
    m.reverse(things)
    assert things == back
    numbers = [1.5, 2]
    m.scale(numbers, 2)
    assert numbers == [3.0, 4.0]
    with pytest.raises(TypeError, match="tuple"):
        m.sort((2, 1))


def test_a_type_over_ordered_values_has_a_class_for_each():
    h = m.new_heap(3, 1, 2)
    assert type(h) is m.Heap[int] is m.HeapInt and h.pop() == 1
    f = m.Heap[float](2.5, 1)
    assert type(f) is m.HeapFloat and f.pop() == 1.0
    assert m.Heap[str] is m.Heap
    s = m.Heap[str]("b", "a")
    s.push("0")
    assert s.pop() == "0"
    assert m.merge(s, m.new_heap("c")).pop() == "a"
    with pytest.raises(TypeError, match="do not go together|expected"):
        m.merge(s, h)
    assert type(m.Heap(3, 1)) is m.HeapInt and m.Heap("b").pop() == "b" and type(m.HeapFloat(1)) is m.HeapFloat


def test_constraints_with_methods():
    class Cat:
        def name(self):
            return "cat"

    assert m.name_of(m.Dog("dog")) == "dog"
    assert m.name_of(Cat()) == "cat"


def test_the_async_api_chooses_too():
    async def main():
        assert same(await m.aio.largest([1.5]), 1.5)
        assert same(await m.aio.sum(1, 2.5), 3.5)
        assert await m.aio.largest(items=["b", "a"]) == "b"

    asyncio.run(main())


# ---- //py:instantiate ----


def test_further_instances_of_a_function():
    assert m.compact(["", "a"]) == ["a"]
    assert m.compact([0, 1]) == [1]
    assert m.compact([0, "", None, 1]) == [0, "", 1]


def test_further_instances_of_a_type():
    dogs = m.TableDog(m.Dog("a"))
    assert [d.called for d in dogs.rows()] == ["a"]
    assert dogs.shape() == "genericscase.Dog"
    assert m.Table(1, "a").rows() == [1, "a"]
    assert m.TableDictStrFloat({"a": 1.5}).rows() == [{"a": 1.5}]
    assert m.Counts(1).keys() == []
    with pytest.raises(m.GoError, match="no room"):
        m.Counts(0)


# ---- docs/generics.md ----


def test_what_the_document_shows_is_so():
    failed, tried = doctest.testfile(str(DOCS), module_relative=False, globs={"generics": m}, optionflags=doctest.IGNORE_EXCEPTION_DETAIL)
    assert not failed and tried >= 15


def test_what_the_document_quotes_is_there():
    source = (pathlib.Path(__file__).parent / "genericscase.go").read_text()
    squeezed = [" ".join(line.split()) for line in source.splitlines()]
    quoted = [" ".join(line.split()) for block in re.findall(r"```go\n(.*?)```", DOCS.read_text(), re.DOTALL) for line in block.splitlines() if line.strip()]
    assert quoted and [line for line in quoted if line not in squeezed] == []


# ---- dicts that Go writes ----


def test_what_go_writes_to_a_dict_arrives():
    thing = Thing()
    d = {"a": 1, thing: 2, (3,): thing}
    m.retain(d, lambda k, v: v is thing or k is thing)
    assert d == {thing: 2, (3,): thing}
    m.copy(d, {"x": thing, thing: 5})
    assert d == {thing: 5, (3,): thing, "x": thing}
    counts = {"a": 1}
    assert m.count(counts, "a", "b", "b") == 2
    assert counts == {"a": 2, "b": 2}
    lists = {"a": [1]}
    with pytest.raises(m.PanicError, match="cleared"):
        m.clear(lists)
    assert lists == {}
    with pytest.raises(TypeError, match=r"count\(\) argument 'counts': expected a dict, got mappingproxy: the function has written it"):
        m.count(types.MappingProxyType({}), "a")
    source = {"b": 1}
    m.copy({}, source)
    assert source == {"b": 1}


def test_what_go_writes_to_a_dict_arrives_from_a_job():
    async def main():
        counts = {}
        await m.aio.count(counts, "a", "a")
        return counts

    assert asyncio.run(main()) == {"a": 2}


# ---- what Go sees of objects ----


def test_go_prints_and_encodes_objects():
    assert m.show([1, "a"]) == "[1, 'a']"
    assert m.show_key("a") == "a 'a'"
    assert m.encode([{"a": [None, 1.5]}, "b"]) == '[{"a":[null,1.5]},"b"]'
    assert m.decode('[{"a": [null, 1.5]}]', None) == [{"a": [None, 1.5]}]
    with pytest.raises((TypeError, m.GoError), match="not JSON serializable"):
        m.encode([Thing()])


def test_structs_with_objects_are_compared_by_them():
    assert m.Pair(10**9, "ab") == m.Pair(int("1" + "0" * 9), "".join("ab"))
    assert m.Pair(1, [2]) == m.Pair(1.0, [2])
    assert m.Pair(1, 2) != m.Pair(1, 3)

    class Odd:
        def __eq__(self, other):
            raise LookupError("no")

        __hash__ = None

    with pytest.raises(LookupError):
        m.Pair(Odd(), 1) == m.Pair(Odd(), 1)  # noqa: B015


def test_keys_are_encoded():
    assert m.encode_map({1: [2]}, 1, "a") == '{"keys":[1,"a"],"map":{"1":[2]}}'


def test_many_threads_look_up_keys():
    class Key:
        def __init__(self, n):
            self.n = n

        def __hash__(self):
            return self.n % 7

        def __eq__(self, other):
            return isinstance(other, Key) and self.n == other.n

    cache = m.Cache(50)
    end = time.monotonic() + float(os.environ.get("GOPHERSNAKE_STRESS_SECONDS", 1))
    failed = []

    def work(seed):
        r = random.Random(seed)
        while time.monotonic() < end and not failed:
            items = [Key(r.randrange(60)) if r.random() < 0.5 else (r.randrange(9), str(r.randrange(9))) for _ in range(40)]
            if len(m.unique(items)) != len(set(items)):
                failed.append(items)
            if r.random() < 0.1:
                m.__gophersnake__.collect()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert not failed
    for n in range(200):
        cache.add(Key(n % 60), n)
    assert len(cache.keys()) == 50


def test_types_of_the_package_satisfy_constraints():
    assert m.least(m.Version(2), m.Version(1)) == m.Version(1)
    a, b = m.Stamp(2), m.Stamp(1)
    assert m.least(a, b).at == 1.0
    assert type(m.parsed("1.5")) is m.Stamp and m.parsed("1.5").at == 1.5
    with pytest.raises(TypeError):
        m.least(1, 2)
    with pytest.raises(TypeError):
        m.least(a, m.Version(1))
    assert m.Twins is m.Pair


def test_async_callables_of_generic_functions_are_awaited():
    thing = Thing()

    async def f(x, i):
        await asyncio.sleep(0)
        return thing

    async def key(x):
        await asyncio.sleep(0)
        return x % 2

    async def main():
        assert await m.aio.map([1, 2], f) == [thing, thing]
        assert await m.aio.group_by([1, 2, 3], key) == {1: [1, 3], 0: [2]}
        assert await m.aio.later(lambda: thing) is thing

    asyncio.run(main())


def test_where_no_argument_tells_the_class_of_the_plain_name_is_meant():
    for ring in (m.new_ring(2), m.Ring(2), m.Ring[str](2)):
        assert type(ring) is m.Ring and ring.push("b") == "b" and ring.push("a") == "a"
    assert m.Ring[int](2).push(2**40) == 2**40
    assert m.RingInt32(2).push(3) == 3
    with pytest.raises(OverflowError):
        m.RingInt32(2).push(2**40)


def test_a_generic_type_that_is_not_exported():
    thing = object()
    assert m.choose(2, "many").when(1, "one").when(2, "two").end() == "two"
    assert m.choose("x", thing).when("y", 1).end() is thing and m.choose(None, 0).when(None, thing).end() is thing
    assert m.choose((1, 2), 0).when_f((1, 2), lambda: [thing]).end() == [thing]
    with pytest.raises(ZeroDivisionError):
        m.choose(1, 0).when_f(1, lambda: 1 / 0)
    with pytest.raises(TypeError, match="unhashable"):
        m.choose([], 0)


def test_what_users_write():
    uses = runpy.run_path(str(pathlib.Path(__file__).parent / "uses_generics.py"))
    assert uses["use"]() == ["5B", 5.0, "0: 5", "1: 6", 2, 3, "EVEN3", "ODD2"]


def test_interfaces_that_compare_their_values():
    bag, same, other = m.new_bag(1, "a"), m.new_bag("a", 1.0), m.new_bag(2)
    assert bag == same and not bag != same and bag == bag and bag != other and bag != 1 and bag is not None
    other.add(3)
    assert other == m.new_bag(3, 2) and m.new_bag() == m.new_bag()
    with pytest.raises(TypeError, match=r"unhashable type: a genericscase.bag\[object\] is compared by a method"):
        hash(bag)
    assert repr(bag) == "<Bag genericscase.bag[object]>" and str(bag) == "genericscase.bag[object]"


def test_type_parameters_called_as_what_stubs_have():
    thing = object()
    assert m.called(lambda p: (p, thing), 1) == (1, thing)
    assert m.two("p", thing) == ("p", thing)

    async def later(value):
        await asyncio.sleep(0)
        return value

    async def call():
        return await m.aio.called(later, 2)

    assert asyncio.run(call()) == 2


def test_a_function_that_can_be_left_out():
    assert same(m.spread([1, 3, 4]), 2)
    assert same(m.spread([1, 3, 4], lambda a, b: a * b), 12)
    assert same(m.spread([1.5, 2.0], None), 0.5)


@pytest.mark.parametrize("make", [m.new_group, m.new_club])
def test_what_is_over_objects_is_taken_where_go_orders(make):
    assert m.ranked(make(3, 1, 2)) == [1, 2, 3]
    assert m.ranked(make("b", "a")) == ["a", "b"]
    assert m.ranked(make(2.5, 1)) == [1, 2.5]
    assert m.ranked(make()) == []
    group = make(1)
    m.join_all(group, [5, 2])
    assert group.members() == [1, 5, 2] and m.ranked(group) == [1, 2, 5]
    for mixed in (make(2, "a"), make(object())):
        with pytest.raises(TypeError, match=r"members\(\) result\[\d\]: expected str, got (int|object)"):
            m.ranked(mixed)
    with pytest.raises(TypeError, match="expected GroupInt"):
        m.ranked(m.Club)


def test_a_struct_over_objects_says_how_one_over_numbers_is_made():
    assert m.eldest(m.Club[int](3, 1)) == 1 and m.eldest(m.Club[str]("b", "a")) == "a"
    with pytest.raises(TypeError, match=r"got Club of any objects; Club\[int\]\(\.\.\.\), say, makes one of these"):
        m.eldest(m.Club(3, 1))


def test_the_constructor_of_an_alias():
    tagged = m.Tagged("cup", label="x")
    assert (tagged.id, tagged.thing, tagged.label) == (7, "cup", "x") and m.Labelled[str] is m.Tagged
    assert m.Tagged.zero().id == 0
