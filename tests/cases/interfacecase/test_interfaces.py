import asyncio
import copy
import datetime
import doctest
import gc
import hashlib
import inspect
import math
import os
import pathlib
import pickle
import re
import runpy
import subprocess
import sys
import textwrap
import threading

import interfacecase as m
import interfacecase.fmt
import interfacecase.hash
import interfacecase.other
import interfacecase.sort_
import pytest
from cases import IMPORTABLE
from waiting import until_sync

KINDS = ["square", "disc", "disc pointer", "rect", "polygon", "side", "size", "size pointer", "hidden"]


# ---- out ----


@pytest.mark.parametrize(
    ("kind", "cls"),
    [("square", m.Square), ("disc", m.Disc), ("disc pointer", m.Disc), ("rect", m.Rect), ("polygon", m.Polygon), ("side", m.Side), ("size", m.Size), ("size pointer", m.Shape), ("hidden", m.Shape)],
)
def test_a_value_comes_as_its_dynamic_type(kind, cls):
    shape = m.make(kind, 10)
    assert type(shape) is cls
    assert shape.area() == m.area(shape)


def test_what_has_no_class_has_the_methods_of_the_interface():
    shape = m.hidden(3)
    assert type(shape) is m.Shape and shape.area() == 3 and shape.perimeter() == -3
    assert repr(shape) == "<Shape interfacecase.hidden>" and str(shape) == "hidden 3"
    assert repr(m.hidden_pointer(3)) == "<Shape *interfacecase.hidden>"
    assert str(m.uncomparable(2)) == "interfacecase.uncomparable"  # it has no String
    assert not hasattr(shape, "name")  # the interface has not


def test_nil_is_none():
    assert m.nothing() is None and m.same(None) is None
    assert m.total(None, m.hidden(1), None) == 1
    assert m.find(1).area() == 1 and m.find(-1) is None
    assert m.nested(2)["all"][2] is None


def test_a_nil_pointer_in_an_interface_is_no_nil():
    shape = m.typed_nil()
    assert type(shape) is m.Shape and str(shape) == "*interfacecase.Square"
    assert m.type_of(shape) == "*interfacecase.Square"
    with pytest.raises(m.PanicError, match="nil pointer"):
        shape.area()


def test_beside_an_error():
    with pytest.raises(m.GoError, match="no kind 'x'|no kind \"x\""):
        m.make("x", 1)
    with pytest.raises(m.GoError, match="and yet") as e:
        m.make("both", 7)
    assert [type(r) for r in e.value.results] == [m.Shape] and e.value.results[0].area() == 7


def test_in_containers():
    shapes = [m.Square(1), m.hidden(2), None, m.Side(3)]
    back = m.reversed(shapes)
    assert [type(s) for s in back] == [m.Side, type(None), m.Shape, m.Square]
    assert back[2] == shapes[1]
    back[3].side = 9
    assert shapes[0].side == 9  # the same square
    assert m.reversed(iter(shapes)) == back and m.reversed(None) == []
    assert {k: v.area() for k, v in m.by_name({"a": m.Disc(1), "b": m.hidden(5)}).items()} == {"A": math.pi, "B": 5}
    assert [type(s) for s in m.nested(4)["all"]] == [m.Square, m.Shape, type(None)]
    side, held = m.pair()
    assert side == 2.0 and type(side) is m.Side and held.area() == 3


# ---- in ----


def test_what_came_from_go_goes_back_as_what_it_was():
    types = {kind: m.type_of(m.make(kind, 10)) for kind in KINDS}
    assert types == {
        "square": "*interfacecase.Square",
        "disc": "interfacecase.Disc",
        "disc pointer": "interfacecase.Disc",  # an instance says no more of it, and no function gives a pointer to a Disc
        "rect": "*interfacecase.Rect",  # as NewRect gives it
        "polygon": "interfacecase.Polygon",
        "side": "interfacecase.Side",
        "size": "interfacecase.Size",
        "size pointer": "*interfacecase.Size",
        "hidden": "interfacecase.hidden",
    }
    for kind in KINDS:
        shape = m.make(kind, 10)
        assert m.same(shape) == shape and type(m.same(shape)) is type(shape)


