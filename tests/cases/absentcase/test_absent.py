import abc
import inspect
import os
import pathlib
import pickle
import pydoc
import subprocess
import sys
import typing

import absentcase as a
import absentcase.aio
import absentcase.inner
import pytest
from cases import IMPORTABLE


def run(code):
    subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(IMPORTABLE)}, check=True)


def message(owner, name):
    assert not hasattr(owner, name)
    assert getattr(owner, name, "default") == "default"
    with pytest.raises(AttributeError) as error:
        getattr(owner, name)
    assert error.value.name == name and error.value.obj is owner
    return str(error.value)


def test_functions_variables_constants_and_types():
    raw = "parameter at: the type unsafe.Pointer has no Python form; take or return the type of what is there"
    assert message(a, "raw_root") == f"module 'absentcase' has no attribute 'raw_root': RawRoot is not bound: {raw}"
    assert message(a, "RawRoot") == f"module 'absentcase' has no attribute 'RawRoot': RawRoot is not bound: {raw}"
    assert message(a, "skipped").endswith(": Skipped is not bound: skipped by //py:skip")
    assert message(a, "MAX_SIZE") == message(a, "MaxSize").replace("'MaxSize'", "'MAX_SIZE'")
    assert message(a, "MAX_SIZE").endswith(": MaxSize is not bound: skipped by //py:skip")
    assert message(a, "last_raw").endswith(": LastRaw is not bound: the type unsafe.Pointer has no Python form; take or return the type of what is there")
    assert message(a, "RawPointer").endswith(": RawPointer is not bound: RawPointer is an unsafe.Pointer")


def test_what_go_calls_otherwise():
    assert message(a, "NewPoint").endswith("has no attribute 'NewPoint': in Python it is new_point")
    assert message(a, "Http_URL").endswith(": in Python it is http_url")
    assert message(a, "Low").endswith(": in Python it is LOW")
    assert message(a, "NEW_POINT").endswith(": in Python it is new_point")
    assert message(a, "low").endswith(": in Python it is LOW")
    assert message(a.Point(1), "DistanceTo").endswith(": in Python it is distance_to")


def test_what_nobody_has():
    assert message(a, "nothing") == "module 'absentcase' has no attribute 'nothing'"
    assert message(a, "Base") == "module 'absentcase' has no attribute 'Base'"  # it is a field of Point
    plain = AttributeError("'absentcase.Point' object has no attribute 'nothing'")
    assert message(a.Point(1), "nothing") == str(plain)
    for name in ("__wrapped__", "_private", "__array__"):
        assert name not in vars(a)
        assert "not bound" not in message(a, name) and "not bound" not in message(a.Point(1), name)


def test_methods_and_fields():
    p = a.Point(1)
    assert message(p, "raw_move") == (
        "'Point' object has no attribute 'raw_move': Point.RawMove is not bound: "
        "parameter by: the type unsafe.Pointer has no Python form; take or return the type of what is there"
    )
    assert message(p, "RawMove").endswith(message(p, "raw_move").partition(": ")[2])
    assert message(p, "base").endswith(": Point.Base is not bound: the type unsafe.Pointer has no Python form; take or return the type of what is there")
    assert message(a.Stack([1]), "push_raw").endswith(": parameter p: the type unsafe.Pointer has no Python form; take or return the type of what is there")
    assert p.move(2) == 3 and p.x == 3
    with pytest.raises(AttributeError, match="'raw_move'"):
        p.raw_move = 1


@pytest.mark.parametrize("number", [a.Level(1), a.Color.GREEN, a.Color(7)])
def test_methods_of_numbers(number):
    name = "turn" if isinstance(number, a.Color) else "raise_"
    assert message(number, name).endswith("parameter by: the type unsafe.Pointer has no Python form; take or return the type of what is there")
    assert message(number, "nothing") == f"'{type(number).__name__}' object has no attribute 'nothing'"
    assert pickle.loads(pickle.dumps(int(number))) == number


def test_classes_say_it_too():
    text = "type object 'Point' has no attribute 'raw_move': Point.RawMove is not bound: "
    assert message(a.Point, "raw_move").startswith(text)
    assert message(a.Point, "DistanceTo") == "type object 'Point' has no attribute 'DistanceTo': in Python it is distance_to"
    assert message(a.Level, "raise_").startswith("type object 'Level' has no attribute 'raise_': Level.Raise is not bound: ")
    assert message(a.Whole(1), "raw_move") == "'Whole' object has no attribute 'raw_move'"  # what Point lacks


