"""What stands in a call of a class or a function: fields, options, what can be left out."""

import asyncio
import importlib.resources
import importlib.util
import inspect
import os
import pathlib
import pkgutil
import pydoc
import subprocess
import sys

import classescase as c
import pytest
from classescase import aio

STUB = (pathlib.Path(c.__file__).parent / "__init__.pyi").read_text()

# ---- fields of embedded structs ----


def test_fields_of_embedded_structs_are_keywords():
    d = c.Document(c.Meta(title="t"), text="x", tags=["a"])
    assert (d.title, d.tags, d.text, d.meta.tags) == ("t", ["a"], "x", ["a"])
    assert c.Document(title="later").meta.title == "later" and c.Document(by={"x": 2}).by.x == 2
    with pytest.raises(TypeError, match=r"'tags': expected list\[str\], got int"):
        c.Document(tags=3)
    with pytest.raises(AttributeError, match="no attribute 'depth': it is of Deep, which is embedded by a pointer, and that is nil"):
        c.Document(depth=3)
    assert c.Document(depth=3, deep=c.Deep(4)).deep.depth == 3
    d = c.Document(deep=c.Deep(4))
    assert d.depth == 4
    assert c.Document.__match_args__ == ("meta", "deep", "text", "color", "when", "seen")


def test_fields_are_keywords_of_a_constructor_too():
    """The constructor gives the defaults; what is given besides is set behind it."""
    k = c.Coverer("k", "a", "b")
    assert (k.name(), k.level, k.cells, k.depth) == ("k", 30, 2, 9)
    k = c.Coverer("k", "a", level=12, depth=1, color=c.Color.GREEN)
    assert (k.name(), k.level, k.cells, k.depth, k.color) == ("k", 12, 1, 1, c.Color.GREEN)
    assert c.Coverer(name="k", limits=c.Limits(4)).depth == 4 and aio.Coverer("k", level=5).level == 5
    with pytest.raises(TypeError, match="unexpected keyword argument 'levels'"):
        c.Coverer("k", level=1, levels=2)
    with pytest.raises(TypeError, match="missing required argument: 'name'"):
        c.Coverer(level=1)
    with pytest.raises(TypeError, match="expected int, got str"):
        c.Coverer("k", level="high")
    with pytest.raises(c.GoError, match="a coverer has a name"):
        c.Coverer("", level=1)
    want = "(name, *opts, limits=Ellipsis, level=30, cells=Ellipsis, color=Color.RED, depth=Ellipsis)"
    assert str(inspect.signature(c.Coverer)) == want

    class Own(c.Coverer):
        pass

    class Named(c.Coverer):
        def __init__(self, name):
            super().__init__(name, level=3)

    assert (Own("o", level=7).level, Own("o").level, Named("n").level, Named("n").name()) == (7, 30, 3, "n")


def test_signatures_show_zero_values():
    want = "(meta=Ellipsis, deep=None, text='', color=Color.RED, when={}, seen=Ellipsis, *, tags=[], title='', by=Ellipsis, depth=Ellipsis)"
    assert str(inspect.signature(c.Document)) == want
    assert "def __init__(self, meta: Meta | dict[str, _typing.Any] = ..., deep: Deep | None = None, text:" in STUB
    assert "*, tags: _abc.Iterable[str" in STUB


def test_help_is_about_the_package():
    text = pydoc.plain(pydoc.render_doc(c))
    assert "GoError" not in text and "PanicError" not in text and text.index("class Account") < text.index("FUNCTIONS")
    assert {"aio", "GoError", "PanicError", "Document"} <= set(dir(c)) and not {"aio", "GoError"} & set(c.__all__)
    assert c.Document.text.__doc__ == "str" and c.Document.when.__doc__ == "dict[str, int]" and c.Document.deep.__doc__ == "Deep | None"
    assert c.Document.__module__ == "classescase" and c.Document.__qualname__ == "Document"
    names = {}
    exec("from classescase import *", names)
    assert "Document" in names and "GoError" not in names


def test_help_lists_the_modules_of_the_package_alone():
    contents = pydoc.plain(pydoc.render_doc(c)).partition("PACKAGE CONTENTS\n")[2].partition("\n\n")[0]
    assert contents.split() == ["aio", "(package)", "batch", "polars"]
    assert {m.name for m in pkgutil.iter_modules(c.__path__, "classescase.")} == {"classescase.aio", "classescase.batch", "classescase.polars"}
    assert {"classescase.aio.batch"} <= {m.name for m in pkgutil.walk_packages(c.__path__, "classescase.")}
    importlib.invalidate_caches()
    for name in ("_metrics", "_html", "_batch"):
        module = importlib.import_module(f"classescase.{name}")
        assert pathlib.Path(module.__file__).parent == pathlib.Path(c.__file__).parent == pathlib.Path(c.__path__[0])
    assert importlib.util.find_spec("classescase.nothing") is None
    assert "classescase" in importlib.resources.files(c).joinpath("__init__.pyi").read_text()


def test_modules_are_found_where_the_finders_were_forgotten():
    code = "import sys, classescase; sys.path_importer_cache.clear(); import classescase._metrics, classescase.aio.batch"
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONPATH": str(pathlib.Path(c.__file__).parents[1])})