def test_instances_go_as_what_implements_it():
    assert m.type_of(m.Square(2)) == "*interfacecase.Square"
    assert m.type_of(m.Disc(2)) == "interfacecase.Disc"
    assert m.type_of(m.Rect(2, 3)) == "*interfacecase.Rect"
    assert m.type_of(m.Polygon([1, 2])) == "interfacecase.Polygon"
    assert m.type_of(m.Side(2)) == "interfacecase.Side"
    assert m.type_of(m.Size.LARGE) == "interfacecase.Size"
    square = m.Square(2)
    m.grow_all([square, m.Disc(1)], 3)
    assert square.side == 5
    assert m.same(square) == square and m.same(square) is not square


class Sub(m.Square):
    pass


def test_instances_of_subclasses():
    assert m.area(Sub(3)) == 9 and isinstance(Sub(3), m.Shape)


class Framed(Sub):
    def area(self):
        return super().area() + 1


def test_go_calls_methods_that_a_subclass_overrides():
    framed = Framed(3)
    assert m.area(framed) == 10 and m.perimeter(framed) == 12 and m.total(framed, m.Square(2), Sub(1)) == 15
    assert m.same(framed) is framed and m.reversed([Sub(1), framed])[0] is framed
    drawing = m.Drawing(frame=framed)
    assert drawing.frame is framed and drawing.frame_area() == 10
    m.grow_all([framed], 1)  # which looks for Go's squares
    assert framed.side == 3


def test_a_mixin_overrides_too_and_its_exceptions_pass():
    class Fails:
        def perimeter(self):
            return 1 / 0

    class Both(Fails, m.Square):
        pass

    class After(m.Square, Fails):
        pass

    assert m.area(Both(2)) == 4
    with pytest.raises(ZeroDivisionError):
        m.perimeter(Both(2))
    assert m.perimeter(After(2)) == 8


def test_an_override_that_can_not_be_called_is_refused():
    class Wrong(m.Square):
        area = 3

    class Arguments(m.Square):
        def area(self, of):
            return of

    with pytest.raises(TypeError, match="expected Shape .*, got .*Wrong$"):
        m.area(Wrong(1))
    with pytest.raises(TypeError, match=r"whose area\(\) does not take 0 arguments"):
        m.area(Arguments(1))


def test_what_does_not_implement_it_is_refused():
    for wrong, got in ((m.Line(1), "Line"), (3, "int"), (3.0, "float"), ("x", "str"), (object(), "object"), (m.Shape, "Interface|type")):
        with pytest.raises(TypeError, match=rf"area\(\) argument 's': expected Shape \(an object with area\(\) and perimeter\(\)\) or None, got ({got})"):
            m.area(wrong)
    with pytest.raises(TypeError, match=r"total\(\) argument 'shapes\[1\]': expected Shape .* or None, got int"):
        m.total(m.hidden(1), 3)
    with pytest.raises(TypeError, match=r"name_of\(\) argument 'n': expected Namer \(an object with name\(\)\) or None, got <Shape interfacecase.uncomparable>, whose Go type does not implement it"):
        m.name_of(m.uncomparable(1))


def test_an_instance_of_one_interface_is_taken_for_another_that_its_value_implements():
    assert m.name_of(m.hidden(1)) == "hidden"  # a Shape that is a Namer too
    both = m.both(4)
    assert type(both) is m.NamedShape and m.area(both) == 4 and m.name_of(both) == "hidden"
    assert (both.area(), both.name(), both.string()) == (4, "hidden", "hidden 4")
    assert m.area(m.as_namer(6)) == 6
    assert m.name_of(m.Label("x")) == "x"


def test_sealed_interfaces_take_what_go_has():
    assert m.kind_of(m.Leaf(1)) == "leaf" and m.kind_of(m.twig()) == "twig"
    with pytest.raises(TypeError, match="expected Sealed or None, got Label"):
        m.kind_of(m.Label("x"))
    assert m.is_marked(m.marked()) and m.is_marked(m.Leaf(1)) and not m.is_marked(None)
    assert [n for n in dir(m.Marker) if not n.startswith("_")] == ["aio"]


