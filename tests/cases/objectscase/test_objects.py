import copy
import gc
import inspect
import pickle
import weakref

import objectscase as o
import pytest


def test_fields_as_keywords_and_by_position():
    p = o.Point(1, y=2.5, label="a")
    assert (p.x, p.y, p.label) == (1.0, 2.5, "a")
    assert o.Point() == o.Point(0, 0, "")
    assert repr(p) == "Point(x=1.0, y=2.5, label='a')"
    with pytest.raises(TypeError, match=r"Point\(\) got an unexpected keyword argument 'z'"):
        o.Point(z=1)
    with pytest.raises(TypeError, match=r"takes at most 3 positional|takes 3 positional"):
        o.Point(1, 2, "3", 4)
    with pytest.raises(TypeError, match="'x': expected float, got str"):
        o.Point("1")


def test_what_a_class_says_of_itself():
    assert o.Point.__module__ == "objectscase" and o.Point.__qualname__ == "Point"
    assert o.Point.__doc__ == "A Point is a place."
    assert o.Point.norm.__doc__ == "Norm is the distance from the origin."
    assert o.Point.norm.__text_signature__ == "($self)" and o.Point.scale.__text_signature__ == "($self, k)"
    assert list(inspect.signature(o.Point.scale).parameters) == ["self", "k"]
    assert o.Point.__match_args__ == ("x", "y", "label")
    assert o.Point.x.__doc__ == "where it is" and o.Point.label.__doc__ == "Label is free text."
    match o.Point(1, 2):
        case o.Point(x, y):
            assert (x, y) == (1, 2)


def test_methods():
    p = o.Point(3, 4)
    assert p.norm() == 5
    p.scale(2)
    assert (p.x, p.y) == (6, 8)
    assert p.add(o.Point(1, 1)) == o.Point(7, 9)
    assert p.add({"x": 1}) == o.Point(7, 8)
    p.self().x = 100
    assert p.x == 100
    with pytest.raises(TypeError, match=r"Point.scale\(\) argument 'k': expected float, got str"):
        p.scale("x")
    with pytest.raises(TypeError, match=r"Point.add\(\) argument 'q': expected Point, got None"):
        p.add(None)
    with pytest.raises(TypeError):
        o.Point.norm(o.Inner())


def test_scalar_fields_in_place():
    i = o.Inner()
    i.n, i.flag, i.big, i.c = -128, True, 2**64 - 1, 1 + 2j
    assert (i.n, i.flag, i.big, i.c) == (-128, True, 2**64 - 1, 1 + 2j)
    with pytest.raises(OverflowError, match=r"'n': 128 does not fit in int8"):
        i.n = 128
    with pytest.raises(TypeError, match="'flag': expected bool, got int"):
        i.flag = 1
    with pytest.raises(AttributeError, match="can't be deleted"):
        del i.n
    with pytest.raises(AttributeError):
        i.unknown = 1
    assert i.n == -128


def test_nested_structs_are_live_views():
    out = o.Outer(1)
    out.in_.n += 5
    view = out.in_
    view.n += 1
    assert out.in_.n == 6
    out.in_ = o.Inner(n=9)
    assert view.n == 9
    out.points[0].x = 7
    assert out.points[0].x == 7 and out.first_x() == 7
    del out
    gc.collect()
    o.collect()
    view.n = 3
    assert view.n == 3


def test_items_of_arrays_are_live_views():
    out = o.Outer(1)
    out.grid[1].n = 5
    assert [i.n for i in out.grid] == [0, 5]
    item = out.grid[0]
    del out
    o.collect()
    item.n = 7
    assert item.n == 7 and [i.n for i in o.cells()] == [1, 2]


def test_pointers_share_and_values_copy():
    p = o.Point(1, 2)
    same, copy = o.pair(p)
    same.x = 50
    copy.x = 60
    assert p.x == 50
    assert o.value(p).x == 51 and p.x == 50
    assert o.nothing() is None and o.or_(None) == -1 and o.or_(p) == 50
    out = o.new_outer(1)
    assert out.ptr is None
    inner = o.Inner(n=4)
    out.ptr = inner
    inner.n = 5
    assert out.ptr.n == 5
    out.ptr = None
    assert out.ptr is None
    out.refs = [p, None, p]
    out.refs[0].x = 8
    assert p.x == 8 and out.refs[1] is None


