"""Hash, order and truth of instances, and what pytest shows of two that differ."""

import os
import pathlib
import pickle
import subprocess
import sys
import textwrap

import pytest
import valuescase as v
from cases import ROOT

IMPORTABLE = pathlib.Path(v.__file__).parent.parent


def test_keys_of_maps():
    board = v.board()
    assert board[v.Cell(x=1, y=2)] == "a" and v.at(board, v.Cell(x=3, y=4)) == "b"
    assert v.at({v.Cell(x=1, y=1): "q"}, v.Cell(x=1, y=1)) == "q"
    assert pickle.loads(pickle.dumps(board)) == board
    key = next(iter(board))
    with pytest.raises(AttributeError, match="copy of a map's value"):
        key.x = 7


def test_hashable():
    a, b = v.Pos(x=1, y=2), v.Pos(x=1, y=2)
    assert hash(a) == hash(b) and {a: 1}[b] == 1 and len({a, b, v.Pos(x=2)}) == 2
    b.x = 5
    assert a != b and b not in {a}


def test_frozen():
    a, b = v.Spot(x=1, name="n", cell=v.Frozen(n=2)), v.Spot(x=1, name="n", cell=v.Frozen(n=2))
    assert a == b and hash(a) == hash(b) and {a: 1}[b] == 1 and {a.cell: 1}[v.Frozen(n=2)] == 1
    for name in ("x", "name", "cell"):
        with pytest.raises(AttributeError, match=f"attribute '{name}' of .*Spot.* is not writable"):
            setattr(a, name, getattr(b, name))
        with pytest.raises(AttributeError):
            delattr(a, name)
    with pytest.raises(AttributeError):
        a.cell.n = 3
    with pytest.raises(AttributeError):
        a.aio.x = 3
    c = a.__replace__(x=9)
    assert (c.x, a.x, c.name) == (9, 1, "n") and a.moved(2).x == 3
    again = pickle.loads(pickle.dumps({a: 1}))
    assert again == {b: 1}


def test_what_can_be_set_has_no_hash():
    with pytest.raises(TypeError, match="unhashable type"):
        hash(v.Point())


def test_order():
    money = [v.new_money(n) for n in (3, 1, 2)]
    assert [money.index(m) for m in sorted(money)] == [1, 2, 0] and max(money) is money[0]
    assert money[1] < money[2] <= money[0] and not money[1] > money[2]
    tasks = [v.Task(priority=n) for n in (3, 1, 2)]
    assert [t.priority for t in sorted(tasks)] == [1, 2, 3] and min(tasks).priority == 1
    with pytest.raises(TypeError, match="not supported between"):
        v.Point() < v.Point()


def test_truth():
    assert not v.Flag(False) and v.Flag(True) and not v.Count(0) and v.Count(2)
    assert not v.Matrix([]) and v.Matrix([[]]) and v.Empty() and v.Point()


def test_rich():
    assert list(v.Point(x=1, label="l").__rich_repr__()) == [("x", 1.0), ("y", 0.0), ("label", "l")]


# ---- pytest ----

COMPARES = """
import valuescase as v

def test_point():
    assert v.Point(x=1, y=2, label="a") == v.Point(x=1, y=3, label="b" * 3)

def test_nested():
    assert v.Person(name="x", home=v.Point(x=1), stops=[v.Point(y=1)]) == v.Person(name="x", home=v.Point(x=2), stops=[v.Point(y=2)])

def test_list():
    assert [v.Point(x=1)] == [v.Point(x=2)]

def test_cycle():
    a, b = v.Node(name="a"), v.Node(name="b")
    a.add("x"), b.add("x")
    assert a == b

def test_hidden():
    a = v.Hidden(name="x")
    a.inc()
    assert a == v.Hidden(name="x")

def test_other_types():
    assert v.Point() == v.Cell()

def test_other_operators():
    assert v.Point() != v.Point()
"""


def test_pytest_shows_what_differs(tmp_path):
    (tmp_path / "test_some.py").write_text(textwrap.dedent(COMPARES))
    env = {**os.environ, "PYTHONPATH": f"{IMPORTABLE}{os.pathsep}{ROOT / 'python'}", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    options = ["-p", "gophersnake.pytest_plugin", "-p", "no:cacheprovider", "--tb=short", "-rN", "-o", "truncation_limit_lines=0", "test_some.py"]
    done = subprocess.run([sys.executable, "-m", "pytest", *options], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120)  # fmt: skip
    said = {part.split(" ")[0]: part for part in map(lambda s: s.strip("_ "), done.stdout.split("\n____"))}
    assert "7 failed" in done.stdout, done.stdout + done.stderr
    point = said["test_point"]
    assert "Omitting 1 identical items" in point and "Differing attributes:" in point and "['y', 'label']" in point
    assert "y: 2.0 != 3.0" in point and "label: 'a' != 'bbb'" in point
    nested = said["test_nested"]
    assert "['home', 'stops']" in nested and "['x']" in nested and "x: 1.0 != 2.0" in nested and "At index 0 diff" in nested
    assert "At index 0 diff: Point(x=1.0" in said["test_list"]
    assert "['name', 'children']" in said["test_cycle"] and "name: 'a' != 'b'" in said["test_cycle"]
    assert "All fields that Python sees are equal" in said["test_hidden"]
    assert "Differing" not in said["test_other_types"] and "Differing" not in said["test_other_operators"]


def test_what_an_embedded_type_without_a_name_holds_is_shown():
    x = v.Outer(depth=3, name="x")
    assert repr(x) == "Outer(depth=3, name='x')" and list(x.__rich_repr__()) == [("depth", 3), ("name", "x")]
    assert x._asdict() == {"depth": 3, "name": "x"} and v.Outer.__match_args__ == ("name",)
