"""What the index of a declared type over a slice, an array or a map gives stands for what Go has."""

import copy
import json
import pickle

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