def test_values_of_maps_are_copies_that_refuse_assignment():
    d = o.map()
    with pytest.raises(AttributeError, match="copy of a map's value"):
        d["a"].x = 3
    out = o.new_outer(1)
    with pytest.raises(AttributeError):
        out.by_name["a"].n = 3
    out.by_name = {**out.by_name, "b": o.Inner(n=7)}
    assert {k: v.n for k, v in out.by_name.items()} == {"a": 1, "b": 7}


def test_fields_behind_an_embedded_pointer_are_keywords():
    link = o.Link("a")
    out = o.Outer(1, next="b", link=link)
    assert out.next == link.next == "b" and out.follow() == "to b"
    with pytest.raises(AttributeError, match="which is embedded by a pointer, and that is nil"):
        o.Outer(1, next="b")
    with pytest.raises(TypeError, match=r"Outer.__replace__\(\) can't replace 'next': it is of what a pointer embeds, which the copy shares"):
        out.__replace__(next="c")
    assert link.next == "b"


def test_state_beside_an_embedded_pointer():
    mixed = o.Mixed(left=1, right=2, z=3)
    for same in copy.copy(mixed), copy.deepcopy(mixed), pickle.loads(pickle.dumps(mixed)):
        assert (same.left, same.right, same.z, same.link) == (1, 2, 3, None)
    assert mixed._asdict() == {"link": None, "left": 1, "right": 2, "z": 3}
    assert o.Mixed(o.Link("a"), left=1, next="b").next == "b"


def test_state_behind_a_field_of_the_same_name():
    with pytest.raises(TypeError, match=r"cannot pickle 'Shadowing' object: its field inside.Name is behind another one of that name, and"):
        pickle.dumps(o.Shadowing(name="x"))


def test_what_can_not_be_there_is_no_keyword():
    with pytest.raises(TypeError, match="unexpected keyword argument 'found'"):
        o.Losing(found=True)
    assert o.Losing(m=1).m == 1


def test_embedded_members_are_promoted():
    out = o.new_outer(41)
    assert out.id == 41 and out.base.id == 41
    assert out.bump() == 42 and out.base.id == 42
    out.id = 7
    assert out.base.id == 7
    with pytest.raises(AttributeError, match="'Outer' object has no attribute 'next': it is of Link, which is embedded by a pointer, and that is nil"):
        out.next
    with pytest.raises(AttributeError, match="which is embedded by a pointer"):
        out.next = "x"
    assert not hasattr(out, "next") and getattr(out, "next", "nowhere") == "nowhere"
    with pytest.raises(o.PanicError, match="nil pointer"):
        out.follow()
    out.link = o.Link("home")
    assert out.next == "home" and out.follow() == "to home"
    assert not isinstance(out, o.Base)


def test_methods_hide_promoted_fields():
    h = o.Hides({"name": "field", "other": "x"})
    assert h.name() == "method" and h.hidden.name == "field" and h.other == "x"


def test_constructors():
    assert str(o.Account(1234)) == "12.34" == str(o.new_account(1234))
    assert repr(o.Account(5)) == "<Account '0.05'>"
    with pytest.raises(o.GoError, match="no account begins with -1 cents"):
        o.Account(-1)
    with pytest.raises(TypeError):
        o.Account()
    assert o.Empty() == o.Empty() and hash(o.Empty()) == hash(o.Empty())


def test_equality_and_hash():
    assert o.Point(1, 2, "a") == o.Point(1, 2, "a") != o.Point(1, 2, "b")
    assert o.Point() != 3 and not o.Point() == "x"
    with pytest.raises(TypeError, match="unhashable"):
        hash(o.Point())
    assert {o.make_key(1, 2): "x"}[o.make_key(1, 2)] == "x" and o.make_key(1, 2) != o.make_key(2, 1)
    a, b = o.new_outer(1), o.new_outer(1)
    assert a == b
    b.points[1].y = 1
    assert a != b
    assert o.Version(major=2) == o.Version(2) != o.Version(3)


