"""Parameters that are iterators."""

import datetime

import pytest
import streamcase as c

UTC = datetime.timezone.utc
ITEMS = {
    c.take_bools: [True, False],
    c.take_ints: [0, -5, 2**62],
    c.take_floats: [0.5, 3],
    c.take_texts: ["", "a", "\udcff", "x" * 5000],
    c.take_raw: [b"", b"\0\xff", b"y" * 5000],
    c.take_lists: [[], ["a", "bb"]],
    c.take_maps: [{}, {"a": [1]}],
    c.take_optionals: [None, 1],
    c.take_points: [c.Point(1, 2), c.Point()],
    c.take_point_ptrs: [c.Point(1, 2), None],
    c.take_keys: ["a", c.Key("b")],
    c.take_times: [datetime.datetime(2024, 2, 29, tzinfo=UTC)],
    c.take_functions: [abs, len],
}


@pytest.mark.parametrize("function", ITEMS, ids=lambda f: f.__name__)
def test_items_of_every_family(function):
    items = ITEMS[function]
    for iterable in (items, tuple(items), iter(items), (x for x in items), list(items) * 10):
        expected = items * 10 if iterable == items * 10 else items
        assert function(iterable) == expected
    assert function([]) == []


def test_pairs():
    assert c.take_pairs({"a": 1, "b": 2}.items()) == ["a 1", "b 2"]
    with pytest.raises(TypeError, match=r"'items\[1\]': expected a tuple of 2, got int"):
        c.take_pairs([("a", 1), 2])
    with pytest.raises(TypeError, match=r"'items\[0\]': expected a tuple of 2, got a tuple of 3"):
        c.take_pairs([("a", 1, 2)])
    with pytest.raises(TypeError, match=r"'items\[0\]\[1\]': expected int, got str") as e:
        c.take_pairs([("a", "b")])
    assert e.value.__notes__ == ["take_pairs() argument 's[0]': raised while reading tuple as a tuple of 2"]


def test_any_iterable():
    class Old:
        def __getitem__(self, i):
            if i == 3:
                raise IndexError
            return i

    assert c.sum(range(1000)) == sum(range(1000)) and c.sum({1, 2}) == 3 and c.sum(Old()) == 3
    assert c.sum(c.count(10)) == 45
    assert c.twice([1, 2]) == [1, 2, 1, 2] and c.twice(iter([1, 2])) == [1, 2]
    assert c.elsewhere(range(100)) == 4950
    assert c.flattened([[1], (2, 3), range(2)]) == [1, 2, 3, 0, 1]
    assert c.called(lambda s: (2 * x for x in s), 5) == [0, 2, 4, 6, 8]


@pytest.mark.parametrize("wrong", [None, 3, "text", b"bytes", bytearray(), {1: 2}, object()])
def test_what_is_none(wrong):
    with pytest.raises(TypeError, match=r"sum\(\) argument 's': expected an iterable of int, got"):
        c.sum(wrong)


def test_items_of_a_wrong_type():
    with pytest.raises(TypeError, match=r"'items\[2\]': expected int, got str"):
        c.sum([1, 2, "a"])
    with pytest.raises(OverflowError, match=r"'items\[1\]': 256 does not fit in uint8"):
        c.take_uint8s([1, 256])


def test_it_is_lazy():
    asked = []

    def numbers():
        for i in range(100):
            asked.append(i)
            yield i

    source = numbers()
    assert c.first(source, 3) == [0, 1, 2] and asked == [0, 1, 2, 3]
    assert next(source) == 4
    stream = c.doubled(numbers())
    assert asked[-1] == 4
    assert next(stream) == 0 and asked[-1] == 0
    stream.close()
    source.close()


def test_exceptions_are_themselves():
    error = KeyError("x")

    def numbers():
        yield 1
        raise error

    for take in (c.sum, c.take_ints, lambda s: list(c.doubled(s)), c.judged):
        with pytest.raises(KeyError) as raised:
            take(numbers())
        assert raised.value is error
    error.__traceback__ = None
    with pytest.raises(ZeroDivisionError):
        c.sum(1 // i for i in [1, 0])
    assert c.judged(range(5)) == 10


def test_fields_and_variables():
    source = c.Source("s", range(4))
    assert source.all() == list(source.items) == list(source.items) == [0, 1, 2, 3]
    source.items = [5]
    assert source.all() == [5]
    assert list(c.default) == [0, 1, 2]
    c.default = (7, 8)
    assert list(c.default) == [7, 8]
    c.reset()
