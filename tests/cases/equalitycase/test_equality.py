import asyncio
import random

import equalitycase as e
import equalitycase.aio
import pytest


def test_what_go_compares_is_compared_so():
    assert e.make_tag("en") == e.make_tag("en") and e.make_tag("en") != e.make_tag("de")
    assert e.make_long_tag("en", "GB") == e.make_long_tag("en", "GB") != e.make_tag("en")
    table = {e.make_tag("en"): 1, e.make_long_tag("en", "GB"): 2, e.make_name("a"): 3}
    assert table[e.make_tag("en")] == 1 and table[e.make_long_tag("en", "GB")] == 2 and table[e.make_name("a")] == 3
    assert e.make_name("a") == e.make_name("a") != e.make_name("b")
    assert len({e.make_tag("en") for _ in range(100)}) == 1
    assert e.make_tag("en").aio == e.make_tag("en") and hash(e.make_tag("en").aio) == hash(e.make_tag("en"))


def test_what_go_cannot_compare_is_compared_part_by_part():
    assert e.make_odd_tag("en") == e.make_odd_tag("en") and e.make_odd_tag("en") != e.make_odd_tag("de")
    assert e.make_odd_tag("en") in [e.make_tag("en"), e.make_odd_tag("en")]
    with pytest.raises(TypeError, match="unhashable value of 'Tag': runtime error: hash of unhashable type"):
        hash(e.make_odd_tag("en"))
    assert e.make_odd_tag("en") != e.make_tag("en")


def test_what_changes_is_equal_to_itself_only():
    c = e.new_counter()
    table = {c: 1}
    c.add()
    assert c == c and table[c] == 1 and c != e.new_counter()
    a, b = e.shared()
    assert a == b and {a: 1}[b] == 1 and a != e.Guarded()


def test_cmp_is_equality_and_order():
    a, b, c = e.make_number(1, 2), e.make_number(1, 2), e.make_number(1, 3)
    assert a == b and a != c and a < c and c > a and a <= b and a >= b and not a < b and not a > b
    assert [n.cmp(a) for n in sorted([c, b, a])] == [0, 0, 1]
    with pytest.raises(TypeError, match="unhashable type: 'equalitycase.Number'"):
        hash(a)


def test_an_order_leaves_the_equality_of_values():
    a, b, c = e.Release(1, 2, "x"), e.Release(1, 2, "y"), e.Release(1, 3, "x")
    assert a != b and a <= b and a >= b and not a < b and not a > b
    assert a < c < e.Release(2) and max(b, c) is c
    r = [e.make_rank(n) for n in range(20)]
    mixed = r[:]
    random.Random(1).shuffle(mixed)
    assert sorted(mixed) == r and sorted(mixed, reverse=True) == r[::-1]
    assert r[3] == e.make_rank(3) and {r[3]: 1}[e.make_rank(3)] == 1


def test_less_is_what_total_ordering_makes_of_it():
    a, b, c = e.Price(1, ["a"]), e.Price(1), e.Price(2)
    assert a == b and a != c and a < c and c > a and a <= b and b >= a and c >= a and not c <= a
    one, two, both = e.Set(1), e.Set(2), e.Set(3)
    assert one < both and one <= both and both > one and both >= two and one <= e.Set(1)
    assert not one < two and not one > two and not one <= two and not one >= two and one != two
    m, n = e.new_node(1), e.new_node(1)
    assert m != n and not m <= n and m <= m and m < e.new_node(2) and {m: 1}[m] == 1
    assert [x.cents for x in sorted([c, a, e.Price(0)])] == [0, 1, 2]


@pytest.mark.parametrize("make", [e.Release, e.Price, e.Set, lambda: e.make_number(1), lambda: e.make_rank(1)])
def test_other_types_are_asked(make):
    class Other:
        def __eq__(self, other):
            return "eq"

        def __lt__(self, other):
            return "lt"

        def __gt__(self, other):
            return "gt"

    a = make()
    for op in ("__lt__", "__le__", "__gt__", "__ge__", "__eq__", "__ne__"):
        for other in (1, None, "1", {}, object()):
            assert getattr(a, op)(other) is NotImplemented
    assert (a < Other(), a > Other(), a == Other()) == ("gt", "lt", "eq")
    assert a != 1 and a != None  # noqa: E711
    with pytest.raises(TypeError, match=f"'<' not supported between instances of '.*{type(a).__name__}' and 'int'"):
        a < 1


def test_panics_and_subclasses():
    a, b = e.make_broken(1), e.make_broken(2)
    with pytest.raises(e.PanicError, match="no equality"):
        a == b
    with pytest.raises(e.PanicError, match="index out of range"):
        sorted([a, b])

    class Own(e.Release):
        pass

    class Turned(e.Release):
        def __lt__(self, other):
            return NotImplemented

        def __gt__(self, other):
            return "mine"

    assert Own(1) < e.Release(2) and e.Release(1) < Own(2) and Own(1) == e.Release(1) and Own(1) <= Own(1)
    assert (e.Release(1) < Turned(0)) == "mine"


def test_boxes():
    a, b = e.Path(["z"]), e.Path(["a", "b"])
    assert a < b and b > a and a == e.Path(["Z"]) and a != b
    assert a == ["z"] and a != ["Z"] and a > ["a", "b"]  # a plain value is compared as one
    with pytest.raises(TypeError, match="unhashable"):
        hash(a)


def test_methods_that_take_an_interface():
    a, b = e.new_bag("x", "y", "y"), e.new_bag("y", "x", "y")
    assert a == b and a == a and a != e.new_bag("x", "y") and a != "x"
    assert e.make_square(2) == e.make_square(-2) != e.make_square(3)
    for x in (a, e.make_square(2)):
        with pytest.raises(TypeError, match="unhashable"):
            hash(x)


def test_numbers_are_numbers():
    assert e.Level(1) < e.Level(2) and e.Level(1) == 1 and e.Level(1).compare(e.Level(2)) == 1


def test_methods_that_compare_something_else():
    assert e.Others(1) == e.Others(1) != e.Others(2)
    with pytest.raises(TypeError, match="'<' not supported"):
        e.Others(1) < e.Others(2)


def test_the_async_api_is_compared_at_once():
    async def main():
        a = equalitycase.aio.Release(1)
        assert a < e.Release(2) and e.Release(0) < a and a == e.Release(1) and a <= equalitycase.aio.Release(1)
        assert await a.compare(e.Release(1)) == 0

    asyncio.run(main())


def test_an_order_that_fails():
    a, b, other = e.new_amount("EUR", 1), e.new_amount("EUR", 2), e.new_amount("USD", 1)
    assert a < b and b >= a and not a > b and sorted([b, a])[0] == a and max(a, b) == b
    assert a != other and hash(a) == hash(e.new_amount("EUR", 1))
    for compare in (lambda: a < other, lambda: a >= other, lambda: sorted([a, other, b])):
        with pytest.raises(e.ErrCurrency, match="EUR and USD: two currencies|USD and EUR: two currencies"):
            compare()
