"""What makes tests/cases importable: what it builds anew, and what not."""

import concurrent.futures
import os
import sys

import cases
import pytest

pytestmark = pytest.mark.once

# Stands for the tool. A wheel is a zip file with the package in it.
FAKE = """#!{python}
import os, pathlib, sys, zipfile
here = pathlib.Path.cwd()
with open({log!r}, "a") as log:
    log.write(here.name + "\\n")
with zipfile.ZipFile(sys.argv[3] + "/x.whl", "w") as z:
    z.writestr(here.name + "/__init__.py", (here / "a.go").read_text())
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    build, folder = tmp_path / "build", tmp_path / "onecase"
    build.mkdir()
    folder.mkdir()
    monkeypatch.setattr(cases, "BUILD", build)
    monkeypatch.setattr(cases, "IMPORTABLE", build / "site")
    monkeypatch.setattr(cases, "TOOL", build / "gophersnake")
    cases.TOOL.write_text(FAKE.format(python=sys.executable, log=str(tmp_path / "log")))
    cases.TOOL.chmod(0o755)
    cases.TOOL.with_suffix(".digest").write_text("1")
    (folder / "a.go").write_text("first")
    return folder


def made(project):
    cases.build_at(project, "onecase")
    log = project.parent / "log"
    return len(log.read_text().splitlines()), (cases.IMPORTABLE / "onecase" / "__init__.py").read_text()


def test_content_decides(project):
    assert made(project) == (1, "first")
    assert made(project) == (1, "first")
    os.utime(project / "a.go", (0, 0))
    (project / "test_one.py").write_text("a test")
    assert made(project) == (1, "first")
    (project / "a.go").write_text("second")
    assert made(project) == (2, "second")
    (project / "a.go").write_text("first")
    assert made(project) == (2, "first")
    cases.TOOL.with_suffix(".digest").write_text("2")
    assert made(project) == (3, "first")


def test_flags_decide(project, monkeypatch):
    assert made(project)[0] == 1
    cases.compilers.cache_clear()
    monkeypatch.setenv("GOPHERSNAKE_CFLAGS", "-O1")
    try:
        assert made(project)[0] == 2
    finally:
        cases.compilers.cache_clear()


def test_old_builds_are_removed(project):
    for i in range(cases.KEPT + 2):
        (project / "a.go").write_text(str(i))
        assert made(project) == (i + 1, str(i))
    assert len(list((cases.BUILD / "built" / "onecase").iterdir())) == cases.KEPT


def test_sessions_at_the_same_time_build_it_once(project):
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        done = [pool.submit(cases.build_at, project, "onecase") for _ in range(8)]
        [d.result() for d in done]
    assert made(project) == (1, "first")


def test_what_fails_is_no_build(project):
    cases.TOOL.write_text("#!/bin/sh\necho it broke >&2\nexit 1\n")
    for _ in range(2):
        with pytest.raises(SystemExit, match="it broke"):
            cases.build_at(project, "onecase")


def test_each_source_of_the_tool_counts(tmp_path, monkeypatch):
    monkeypatch.setattr(cases, "ROOT", tmp_path)
    for name in cases.TOOL_SOURCES:
        (tmp_path / name).write_text("x") if "." in name else (tmp_path / name).mkdir()
    keys = {cases.tool_key()}
    for name in ("rt/a.go", "shim/a.c", "shim/values/a.h", "go.mod"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("changed")
        keys.add(cases.tool_key())
    assert len(keys) == 5
    (tmp_path / "internal" / "a_test.go").write_text("not in the tool")
    assert cases.tool_key() in keys


@pytest.mark.parametrize(
    "arguments, expected",
    [
        (["tests/cases/timescase"], {"timescase"}),
        (["tests/cases/timescase/test_times.py::test_x", "tests/tool"], {"timescase"}),
        (["tests/tool/test_cli.py"], set()),
        (["tests/test_bench_report.py"], set()),
        (["tests/test_stubs.py"], None),
        (["tests/cases"], None),
        (["tests/tool", "tests"], None),
        ([], None),
    ],
)
def test_what_a_session_needs(arguments, expected):
    found = set(cases.needed([str(cases.ROOT / a) for a in arguments]))
    assert found == (set(cases.names()) if expected is None else expected)


def test_programs_name_cases_too():
    assert "processcase" in cases.needed([str(cases.ROOT / "tests" / "process")])
