"""What the index of a declared type over a slice, an array or a map gives stands for what Go has."""

import bisect
import collections.abc as abc
import copy
import json
import pickle
import random

import livecase as c
import pytest


def test_lists_in_a_slice():
    for board in (c.Board([[1], [2, 3]]), c.new_desk().board):
        board[0].append(10)
        assert board[0] == [1, 10] and board.sum() == 16
        board[-1][0] = 5
        for row in board:
            row.append(1)
        assert [list(row) for row in board] == [[1, 10, 1], [5, 3, 1]] and board.sum() == 21
        row = board[1]
        row.sort()
        assert board[1] == row == [1, 3, 5] and isinstance(row, list) and json.dumps(row) == "[1, 3, 5]"
        assert type(copy.copy(row)) is list and type(pickle.loads(pickle.dumps(row))) is list
        with pytest.raises(IndexError):
            board[2]
        with pytest.raises(TypeError, match="expected int, got str"):
            board[0].append("x")
        assert board.sum() == 21


def test_structs_in_a_slice():
    roster = c.Roster([c.Row(name="a")])
    roster[0].name = "b"
    assert roster.first() == "b" and roster[0].name == "b"
    desk = c.new_desk()
    desk.roster[0].name = "z"
    assert desk.roster.first() == "z"


def test_lists_in_a_map():
    for ledger in (c.Ledger({"k": ["x"]}), c.new_desk().ledger):
        ledger["k"].append("y")
        ledger["k"].append("z")
        for values in ledger.values():
            values.append("v")
        for _, values in ledger.items():
            values.append("i")
        ledger.get("k").append("g")
        assert ledger.count("k") == 6 and ledger["k"] == ["x", "y", "z", "v", "i", "g"]


def test_structs_in_a_map_are_copies_that_refuse():
    register = c.Register({"k": c.Row(name="n")})
    with pytest.raises(AttributeError, match="copy"):
        register["k"].name = "lost"
    assert register.name("k") == "n"


def test_lists_in_an_array():
    pair = c.new_desk().pair
    pair[0].append("q")
    pair[1].append("r")
    assert pair.both() == [2, 1]


def test_the_box_lives_as_long_as_what_it_gave():
    row = c.Board([[1]])[0]
    row.append(2)
    assert row == [1, 2]


def test_a_slice_is_changed_as_a_list_is():
    desk = c.new_desk()
    for roster in (c.Roster([c.Row(name="a")]), desk.roster):
        assert isinstance(roster, abc.MutableSequence)
        roster.append(c.Row(name="b"))
        roster.extend(c.Row(name=n) for n in "cd")
        roster += [{"name": "e"}]
        roster.insert(0, c.Row(name="z"))
        assert roster.first() == "z" and [r.name for r in roster] == list("zabcde")
        assert roster.pop().name == "e" and roster.pop(0).name == "z" and roster.first() == "a"
        roster[0] = c.Row(name="q")
        del roster[1]
        roster.remove(roster[1])
        roster.sort(key=lambda r: r.name)
        assert [r.name for r in roster] == ["d", "q"] and roster.first() == "d"
        roster.reverse()
        roster[1:] = [c.Row(name="x")]
        assert roster.first() == "q" and [r.name for r in roster] == ["q", "x"]
        with pytest.raises(TypeError, match="expected Row, got int"):
            roster.append(3)
        with pytest.raises(TypeError, match="exactly one argument"):
            roster.append()
        with pytest.raises(IndexError):
            roster[2] = c.Row()
        roster.clear()
        assert len(roster) == 0
        assert type(roster + [c.Row()]) is list and len(roster) == 0
        with pytest.raises(TypeError, match="can only concatenate a list"):
            roster + (1,)
    desk.roster += [c.Row(name="n")]
    assert desk.roster.first() == "n"


def test_c_functions_write_to_it():
    yard = c.new_yard()
    yard.queue.extend([5, 3])
    random.shuffle(yard.queue)
    yard.queue.sort()
    bisect.insort(yard.queue, 4)
    assert list(yard.queue) == [1, 3, 4, 5] and yard.queue.sum() == 13
    assert copy.copy(yard.queue) == yard.queue == pickle.loads(pickle.dumps(yard.queue)) == [1, 3, 4, 5]
    other = copy.copy(yard.queue)
    other.append(7)
    assert yard.queue.sum() == 13 and other.sum() == 20


