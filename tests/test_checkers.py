"""Four type checkers accept the stubs of every case under their strict rules, and what users write: mypy and what
pyright is (as basedpyright, which brings its own node), pyrefly and ty."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig

import pytest
from cases import CASES, IMPORTABLE, TOOL, names

BIN = sysconfig.get_path("scripts")
# What of the cases is written as users write it, without a cast. USES are run by the tests of their cases.
USES = sorted(CASES.glob("*/uses_*.py"))


@pytest.fixture(scope="module")
def stubs(tmp_path_factory):
    """A folder with the stubs alone, and what uses them: checkers leave out folders whose names begin with a dot, and
    read sources before stubs."""
    folder = tmp_path_factory.mktemp("checked")
    for name in names():
        for stub in (IMPORTABLE / name).rglob("*.pyi"):
            to = folder / stub.relative_to(IMPORTABLE)
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(stub, to)
    for use in USES:
        shutil.copy(use, folder)
    return folder


def checked(command, folder):
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, env={**os.environ, "NO_COLOR": "1"})
    assert done.returncode == 0, done.stdout[-20000:] + done.stderr


def every(folder):
    return [*names(), *(use.name for use in USES)]


def mypy(folder, *what):
    checked([sys.executable, "-m", "mypy", "--strict", *what], folder)


def pyright(folder, *what):
    config = {"include": what, "typeCheckingMode": "strict", "pythonVersion": "3.11", "failOnWarnings": True}
    (folder / "pyrightconfig.json").write_text(json.dumps(config))
    try:
        checked([f"{BIN}/basedpyright"], folder)
    finally:
        (folder / "pyrightconfig.json").unlink()  # pyrefly would read it


def pyrefly(folder, *what):
    (folder / "pyrefly.toml").write_text('python-version = "3.11"\n')
    checked([f"{BIN}/pyrefly", "check", "--output-format", "min-text", *what], folder)


def ty(folder, *what):
    checked([f"{BIN}/ty", "check", "--output-format", "concise", "--python-version", "3.11", "--error-on-warning", *what], folder)


@pytest.mark.once
@pytest.mark.parametrize("checker", [mypy, pyright, pyrefly, ty])
def test_stubs_and_their_users(checker, stubs):
    assert USES
    checker(stubs, *every(stubs))


# Each line is one mistake.
WRONG = """
import hintscase as m
row = m.Row(int="3")
text: str = m.Rows(1).int(0)
m.Catalog("x").lookup(3).title
m.Catalog("x").search("y")[0].book.pages
number: int = m.Level.HIGH.name_()
m.Word("x").index()
flag: bool = m.list(3)
"""


@pytest.mark.once
@pytest.mark.parametrize("checker", [mypy, pyright, pyrefly, ty])
def test_mistakes_are_found(checker, stubs, tmp_path):
    shutil.copytree(stubs / "hintscase", tmp_path / "hintscase")
    (tmp_path / "wrong.py").write_text(WRONG)
    with pytest.raises(AssertionError) as error:
        checker(tmp_path, "wrong.py")
    said = str(error.value)
    for line in range(3, 3 + WRONG.count("\n") - 2):
        assert f"wrong.py:{line}:" in said, (line, said)


@pytest.mark.once
def test_a_package_called_as_a_builtin(tmp_path):
    """Its own name is that of the module, wherever a stub imports another of its modules."""
    subprocess.run([TOOL, "wrap", "container/list", "-q", "-o", tmp_path], check=True)
    [wheel] = tmp_path.glob("*.whl")
    shutil.unpack_archive(wheel, tmp_path / "site", "zip")
    mypy(tmp_path / "site", "-p", "list")
