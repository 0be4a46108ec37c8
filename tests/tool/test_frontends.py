"""Tools that build and install projects, on one that has a library and commands."""

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading

import pytest

pytestmark = pytest.mark.once

TOOLS = ["pip==26.3", "build==1.6.1", "pipx==1.18.4", "tox==4.67.15", "nox==2026.10.20"]
COMMAND = """package main

import (
	"fmt"

	"example.com/words"
)

func main() { fmt.Println(words.Count("of Go")) }
"""
FUNCTION = """package words

import "fmt"

// Hello prints.
func Hello() { fmt.Println("a function says hello") }
"""
# -I: the folder that the program runs in has no part in it.
PROGRAM = "import words; assert words.count('a b a') == {'a': 2, 'b': 1}; print('it counts')"
TOX = f"""[tox]
env_list = py
[testenv]
commands = python -I -c "{PROGRAM}"
"""
NOX = f"""import nox


@nox.session
def tests(session):
    session.install(".")
    session.run("python", "-I", "-c", {PROGRAM!r})
"""


@pytest.fixture
def folder(tmp_path, gophersnake):
    gophersnake("new", "words", cwd=tmp_path)
    folder = tmp_path / "words"
    project = (folder / "pyproject.toml").read_text()
    module = (folder / "go.mod").read_text().split()[1]
    scripts = '[project.scripts]\nwords-go = "./cmd/words"\nwords-fn = "words:hello"\n\n'
    (folder / "pyproject.toml").write_text(project.replace("[tool.uv]", scripts + "[tool.uv]"))
    (folder / "cmd" / "words").mkdir(parents=True)
    (folder / "cmd" / "words" / "main.go").write_text(COMMAND.replace("example.com/words", module))
    (folder / "hello.go").write_text(FUNCTION)
    (folder / "tox.ini").write_text(TOX)
    (folder / "noxfile.py").write_text(NOX)
    return folder