# ---- fields, variables, functions, streams ----


def test_fields():
    drawing = m.Drawing(frame=m.Square(2), parts=[m.hidden(1), m.Disc(1)], named={"x": m.Side(2)})
    assert drawing.frame_area() == 4
    drawing.frame.side = 3  # of the square itself
    assert drawing.frame_area() == 9
    drawing.frame = m.hidden(8)
    assert drawing.frame.area() == 8 and drawing.frame_area() == 8
    drawing.frame = None
    assert drawing.frame is None
    assert [type(s) for s in drawing.parts] == [m.Shape, m.Disc] and drawing.named == {"x": 2.0}
    assert drawing.fixed == [None, None]
    drawing.fixed = [m.hidden(1), m.Side(1)]
    assert [s.area() for s in drawing.fixed] == [1, 1]
    with pytest.raises(TypeError, match="'frame': expected Shape .* or None, got Line"):
        drawing.frame = m.Line(1)
    with pytest.raises(TypeError, match=r"'parts\[0\]': expected Shape .* or None, got int"):
        drawing.parts = [1]
    assert "hidden" in repr(m.Drawing(frame=m.hidden(1)))
    assert m.Drawing(frame=m.hidden(1)) == m.Drawing(frame=m.hidden(1)) != m.Drawing(frame=m.hidden(2))


def test_variables():
    try:
        assert m.current.area() == 1
        m.current = m.Square(5)
        m.current.side += 1
        assert m.current_area() == 36
        m.current = None
        assert m.current is None
        with pytest.raises(TypeError, match="'current': expected Shape .* or None, got str"):
            m.current = "x"
    finally:
        m.current = m.hidden(1)


def test_callbacks():
    seen = []
    m.each([m.Square(2), m.hidden(3), None], lambda i, s: seen.append((i, s and s.area())))
    assert seen == [(0, 4), (1, 3), (2, None)]
    assert m.ask(lambda n: m.hidden(n) if n == 1 else m.Square(3)) == 10
    with pytest.raises(TypeError, match=r"result: expected Shape .* or None, got int|expected Shape .* or None, got int"):
        m.ask(lambda n: n)
    make = m.maker()
    assert make(4).area() == 4 and type(make(4)) is m.Shape


def test_streams():
    assert [type(s) for s in m.all(4)] == [m.Shape, m.Square, m.Shape, m.Square]
    assert m.sum(iter([m.hidden(2), m.Square(2)])) == 6
    assert m.sum(m.all(4)) == 0 + 1 + 2 + 9
    assert [s.area() for s in m.feed(3)] == [0, 1, 2]
    with pytest.raises(TypeError, match="expected Shape .* or None, got str"):
        m.sum(["x"])


# ---- recursive interfaces, methods ----


def test_recursive_interfaces():
    root = m.root("a")
    assert root.parent() is None and root.children() == []
    child = root.add("b")
    grandchild = child.add("c", m.root("d"), m.root("e"))
    assert grandchild.parent() == child and grandchild.parent().parent() == root
    assert [n.value() for n in child.children()] == ["c", "d", "e"]
    assert m.depth(grandchild) == 2
    with pytest.raises(m.GoError, match="needs a name"):
        root.add("")
    seen = []
    root.walk(lambda n, depth: seen.append((n.value(), depth)) or True)
    assert seen == [("a", 0), ("b", 1), ("c", 2), ("d", 2), ("e", 2)]
    with pytest.raises(TimeoutError):
        root.walk(lambda n, depth: True, timeout=-1)
    with pytest.raises(ZeroDivisionError):
        root.walk(lambda n, depth: 1 / 0)


def test_parameters_of_methods_have_no_names():
    with pytest.raises(TypeError, match="by"):
        m.new_scaler(2).scale(by=2)
    assert m.Scaler.scale.__text_signature__ == "($self, by, /)"
    assert str(inspect.signature(m.Node.walk)) == "(self, visit, /, *, timeout=None)"
    assert m.Shape.area.__doc__ == "Area is in square metres." and m.Node.add.__doc__ == "Add adds a child and gives it."


