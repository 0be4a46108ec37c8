"""The examples in the documentation: Python's are run, and Go's are in this package."""

import asyncio
import copyreg
import doctest
import logging
import pathlib
import pickle
import re
import sys

import docscase as m
import pytest

HERE = pathlib.Path(__file__).parent
DOCS = HERE.parents[2] / "docs"
# The pages, with the number of examples in each at least, and the names that the package has there.
PAGES = {
    "arrays": (9, "signals"),
    "async": (3, "pages"),
    "borrowing": (4, "shop"),
    "callbacks": (4, "watcher"),
    "classes": (3, "books"),
    "columns": (23, "textstats m"),
    "errors": (2, "pkg"),
    "live": (8, "pkg"),
    "logging": (3, "store"),
    "protocols": (2, "store"),
    "streams": (6, "log"),
    "values": (2, "pkg"),
}


def squeezed(text):
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def examples(page, known):
    """Those in Python; what encloses them is no output of theirs."""
    file = DOCS / f"{page}.md"
    text = re.sub(r"^ *```.*$", "", file.read_text(), flags=re.M)
    return doctest.DocTestParser().get_doctest(text, known, page, str(file), 0)


@pytest.fixture
def libraries():
    names = {"np": "numpy", "pa": "pyarrow", "pl": "polars", "pd": "pandas", "dask": "dask"}
    found = {short: pytest.importorskip(name) for short, name in names.items()}
    pytest.importorskip("dask.array")
    return found


@pytest.mark.parametrize("page", PAGES)
def test_examples_in_python(page, tmp_path, monkeypatch, request):
    least, names = PAGES[page]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "big.log").write_text("started\nstopped\n")
    names = {name: m for name in names.split()}
    for name in names:
        monkeypatch.setitem(sys.modules, name, m)
    known = names | {"asyncio": asyncio, "copyreg": copyreg, "pickle": pickle}
    if page in ("arrays", "columns"):
        known |= request.getfixturevalue("libraries")
    if page == "live":
        known |= {"page": m.Page()}
    if page == "streams":
        known |= {"pool": m.Pool()}
    if page == "logging":
        root = logging.getLogger()
        monkeypatch.setattr(root, "handlers", [])
        monkeypatch.setattr(root, "level", root.level)
    try:
        failed, tried = doctest.DocTestRunner().run(examples(page, known))
    finally:
        copyreg.dispatch_table.pop(m.Cache, None)
    assert not failed and tried >= least


@pytest.mark.parametrize("page", PAGES)
def test_examples_in_go(page):
    here = squeezed("\n".join(file.read_text() for file in HERE.glob("*.go")))
    for block in re.findall(r"```go\n(.*?)```", (DOCS / f"{page}.md").read_text(), re.DOTALL):
        for line in squeezed(block):
            line = line.removesuffix("{ ... }").strip()
            assert line in ("//", ")") or any(there.startswith(line) for there in here), line


def test_a_protocol_that_is_switched_off():
    registry = m.Registry({"a": 1})
    assert registry["a"] == 1 and len(registry) == 1 and hasattr(m.Store, "__enter__") and not hasattr(registry, "__enter__")
