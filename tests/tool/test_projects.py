"""Projects of several shapes: Python and Go in one wheel, commands, data."""

import os
import subprocess
import sys
import tarfile
import zipfile

import packaging.metadata
import packaging.requirements
import pyproject_metadata
import pytest
import tomllib


def run(venv, *command):
    done = subprocess.run([venv / "bin" / command[0], *command[1:]], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def check_commands(venv):
    assert run(venv, "go-shout", "a", "b") == "A B"
    assert run(venv, "py-shout", "a") == "<b>A</b>!"
    assert run(venv, "native-shout") == "GO"
    assert run(venv, "greet.sh") == "hello"
    assert (venv / "share" / "mixed" / "notes.txt").read_text() == "notes\n"


IMPORTS = "import mixed, extra; from mixed import _native; from mixed._native import html; print(mixed.loud('x'), html.bold('y'), _native.VERSION)"


@pytest.mark.once
def test_wheel_of_a_mixed_project(project, unpacked_sdist, gophersnake, tmp_path, pip, python, venv):
    """From its source distribution."""
    wheel = gophersnake("build", "-C", unpacked_sdist(project("mixed")), "-o", tmp_path / "out")
    with zipfile.ZipFile(wheel) as z:
        names = set(z.namelist())
        metadata = z.read("mixed-1.4.0rc2.dist-info/METADATA").decode()
        entries = z.read("mixed-1.4.0rc2.dist-info/entry_points.txt").decode()
    own = {n for n in names if n.endswith((".py", ".txt", ".md", ".sh")) and "_native" not in n and "dist-info" not in n}
    assert own == {
        "extra.py", "mixed/__init__.py", "mixed/cli.py", "mixed/data/mark.txt", "mixed/docs/manual.md",
        "mixed-1.4.0rc2.data/scripts/greet.sh", "mixed-1.4.0rc2.data/data/share/mixed/notes.txt",
    }  # fmt: skip
    assert {"mixed/_native/__init__.py", "mixed/_native/html/__init__.py", "mixed-1.4.0rc2.data/scripts/go-shout"} <= names
    assert "Summary: Package texts changes texts.\n" in metadata
    assert "Metadata-Version: 2.5\n" in metadata and "Import-Name: extra\nImport-Name: mixed\n" in metadata
    assert "go-shout" not in entries and "py-shout = mixed.cli:main" in entries
    pip("install", wheel)
    assert python(IMPORTS) == "<b>X</b> <b>y</b> v1.4.0-rc.2"
    check_commands(venv)
    # Type checkers look for py.typed in the outermost package, which is the project's own.
    typed = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", tmp_path / "mypy", "--python-executable", venv / "bin/python"]
    done = subprocess.run([*typed, "-c", "from mixed._native import html\nreveal_type(html.bold('y'))"], capture_output=True, text=True)
    assert done.returncode == 0 and 'Revealed type is "str"' in done.stdout.replace("builtins.", ""), done.stdout


def test_develop_in_a_mixed_project(project, gophersnake, tmp_path, python, venv):
    folder = project("mixed")
    gophersnake("develop", "-C", folder, "--python", venv)
    assert python(IMPORTS) == "<b>X</b> <b>y</b> v1.4.0-rc.2"
    check_commands(venv)
    # Dependencies are installed by who is asked for.
    uv = tmp_path / "bin" / "uv"
    uv.parent.mkdir()
    uv.write_text(f"""#!/bin/sh\nprintf '%s\\n' "$@" > '{tmp_path}/asked'\n""")
    uv.chmod(0o755)
    path = {"PATH": f"{uv.parent}{os.pathsep}{os.environ['PATH']}"}
    gophersnake("develop", "-C", folder, "--python", venv, "-E", "fast", "-G", "test", "--uv", env=path)
    asked = (tmp_path / "asked").read_text().splitlines()
    assert asked[:2] == ["pip", "install"] and str(venv / "bin/python") in asked
    assert asked[-3:] == ["numpy>=2; python_version < '4'", "pytest>=9", "mypy"]
    assert "it has: fast" in gophersnake("develop", "-C", folder, "--python", venv, "-E", "slow", check=None).stderr
    alone = {"PATH": os.pathsep.join(d for d in os.environ["PATH"].split(os.pathsep) if not os.path.exists(f"{d}/uv"))}
    assert "has no pip" in gophersnake("develop", "-C", folder, "--python", venv, "-G", "types", env=alone, check=None).stderr
    # Those of the project itself, if they are not there; with uv, since there is no pip.
    text = (folder / "pyproject.toml").read_text()
    try:
        (folder / "pyproject.toml").write_text(text.replace("dependencies = []", 'dependencies = ["nothing-of-this-name>=1"]'))
        gophersnake("develop", "-C", folder, "--python", venv, env=path)
        assert (tmp_path / "asked").read_text().splitlines()[-1] == "nothing-of-this-name>=1"
        (tmp_path / "asked").unlink()
        gophersnake("develop", "-C", folder, "--python", venv, "--no-deps", env=path)
        assert not (tmp_path / "asked").exists()
    finally:
        (folder / "pyproject.toml").write_text(text)
    # Python files are the project's own.
    assert python("import mixed, extra; print(mixed.__file__, extra.WHERE)") == f"{folder}/src/mixed/__init__.py {folder}/src/extra.py"


def test_python_files_in_the_generated_package(gophersnake, tmp_path, python, venv):
    """The package's __init__.py is generated; modules and data of the project are beside it."""
    (tmp_path / "python/words/sub").mkdir(parents=True)
    for name, text in {
        "go.mod": "module example.com/words\n\ngo 1.25\n",
        "words.go": "package words\n\nfunc One() int { return 1 }\n",
        "python/words/more.py": "from . import one\nTWO = one() + 1\n",
        "python/words/sub/deep.py": "DEEP = 3\n",
        "python/words/data.txt": "text",
        "pyproject.toml": '[project]\nname = "words"\nversion = "1"\nscripts = { more = "words.more:TWO" }\n',
    }.items():
        (tmp_path / name).write_text(text)
    gophersnake("develop", "-C", tmp_path, "--python", venv)
    program = "import words.more, words.sub.deep, importlib.resources as r; print(words.more.TWO, words.sub.deep.DEEP, r.files('words').joinpath('data.txt').read_text(), words.more.__file__)"
    assert python(program) == f"2 3 text {tmp_path}/python/words/more.py"
    (tmp_path / "python/words/new.py").write_text("NEW = 4\n")
    assert python("import words.new; print(words.new.NEW)") == "4"
    # What the wheel has is the same.
    names = zipfile.ZipFile(gophersnake("build", "-C", tmp_path, "-o", tmp_path / "out")).namelist()
    assert {"words/__init__.py", "words/more.py", "words/new.py", "words/sub/deep.py", "words/data.txt"} <= set(names)


def metadata(gophersnake, folder, out):
    """What prepare_metadata_for_build_wheel writes, or what was wrong."""
    done = gophersnake("metadata", "-C", folder, "-o", out, check=None)
    return (out / done.stdout.strip() / "METADATA").read_text() if done.returncode == 0 else done.stderr


@pytest.mark.once
def test_metadata_as_pythons_libraries_read_and_write_it(project, gophersnake, tmp_path):
    folder = project("mixed")
    ours = packaging.metadata.Metadata.from_email(metadata(gophersnake, folder, tmp_path), validate=True)
    toml = tomllib.loads((folder / "pyproject.toml").read_text())
    table = toml["project"]
    # What is dynamic is not the library's to find.
    table |= {"version": "1.4.0rc2", "description": "Package texts changes texts.", "import-names": ["extra", "mixed"]}
    table.pop("dynamic"), table.pop("scripts")
    theirs = pyproject_metadata.StandardMetadata.from_pyproject(toml, folder, allow_extra_keys=False)
    theirs = packaging.metadata.Metadata.from_email(str(theirs.as_rfc822()), validate=True)
    assert theirs.license_expression == "MIT" and theirs.import_names == ["extra", "mixed"]
    for field in (
        "name version summary description description_content_type keywords author author_email license_expression license classifiers "
        "requires_dist requires_python provides_extra project_urls import_names"
    ).split():
        a, b = getattr(ours, field), getattr(theirs, field)
        if field == "description_content_type":
            a = a.partition(";")[0]
        if isinstance(b, list):
            a, b = sorted(map(str, a)), sorted(map(str, b))
        assert a == b, field


REQUIREMENTS = """a|A.b-c_d|a[x]|a[x,y]>=1|a [ x ] >= 1 , < 2|a>=1.0.dev1|a==1.*|a==1.0+local.1|a~=1.0|a~=1|a>=1.*|a===anything|a>1+local|a!=1!2.0
a==1.0.post1.dev2|a (>=1)|a;os_name=='x'|a; python_version<'3.9' and (extra=='b' or sys_platform != "win32")|a; python_version|a; x == 'y'|a; 'a' in platform_version
a; 'a' not in extra|a; os_name == 'x' and|a; (os_name == 'x'|a @ https://example.com/a.whl|a @ https://example.com/a ; os_name == 'x'|a@ |-a|a-|a b|a>=|a>=x|a>=1,|[a]|a[x|a[-]|a>=1;|a==1.0rc1|a>=v1.0|a<1a1""".replace("\n", "|").split("|")


@pytest.mark.once
def test_requirements_are_those_of_packaging(gophersnake, tmp_path):
    """A requirement that pip could not read is refused, and no other."""
    (tmp_path / "x.go").write_text("package x\n")
    for text in REQUIREMENTS:
        (tmp_path / "pyproject.toml").write_text(f'[project]\nname = "x"\nversion = "1"\ndependencies = ["""{text}"""]\n')
        said = metadata(gophersnake, tmp_path, tmp_path / "out")
        try:
            packaging.requirements.Requirement(text)
        except packaging.requirements.InvalidRequirement:
            assert "is not a requirement (PEP 508)" in said, text
        else:
            assert f"Requires-Dist: {text}\n" in said, (text, said)


def git(folder, *args):
    config = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false", "-c", "tag.gpgsign=false"]
    subprocess.run(["git", *config, *args], cwd=folder, check=True, capture_output=True)


@pytest.mark.once
def test_version_of_the_tag(gophersnake, tmp_path):
    """As the go command finds it: the tag of the module's folder and major version."""
    folder = tmp_path / "repo" / "sub"
    folder.mkdir(parents=True)
    (folder / "go.mod").write_text("module example.com/x/sub/v2\n\ngo 1.25\n")
    (folder / "x.go").write_text("package x\n\nfunc One() int { return 1 }\n")
    (folder / "pyproject.toml").write_text('[project]\nname = "x"\ndynamic = ["version"]\n')

    def version(of=folder):
        said = metadata(gophersnake, of, tmp_path / "out")
        return said.partition("\nVersion: ")[2].partition("\n")[0] or said

    assert "from the tag in Git" in version() and "not a git repository" in version()
    git(folder.parent, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "one", "--date", "2026-01-02T03:04:05Z")
    assert version().startswith("2.0.0.dev20")
    for tag in "v9.0.0", "sub/v1.9.0", "sub/v2.3.0-rc.1", "sub/2.9.0", "sub/v2.9":
        git(folder, "tag", tag)
    assert version() == "2.3.0rc1"
    git(folder, "tag", "-a", "-m", "x", "sub/v2.3.0")
    assert version() == "2.3.0"
    archive = gophersnake("sdist", "-C", folder, "-o", tmp_path)
    (folder / "x.go").write_text("package x\n\nfunc Two() int { return 2 }\n")
    assert version() == "2.3.0+dirty"
    git(folder, "commit", "-q", "-a", "-m", "two")
    assert version().startswith("2.3.1.dev20")
    # A source distribution has no repository, and says its version.
    subprocess.run(["tar", "xf", archive, "-C", tmp_path], check=True)
    assert version(tmp_path / "x-2.3.0") == "2.3.0"
    # One commit of a repository whose tags were not fetched.
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth=1", "--no-tags", f"file://{folder.parent}", clone], check=True)
    assert "--unshallow" in version(clone / "sub")


@pytest.mark.once
def test_what_is_refused_and_what_is_told(gophersnake, tmp_path):
    """Entry points and files that can't be."""

    def said(toml, files=()):
        root = tmp_path / str(len(list(tmp_path.iterdir())))
        for name, text in {"go.mod": "module example.com/words\n\ngo 1.25\n", "words.go": "package words\n\nfunc One() int { return 1 }\n", **dict(files)}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
        (root / "pyproject.toml").write_text(f'[project]\nname = "words"\nversion = "1"\n{toml}')
        done = gophersnake("build", "-C", root, check=None)
        assert done.returncode == 1 and not list(root.rglob("*.whl")), toml
        return done.stderr

    python = {"src/words/cli.py": "def main(): pass\n"}
    assert "src/words/cli.py has no run" in said('scripts = { w = "words.cli:run" }', python)
    assert "there is no module words.no in the wheel, which holds words, words.cli" in said('scripts = { w = "words.no:run" }', python)
    assert "words has no function two" in said('scripts = { w = "words:two" }')
    assert "the Go package there is words" in said('scripts = { w = "." }')
    assert "there is no Go program" in said('scripts = { w = "./cmd/w" }')
    assert "module-name = \"words._native\"" in said("", {"src/words/__init__.py": ""})
    assert 'import-names: there is no letters in the wheel, which has words' in said('import-names = ["letters"]')


C = """package words

/*
#cgo CFLAGS: -I${SRCDIR}/c/include
#cgo LDFLAGS: -L${SRCDIR}/c/lib -lgreet
#include <greet.h>
*/
import "C"

import "example.com/dep"

func Greet() int { return int(C.greet()) + 40 + dep.One() }
"""
DEP = """package dep

// #cgo CFLAGS: -I${SRCDIR}/include
// #include "one.h"
import "C"

func One() int { return int(C.one()) }
"""


@pytest.mark.once
def test_a_source_distribution_has_what_c_compilers_read(gophersnake, tmp_path, pip, python):
    """Also if git ignores it, and of dependencies that are packed."""
    folder, gone = tmp_path / "words", tmp_path / "gone"
    for name, text in {
        "go.mod": "module example.com/words\n\ngo 1.25\n\nrequire example.com/dep v0.0.0\n\nreplace example.com/dep => ../dep\n",
        "words.go": C,
        ".gitignore": "*.h\n*.a\n/dist\n",
        "c/include/greet.h": '#include "deep/more.h"\n',
        "c/include/deep/more.h": "int greet(void);\n",
        "c/include/deep/unused.h": "#error\n",
        "pyproject.toml": '[project]\nname = "words"\nversion = "1"\n',
        "../dep/go.mod": "module example.com/dep\n\ngo 1.25\n",
        "../dep/dep.go": DEP,
        "../dep/include/one.h": "static int one(void) { return 1; }\n",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    (folder / "c/lib").mkdir()
    subprocess.run(["cc", "-fPIC", "-c", "-xc", "-", "-o", tmp_path / "greet.o"], input="int greet(void) { return 1; }", text=True, check=True)
    subprocess.run(["ar", "rcs", folder / "c/lib/libgreet.a", tmp_path / "greet.o"], check=True)
    git(folder, "init", "-q")
    sdist = gophersnake("sdist", "--vendor", "-C", folder, "-o", folder / "dist")
    folder.rename(gone)
    (tmp_path / "dep").rename(tmp_path / "dep gone")
    with tarfile.open(sdist.replace(str(folder), str(gone))) as tar:
        names = {name.removeprefix("words-1/") for name in tar.getnames()}
        tar.extractall(tmp_path, filter="data")
    assert {"c/include/greet.h", "c/include/deep/more.h", "c/lib/libgreet.a", "vendor/example.com/dep/include/one.h"} <= names
    assert "c/include/deep/unused.h" not in names
    pip("install", gophersnake("build", "-C", tmp_path / "words-1", "-o", tmp_path / "out"))
    assert python("import words; print(words.greet())") == "42"