def test_methods_of_go_stay():
    queue = c.Queue([1, 2])
    assert isinstance(queue, abc.Sequence) and not isinstance(queue, abc.MutableSequence)
    queue.append(3)
    assert queue.pop() == 1 and list(queue) == [2, 3]
    with pytest.raises(TypeError):
        queue.pop(0)


def test_a_map_is_changed_as_a_dict_is():
    desk = c.new_desk()
    for ledger in (c.Ledger({"k": ["x"]}), desk.ledger):
        assert isinstance(ledger, abc.MutableMapping)
        ledger["a"] = ["1", "2"]
        ledger.update({"b": ["3"]}, c=[])
        ledger |= {"d": ["4"]}
        assert ledger.count("a") == 2 and ledger.count("d") == 1 and set(ledger) == set("kabcd")
        ledger.setdefault("e", []).append("5")
        assert ledger.setdefault("k") == ["x"] and ledger.count("e") == 1
        assert ledger.pop("a") == ["1", "2"] and ledger.pop("a", None) is None
        del ledger["b"]
        with pytest.raises(KeyError):
            del ledger["b"]
        with pytest.raises(TypeError, match="expected str, got int"):
            ledger[1] = []
        assert ledger.popitem()[0] not in ledger
        assert type(ledger | {"q": []}) is dict and type({"q": []} | ledger) is dict
        ledger.clear()
        assert len(ledger) == 0
    desk.ledger["new"] = ["n"]
    desk.register["r"] = c.Row(name="w")
    assert desk.ledger.count("new") == 1 and desk.register.name("r") == "w"


def test_a_set_is_changed_as_a_set_is():
    yard = c.new_yard()
    for bag in (c.Bag({"x"}), yard.bag):
        assert isinstance(bag, abc.MutableSet)
        bag.add("a")
        bag.update(["b"], {"c"})
        bag |= {"d"}
        bag.discard("x")
        bag.discard("nothing")
        assert bag.has("a") and bag.has("d") and not bag.has("x") and bag == {"a", "b", "c", "d"}
        assert bag | {"z"} == {"z"} | bag == {"a", "b", "c", "d", "z"} and bag & {"a"} == {"a"} and bag - bag == set() == bag ^ bag
        assert bag >= {"a"} and {"a"} <= bag and bag.isdisjoint({"q"})
        bag -= {"a"}
        bag &= c.Bag({"b", "c"})
        bag ^= {"c", "e"}
        assert bag == {"b", "e"}
        bag.remove("b")
        with pytest.raises(KeyError):
            bag.remove("b")
        assert bag.pop() == "e" and len(bag) == 0
        with pytest.raises(TypeError):
            bag | [1]
    yard.bag.add("n")
    assert yard.bag.has("n")


def test_an_array_keeps_its_length():
    pair = c.new_desk().pair
    pair[1] = ["r", "s"]
    assert pair.both() == [1, 2]
    pair.reverse()
    assert pair.both() == [2, 1] and not hasattr(pair, "append")
    with pytest.raises(ValueError, match="an array of Go has 2 items"):
        del pair[0]


def test_boxes_in_containers():
    yard = c.new_yard()
    yard.queues[1].append(2)
    yard.pointer.append(3)
    yard.stack.append(4)
    assert [list(q) for q in yard.queues] == [[1], [2]] and list(yard.pointer) == [3] and yard.stack.depth() == 1
    with pytest.raises(AttributeError, match="put a changed copy there"):
        yard.by_name["k"].append(2)
    with pytest.raises(AttributeError, match="put a changed copy there"):
        yard.by_name["k"][0] = 2
    assert yard.queue_named("k") == [1]
    yard.bags["k"].add("x")
    yard.bags["nil"] = c.Bag(None)
    assert yard.bags["k"].has("x")
    with pytest.raises(AttributeError, match="put a changed copy there"):
        yard.bags["nil"].add("x")
    queue = copy.copy(yard.by_name["k"])
    queue.append(2)
    yard.by_name["k"] = queue
    assert yard.queue_named("k") == [1, 2]


def test_what_is_hashed_by_its_value_refuses():
    dot = c.Dot([1, 2])
    assert {dot: 1}[c.Dot([1, 2])] == 1
    for change in (lambda: dot.__setitem__(0, 3), lambda: dot.__delitem__(0)):
        with pytest.raises(TypeError, match="does not support item .*: change a copy of its items, and assign that"):
            change()