def test_methods_may_keep_what_they_are_given():
    scaler = m.new_scaler(3)
    data = bytearray(b"kept")
    assert scaler.write(data) == 4
    data[:] = b"lost"
    assert str(scaler) == "kept"
    assert scaler.scale(2).rename("é\udcff") == "é\udcff6"
    with pytest.raises(m.PanicError, match="scaled too far"):
        scaler.panic()
    with pytest.raises(TypeError, match=r"Scaler.scale\(\) argument 'by': expected float, got str"):
        scaler.scale("2")


def test_an_error_with_methods_is_a_value():
    failure = m.fail(7)
    assert type(failure) is m.Failure and failure.code() == 7 and failure.error() == "failure 7" == str(failure)


def test_of_other_packages():
    far = m.far()
    assert type(far) is interfacecase.other.Thing and type(far).__module__ == "interfacecase.other"
    assert far.thing_name() == m.thing_name(far) == "far"
    assert m.thing_name(m.OfOther("here")) == "here"
    assert isinstance(m.OfOther("x"), interfacecase.other.Thing)


def test_of_the_standard_library():
    by_length = m.by_length(["ccc", "a", "bb"])
    assert type(by_length) is interfacecase.sort_.Interface and by_length.len() == 3 and by_length.less(1, 0)
    m.sort(by_length)
    assert not by_length.less(1, 0)
    digest = m.sha256()
    assert type(digest) is interfacecase.hash.Hash and digest.write(b"abc") == 3
    assert digest.sum(None) == hashlib.sha256(b"abc").digest() and digest.size() == 32
    assert m.show(m.Label("x")) == "label x" and m.show(m.hidden(1)) == "hidden 1" and m.show(lambda: "text") == "text"
    assert isinstance(m.Label("x"), interfacecase.fmt.Stringer) and not isinstance(m.Line(1), interfacecase.fmt.Stringer)

    class Items(list):
        def len(self):
            return len(self)

        def less(self, i, j):
            return self[i] < self[j]

        def swap(self, i, j):
            self[i], self[j] = self[j], self[i]

    items = Items([3, 1, 2])
    m.sort(items)
    assert items == [1, 2, 3]


# ---- what instances can do ----


def test_equality_and_hash_are_those_of_go():
    assert m.hidden(1) == m.hidden(1) and hash(m.hidden(1)) == hash(m.hidden(1))
    assert m.hidden(1) != m.hidden(2) and m.hidden(1) != 1 and m.hidden(1) != None  # noqa: E711
    assert m.hidden_pointer(1) != m.hidden_pointer(1)  # pointers, to two
    shape = m.hidden_pointer(1)
    assert m.same(shape) == shape and {shape: 1}[m.same(shape)] == 1
    assert m.hidden(4) == m.as_namer(4)  # the same value, out of two interfaces
    odd = m.uncomparable(1)
    assert odd == odd and odd != m.uncomparable(1) and {odd: 1}[odd] == 1  # noqa: PLR0124
    with pytest.raises(TypeError, match="not supported between"):
        m.hidden(1) < m.hidden(2)  # noqa: B015


def test_isinstance_asks_go():
    assert isinstance(m.hidden(1), m.Namer) and not isinstance(m.uncomparable(1), m.Namer)
    assert isinstance(m.hidden(1), m.NamedShape) and not isinstance(m.typed_nil(), m.Namer)
    for kind in KINDS:
        assert isinstance(m.make(kind, 1), m.Shape)
    assert not isinstance(m.Line(1), m.Shape) and not isinstance(3, m.Shape) and not isinstance(None, m.Shape)
    assert issubclass(m.Square, m.Shape) and issubclass(m.Size, m.Shape) and not issubclass(m.Line, m.Shape) and issubclass(m.Shape, m.Shape)
    with pytest.raises(TypeError, match="must be a class"):
        issubclass(3, m.Shape)


