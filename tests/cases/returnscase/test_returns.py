"""What stubs say of nil and of a bool at the end, beside what calls give."""

import asyncio
import inspect
import pathlib
import re

import pytest
import returnscase as m

STUB = (pathlib.Path(m.__file__).parent / "__init__.pyi").read_text()


def hint(name):
    """The hint of a result, or of a variable."""
    found = re.search(rf"def {name}\(.*\) -> (.*?):(?: \.\.\.)?$|^{name}: (.*)$", STUB, re.M)
    return found[1] or found[2]


@pytest.fixture
def store():
    return m.Store().add("a", "b")


def test_what_is_never_nil(store):
    for name, call, want in [
        ("new_store", m.new_store, "Store"),
        ("open", lambda: m.open("x"), "Store"),
        ("add", lambda: store.add("c"), "_typing.Self"),
        ("get", lambda: store.get("a"), "Entry"),
        ("log", store.log, "Entry"),
        ("sized", lambda: m.sized(3), "int"),
        ("unit", m.unit, "Shape"),
        ("text", lambda: m.text("x"), "_typing.BinaryIO"),
        ("doubted", m.doubted, "Owner | None"),
        ("default", lambda: m.default, "Owner"),
        ("trusted", lambda: m.trusted("a"), "Owner"),
        ("owner", lambda: store.get("a").owner, "Owner"),
        ("owner_for", lambda: m.owner_for("z"), "Owner"),
        ("owner_same", m.owner_same, "Owner"),
    ]:
        assert hint(name) == want
        assert call() is not None
    assert hint("adder") == "_abc.Callable[[int], int]" and m.adder(1)(2) == 3
    with m.file(__file__) as f:
        assert f.read(3) == b'"""'
    assert hint("file").endswith("File")


def test_what_can_be_nil(store):
    for name, call in [
        ("open_old", lambda: m.open_old("")),
        ("lookup", lambda: store.lookup("z")),
        ("first", lambda: m.Store().first()),
        ("parent", lambda: m.parent(store.get("a"))),
        ("positive", lambda: m.positive(-1)),
        ("shape_of", lambda: m.shape_of("disc")),
        ("recovered", lambda: m.recovered(True)),
        ("last", lambda: m.last),
        ("owner_named", lambda: m.owner_named("z")),
    ]:
        assert hint(name).endswith(" | None"), name
        assert call() is None, name
    assert hint("positive") == "int | None"


def test_an_error_is_no_nil():
    with pytest.raises(m.GoError, match="no name"):
        m.open("")
    with pytest.raises(m.ErrNotFound):
        m.Store().get("a")


def test_a_wrong_notnil_gives_none():
    assert m.trusted("b") is None
    assert m.Entry().owner is None


def test_items(store):
    assert hint("all") == "list[Entry]" and [e.name for e in store.all()] == ["a", "b"]
    assert hint("each") == "_Stream[tuple[int, Entry]]" and [e.name for _, e in store.each()] == ["a", "b"]
    assert "def visit(self, f: _abc.Callable[[Entry], object] | None) -> None:" in STUB
    seen = []
    store.visit(lambda e: seen.append(e.name))
    assert seen == ["a", "b"]
    assert hint("slots") == "list[Slot | None]" and m.slots(1)[0] is None


def test_zero_values_beside_a_false_are_none(store):
    for name, call, want in [
        ("find", store.find, "Entry | None"),
        ("count", lambda key: m.count({"a": 0}, key), "int | None"),
        ("count_again", lambda key: m.count_again({"a": 0}, key), "int | None"),
        ("longest", lambda key: m.longest(["x"] if key == "a" else []), "tuple[str, int] | None"),
        ("chosen", lambda key: m.chosen("xa" if key == "a" else key), "str | None"),
    ]:
        assert hint(name) == want
        assert call("a") is not None
        assert call("z") is None
    assert m.count({"a": 0}, "a") == 0 and m.longest(["x", "yy"]) == ("yy", 1) and store.find("a").name == "a"


def test_other_bools_stay():
    assert hint("cut_prefix") == "tuple[str, bool]" and m.cut_prefix("ab", "x") == ("ab", False)
    assert hint("sign") == "tuple[int, bool]" and m.sign(-2) == (2, True) and m.sign(2) == (2, False)
    assert hint("kept") == "tuple[int, bool]" and m.kept({}, "a") == (0, False)
    assert hint("switches") == "tuple[bool, bool]" and m.switches({"a": False}, "a") == (False, True)


def test_methods_of_an_interface_are_as_the_interface_has_them():
    items = m.Items(n={"a": 1})
    assert items.item("a") == m.getter_of(items).item("a") == (1, True)
    assert len(re.findall(r"def item\(self, \S+: .*\) -> tuple\[int, bool\]", STUB)) >= 2

    class Own:
        def item(self, key):
            return 5, True

    assert isinstance(items, m.Getter) and inspect.ismethod(Own().item)


async def find_in(api):
    return await api.aio.find("a"), await api.aio.find("z"), await m.aio.count({"a": 0}, "z")


def test_awaited(store):
    import asyncio

    found, missing, count = asyncio.run(find_in(store))
    assert found.name == "a" and missing is None and count is None


def test_bytes_of_which_nil_says_that_there_is_nothing():
    cabinet = m.Cabinet()
    assert (cabinet.get("full"), cabinet.get("empty"), cabinet.get("none")) == (b"text", b"", None)
    assert cabinet.entry(0) == (b"empty", b"") and cabinet.entry(1) == (None, None)
    assert cabinet.read("full") == b"text" and cabinet.read("none") is None
    with pytest.raises(m.GoError, match="no name"):
        cabinet.read("")
    assert m.pack(b"") == b"" == m.unpacked(b"") and m.packed(b"") is None and m.packed(b"a") == b"A"


def test_such_bytes_by_an_interface():
    finder = m.finder_of(m.Cabinet())
    assert finder.find("none") is None and finder.find("empty") == b""

    class Own:
        def find(self, name):
            return None if name == "none" else name.encode()

    assert m.found(Own(), "none") == 0 and m.found(Own(), "abc") == 3


def test_such_bytes_awaited_and_in_columns():
    async def get():
        cabinet = m.aio.Cabinet()
        return [await cabinet.get(name) for name in ("full", "empty", "none")]

    assert asyncio.run(get()) == [b"text", b"", None]
    assert m.batch.Cabinet.get(m.Cabinet(), ["full", "empty", "none"]) == [b"text", b"", None]
