"""The examples in the documentation: Python's are run, and Go's are in this package."""

import asyncio
import contextvars
import copyreg
import doctest
import io
import json
import logging
import logging.config
import pathlib
import pickle
import re
import sys
import uuid

import docscase as m
import pytest

HERE = pathlib.Path(__file__).parent
DOCS = HERE.parents[2] / "docs"
# The pages, with the number of examples in each at least, and the names that the package has there.
PAGES = {
    "arrays": (11, "signals"),
    "async": (3, "pages"),
    "borrowing": (4, "shop"),
    "callbacks": (4, "watcher"),
    "classes": (3, "books"),
    "columns": (23, "textstats m"),
    "errors": (2, "pkg"),
    "free-threading": (0, ""),
    "live": (8, "pkg"),
    "logging": (3, "store"),
    "protocols": (2, "store"),
    "service": (0, ""),
    "streams": (6, "log"),
    "threads": (0, ""),
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
        bare_loggers(monkeypatch)
    try:
        failed, tried = doctest.DocTestRunner().run(examples(page, known))
    finally:
        copyreg.dispatch_table.pop(m.Cache, None)
    assert not failed and tried >= least


@pytest.mark.parametrize("page", PAGES)
def test_examples_in_go(page):
    here = squeezed("\n".join(file.read_text() for file in HERE.rglob("*.go")))
    for block in re.findall(r"```go\n(.*?)```", (DOCS / f"{page}.md").read_text(), re.DOTALL):
        for line in squeezed(block):
            line = line.removesuffix("{ ... }").strip()
            assert line in ("//", ")") or any(there.startswith(line) for there in here), line


def blocks(page):
    """Those in Python that are no sessions."""
    found = re.findall(r"```python\n(.*?)```", (DOCS / f"{page}.md").read_text(), re.DOTALL)
    return [block for block in found if ">>>" not in block]


def bare_loggers(monkeypatch):
    """The root logger, and those of servers, without handlers until the test ends: pytest has some."""
    for name in (None, "uvicorn", "uvicorn.access", "gunicorn.error", "gunicorn.access"):
        logger = logging.getLogger(name)
        for attribute, value in (("handlers", []), ("level", logger.level), ("propagate", logger.propagate)):
            monkeypatch.setattr(logger, attribute, value)
    return logging.getLogger()


def test_logging_of_requests(monkeypatch):
    root = bare_loggers(monkeypatch)
    for name in ("", "._logging"):
        monkeypatch.setitem(sys.modules, f"store{name}", sys.modules[f"docscase{name}"])
    names = {"contextvars": contextvars, "logging": logging}
    requests, formatter, servers = blocks("logging")
    exec(requests, names)
    exec(formatter, names)
    (handler,), out = root.handlers, io.StringIO()
    assert handler is names["handler"] and root.level == logging.INFO
    handler.setStream(out)
    handler.addFilter(names["RequestID"]())
    names["request_id"].set("r1")
    m.open("a.db")
    line = json.loads(out.getvalue())
    assert (line["service"], line["path"], line["request_id"], line["logger"]) == ("shop", "a.db", "r1", "docscase")
    exec(servers, names)
    logging.config.dictConfig(names["LOGGING"])
    for name in ("", "uvicorn", "gunicorn.error"):
        (handler,) = logging.getLogger(name).handlers
        assert type(handler.formatter) is names["JSONFormatter"]


def test_ids_of_requests():
    (block,) = blocks("service")
    known = contextvars.ContextVar("request_id")
    names = {"uuid": uuid, "request_id": known, "scoring": m}
    exec("class Requests:\n" + "\n".join("    " + line for line in block.splitlines()), names)
    seen = []

    async def app(scope, receive, send):
        seen.append((known.get(), m.__gophersnake__.request))

    async def main():
        requests = names["Requests"]()
        requests.app = app
        await requests({"headers": [(b"x-request-id", b"r1")]}, None, None)

    contextvars.copy_context().run(asyncio.run, main())
    assert seen == [("r1", "r1")]


def test_a_protocol_that_is_switched_off():
    registry = m.Registry({"a": 1})
    assert registry["a"] == 1 and len(registry) == 1 and hasattr(m.Store, "__enter__") and not hasattr(registry, "__enter__")