def test_classes_of_interfaces():
    assert m.Shape.__module__ == "interfacecase" and m.Shape.__qualname__ == m.Shape.__name__ == "Shape" and m.Shape.__doc__ == "A Shape has an area."
    assert m.Alias is m.Shape and m.alias_area(m.Square(2)) == 4
    with pytest.raises(TypeError, match="Shape is a Go interface: its instances come from Go"):
        m.Shape()
    with pytest.raises(TypeError, match="Shape"):
        m.Shape.area(m.Line(1))
    with pytest.raises(AttributeError):
        m.hidden(1).other = 1
    for refused in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="Shape"):
            refused(m.hidden(1))

    class Derived(m.Shape):
        pass

    with pytest.raises(TypeError, match="Derived"):
        Derived()
    assert not isinstance(m.hidden(1), Derived) and not isinstance(m.Square(1), Derived)


def test_weak_references():
    import weakref

    shape = m.hidden(1)
    ref = weakref.ref(shape)
    assert ref() is shape
    del shape
    gc.collect()
    assert ref() is None


def test_what_can_not_be_bound_is_listed():
    assert not hasattr(m, "take_pointers") and not hasattr(m.Node, "unbound")
    for missing, why in ((lambda: m.take_pointers, "TakePointers is not bound: parameter 1: the type unsafe.Pointer"), (lambda: m.root("a").unbound, "Node.Unbound is not bound: parameter 1: ")):
        with pytest.raises(AttributeError, match=why):
            missing()


# ---- Python objects ----


class Hexagon:
    def __init__(self, side):
        self.side = side

    def area(self):
        return 2.5 * self.side

    def perimeter(self):
        return 6 * self.side

    def name(self):
        return "hexagon"


def test_python_objects_that_have_the_methods():
    hexagon = Hexagon(2)
    assert m.area(hexagon) == 5 and m.total(hexagon, m.Square(1), hexagon) == 11
    assert m.name_of(hexagon) == "hexagon" and isinstance(hexagon, m.Shape) and isinstance(hexagon, m.Namer)
    hexagon.side = 4
    assert m.area(hexagon) == 10  # the object itself is asked


def test_python_objects_come_home():
    hexagon = Hexagon(2)
    assert m.same(hexagon) is hexagon and m.reversed([hexagon, None])[1] is hexagon
    drawing = m.Drawing(frame=hexagon, parts=[hexagon])
    assert drawing.frame is hexagon and drawing.parts[0] is hexagon and drawing.frame_area() == 5
    seen = []
    m.each([hexagon], lambda i, s: seen.append(s))
    assert seen[0] is hexagon
    assert m.ask(lambda n: Hexagon(2)) == 10
    assert m.sum(Hexagon(i) for i in range(5)) == 25
    try:
        m.current = hexagon
        assert m.current is hexagon and m.current_area() == 5
    finally:
        m.current = m.hidden(1)