def test_each_installs_it(tmp_path, folder, venv, pip, tool_wheel):
    pip("install", *TOOLS)
    bin = venv / "bin"
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    # pipx takes uv where it finds it.
    env |= {"PIP_FIND_LINKS": str(tool_wheel), "UV_FIND_LINKS": str(tool_wheel), "PATH": f"{bin}{os.pathsep}{env['PATH']}"}
    env |= {"PIPX_HOME": str(tmp_path / "pipx"), "PIPX_BIN_DIR": str(tmp_path / "commands"), "PIPX_MAN_DIR": str(tmp_path / "man")}

    def run(*command):
        done = subprocess.run([*map(str, command)], cwd=folder, env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def commands(at):
        assert run(at / "words-go") == "map[go:1 of:1]\n"
        assert run(at / "words-fn") == "a function says hello\n"

    run(bin / "python", "-m", "build", "--outdir", tmp_path / "dist")
    wheels, sdists = sorted((tmp_path / "dist").glob("*.whl")), sorted((tmp_path / "dist").glob("*.tar.gz"))
    assert len(wheels) == len(sdists) == 1
    for what in [sdists[0]], [wheels[0]], ["-e", "."]:
        run(bin / "python", "-m", "pip", "install", "--force-reinstall", "--no-deps", *what)
        assert run(bin / "python", "-I", "-c", PROGRAM) == "it counts\n"
        commands(bin)
    run(bin / "pipx", "install", "--python", sys.executable, folder)
    commands(tmp_path / "commands")
    assert "it counts" in run(bin / "tox", "--workdir", tmp_path / "tox")
    nox = subprocess.run([bin / "nox", "--envdir", tmp_path / "nox"], cwd=folder, env=env, capture_output=True, text=True)
    assert nox.returncode == 0 and "it counts" in nox.stdout + nox.stderr, nox.stdout + nox.stderr


def test_uv_installs_it(tmp_path, folder, uv):
    uv("sync", cwd=folder)
    assert uv("run", "words-go", cwd=folder).stdout == "map[go:1 of:1]\n"
    assert uv("run", "words-fn", cwd=folder).stdout == "a function says hello\n"
    uv("build", "-o", tmp_path / "dist", cwd=folder)
    assert sorted(f.suffix for f in (tmp_path / "dist").iterdir() if f.suffix in (".whl", ".gz")) == [".gz", ".whl"]
    for what in ["."], ["-e", "."]:
        uv("pip", "install", "--reinstall", *what, cwd=folder)
        assert uv("run", "--no-sync", "python", "-I", "-c", PROGRAM, cwd=folder).stdout == "it counts\n"
    shutil.rmtree(folder / ".venv")
    assert uv("tool", "run", "--from", folder, "words-go", cwd=tmp_path).stdout == "map[go:1 of:1]\n"


SOURCE = """
[[tool.pdm.source]]
name = "own"
type = "find_links"
url = "{folder}"
"""


def outside(tmp_path, **own):
    """The environment of a tool that installs into environments of its own."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return env | {"XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_DATA_HOME": str(tmp_path / "data")} | own


def test_pdm_installs_it(tmp_path, folder, venv, pip, tool_wheel):
    pip("install", "pdm==2.29.4", "hishel<2")  # which the one that it takes does not suit
    with open(folder / "pyproject.toml", "a") as project:
        project.write(SOURCE.format(folder=tool_wheel))
    env = outside(tmp_path, PDM_CHECK_UPDATE="0", PDM_CACHE_DIR=str(tmp_path / "pdm"), PIP_FIND_LINKS=str(tool_wheel))

    def pdm(*args):
        done = subprocess.run([venv / "bin" / "pdm", *args], cwd=folder, env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    pdm("venv", "create", "--with", "venv", sys.executable)
    pdm("use", "--first", str(folder / ".venv"))
    pdm("build", "--dest", str(tmp_path / "dist"))
    assert sorted(f.suffix for f in (tmp_path / "dist").iterdir()) == [".gz", ".whl"]
    pdm("install")
    assert pdm("run", "python", "-I", "-c", PROGRAM) == "it counts\n"
    assert pdm("run", "words-go") == "map[go:1 of:1]\n"


DEPENDENT = """[project]
name = "dependent"
version = "0"
requires-python = ">=3.11"
dependencies = ["words"]

[tool.poetry]
package-mode = false

[tool.poetry.dependencies]
words = {{ path = "{folder}", develop = {develop} }}

[[tool.poetry.source]]
name = "own"
url = "{index}"
"""


@pytest.fixture
def index(tmp_path, tool_wheel):
    """An index with gophersnake's wheel alone: its address."""
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "gophersnake").symlink_to(tool_wheel)
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=tmp_path / "index")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("develop", ["true", "false"])
def test_poetry_depends_on_it(tmp_path, folder, venv, pip, index, develop):
    """Poetry looks for what a build needs in the project's indexes alone."""
    pip("install", "poetry==2.5.1")
    dependent = tmp_path / "dependent"
    dependent.mkdir()
    (dependent / "pyproject.toml").write_text(DEPENDENT.format(folder="../words", develop=develop, index=index))
    env = outside(tmp_path, POETRY_VIRTUALENVS_IN_PROJECT="1", POETRY_CACHE_DIR=str(tmp_path / "poetry"), POETRY_KEYRING_ENABLED="0")

    def poetry(*args):
        done = subprocess.run([venv / "bin" / "poetry", "--no-interaction", *args], cwd=dependent, env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    poetry("install")
    assert poetry("run", "python", "-I", "-c", PROGRAM) == "it counts\n"
    assert poetry("run", "words-fn") == "a function says hello\n"


MEMBER = """[build-system]
requires = ["gophersnake"]
build-backend = "gophersnake"

[project]
name = "team-{name}"
version = "1.0"
requires-python = ">=3.11"

[tool.uv]
cache-keys = [{{ file = "pyproject.toml" }}, {{ file = "go.mod" }}, {{ file = "**/*.go" }}, {{ file = "../../shared/**/*.go" }}]
{more}"""
WORKSPACE = """[project]
name = "team"
version = "0"
requires-python = ">=3.11"
dependencies = ["team-alpha", "team-beta"]

[tool.uv]
workspace = { members = ["packages/*"] }
sources = { team-alpha = { workspace = true }, team-beta = { workspace = true } }
"""


@pytest.mark.parametrize("by", ["go.work", "replace", "one go.mod"])
def test_two_extensions_of_one_repository_share_a_module(tmp_path, uv, by):
    root = tmp_path / "team"
    one = by == "one go.mod"
    files = {"pyproject.toml": WORKSPACE}
    files |= {"go.mod": "module example.com/team\n\ngo 1.25\n"} if one else {"shared/go.mod": "module example.com/team/shared\n\ngo 1.25\n"}
    shared = "package shared\n\nfunc Word() string { return \"%s\" }\n"
    files["shared/shared.go"] = shared % "first"
    for name, more in ("alpha", ""), ("beta", "\n[tool.gophersnake]\nvendor = true\n"):
        at = f"packages/{name}"
        module = f"module example.com/team/{name}\n\ngo 1.25\n\nrequire example.com/team/shared v0.0.0\n"
        if not one:
            files[f"{at}/go.mod"] = module + (by == "replace") * "\nreplace example.com/team/shared => ../../shared\n"
        files[f"{at}/{name}.go"] = f'package {name}\n\nimport "example.com/team/shared"\n\nfunc Say() string {{ return "{name} " + shared.Word() }}\n'
        files[f"{at}/pyproject.toml"] = MEMBER.format(name=name, more=more)
    if by == "go.work":
        files["go.work"] = "go 1.25\n\nuse (\n\t./shared\n\t./packages/alpha\n\t./packages/beta\n)\n"
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    program = ("python", "-c", "import alpha, beta; print(alpha.say(), beta.say())")
    assert uv("run", *program, cwd=root).stdout == "alpha first beta first\n"
    (root / "shared" / "shared.go").write_text(shared % "second")
    done = uv("run", *program, cwd=root)
    assert done.stdout == "alpha second beta second\n" and "RuntimeWarning" not in done.stderr
    # What lies outside of a member is in its source distribution, or that is refused with what would help.
    done = uv("build", "--package", "team-alpha", "-o", tmp_path / "dist", cwd=root, check=False)
    assert done.returncode and f"the Go module example.com/team{'' if one else '/shared'}: " in done.stderr and "vendor = true" in done.stderr
    uv("build", "--package", "team-alpha", "-C", "vendor=true", "-o", tmp_path / "dist", cwd=root)
    uv("build", "--package", "team-beta", "-C", "strip=true", "-o", tmp_path / "dist", cwd=root)
    shutil.rmtree(root / "shared")
    (root / "go.mod").unlink(missing_ok=True)
    uv("venv", tmp_path / "other", cwd=tmp_path)
    sdists = sorted((tmp_path / "dist").glob("*.tar.gz"))
    assert len(sdists) == 2
    uv("pip", "install", "--python", tmp_path / "other", *sdists, cwd=tmp_path)
    done = subprocess.run([tmp_path / "other" / "bin" / "python", *program[1:]], capture_output=True, text=True, check=True)
    assert done.stdout == "alpha second beta second\n"
