"""Messages name what was called, and tell types of one name apart."""

import pathlib
import shutil
import sys

import messagescase as m
import pytest


def test_messages_about_a_constructor_name_the_class():
    class Boat(m.Vessel):
        pass

    for vessel in m.Vessel, Boat, m.aio.Vessel:
        for args, kw, text in [
            ((), {"name": "B"}, r"Vessel\(\) missing required argument: 'grade'"),
            ((), {}, r"Vessel\(\) missing required argument: 'name'"),
            (("a", 1, 2), {}, r"Vessel\(\) takes 2 positional arguments but 3 were given"),
            (("a",), {"name": "b", "grade": 1}, r"Vessel\(\) got multiple values for argument 'name'"),
            (("a", 1), {"colour": 1}, r"Vessel\(\) got an unexpected keyword argument 'colour'"),
            (("a", "b"), {}, r"Vessel\(\) argument 'grade': expected int, got str"),
            (("a", 2**70), {}, r"Vessel\(\) argument 'grade': \d+ does not fit in int64"),
        ]:
            with pytest.raises((TypeError, OverflowError), match=text):
                vessel(*args, **kw)
    with pytest.raises(TypeError, match=r"Plan\(\) argument 'names\[1\]': expected str, got int"):
        m.Plan(1, "a", 2)
    with pytest.raises(TypeError, match=r"Plan\(\) got an unexpected keyword argument 'weeks'"):
        m.Plan(weeks=1)
    with pytest.raises(TypeError, match=r"Hull\(\) takes 0 positional arguments but 1 was given"):
        m.Hull(1)
    with pytest.raises(TypeError, match=r"new_vessel\(\) missing required argument: 'grade'"):
        m.new_vessel("B")
    with pytest.raises(TypeError, match=r"Rec\(\) got an unexpected keyword argument 'colour'"):
        m.Rec(colour=1)


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(pathlib.Path(m.__file__).parent, folder / "messagescopy")
    sys.path.insert(0, str(folder))
    import messagescopy

    yield messagescopy
    sys.path.remove(str(folder))


def test_another_copy_of_the_extension(copy):
    apart = r"expected messagescase\.Rec{}, got messagescopy\.Rec$"
    other = copy.Rec()
    with pytest.raises(TypeError, match=r"take\(\) argument 'r': " + apart.format("")):
        m.take(other)
    with pytest.raises(TypeError, match=r"pass_\(\) argument 'r': " + apart.format(" or None")):
        m.pass_(other)
    with pytest.raises(TypeError, match=r"take_all\(\) argument 'v\[0\]': " + apart.format("")):
        m.take_all([other])
    with pytest.raises(TypeError, match=r"'inner': expected messagescase.Inner, got messagescopy.Inner"):
        m.Rec().inner = copy.Inner()
    with pytest.raises(TypeError, match=r"take\(\) argument 'r': expected messagescopy.Rec, got messagescase.Rec"):
        copy.take(m.Rec())
    with pytest.raises(TypeError, match="expected messagescase.Rec, got messagescopy.aio.Rec"):
        m.take(copy.aio.Rec())
    with pytest.raises(TypeError, match=r"expected list\[messagescase.Rec\], got messagescopy.Rec"):
        m.take_all(other)
    with pytest.raises(TypeError, match=r"Rec.add\(\) needs a messagescase.Rec as its self, got messagescopy.Rec"):
        m.aio.Rec.add(other, 1)
    with pytest.raises(TypeError, match="'messagescase.Rec' objects doesn't apply to a 'messagescopy.Rec' object"):
        m.Rec.add(other, 1)
    with pytest.raises(TypeError, match=r"<lambda>\(\) result: expected messagescase.Rec or None, got messagescopy.Rec"):
        m.call_rec(lambda: other)


def test_a_copy_under_the_same_name_is_told_apart_by_its_file(tmp_path):
    shutil.copytree(pathlib.Path(m.__file__).parent, tmp_path / "messagescase")
    kept = {name: sys.modules.pop(name) for name in list(sys.modules) if name.split(".")[0] == "messagescase"}
    sys.path.insert(0, str(tmp_path))
    try:
        import messagescase as again
    finally:
        sys.path.remove(str(tmp_path))
        sys.modules.update(kept)
    with pytest.raises(TypeError, match=r"expected messagescase.Rec, got messagescase.Rec of another copy of it \(.*/_native\.[\w.-]+\.so\)") as caught:
        m.take(again.Rec())
    assert str(tmp_path) in str(caught.value)


def test_python_types_of_the_same_name():
    Rec = type("Rec", (), {})
    with pytest.raises(TypeError, match=r"expected messagescase.Rec, got .*test_names\.Rec"):
        m.take(Rec())
    int = type("int", (), {"__module__": "strange"})
    with pytest.raises(TypeError, match=r"int\(\) argument 'n': expected int, got strange\.int"):
        m.int(int())
    with pytest.raises(TypeError, match=r"ints\(\) argument 'v\[0\]': expected int, got strange\.int"):
        m.ints([int()])
    with pytest.raises(TypeError, match=r"expected datetime, got strange\.datetime"):
        m.when(type("datetime", (), {"__module__": "strange"})())
    nobody = type("Rec", (), {})
    nobody.__module__ = "messagescase"
    with pytest.raises(TypeError, match=r"expected messagescase.Rec, got another class messagescase.Rec"):
        m.take(nobody())


def test_types_of_the_same_name_in_two_packages():
    import messagescase.geo as geo

    with pytest.raises(TypeError, match=r"here\(\) argument 'p': expected messagescase\.Point, got messagescase\.geo\.Point"):
        m.here(geo.Point())
    with pytest.raises(TypeError, match=r"there\(\) argument 'p': expected messagescase\.geo\.Point, got messagescase\.Point"):
        m.there(m.Point())
    with pytest.raises(TypeError, match=r"anywhere\(\) argument 'p\[0\]': expected messagescase\.geo\.Point, got messagescase\.Point"):
        m.anywhere([m.Point()])


def test_where_the_names_differ_no_module_is_said():
    with pytest.raises(TypeError, match=r"take\(\) argument 'r': expected Rec, got int$"):
        m.take(1)
    with pytest.raises(TypeError, match=r"expected list\[int\], got int$"):
        m.ints(1)
    with pytest.raises(TypeError, match=r"expected list\[Rec\], got Rec$"):
        m.take_all(m.Rec())
    with pytest.raises(TypeError, match=r"expected Rec or None, got Vessel$"):
        m.pass_(m.Vessel("a", 1))