def test_subclasses_and_weak_references():
    class Named(o.Point):
        def __init__(self, *args, **kw):
            super().__init__(*args, **kw)
            self.note = "own"

    p = Named(1, 2)
    assert isinstance(p, o.Point) and p.note == "own" and p.norm() > 2 and o.or_(p) == 1
    assert repr(p).startswith("Named(x=1.0")
    r = weakref.ref(p)
    assert r() is p
    del p
    gc.collect()
    assert r() is None

    class Sub(o.Account):
        pass

    assert type(Sub(5)) is Sub and str(Sub(5)) == "0.05"


def test_a_value_that_holds_itself_can_be_shown():
    r = o.Ring()
    r.close()
    assert repr(r) == "Ring(next=Ring(...))"


def test_repr_of_a_graph_ends():
    graph = o.crossroads(64)
    for value in (graph, graph.ways, graph.ways[0]):
        assert "Crossing(...)" in repr(value) and len(repr(value)) < 1_000_000
    end = "Crossing(name='end', ways=Ways([]))"
    assert repr(o.crossroads(1)) == f"Crossing(name='0', ways=Ways([{end}, {end}]))"
    assert repr(o.Crossing("x", [o.Crossing(str(i)) for i in range(5000)])).count("Crossing(...)") == 5000 - 499


def test_lists_of_instances():
    line = o.line(3)
    line[1].x = 4
    assert o.total(line) == 4 and o.total([{"x": 1}, o.Point(2)]) == 3 and o.total(None) == 0
    with pytest.raises(TypeError, match=r"total\(\) argument 'ps\[1\]': expected Point, got int"):
        o.total([o.Point(), 3])
    assert [p.x for p in o.refs(3)] == [0, 1, 2] and o.line(0) == []


def test_an_item_keeps_the_whole_slice():
    keep = [o.line(1000)[500] for _ in range(50)]
    o.collect()
    for i, p in enumerate(keep):
        p.x = i
    o.collect()
    assert [p.x for p in keep] == list(range(50))


def test_names_of_builtins():
    s = o.Shadow(int=1, bytes=2)
    assert s.str() == "shadow" and s.int + s.bytes == 3


def test_memory_of_dropped_objects_returns():
    for p in (o.Point(1, 2) for _ in range(10_000)):
        pass
    o.collect()
    before = o.heap()
    for _ in range(200_000):
        o.Point(1, 2, "some label")
    o.collect()
    assert o.heap() < before + 4_000_000


def test_a_dict_for_a_struct_that_changes_while_it_is_read():
    class Clears:
        def __float__(self):
            fields.clear()  # the dict's references to the other values go
            return 1.0

    for i in range(100):
        fields = {"x": Clears(), "label": f"a text that nothing else holds, {i} " * 50}
        assert o.Point().add(fields) == o.Point(1.0, 0.0, "")
        fields = {"x": Clears(), "label": f"a text that nothing else holds, {i} " * 50}
        assert o.total([fields]) == 1.0


def test_a_dict_for_a_struct_has_strings_as_keys():
    for key in (3, 2.5, b"x", None, ("x",), object()):
        with pytest.raises(TypeError, match="keywords must be strings"):
            o.Point().add({"x": 1, key: 2})
    with pytest.raises(TypeError, match="unexpected keyword argument 'z'"):
        o.Point().add({"z": 1})


def test_structs_are_views_wherever_they_stand():
    places = o.Places(part=o.Part())
    views = {
        "promoted": lambda: places.in_, "promoted array": lambda: places.many[1], "array of arrays": lambda: places.table[1][0], "list of arrays": lambda: places.rows[1][1],
        "variable": lambda: o.first_point, "variable behind a pointer": lambda: o.point_ref, "array variable": lambda: o.point_table[0][1],
    }
    places.rows = [[o.Point()] * 2] * 2
    for n, (name, view) in enumerate(views.items()):
        view().x = n + 1
        assert view().x == n + 1, name
    assert places.table[0][0].x == 0 and places.part.in_.x == 1
    o.first_point.label = "shared"
    assert o.point_ref.label == "shared"
    o.first_point = o.Point(7)
    assert o.point_ref == o.Point(7)


def test_so_are_boxes():
    places = o.Places(part=o.Part())
    places.steps.add(1), places.steps.add(2)
    assert places.steps == [1, 2]
    o.steps_taken.add(3)
    assert o.steps_taken == [3]