def test_subclasses():
    class Own(a.Point):
        def raw_move(self):
            return "mine"

        @property
        def base(self):
            return self.missing

    class Asking(a.Point):
        def __getattr__(self, name):
            return name

    assert Own(1).raw_move() == "mine" and Asking(1).raw_move == "raw_move" and Asking(2).x == 2
    with pytest.raises(AttributeError, match="'Own' object has no attribute 'RawMove': Point.RawMove is not bound: "):
        Own(1).RawMove
    with pytest.raises(AttributeError, match="'missing'"):
        Own(1).base

    class Mixin:
        turn = 3

        def raw_move(self):
            return "mixed"

    class Mixed(a.Point, Mixin, abc.ABC):
        pass

    assert Mixed(1).raw_move() == "mixed" and Mixed.turn == 3 and Mixed.raw_move(None) == "mixed"
    assert type(a.Point) is type and type(absentcase.aio.Point) is type and type(a.Level) is type
    free = Own(1)
    free.turn = 5
    assert free.turn == 5


def test_what_looks_into_classes_finds_nothing():
    @typing.runtime_checkable
    class Moves(typing.Protocol):
        def raw_move(self): ...

    assert not isinstance(a.Point(1), Moves)
    assert "raw_move" not in dict(inspect.getmembers(a.Point)) and "raw_move" not in dict(inspect.getmembers(a.Point(1)))
    assert "raw_move" not in [c.name for c in inspect.classify_class_attrs(a.Point)]
    assert "raw_move" not in pydoc.render_doc(a.Point) and "RawMove" not in pydoc.render_doc(a.Level)
    with pytest.raises(AttributeError):
        inspect.getattr_static(a.Point(1), "raw_move")


def test_the_async_api():
    aio = absentcase.aio
    assert message(aio, "raw_root") == message(a, "raw_root").replace("absentcase", "absentcase.aio")
    assert message(aio, "NewPoint").endswith(": in Python it is new_point")
    assert message(aio.Point(1), "raw_move").endswith(message(a.Point(1), "raw_move").partition(": ")[2])


def test_packages_that_are_bound_in_part():
    inner = absentcase.inner
    assert message(inner, "new_thing").endswith(
        "of the Go package example.com/absentcase/inner, only types that others need are bound; name it with --package to have all of it"
    )
    assert "only types that others need" in message(inner, "NewThing")
    assert message(a.other(), "raw").endswith(": Thing.Raw is not bound: result 1: the type unsafe.Pointer has no Python form; take or return the type of what is there")


def test_dir_is_as_it_was():
    everything = [a, absentcase.aio, a.Point, a.Point(1), a.Level, a.Level(1), a.Color, a.Color.RED, a.Stack, absentcase.inner]
    names = {n.lower().replace("_", "") for owner in everything for n in [*dir(owner), *vars(type(owner) if not isinstance(owner, type) else owner)]}
    assert not names & {"rawroot", "skipped", "maxsize", "rawpointer", "lastraw", "rawmove", "base", "pushraw", "turn", "newthing"}
    assert (set(dir(a.Whole())) ^ set(dir(a.Point(1)))) - {"__deepcopy__"} == {"distance_to"} | ({"__annotations__"} & set(vars(a.Point)))


def test_the_reasons_are_read_when_they_are_needed():
    code = """if True:
        import sys, absentcase, absentcase.aio
        absentcase.Point(1).move(1), absentcase.Color.RED, absentcase.new_point(1), dir(absentcase)
        hasattr(absentcase, "__wrapped__"), hasattr(absentcase.Point(1), "__array__")
        from absentcase import *
        assert "absentcase._unbound" not in sys.modules
        hasattr(absentcase, "raw_root")
        assert "absentcase._unbound" in sys.modules"""
    run(code)


def test_what_a_missing_file_of_reasons_means():
    code = """if True:
        import sys, absentcase
        sys.modules["absentcase._unbound"] = None
        try:
            absentcase.Point(1).raw_move
        except AttributeError as error:
            assert str(error) == "'Point' object has no attribute 'raw_move'", error
        else:
            raise SystemExit(1)"""
    run(code)


def test_a_type_keeps_its_name():
    assert isinstance(a.EDNS0_NSID, type) and a.EDNS0NSID == 3


def test_a_submodule_with_the_name_of_the_module():
    assert a.new_same(3) == a.absentcase.Inner(3) and type(a.new_same(3)).__module__ == "absentcase.absentcase"
    stub = (pathlib.Path(a.__file__).parent / "__init__.pyi").read_text()
    assert "import absentcase.absentcase as _absentcase_absentcase\n" in stub
    assert "def new_same(n: int) -> _absentcase_absentcase.Inner:" in stub