def test_python_objects_are_called_from_any_goroutine():
    assert m.concurrently(200, Hexagon(2)) == 1000
    results, shared = [], Hexagon(2)
    threads = [threading.Thread(target=lambda: results.append(m.concurrently(50, shared))) for _ in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert results == [250] * 4


def test_a_callable_implements_an_interface_of_one_method():
    assert m.name_of(lambda: "called") == "called"
    assert m.name_of("text".upper) == "TEXT"
    assert m.name_of(Hexagon(1)) == "hexagon"  # the method, where there is one
    with pytest.raises(TypeError, match=r"got function that does not take 0 arguments"):
        m.name_of(lambda x: x)

    def called():
        return "called"

    namer = m.give_namer(called)  # Python can call its method: it is no function
    assert isinstance(namer, m.Namer) and namer.name() == "called" and m.name_of(namer) == "called"
    assert repr(namer) == f"<Namer {called!r}>" and m.give_namer(namer) == namer and m.give_namer(Hexagon(1)).name() == "hexagon"
    assert m.give_namer(lambda: 1 / 0) is not None
    with pytest.raises(ZeroDivisionError):
        m.give_namer(lambda: 1 / 0).name()
    with pytest.raises(TypeError, match="expected Shape .* or None, got function"):
        m.area(lambda: 1)


class Half:
    def area(self):
        return 1


class Arguments(Half):
    def perimeter(self, unit):
        return 1


class Optional(Half):
    def perimeter(self, unit="m", *more):
        return 3


class NoMethod(Half):
    perimeter = 3


class Raising(Half):
    @property
    def perimeter(self):
        raise ZeroDivisionError


def test_python_objects_are_checked_at_once():
    for wrong, why in (
        (Half(), "got Half, which has no perimeter()"),
        (NoMethod(), "got NoMethod, which has no perimeter()"),
        (Arguments(), "got Arguments, whose perimeter() does not take 0 arguments"),
        (Hexagon, "got type, whose area() does not take 0 arguments"),
    ):
        with pytest.raises(TypeError, match=re.escape("area() argument 's': expected Shape (an object with area() and perimeter()) or None, " + why)):
            m.area(wrong)
        assert isinstance(wrong, m.Shape) == (wrong is Hexagon or isinstance(wrong, Arguments))
    assert m.area(Optional()) == 1
    with pytest.raises(ZeroDivisionError):
        m.area(Raising())
    with pytest.raises(TypeError, match="expected Sealed or None, got Hexagon"):
        m.kind_of(Hexagon(1))
    with pytest.raises(TypeError, match="got Label"):
        m.area(m.Label("x"))


def test_exceptions_of_methods_pass_through_go():
    class Wrong(Hexagon):
        def area(self):
            return "x"

        def perimeter(self):
            raise KeyError("gone")

    with pytest.raises(TypeError, match=r"area\(\) result: expected float, got str"):
        m.area(Wrong(1))
    with pytest.raises(KeyError, match="gone"):
        m.perimeter(Wrong(1))


class Tree:
    def __init__(self, name, parent=None):
        self.name, self.above, self.below = name, parent, []

    def parent(self):
        return self.above

    def children(self):
        return self.below

    def add(self, name, *more):
        if not name:
            raise ValueError("a name, please")
        self.below += [Tree(name, self), *more]
        return self.below[-1]

    def value(self):
        return self.name

    def map(self, f):
        return lambda other: f(f(other))

    def each(self, visit):
        visit(self, 7)
        return None


def test_recursive_interfaces_of_python_objects():
    root = Tree("a")
    child = Tree("b", root)
    root.below.append(child)
    assert m.branch_depth(Tree("c", child)) == 2
    added = m.graft(root, "new", m.branch("go"), child)
    assert added is child and [type(n) for n in root.below] == [Tree, Tree, m.Branch, Tree]
    assert root.below[2].value() == "go"
    with pytest.raises(ValueError, match="a name, please"):
        m.graft(root, "")
    assert m.visited(root) == "a 7"
    child.below.append(leaf := Tree("leaf", child))
    assert m.mapped(root) is leaf and m.branch("go").map(lambda b: leaf)(root) is leaf
    leaf = m.branch("leaf")
    assert leaf.add("x", root) is root and leaf.children()[1] is root


def test_python_objects_through_aio():
    class Slow(Hexagon):
        async def area(self):
            await asyncio.sleep(0)
            return 9

    async def main():
        hexagon = Hexagon(2)
        assert await m.aio.area(hexagon) == 5 and await m.aio.same(hexagon) is hexagon
        assert await m.aio.total(hexagon, m.Square(1), await m.aio.hidden(2)) == 8
        assert await m.aio.area(Slow(1)) == 9
        assert await m.aio.name_of(lambda: "called") == "called"
        with pytest.raises(TypeError, match="which has no perimeter"):
            await m.aio.area(Half())

    asyncio.run(main())


def test_python_objects_are_let_go():
    import weakref

    hexagon = Hexagon(1)
    ref = weakref.ref(hexagon)
    for _ in range(100):
        m.area(hexagon), m.same(hexagon), m.total(hexagon, hexagon), m.name_of(hexagon)
        with pytest.raises(TypeError):
            m.total(hexagon, Half())
    m.Drawing(frame=hexagon)
    del hexagon

    def gone():
        gc.collect()
        m.__gophersnake__.collect()
        return ref() is None

    until_sync(gone)


# ---- async ----


def test_aio():
    async def main():
        shape = await m.aio.hidden(3)
        assert type(shape) is m.aio.Shape and await shape.area() == 3
        assert isinstance(shape, m.aio.Shape) and isinstance(await m.aio.make("square", 1), m.aio.Shape) and not isinstance(shape, m.Shape)
        assert isinstance(shape, m.aio.Namer) and not isinstance(await m.aio.uncomparable(1), m.aio.Namer)
        assert type(shape.sync) is m.Shape and shape.sync.area() == 3 and shape == shape.sync
        assert await m.hidden(2).aio.area() == 2
        assert type(await m.aio.make("square", 2)) is m.aio.Square
        assert await m.aio.area(shape) == await m.aio.area(shape.sync) == 3
        assert await m.aio.total(m.Disc(0), m.aio.Square(2), m.Side(1), shape) == 8
        disc = m.Disc(1)
        waiting = m.aio.area(disc)
        disc.radius = 5  # Go got it by value, at the call
        assert await waiting == math.pi
        child = await (await m.aio.root("a")).add("b")
        assert await (await child.parent()).value() == "a"
        assert [type(s) async for s in m.aio.all(2)] == [m.aio.Shape, m.aio.Square]
        with pytest.raises(m.GoError):
            await m.aio.make("x", 1)
        with pytest.raises(TypeError, match="expected Shape .* or None, got int"):
            await m.aio.area(3)
        with pytest.raises(m.PanicError, match="scaled too far"):
            await (await m.aio.new_scaler(1)).panic()

    asyncio.run(main())


# ---- memory, threads, processes ----


def everything():
    shapes = [m.make(kind, 2) for kind in KINDS]
    m.reversed(shapes)
    m.each(shapes, lambda i, s: s.area())
    m.ask(m.hidden)
    m.by_name({"a": shapes[0], "b": shapes[-1]})
    for bad in (1, m.Line(1), m.uncomparable(1)):
        with pytest.raises(TypeError):
            m.name_of(bad)
    with pytest.raises(m.GoError):
        m.make("both", 1)
    for i, s in enumerate(m.all(20)):
        if i == 10:
            break
    root = m.root("a")
    root.add("b", root, m.root("c")).parent().children()
    repr(shapes), {s: 1 for s in shapes[-1:]}, [str(s) for s in shapes], shapes == list(shapes)
    drawing = m.Drawing(frame=shapes[-1], parts=shapes)
    drawing.frame, drawing.parts, repr(drawing)  # noqa: B018
    isinstance(shapes[-1], m.Namer)


def held():
    gc.collect()
    m.__gophersnake__.collect()
    return m.__gophersnake__.handles


def test_nothing_is_left():
    everything()
    before = held()
    for _ in range(50):
        everything()
    until_sync(lambda: held() <= before)  # what ended meanwhile of the tests before may make it less


def test_references():
    shape, wrong = m.hidden(1), m.uncomparable(1)
    everything()
    gc.collect()
    # From 3.12 on the interpreter itself does not count None (PEP 683), while an extension for 3.11 does.
    watched = [shape, wrong, m.Shape] + [None] * (sys.version_info < (3, 12))
    before = [sys.getrefcount(o) for o in watched]
    for _ in range(1000):
        m.area(shape), m.same(shape), m.total(shape, shape), m.reversed([shape]), m.by_name({"a": shape}), isinstance(shape, m.Namer)
        for call in (m.name_of, lambda x: m.total(shape, [x])):
            with pytest.raises(TypeError):
                call(wrong)
    gc.collect()
    after = [sys.getrefcount(o) for o in watched]
    assert all(b <= a + 20 for a, b in zip(before, after, strict=True)), (before, after)


def test_threads():
    shape, drawing, failures = m.hidden_pointer(1), m.Drawing(), []

    def work(n):
        try:
            for i in range(300):
                drawing.frame = m.Square(n) if i % 2 else shape
                got = drawing.frame
                assert type(got) in (m.Shape, m.Square) and m.area(got) >= 0
                assert m.same(shape) == shape and isinstance(shape, m.Namer)
        except BaseException as e:
            failures.append(e)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert not failures
    assert m.concurrently(50, shape) == 50


def test_what_is_short_for_one_type_waits_for_another():
    assert [m.new_gate(True).pass_(n) for n in (1, 2)] == [11, 12]
    for shut in (m.new_gate(False), m.new_gates()[1], m.local_gate()):
        got = []
        waits = threading.Thread(target=lambda: got.append(shut.pass_(1)), daemon=True)
        waits.start()
        shut.open()  # which waits for the call above: that must have released the GIL
        waits.join()
        assert got == [101]
    quick, shut = m.new_gates()
    assert quick.pass_(5) == 15 and quick.open() is None


def test_after_a_fork_they_are_stale():
    done = subprocess.run(
        [sys.executable, "-W", "ignore::DeprecationWarning", "-X", "faulthandler", "-c", textwrap.dedent("""
        import os, sys
        import interfacecase as m
        shape, square = m.hidden(1), m.Square(1)
        pid = os.fork()
        if pid == 0:
            assert m.area(m.hidden(2)) == 2
            for f in (shape.area, lambda: m.area(shape), lambda: m.area(square), lambda: m.total(shape), lambda: hash(shape), lambda: shape == m.hidden(1), lambda: m.hidden(1) == shape, lambda: m.name_of(shape)):
                try:
                    f()
                except RuntimeError as e:
                    assert "before the process was forked" in str(e), e
                else:
                    sys.exit(9)
            assert repr(shape) == str(shape) == "<Shape of a parent process>"
            assert isinstance(shape, m.Shape) and not isinstance(shape, m.Namer)
            del shape
            os._exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        assert shape.area() == 1
        sys.exit(code)
        """)],
        capture_output=True, text=True, timeout=60, env={**os.environ, "PYTHONPATH": str(IMPORTABLE)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_they_are_collected_with_what_refers_to_them():
    class Holder:
        pass

    before = held()
    for _ in range(100):
        h = Holder()
        h.self, h.shape = h, m.hidden(1)
    del h
    until_sync(lambda: held() <= before)


# ---- docs/interfaces.md ----

DOCS = pathlib.Path(__file__).parents[3] / "docs" / "interfaces.md"


def test_what_the_document_shows_is_so():
    failed, tried = doctest.testfile(str(DOCS), module_relative=False, globs={"shapes": m})
    assert not failed and tried >= 6


def test_what_the_document_quotes_is_there():
    source = (pathlib.Path(__file__).parent / "interfacecase.go").read_text()
    squeezed = [" ".join(line.split()) for line in source.splitlines()]
    quoted = [" ".join(line.split()) for block in re.findall(r"```go\n(.*?)```", DOCS.read_text(), re.DOTALL) for line in block.splitlines() if line.strip()]
    assert quoted and [line for line in quoted if line not in squeezed] == []


def test_what_users_write():
    uses = runpy.run_path(str(pathlib.Path(__file__).parent / "uses_interfaces.py"))
    assert uses["use"]() == [9.0, 5.0, 2, ["A", "B"], 7.5, 3.0, 6.0, ("times 3", "called"), ["a", "b"], (
        [[5.0, 4, 1, 2, 1.0, 5], [9, 5.0]], ["d", "h", "t", "u"], [datetime.timedelta(seconds=1.5)]), 5.0]


def test_a_func_type_makes_an_implementation_of_a_callable():
    assert m.load_by(m.LoaderFunc(lambda key: key * 2), "a") == "aa"
    with pytest.raises(TypeError, match=r"load_by\(\) argument 'l': expected Loader .* or None, got function; LoaderFunc\(\) makes one of a callable"):
        m.load_by(lambda key: key, "a")
    with pytest.raises(TypeError, match=r"got int$"):
        m.load_by(3, "a")


def test_a_list_of_implementations():
    class Two:
        def rows(self):
            return "two", [1, None]

    sources = m.Sources([Two()])
    sources += [Two(), Two()]
    assert sources.count() == 6 and len(sources + [Two()]) == 4


def test_what_an_interface_holds_by_pointer_is_written():
    marks = m.Marks()
    for copied in (marks.value, marks.list[0]):
        with pytest.raises(AttributeError, match="belongs to a copy"):
            copied.n = 2
    for shared in (marks.pointer, marks.list[1]):
        shared.n += 1
    assert (marks.pointer.n, marks.list[1].n, marks.value.n) == (3, 3, 1)
