"""A module, a workspace and a vendor folder, each with internal packages, and built from
their source distributions."""

import shutil
import subprocess

import pytest

pytestmark = pytest.mark.once

CASES = {
    # Two iterations of a loop share a variable: the module's own go line holds.
    "module": ("shout", "shout.shout('hey'), shout.loops()", "('HEY!', [3, 3, 3])"),
    "workspace": ("app", "app.sentence()", "from the workspace"),
    "vendor": ("vendored", "vendored.hello('you'), vendored.text()", "('hello, you', 'embedded\\n')"),
}


@pytest.mark.parametrize("name", CASES)
def test_injection(name, project, unpacked_sdist, gophersnake, venv, python):
    module, expression, want = CASES[name]
    folder = unpacked_sdist(project(name))
    gophersnake("develop", "-C", folder, "--python", venv)
    assert python(f"import {module}; print(({expression}))") == want


def test_what_lies_outside_of_the_project(tmp_path, unpacked_sdist, gophersnake, venv, python):
    """A replaced module in another folder is told, or packed with the others; and what git
    ignores is packed if a build reads it."""
    root, lib = tmp_path / "root", tmp_path / "lib"
    for file, text in {
        root / "go.mod": "module example.com/words\n\ngo 1.25\n\nrequire example.com/lib v0.0.0\n\nreplace example.com/lib => ../lib\n",
        root / "words.go": "package words\n\nimport \"example.com/lib\"\n\nfunc Number() int { return lib.Number + generated }\n",
        root / "zz_generated.go": "package words\n\nimport _ \"embed\"\n\n//go:embed text.bin\nvar text string\n\nvar generated = len(text)\n",
        root / "text.bin": "four",
        root / ".gitignore": "zz_*\n*.bin\n",
        root / "pyproject.toml": '[project]\nname = "words"\nversion = "1"\n',
        lib / "go.mod": "module example.com/lib\n\ngo 1.25\n",
        lib / "lib.go": "package lib\n\nconst Number = 1\n",
    }.items():
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    subprocess.run(["git", "init", "-q", root], check=True)
    refused = gophersnake("sdist", "-C", root, check=None)
    assert refused.returncode == 1 and f"the Go module example.com/lib: {lib}/go.mod and 1 more files" in refused.stderr
    assert "--vendor" in refused.stderr and not (root / "dist").exists()
    folder = unpacked_sdist(root, "--vendor")
    assert not (root / "vendor").exists() and (folder / "vendor/example.com/lib/lib.go").exists()
    nothing = {"GOPROXY": "off", "GOMODCACHE": str(tmp_path / "empty")}
    gophersnake("develop", "-C", folder, "--python", venv, env=nothing)
    assert python("import words; print(words.number())") == "5"


@pytest.mark.parametrize("above", [False, True])
def test_a_workspace_is_vendored(above, tmp_path, unpacked_sdist, gophersnake, venv, python):
    """The modules of a go.work, what they replace, and a project beside or below it."""
    root = tmp_path / "root"
    project = root if above else root / "app"
    for file, text in {
        root / "go.work": "go 1.25\n\nuse (\n\t./app\n\t./lib\n)\n",
        project / "pyproject.toml": f'[project]\nname = "app"\nversion = "1"\n[tool.gophersnake]\npackage = "{"./app/words" if above else "./words"}"\n',
        root / "app/go.mod": "module example.com/app\n\ngo 1.25\n",
        root / "app/words/words.go": 'package words\n\nimport "example.com/lib"\n\nfunc Number() int { return lib.Number() }\n',
        root / "lib/go.mod": "module example.com/lib\n\ngo 1.25\n\nrequire example.com/deep v1.0.0\n\nreplace example.com/deep => ./deep\n",
        root / "lib/lib.go": 'package lib\n\nimport (\n\t"example.com/deep"\n\t"example.com/lib/internal/one"\n)\n\nfunc Number() int { return one.One + deep.Two }\n',
        root / "lib/internal/one/one.go": "package one\n\nconst One = 1\n",
        root / "lib/deep/go.mod": "module example.com/deep\n\ngo 1.25\n",
        root / "lib/deep/deep.go": "package deep\n\nconst Two = 2\n",
    }.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    subprocess.run(["git", "init", "-q", root], check=True)
    folder = unpacked_sdist(project, "--vendor")
    assert not list(folder.rglob("go.work*")) and not list(root.rglob("vendor"))
    shutil.rmtree(root)
    gophersnake("develop", "-C", folder, "--python", venv, env={"GOPROXY": "off", "GOMODCACHE": str(tmp_path / "empty")})
    assert python("import words; print(words.number())") == "3"


def test_edit(tmp_path, project, gophersnake, venv, python):
    """A second build sees an edit, behind the vendor injection too."""
    folder = tmp_path / "edited"
    shutil.copytree(project("vendor"), folder)
    gophersnake("develop", "-C", folder, "--python", venv)
    data = folder / "internal" / "data" / "data.go"
    data.write_text(data.read_text().replace('"hello"', '"goodbye"'))
    greet = folder / "vendor" / "example.com" / "elsewhere" / "greet" / "greet.go"
    greet.write_text(greet.read_text().replace('", "', '" -- "'))
    gophersnake("develop", "-C", folder, "--python", venv)
    assert python("import vendored; print(vendored.hello('you'))") == "goodbye -- you"