def test_a_lock_adds_nothing():
    names = dir(c.Document)
    assert not {"lock", "unlock", "r_lock", "try_lock", "rw_mutex"} & set(names) and not hasattr(c, "sync")
    with pytest.raises(AttributeError, match="has no attribute 'lock': Document.Lock is not bound: a lock is the business of the Go code"):
        c.Document().lock
    assert c.Document(title="t").locked() == "t"
    h = c.House()
    h.lock()
    assert h.locks() == 1


# ---- options ----


def test_options_are_keywords():
    s = c.Server("s", with_limit=3, verbose=True, with_pair=(1, "b"), with_tags=["x", "y"], with_format=str.upper)
    assert s.text() == "s limit=3 verbose pair=1,b tags=x+y format=S"
    assert c.new_server("s", c.with_limit(1), with_limit=2).text() == "s limit=1 limit=2"
    assert c.Server(name="s", with_tags="one").text() == "s tags=one"
    assert c.Server("s", with_pair={"b": "z", "a": 4}).text() == "s pair=4,z"
    assert c.Server("s").with_(verbose=True).with_(c.verbose()).text() == "s verbose verbose"
    assert c.Server("s", with_limit=None, verbose=False, with_tags=()).text() == "s tags="


def test_mistakes_with_options():
    for kw, error in (
        ({"with_limit": "x"}, r"with_limit\(\) argument 'n': expected int, got str"),
        ({"verbose": 1}, r"Server\(\) argument 'verbose': expected bool, got int"),
        ({"with_pair": (1,)}, r"with_pair\(\) missing required argument: 'b'"),
        ({"with_pair": {"a": 1, "z": 2}}, r"with_pair\(\) got an unexpected keyword argument 'z'"),
        ({"with_pair": {}}, r"with_pair\(\) missing required argument: 'a'"),
        ({"with_other": 1}, r"Server\(\) got an unexpected keyword argument 'with_other'"),
    ):
        with pytest.raises(TypeError, match=error):
            c.Server("s", **kw)
    with pytest.raises(TypeError, match=r"Server\(\) got multiple values for argument 'name'"):
        c.Server("s", name="t")


def test_signatures_have_them():
    assert str(inspect.signature(c.Server)) == "(name, *opts, with_limit=None, with_pair=None, with_tags=None, with_format=None, verbose=False)"
    assert "with_limit=None" in c.new_server.__text_signature__ and "with_limit=None" in c.Server.with_.__text_signature__
    assert "with_limit: int | None = None" in STUB and "verbose: bool = False" in STUB and "with_pair: tuple[int, str | _os.PathLike[str]] | None = None" in STUB
    assert str(inspect.signature(c.chain)) == "(*all)"


def test_options_of_an_interface():
    assert c.settings(c.plain(), with_setting="x") == ["plain", "x"]
    assert str(inspect.signature(c.settings)) == "(*all, with_setting=None)"


def test_options_of_subclasses_and_of_the_async_api():
    class Own(c.Server):
        def __init__(self, **kw):
            super().__init__("own", **kw)

    assert Own(with_limit=1).text() == "own limit=1"

    async def main():
        s = aio.Server("s", with_limit=1)
        assert await (await s.with_(verbose=True)).text() == "s limit=1 verbose"
        assert (await aio.new_server("n", verbose=True)).sync.text() == "n verbose"

    asyncio.run(main())


# ---- what can be left out ----


def test_what_may_be_nil_can_be_left_out():
    seen = []
    assert c.each(2) == 2 and c.each(2, seen.append) == 2 and seen == [0, 1]
    assert c.through(3) == 3 and c.later() == 3
    assert c.Tool(3).run() == 3 and c.Tool(1, c.Tool(2)).run() == 3 and c.Tool(3, log=seen.append).run() == 3 and seen[-1] == "run"
    assert c.open("p") == "p7 1 0" and c.open("p", vars={}, verbose=True) == "p7 0 1" and c.open("p", c.Config(2)) == "p2 1 0"
    assert str(inspect.signature(c.each)) == "(n, progress=None)"
    assert str(inspect.signature(c.Tool)) == "(size, next=None, log=None)"
    assert "def each(n: int, progress: _abc.Callable[[int], object] | None = None) -> int:" in STUB


def test_what_is_asked_for_stays_required():
    for call in (c.must, lambda: c.panics(1), c.needs, lambda: c.between(n=1)):
        with pytest.raises(TypeError, match="missing required argument"):
            call()
    assert c.between(None, 2) == 2


def test_go_functions_say_what_they_are():
    option = c.with_limit(3)
    assert repr(option) == "<Go option: func(*classescase.Server)>"
    assert option.__name__ == "option" and str(inspect.signature(option)) == "(arg0, /)" and callable(option)
    assert option.__doc__ == "A Go func(*classescase.Server)."
    with pytest.raises(TypeError, match="missing required argument|takes"):
        option()


def test_help_names_no_private_module():
    text = pydoc.render_doc(c, renderer=pydoc.plaintext)
    shown = text[text.index("CLASSES") :]
    assert "_native" not in shown
