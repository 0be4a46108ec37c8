"""Keys of maps that Go compares by identity."""

import pytest
import shapescase as m


def test_pointers_are_keys_by_address():
    graph = m.graph("a", "a", "a")
    assert len(graph) == 3 and sorted(len(v) for v in graph.values()) == [0, 1, 1]
    for node, before in graph.items():
        assert m.degree(graph, node) == len(before) == len(graph[node])
        assert all(b in graph for b in before)
    a, b = m.Node("x"), m.Node("x")
    mine = {a: [b], b: []}
    assert len(mine) == 2 and m.degree(mine, a) == 1 and m.degree(mine, b) == 0
    assert m.marked({a}, a) and not m.marked({a}, b)
    a.edges = {b: 5}
    assert a.edges[b] == 5 and list(a.edges)[0] in {b}
    a.edges[a] = 6
    assert len(a.edges) == 2 and a.edges[a] == 6


def test_errors_are_keys():
    failures = m.failures()
    assert sorted(failures.values()) == [1, 2] and m.lost(failures) == 3
    assert {str(e) for e in failures} == {"lost", "again: lost"}
    for e, n in failures.items():
        assert m.count_of(failures, e) == n
    own = ValueError("own")
    assert m.count_of({own: 4}, own) in (0, 4)


def test_interfaces_are_keys():
    badges = m.by_badge(3)
    assert sorted(badges.values()) == [0, 1, 2] and m.names(dict.fromkeys(badges, "b")) == 3
    assert m.names({m.Cell(1, 2): "cell"}) == 1


def test_any_is_a_key():
    things = m.things()
    assert things[1] == "int" and things["a"] == "text" and [k.name for k in things if isinstance(k, m.Node)] == ["n"]


def test_channels_are_keys():
    room = m.new_room()
    assert m.rooms(room)[room] == "room"


def test_two_keys_that_are_alike():
    assert list(m.by_cell(1).values()) == [0]
    with pytest.raises(ValueError, match="two keys of the map are pointers to values that are equal"):
        m.by_cell(2)
