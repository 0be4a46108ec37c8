import gc

import pytest
import shapescase as m


def test_builders():
    b = m.new_text("a")
    assert type(b) is m.Builder and b.count == 1 and str(b) == "a"
    b.add("b", "c").add("d")
    assert str(b) == "a b c d" and b.count == 4 and b.inner() is None
    other = m.new_text("x").add("y")
    joined = b.join(other, 1)
    assert str(joined) == "a b c d x" and str(b.inner()) == "x y" and b.inner() == other
    with pytest.raises(m.GoError, match="nothing to join"):
        b.join(None, 1)
    with pytest.raises(TypeError, match="expected Builder or None, got int"):
        b.join(3, 1)
    with pytest.raises(TypeError, match="its instances come from Go"):
        m.Builder()
    seen = []
    b.each(lambda o, p: seen.append((o == b, p)) or p != "b")
    assert seen == [(True, "a"), (True, "b")]


def test_fields():
    b = m.new_text("a")
    b.count = 7
    b.at.x = 3
    b.at = m.Cell(b.at.x, 4)
    assert b.count == 7 and b.at == m.Cell(3, 4)
    page = m.Page()
    assert page.head is None and page.order.uint16(b"\1\2") == 513
    page.head, page.order, page.level = b, m.big, 1
    assert page.head == b and page.order.uint16(b"\1\2") == 258 and page.level == 1
    page.head = None
    assert page.head is None


def test_variables_of_unexported_types():
    assert m.little.uint16(b"\1\2") == 513 and m.big.uint16(b"\1\2") == 258
    assert type(m.little) is m.Order and isinstance(m.big, m.Order) and not isinstance(m.big, m.Builder)
    with pytest.raises(TypeError):
        m.little = m.new_text("x")


def test_numbers_are_plain():
    assert m.DEBUG == 0 and m.INFO == 1 and type(m.INFO) is int
    assert m.level_name(m.DEBUG) == ("debug", 1)


def test_options():
    assert m.with_text("x", m.with_count(5)).count == 5 and m.with_text("x").count == 1


def test_containers():
    all = m.builders(3)
    all[1].add("y")
    assert m.longest(all, {}) == all[1] and m.longest(None, {"a": all[2]}) == all[2] and m.longest([], None) is None


def test_unexported_interfaces():
    unit = m.unit()
    assert unit.area() == 1 and m.area_of(unit) == 1


def test_nothing_is_left_of_them():
    def use():
        for b in m.builders(10):
            b.add("x").inner()
            m.longest([b], {"x": b})

    use()
    gc.collect()
    before = m.__gophersnake__.handles
    for _ in range(20):
        use()
    gc.collect()
    assert m.__gophersnake__.handles <= before + 20


def test_aliases_that_are_not_exported():
    tallies = [{"a": 1}]
    assert m.tallies(tallies, lambda tally, all: tally["a"] + sum(all)) == [{"a": 2, "asked": 5}]


def test_types_without_methods_are_what_they_are_over():
    assert m.kept(["a", "bb"], lambda name, *more: more[0] > 1) == ["bb"]
    assert m.kept(("a", "bb"), m.longer_than(0)) == ["a", "bb"]
    test = m.longer_than(1)
    assert test("ab") and not test("a")
    with pytest.raises(ZeroDivisionError):
        m.kept(["a"], lambda *args: 1 / 0)
    with pytest.raises(TypeError, match="expected callable"):
        m.kept(["a"], 3)
    with pytest.raises(TypeError):
        m.kept("a", None)
    assert m.by_size(["ab", "ac", "b"]) == {"a": ["ab", "ac"], "b": ["b"]}
    plain = m.Plain(test=lambda text, *more: False, names=["x", "y"], sizes={"a": ["b"]})
    assert plain.test("x") is False and plain.names == ["x", "y"] and plain.sizes == {"a": ["b"]}
    assert plain.counted() == 3 and plain.counted(["a"], ["b", "c"]) == 6
    plain.names = ["z"]
    assert plain.names == ["z"]
    assert m.depth(m.plant(3)) == 3
