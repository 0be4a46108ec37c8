"""Methods that call a function with each item make an instance iterable."""

import collections.abc
import itertools

import protocolcase as m
import pytest


def test_what_a_for_statement_of_go_ranges_over():
    q = m.Line("a", "b", "c")
    assert list(q) == ["a", "b", "c"] == list(q) and isinstance(q, collections.abc.Iterable)
    seen = []
    q.range(lambda v: seen.append(v) or len(seen) < 2)
    assert seen == ["a", "b"] and q.left == 1
    with iter(q) as items:
        assert next(items) == "a" and q.left == 1
    assert q.left == 2
    assert "b" in q and "z" not in q


def test_functions_with_a_name_and_lengths():
    places = m.Map("x", "y")
    assert [p.name for p in places] == ["x", "y"] and len(places) == 2 and not m.Map()
    for p in places:  # what Go has, and no copies
        p.name += "!"
    assert [p.name for p in places] == ["x!", "y!"]


def test_a_lock_is_not_held_while_somebody_iterates():
    numbers = m.Locked()
    for i in range(1000):
        numbers.add(i)
    for i, n in zip(range(500), numbers):
        assert n == i
        numbers.add(n)
    assert len(list(numbers)) == 1500 and list(itertools.islice(numbers, 3)) == [0, 1, 2]


def test_mappings():
    ages = m.Ages()
    ages["Ann"], ages["Bob"] = 30, 40
    assert dict(ages) == {"Ann": 30, "Bob": 40} and sorted(ages) == ["Ann", "Bob"] and sorted(ages.values()) == [30, 40]
    del ages["Ann"]
    assert list(ages.items()) == [("Bob", 40)] and "Ann" not in ages


def test_what_is_found_by_itself():
    words = m.Sorted()
    for word in "cab":
        words.put(word)
    assert list(words) == ["a", "b", "c"] == list(words.keys()) and words["b"] == "b" and len(words) == 3 and "z" not in words


def test_pairs_values_and_generics():
    assert list(m.Steps(2)) == [(0, "step 0"), (1, "step 1")]
    assert list(m.Numbered(["a", "b"])) == ["a", "b"]  # a list already
    thing = object()
    assert list(m.Bunch(thing, 1)) == [thing, 1]


def test_a_panic_comes_after_the_items_before_it():
    items = iter(m.Failing())
    assert next(items) == 1
    with pytest.raises(m.PanicError, match="no more"):
        next(items)


def test_what_goes_over_nothing():
    with pytest.raises(TypeError, match="not iterable"):
        iter(m.Once())


def test_further_names_of_steps():
    assert list(m.Tokens()) == ["t1", "t2", "t3"] and list(m.Sets()) == [1, 2] and [p.name for p in m.Moves()] == ["1", "2"]
