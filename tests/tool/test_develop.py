"""What imports see of `gophersnake develop`, beside it and after it."""

import os
import pathlib
import shutil
import signal
import subprocess
import sys
import textwrap
import time

import pytest

from cases import ROOT, TOOL


class Project:
    """A package whose functions tell which build they are of, and its environment."""

    def __init__(self, folder, venv, gophersnake, cache):
        self.folder, self.venv, self.tool, self.cache = folder, venv, gophersnake, cache
        self.environ = {"GOPHERSNAKE_CACHE": str(cache)}
        folder.mkdir(parents=True)
        (folder / "go.mod").write_text("module example.com/turn\n\ngo 1.20\n")
        (folder / "pyproject.toml").write_text('[project]\nname = "turn"\nversion = "1.0"\n')
        (folder / "data.txt").write_text("data\n")
        (folder / "turn_test.go").write_text("package turn\n")
        self.write(0)

    def write(self, number, parameters=0, more=""):
        """A build of this number; another number of parameters changes the shim, too."""
        names = ", ".join(f"a{i}" for i in range(parameters))
        (self.folder / "turn.go").write_text(
            textwrap.dedent(f"""
            package turn

            import _ "embed"

            //go:embed data.txt
            var data string

            func Number({names + " int" if names else ""}) int {{ return {number} }}

            func Parameters() int {{ return {parameters} }}

            type Turn struct {{ Number int }}

            func (t *Turn) Own() int {{ return {number} }}
            {more}
            """)
        )

    def develop(self, check=0):
        return self.tool("develop", "--python", self.venv, cwd=self.folder, env=self.environ, check=check)

    def python(self, program, *options, code=0):
        """A program's stdout and stderr."""
        done = subprocess.run([self.venv / "bin" / "python", *options, "-c", textwrap.dedent(program)], capture_output=True, text=True, timeout=300, env=dict(os.environ, **self.environ))
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout.strip(), done.stderr

    def shell(self, program):
        """A program that waits for a line before each part but the first, and prints a line after each."""
        parts = textwrap.dedent(program).strip().split("\n---\n")
        source = "import sys, os, warnings\n" + "\nsys.stdout.flush(); sys.stdin.readline()\n".join(parts)
        return subprocess.Popen([self.venv / "bin" / "python", "-u", "-c", source], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def work(self):
        """The project's folder in the cache."""
        return next(p.parent for p in self.cache.glob("build/*/origin") if p.read_text() == str(self.folder))

    def leftovers(self):
        return [str(p) for p in self.work().glob("new-*")]


@pytest.fixture(scope="module")
def cache(tmp_path_factory, own_cache):
    """The tests share what was compiled once."""
    return own_cache(tmp_path_factory.mktemp("it's a \"cache\", too"))


@pytest.fixture
def turn(tmp_path, venv, gophersnake, cache):
    project = Project(tmp_path / "a project" / "turn", venv, gophersnake, cache)
    project.develop()
    return project


NUMBER = "import turn; print(turn.number(*[0] * turn.parameters()), turn.parameters(), turn.Turn().own(), turn.aio.Turn.__module__)"

# Each import is that of a new process; what it has must be of one build.
WATCH = """
import os, sys
print("ready", flush=True)
outcomes = set()
while not os.path.exists(sys.argv[1]):
    read, write = os.pipe()
    child = os.fork()
    if not child:
        try:
            import turn
            parameters = turn.parameters()
            number = turn.number(*[0] * parameters)
            assert turn.Turn().own() == number, (turn.Turn().own(), number)
            import inspect
            for module in turn, turn.aio:
                assert str(inspect.signature(module.number)).count("a") == parameters, inspect.signature(module.number)
                assert module.__file__.startswith(os.path.normpath(turn.__path__[0]) + os.sep) or module is turn
            os.write(write, f"{number}:{parameters}".encode())
        except BaseException as e:
            os.write(write, repr(e).encode())
        os._exit(0)
    os.close(write)
    outcomes.add(os.read(read, 10000).decode())
    os.close(read)
    os.waitpid(child, 0)
print("\\n".join(sorted(outcomes)))
"""


def test_imports_beside_develop(turn, tmp_path):
    turn.write(1, parameters=1)
    turn.develop()
    end = tmp_path / "end"
    watch = subprocess.Popen([turn.venv / "bin" / "python", "-c", WATCH, end], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert watch.stdout.readline() == "ready\n"
        for number, parameters in (2, 2), (3, 2):
            turn.write(number, parameters)
            turn.develop()
    finally:
        end.touch()
        outcomes = set(watch.communicate(timeout=60)[0].split("\n")) - {""}
    assert outcomes <= {"1:1", "2:2", "3:2"} and len(outcomes) > 1, outcomes


def test_builds_that_fail_leave_the_last_good_one(turn):
    turn.write(1, more="func Wrong() int { return nothing }")
    turn.develop(check=1)
    (turn.folder / "empty.s").write_text("")
    turn.write(1, parameters=2, more="func Missing(s string) string")  # the linker finds out
    turn.develop(check=1)
    assert turn.python(NUMBER, "-W", "ignore")[0] == "0 0 0 turn.aio" and not turn.leftovers()


@pytest.mark.parametrize("signal_", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda s: s.name)
def test_a_build_that_is_interrupted_leaves_the_last_good_one(turn, signal_):
    turn.write(1, parameters=1)
    develop = subprocess.Popen([TOOL, "develop", "--python", turn.venv], cwd=turn.folder, env=dict(os.environ, **turn.environ), start_new_session=True, stderr=subprocess.PIPE, text=True)
    while not turn.leftovers():  # it has begun to compile
        assert develop.poll() is None
        time.sleep(0.001)
    os.killpg(develop.pid, signal_)
    develop.communicate(timeout=60)
    assert develop.returncode
    assert turn.python(NUMBER, "-W", "ignore")[0] == "0 0 0 turn.aio"
    turn.develop()  # what a build that was killed has left goes with the next
    assert turn.python(NUMBER)[0] == "1 1 1 turn.aio" and not turn.leftovers()


OLD = "this process runs an old build of turn: a newer one was made since it was imported; restart the process"


@pytest.mark.parametrize("parameters", [0, 1], ids=["body", "signature"])
@pytest.mark.parametrize("before", ["", "assert turn.number() == 0", "import asyncio; assert asyncio.run(turn.aio.Turn().own()) == 0"], ids=["imported", "called", "awaited"])
def test_a_process_goes_on_with_what_it_imported(turn, before, parameters):
    """And says so once."""
    program = turn.shell(f"""
        import turn
        {before}
        print("imported")
        ---
        import asyncio
        assert turn.number() == 0 and turn.Turn().own() == 0
        async def awaited():
            return await turn.aio.Turn().own(), await turn.aio.number()
        assert asyncio.run(awaited()) == (0, 0)
        import importlib
        assert importlib.reload(turn).number() == 0
        for name in "turn.aio", "turn.enum":
            sys.modules.pop(name, None)
        assert os.path.dirname(turn.aio.__path__[0]) == os.path.dirname(sys.modules["turn._native"].__file__)
        print("called")
    """)
    assert program.stdout.readline() == "imported\n"
    turn.write(1, parameters)
    turn.develop()
    out, err = program.communicate("\n", timeout=60)
    assert out == "called\n", err
    assert err.count("RuntimeWarning") == 1 and OLD in err, err


def test_awaited_calls_say_so_too(turn):
    program = turn.shell("""
        import asyncio, turn
        async def awaited():
            return await turn.aio.Turn().own()
        print(asyncio.run(awaited()))
        ---
        print(asyncio.run(awaited()), asyncio.run(awaited()))
    """)
    assert program.stdout.readline() == "0\n"
    turn.write(1)
    turn.develop()
    out, err = program.communicate("\n", timeout=60)
    assert out == "0 0\n" and err.count(OLD) == 1, err


def test_a_process_that_runs_the_newest_build_says_nothing(turn):
    """Also where the same build was published once more, or a change taken back."""
    program = turn.shell("import turn\nturn.number()\nprint('called')\n---\nprint(turn.number())")
    assert program.stdout.readline() == "called\n"
    turn.develop()
    turn.write(1)
    turn.develop()
    turn.write(0)
    turn.develop()
    assert program.communicate("\n", timeout=60) == ("0\n", "")


def test_a_new_import_after_removing_the_modules_gets_the_new_build_beside_the_old(turn):
    program = turn.shell("""
        import turn
        old = turn.Turn()
        print(turn.number())
        ---
        for name in [n for n in sys.modules if n.partition(".")[0] == "turn"]: del sys.modules[name]
        import turn
        print(turn.number(1), turn.Turn().own(), old.own())
    """)
    assert program.stdout.readline() == "0\n"
    turn.write(1, parameters=1)
    turn.develop()
    out, err = program.communicate("\n", timeout=60)
    assert out == "1 1 0\n", err
    assert "an old build of turn, too" in err and "restart the process" in err


@pytest.mark.once
def test_a_build_is_made_if_anything_has_changed(turn):
    """And not if nothing has: the go command is only asked for its settings."""

    def compiled(**env):
        done = turn.tool("develop", "-v", "--python", turn.venv, cwd=turn.folder, env=turn.environ | env, check=None)
        assert done.returncode == 0, done.stderr
        return "go build" in done.stderr

    assert not compiled()
    source = turn.folder / "turn.go"
    os.utime(source)
    assert not compiled(), "it has another time alone"
    turn.write(1)
    assert compiled() and not compiled()
    assert turn.python(NUMBER)[0] == "1 0 1 turn.aio"
    (turn.folder / "more.go").write_text("package turn\n\nfunc More() int { return 1 }\n")
    assert compiled() and not compiled()
    assert turn.python("import turn; print(turn.more())")[0] == "1"
    left_out = turn.folder / "left_out.go"
    left_out.write_text("//go:build never\n\npackage turn\n\nfunc Left() int { return 1 }\n")
    assert compiled() and not compiled()
    left_out.write_text("package turn\n\nfunc Left() int { return 1 }\n")
    assert compiled() and not compiled()
    assert turn.python("import turn; print(turn.left())")[0] == "1"
    was = left_out.stat()
    left_out.write_text("package turn\n\nfunc Left() int { return 2 }\n")
    os.utime(left_out, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert compiled(), "it has the time and the size of the other one"
    (turn.folder / "data.txt").write_text("other\n")
    assert compiled() and not compiled()
    (turn.folder / "may_be_embedded.txt").write_text("other\n")
    assert compiled() and not compiled()
    assert compiled(GOFLAGS="-tags=one") and not compiled(GOFLAGS="-tags=one") and compiled()
    # A library of C's may have changed anywhere.
    (turn.folder / "more.go").write_text('package turn\n\nimport "C"\n')
    assert compiled() and compiled()


@pytest.mark.parametrize("file", ["_native.core.so", "_native.abi3.so", "aio/__init__.py", "_native.state", "_native.sources"])
@pytest.mark.parametrize("how", ["gone", "cut off"])
def test_a_build_that_was_damaged_is_made_again(turn, file, how):
    path = pathlib.Path(turn.python("import turn; print(turn.__path__[0])")[0], file)
    path.unlink()
    if how == "cut off":
        path.write_bytes(b"")
    if "core" in file:
        assert "run `gophersnake develop` again" in turn.python("import turn", code=1)[1]
    if file in ("_native.state", "_native.sources"):
        assert turn.python(NUMBER)[0] == "0 0 0 turn.aio"
    turn.develop()
    assert turn.python(NUMBER)[0] == "0 0 0 turn.aio"


def test_a_build_in_use_is_kept(turn):
    """However many have come since: what it imports later is of the same build."""
    program = turn.shell("import turn\nprint('imported')\n---\nprint(turn.number(), turn.aio.__name__)")
    assert program.stdout.readline() == "imported\n"
    builds = turn.work() / "builds"
    (first,) = builds.iterdir()
    for number in range(1, 4):
        turn.write(number)
        turn.develop()
        for state in builds.glob("*/turn/_native.state"):
            os.utime(state, (0, 0))  # long ago
    turn.write(9)
    turn.develop()
    kept = [b.name for b in builds.iterdir()]
    assert first.name in kept and len(kept) <= 3, kept
    out, err = program.communicate("\n", timeout=60)
    assert out == "0 turn.aio\n" and OLD in err
    turn.write(10)
    turn.develop()
    for state in builds.glob("*/turn/_native.state"):
        os.utime(state, (0, 0))
    turn.write(11)
    turn.develop()
    assert first.name not in [b.name for b in builds.iterdir()]


def with_its_time(file, edit):
    before = file.stat()
    edit()
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size


EDITS = {
    "an edit": lambda p: p.write(1),
    "an edit of the same length": lambda p: p.write(2),
    "an edit with the time of before": lambda p: with_its_time(p.folder / "turn.go", lambda: p.write(3)),
    "an embedded file": lambda p: (p.folder / "data.txt").write_text("other\n"),
    "a new file": lambda p: (p.folder / "more.go").write_text("package turn\n"),
    "a file less": lambda p: ((p.folder / "more.go").unlink(), p.write(0)),
    "the project's own": lambda p: (p.folder / "pyproject.toml").write_text('[project]\nname = "turn"\nversion = "1.1"\n'),
    "go.mod": lambda p: (p.folder / "go.mod").write_text("module example.com/turn\n\ngo 1.21\n"),
}


def test_an_editable_that_is_older_than_its_sources_says_so(turn):
    for what, edit in EDITS.items():
        edit(turn)
        out, err = turn.python("import turn; turn.number(); import turn.aio; print('ok')")
        assert out == "ok" and err.count("RuntimeWarning: turn is older than its sources (") == 1, (what, err)
        assert f"run `gophersnake develop` in {turn.folder}" in err and '<string>:1: ' in err
        turn.develop()
        assert turn.python("import turn; turn.number()") == ("", ""), what


def test_what_changes_no_source_is_not_told(turn):
    for name in "turn.go", "go.mod", "pyproject.toml", "data.txt":
        os.utime(turn.folder / name, (1, 1))
    (turn.folder / "turn_test.go").write_text("package turn\n\nvar tested = true\n")
    (turn.folder / "other_test.go").write_text("package turn\n")
    (turn.folder / "_not.go").write_text("package turn\n")
    (turn.folder / "notes.txt").write_text("x")
    (turn.folder / "__pycache__").mkdir()
    assert turn.python("import turn; print(turn.number())") == ("0", "")
    os.rename(turn.folder, turn.folder.parent / "elsewhere")
    assert turn.python("import turn; print(turn.number())") == ("0", "")


def test_the_header_of_pytest_says_so(turn):
    site = turn.python("import turn, os; print(os.path.dirname(os.path.dirname(turn.__file__)))")[0]
    (turn.folder / "test_turn.py").write_text("import turn\n\ndef test(): assert turn.number() == 0\n")
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join([site, str(ROOT / "python")]), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}

    def header():
        done = subprocess.run([sys.executable, "-m", "pytest", "-p", "gophersnake.pytest_plugin", "-p", "no:cacheprovider", "test_turn.py"], cwd=turn.folder, env=environ, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stdout
        return done.stdout.partition("collected")[0]

    assert "older" not in header()
    turn.write(1)
    assert f"gophersnake: turn is older than its sources (turn.go); run `gophersnake develop` in {turn.folder}" in header()


@pytest.mark.parametrize("name", [None, "outer.inner.turn"])
def test_a_cache_that_is_gone_is_explained(turn, name):
    if name:
        (turn.folder / "pyproject.toml").write_text(f'[project]\nname = "turn"\nversion = "1.0"\n\n[tool.gophersnake]\nname = "{name}"\n')
        turn.develop()
    name = name or "turn"
    assert turn.python(f"import {name} as t; print(t.number())") == ("0", "")
    shutil.rmtree(turn.work())
    err = turn.python(f"import {name}", code=1)[1]
    assert "No module named" not in err and f"{name} is an editable install of {turn.folder}" in err and "gophersnake develop" in err
    assert turn.python("import json, email; print('others are found')") == ("others are found", "")
    (turn.folder / "other").mkdir()
    (turn.folder / "other" / f"{name.partition('.')[0]}.py").write_text("")
    assert turn.python(f"import sys; sys.path.insert(0, {str(turn.folder / 'other')!r}); import {name.partition('.')[0]}") == ("", "")
    turn.develop()
    assert turn.python(f"import {name} as t; print(t.number())") == ("0", "")


def managed(folder):
    """A Python of a system: a copy of this one's program, over the same library."""
    base = pathlib.Path(os.path.realpath(sys.executable))
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    library = folder / "lib" / version
    library.mkdir(parents=True)
    (folder / "bin").mkdir()
    shutil.copy(base, folder / "bin" / version)
    for entry in (base.parent.parent / "lib" / version).iterdir():
        if entry.name != "site-packages":
            (library / entry.name).symlink_to(entry)
    (library / "site-packages").mkdir()
    python = folder / "bin" / version
    asked = subprocess.run([python, "-I", "-c", "import sysconfig; print(sysconfig.get_path('stdlib'))"], capture_output=True, text=True)
    if asked.stdout.strip() != str(library):
        pytest.skip("this Python can't be copied")
    return python, library


def test_an_externally_managed_python_is_left_alone(turn, tmp_path, gophersnake):
    python, library = managed(tmp_path / "system")
    develop = ("develop", "--python", python)
    marker = library / "EXTERNALLY-MANAGED"
    for text, words in ("[externally-managed]\nError=Use the 100% packages\n of the house.\n", "Use the 100% packages\n  of the house."), ("no ini file", "something else"), ("", "something else"):
        marker.write_text(text)
        done = gophersnake(*develop, cwd=turn.folder, env=turn.environ, check=None)
        assert done.returncode == 1 and words in done.stderr and "--break-system-packages" in done.stderr
        assert not list((library / "site-packages").iterdir())
    gophersnake(*develop, "--break-system-packages", cwd=turn.folder, env=turn.environ)
    assert (library / "site-packages" / "__editable__.turn.pth").exists()
    # An environment of it is its user's.
    subprocess.run([python, "-m", "venv", "--without-pip", tmp_path / "own"], check=True)
    gophersnake("develop", "--python", tmp_path / "own", cwd=turn.folder, env=turn.environ)
    marker.unlink()
    gophersnake(*develop, cwd=turn.folder, env=turn.environ)


def test_uv(tmp_path, gophersnake, uv, monkeypatch, own_cache):
    """A new project is built anew when it was edited, and explained when uv has restored what points to nowhere."""
    monkeypatch.setenv("GOPHERSNAKE_CACHE", str(own_cache(tmp_path / "cache")))
    gophersnake("new", "words", cwd=tmp_path)
    folder = tmp_path / "words"
    count = ("run", "python", "-c", "import words; print(words.count('a'))")
    assert uv(*count, cwd=folder).stdout == "{'a': 1}\n"
    source = folder / "words.go"
    source.write_text(source.read_text().replace("counts[word]++", "counts[word] += 10"))
    done = uv(*count, cwd=folder)
    assert done.stdout == "{'a': 10}\n" and "RuntimeWarning" not in done.stderr
    shutil.rmtree(tmp_path / "cache")
    own_cache(tmp_path / "cache")
    shutil.rmtree(folder / ".venv")
    done = uv(*count, cwd=folder, check=False)
    assert done.stdout == "{'a': 10}\n" or ("No module named" not in done.stderr and "uv sync --reinstall-package words" in done.stderr), done.stderr
    uv("sync", "--reinstall-package", "words", cwd=folder)
    assert uv(*count, cwd=folder).stdout == "{'a': 10}\n"
