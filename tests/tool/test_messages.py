"""What the tool says of mistakes: the cause, the place and the cure, before anything is built in vain."""

import os
import platform
import re
import subprocess
import sys
import tarfile
import zipfile

import pytest

from cases import go

pytestmark = pytest.mark.once

GOOD = "package words\n\n// Count counts.\nfunc Count(text string) int { return len(text) }\n\nfunc Main() {}\n"
TOML = '[project]\nname = "words"\nversion = "1.0"\n'


@pytest.fixture
def folder(tmp_path):
    """Makes a project: its files."""

    def make(source=GOOD, toml=TOML, **files):
        root = tmp_path / "words"
        root.mkdir(exist_ok=True)
        (root / "go.mod").write_text("module example.com/words\n\ngo 1.25\n")
        (root / "words.go").write_text(source)
        (root / "pyproject.toml").write_text(toml)
        for name, text in files.items():
            (root / name).write_text(text)
        return root

    return make


def refused(gophersnake, root, *command, env=None):
    done = gophersnake(*command, cwd=root, env=env, check=None)
    assert done.returncode == 1, (done.stdout, done.stderr)
    assert not list(root.rglob("*.whl")) and not list(root.rglob("*.tar.gz"))
    return done.stderr


@pytest.mark.parametrize("command", ["build", "develop", "sdist"])
def test_a_bad_version_is_found_before_the_code_is_read(folder, gophersnake, venv, command):
    root = folder("package words\n\nfunc F() { return 1 }\n", TOML.replace("1.0", "one point oh"))
    said = refused(gophersnake, root, command, *(["--python", venv] if command == "develop" else []))
    assert "one point oh" in said and "PEP 440" in said and "words.go" not in said


@pytest.mark.parametrize("command", ["build", "check", "stubs"])
def test_nothing_exported(folder, gophersnake, command):
    said = refused(gophersnake, folder("package words\n\nfunc count() {}\n"), command)
    assert "example.com/words exports nothing" in said and "capital letter" in said


@pytest.mark.parametrize("command", ["build", "develop"])
def test_nothing_bound(folder, gophersnake, venv, command):
    root = folder(
        "package words\n\nimport \"unsafe\"\n\ntype Raw unsafe.Pointer\n\nfunc F(p unsafe.Pointer) {}\n\n"
        "func G() unsafe.Pointer { return nil }\n\n//py:skip\nfunc H() {}\n"
    )
    said = refused(gophersnake, root, command, *(["--python", venv] if command == "develop" else []))
    assert "compiling" not in said
    assert (
        "nothing of example.com/words can be bound, so nothing is built; of its 4 exported symbols:\n"
        "     2  the type unsafe.Pointer has no Python form\n"
        "     1  Raw is an unsafe.Pointer\n"
        "     1  skipped by //py:skip\n"
        "`gophersnake check` lists all of them, and what could be done\n"
    ) in said
    assert "0 of 4 exported symbols are bound" in gophersnake("check", cwd=root)


def test_errors_of_the_go_code_are_told_once(folder, gophersnake):
    root = folder('package words\n\nimport "fmt"\n\nfunc F() int { return nothing }\n')
    for command in "build", "check":
        said = refused(gophersnake, root, command)
        assert said.count("undefined: nothing") == said.count("imported and not used") == 1
        assert "\nwords.go:5:23: undefined: nothing\n" in said and str(root) not in said
    root = folder('package words\n\nimport "github.com/nobody/nothing"\n\nvar X = nothing.X\n')
    assert "`go get github.com/nobody/nothing`" in refused(gophersnake, root, "build")


def test_libraries_that_are_not_there_are_told_with_the_line_that_asks_for_them(folder, gophersnake):
    root = folder(**{"c.go": 'package words\n\n// #cgo LDFLAGS: -lm -lnone_of_this_name\nimport "C"\n'})
    said = refused(gophersnake, root, "build")
    assert "c.go:3: -lnone_of_this_name is asked for here\n" in said and "cannot find -lnone_of_this_name" in said
    assert "go-link-" not in said, "the linker's command hides the message"


def test_keys_of_pyproject(folder, gophersnake):
    for lines, words in {
        'fast-crossing = "no"': "line 5: tool.gophersnake.fast-crossing: expected true or false, got string",
        'vendr = true': 'line 5: [tool.gophersnake] has no key "vendr" (vendor?)',
        'bind.Cuont.name = "x"': 'bind."Cuont": there is no such exported symbol (Count?)',
        'bind.Count.nmae = "x"': 'pyproject.toml: tool.gophersnake.bind."Count": unknown directive //py:nmae (name?)',
    }.items():
        assert words in refused(gophersnake, folder(toml=f"{TOML}[tool.gophersnake]\n{lines}\n"), "build")


def test_init_makes_what_is_missing(gophersnake, tmp_path):
    code = {"words.go": GOOD}
    for files, made in (
        ({}, "go.mod words.go words_test.go tests/test_words.py README.md .gitignore pyproject.toml"),
        (code, "go.mod pyproject.toml"),
        ({"go.mod": "module example.com/words\n\ngo 1.25\n"}, "words.go words_test.go tests/test_words.py README.md .gitignore pyproject.toml"),
        ({"pyproject.toml": TOML.replace("words", "other")}, "go.mod other.go other_test.go tests/test_other.py README.md .gitignore"),
    ):
        root = tmp_path / str(len(list(tmp_path.iterdir()))) / "words"
        root.mkdir(parents=True)
        for name, text in files.items():
            (root / name).write_text(text)
        done = gophersnake("init", cwd=root, check=None)
        assert done.returncode == 0 and re.findall("^made (.*)", done.stdout + done.stderr, re.M) == made.split(), done.stderr
        assert ("pip and uv use setuptools" in done.stderr) == ("pyproject.toml" in files)
        gophersnake("build", "-o", tmp_path / "out", cwd=root)
        assert "a project already" in gophersnake("init", cwd=root, check=None).stderr
    root = tmp_path / "program"
    root.mkdir()
    (root / "main.go").write_text("package main\n\nfunc main() {}\n")
    assert "is a program, package main" in refused(gophersnake, root, "init")


def test_other_build_backends_are_told(folder, gophersnake, tmp_path):
    for system, told in (
        ("", "pip and uv use setuptools"),
        ('[build-system]\nrequires = ["x"]\nbuild-backend = "hatchling.build"\n', "names the build-backend hatchling.build, so pip and uv do not build the Go code"),
        ('[build-system]\nrequires = ["x"]\nbuild-backend = "own"\nbackend-path = ["."]\n', None),
        ('[build-system]\nrequires = ["gophersnake"]\nbuild-backend = "gophersnake"\n', None),
    ):
        done = gophersnake("build", "-o", tmp_path / "out", cwd=folder(toml=system + TOML), check=None)
        assert done.returncode == 0 and (told in done.stderr if told else "backend" not in done.stderr), done.stderr


def test_packages_that_nobody_names(folder, gophersnake, tmp_path):
    root = folder()
    (root / "internal").mkdir()
    (root / "words.go").rename(root / "internal" / "words.go")
    assert "are taken only where they are named, as ./internal)" in refused(gophersnake, root, "build")
    (root / "pyproject.toml").write_text(f'{TOML}[tool.gophersnake]\npackage = "./internal"\n')
    gophersnake("build", "-o", tmp_path / "out", cwd=root)


def test_flags_that_no_c_compiler_knows_are_told_once(folder, gophersnake, tmp_path):
    said = refused(gophersnake, folder(), "build", env={"GOPHERSNAKE_CFLAGS": "--nonsense", "GOPHERSNAKE_CACHE": str(tmp_path / "cache")})
    assert said.count("failed on the shim") == 1 and "--nonsense" in said


@pytest.mark.skipif(platform.machine() != "x86_64", reason="it is for x86-64")
def test_wheels_for_newer_processors_are_told(folder, gophersnake, tmp_path):
    root = folder()
    for level, told in ("v2", "GOAMD64=v2: on a processor without"), ("v1", ""), ("2", "GOAMD64=2 is none of v1 to v4"):
        done = gophersnake("build", "-o", tmp_path / level, cwd=root, env={"GOAMD64": level}, check=None)
        assert done.returncode == 0 and told in done.stderr and ("GOAMD64" in done.stderr) == bool(told), done.stderr


def test_what_other_tools_take(folder, gophersnake, tmp_path):
    """Arguments, options and commands of maturin's."""
    root = folder()
    done = gophersnake("build", root, check=None)
    assert done.returncode == 2 and f"gophersnake build -C {root}" in done.stderr
    assert "uv publish" in gophersnake("publish", "--skip-existing", "x.whl", check=None).stderr
    assert gophersnake("build", "--release", "-C", root, "-o", tmp_path).endswith(".whl")


@pytest.mark.parametrize("tag, words", [(None, ""), ("1.2.3", "Git's tag 1.2.3 is no version of this Go module, whose tags are like v1.2.3"), ("v1.2.3", "")])
def test_tags(folder, gophersnake, tag, words):
    root = folder(toml=TOML.replace('version = "1.0"', 'dynamic = ["version"]'))
    git = ["git", "-C", root, "-c", "user.name=a", "-c", "user.email=a@example.com"]
    subprocess.run([*git, "init", "-q"], check=True)
    if tag is None:
        assert "the repository has no commit" in refused(gophersnake, root, "sdist")
        return
    subprocess.run([*git, "add", "-A"], check=True)
    subprocess.run([*git, "commit", "-q", "-m", "first"], check=True)
    subprocess.run([*git, "tag", tag], check=True)
    said = gophersnake("sdist", cwd=root, check=None)
    assert said.returncode == 0 and said.stderr.count(words) == 1 if words else not said.stderr, said
    assert ("words-1.2.3.tar" in said.stdout) == (tag == "v1.2.3")


def test_check_shows_no_inner_names(folder, gophersnake):
    root = folder(
        'package words\n\nimport (\n"net/url"\n"time"\n)\n\nfunc When() time.Time { return time.Time{} }\n\nfunc Whens(v []time.Time) map[string][]time.Time { return nil }\n\n'
        "type T struct{}\n\nfunc Make() []T { return nil }\n\nfunc URL() url.URL { return url.URL{} }\n"
    )
    said = gophersnake("check", cwd=root) + gophersnake("check", "--json", cwd=root)
    assert "its result (time.Time) may be of any size" in said and "map[string][]time.Time" in said
    assert not re.search(r"\bp\d+\.", said), said


def test_words_without_effect_are_warned_of(folder, gophersnake, venv):
    root = folder("package words\n\n// py:name number\nfunc Count() {}\n\n//py:name primes\nfunc First() {}\n\nfunc Primes() {}\n")
    for command in ["build", "-o", "../out"], ["develop", "--python", venv], ["check"]:
        done = gophersnake(*command, cwd=root, check=None)
        said = done.stdout + done.stderr
        assert done.returncode == 0
        assert 'words.go:3:1: "// py:name number" is a comment, not a directive; write //py: without a space' in said
        assert "the name primes is taken by First; rename one of them, or give it a name with //py:name" in said and "words.go:9:6" in said
    refused(gophersnake, folder("package words\n\n// py:name number\nfunc Count() {}\n", TOML), "check", "--strict")
    assert not gophersnake("build", "-q", "-o", root / "out", cwd=root, check=None).stderr


@pytest.mark.parametrize("flag", ["-race", "-asan", "-cover", "-json", "-mod=mod -race"])
def test_goflags(folder, gophersnake, flag):
    said = refused(gophersnake, folder(), "build", env={"GOFLAGS": flag})
    assert f"GOFLAGS sets {flag.split()[-1]}" in said and "unset it" in said and ("develop --race" in said) == ("-race" in flag)


def test_goflags_are_added_to_those_of_the_build(folder, gophersnake, venv, python):
    root = folder(
        "package words\n\nvar Version = \"none\"\n\nfunc Get() string { return Version + tagged }\n",
        TOML + '[tool.gophersnake]\ntags = ["project"]\n',
        **{"tagged.go": "//go:build project && mine\n\npackage words\n\nconst tagged = \" tagged\"\n", "other.go": "//go:build !project || !mine\n\npackage words\n\nconst tagged = \"\"\n"},
    )
    for goflags, want in ("-tags=mine '-ldflags=-X example.com/words.Version=1.2'", "1.2 tagged"), ("", "none"):
        gophersnake("develop", "--python", venv, cwd=root, env={"GOFLAGS": goflags})
        assert python("import words; print(words.get())") == want


def test_cgo_cflags_are_the_users(folder, gophersnake, tmp_path, venv, python):
    source = "package words\n\n// #include <words_of_c.h>\nimport \"C\"\n\nfunc Get() int { return C.WORDS + C.MORE }\n"
    (tmp_path / "include").mkdir()
    (tmp_path / "include" / "words_of_c.h").write_text("#define WORDS 40\n")
    env = {"CGO_CFLAGS": f"-DMORE=2 -I{tmp_path}/include -g"}
    gophersnake("develop", "--python", venv, cwd=folder(source), env=env)
    assert python("import words; print(words.get())") == "42"
    (tmp_path / "goenv").write_text(f"CGO_CFLAGS=-DMORE=3 -I{tmp_path}/include\n")  # as `go env -w` writes it
    gophersnake("develop", "--python", venv, cwd=folder(source), env={"GOENV": str(tmp_path / "goenv")})
    assert python("import words; print(words.get())") == "43"


def test_modules_are_on(folder, gophersnake, tmp_path):
    gophersnake("build", "-o", tmp_path / "out", cwd=folder(), env={"GO111MODULE": "off"})


EVIL = '[project.scripts]\n"run" = "words:main\\n[evil]\\ny = z:z"\n'
ENTRIES = {
    "a line break": (EVIL, "holds a line break"),
    "another break": ('[project.entry-points."g"]\n"a\\rb" = "words"\n', "holds a line break"),
    "a path": ('[project.scripts]\n"../run" = "words:main"\n', "can't be the name of a command"),
    "no module": ('[project.scripts]\nrun = "shelf:main"\n', "there is no module shelf in the wheel, which holds words"),
    "no submodule": ('[project.scripts]\nrun = "words.cli:main"\n', "there is no module words.cli in the wheel, which holds words"),
    "no function": ('[project.scripts]\nrun = "words:mian"\n', "words has no function mian"),
    "arguments": ('[project.scripts]\nrun = "words:count"\n', "count needs text"),
    "async": ('[project.scripts]\nrun = "words.aio:main"\n', "is async"),
    "plugin": ('[project.entry-points.group]\nx = "words:nothing"\n', "words has no function nothing"),
    "no function named": ('[project.gui-scripts]\nrun = "words"\n', "names no function"),
}


@pytest.mark.parametrize("entry, words", ENTRIES.values(), ids=ENTRIES)
def test_entry_points(folder, gophersnake, entry, words):
    said = refused(gophersnake, folder(toml=TOML + entry), "build")
    assert words in said and "pyproject.toml: " in said
    if "line break" in words:
        assert words in refused(gophersnake, folder(toml=TOML + entry), "sdist")


def test_good_entry_points(folder, gophersnake, tmp_path):
    entries = '[project.scripts]\nrun = "words:main"\n[project.entry-points."a.b"]\nmodule = "words"\nobject = "words : count"\nerror = "words:GoError"\nasync = "words.aio:count"\nother = "json:loads"\n'
    with zipfile.ZipFile(gophersnake("build", "-o", tmp_path / "out", cwd=folder(toml=TOML + entries))) as z:
        assert "[console_scripts]\nrun = words:main\n" in z.read("words-1.0.dist-info/entry_points.txt").decode()
    folder(toml=TOML + 'dependencies = ["shelf"]\n[project.scripts]\nrun = "shelf:main"\n')
    gophersnake("build", "-o", tmp_path / "out", cwd=folder())


OUTSIDE = {
    "readme": 'readme = "../secret.md"\n',
    "readme by a link": 'readme = "README.md"\n',
    "licence": 'license-files = ["../secret*"]\n',
    "licence in a table": 'license = {file = "COPY"}\n',
    "licence that nobody named": 'keywords = ["LICENSE"]\n',
}


@pytest.mark.parametrize("line", OUTSIDE.values(), ids=OUTSIDE)
def test_nothing_outside_of_the_project_is_packed(folder, gophersnake, tmp_path, line):
    (tmp_path / "secret.md").write_text("secret")
    root = folder(toml=TOML + line)
    for link in "README.md", "COPY", "LICENSE":
        if link in line:
            (root / link).symlink_to(tmp_path / "secret.md")
    for command in "build", "sdist", "metadata":
        assert "lies outside of the project" in refused(gophersnake, root, command)


def test_a_source_distribution_follows_no_link_out_of_the_project(folder, gophersnake, tmp_path):
    (tmp_path / "secret").write_text("secret")
    root = folder()
    (root / "notes.txt").symlink_to("words.go")
    with tarfile.open(gophersnake("sdist", "-o", tmp_path / "out", cwd=root)) as t:
        assert t.getmember("words-1.0/notes.txt").isfile()
    (root / "data.txt").symlink_to("../secret")
    assert "data.txt lies outside of the project" in refused(gophersnake, root, "sdist")


@pytest.mark.parametrize("name", ["go", "main", "type", "func", "init", "internal", "vendor", "pytest", "Go", "g-o", "documentation", "1go"])
def test_names_that_new_refuses(gophersnake, tmp_path, name):
    done = gophersnake("new", name, cwd=tmp_path, check=None)
    assert done.returncode == 2 and "choose another name" in done.stderr and not list(tmp_path.iterdir())
    (tmp_path / name).mkdir()
    done = gophersnake("init", cwd=tmp_path / name, check=None)
    assert done.returncode == 2 and "choose another name" in done.stderr and not list((tmp_path / name).iterdir())


@pytest.mark.parametrize("name, imported", [("class", "class_go"), ("json", "json_go"), ("test", "test_go"), ("word_test", "wordtest")])
def test_projects_that_new_makes_pass_their_own_tests(gophersnake, tmp_path, venv, python, name, imported):
    gophersnake("new", name, cwd=tmp_path)
    root = tmp_path / name
    subprocess.run([go(), "test", "./..."], cwd=root, check=True, env=dict(os.environ, GOTOOLCHAIN="local"))
    assert gophersnake("develop", "--python", venv, cwd=root).startswith(f"import {imported} ")
    assert f"import {imported}\n" in (root / "README.md").read_text()
    site = python(f"import {imported}, pathlib; print(pathlib.Path({imported}.__file__).parent.parent)")
    test = subprocess.run([sys.executable, "-m", "pytest", "-q", "tests"], cwd=root, env=dict(os.environ, PYTHONPATH=site), capture_output=True, text=True)
    assert test.returncode == 0, test.stdout + test.stderr


VECTORS = """package words

import "math"

//py:vectorise
func Log(x float64) float64 { return math.Log(x) }

//py:vectorise
func Length(text string) int { return len(text) }

//py:vectorise of
func Root(x float64) float64 { return math.Sqrt(x) }
"""

VECTOR_WISHES = """package words

type Celsius float64

//py:vectorise
func Warm(x float64) Celsius { return Celsius(x) }

//py:vectorise
//py:vectorise off
func Half(x Celsius) float64 { return float64(x) / 2 }
"""


def test_functions_of_numbers_in_c(folder, gophersnake):
    root = folder(VECTORS)
    said = refused(gophersnake, root, "check")
    assert "words.go:6:6: //py:vectorise: Log can't be translated to C: it calls math.Log, which Go computes in a way of its own" in said
    assert "words.go:9:6: //py:vectorise: Length takes or gives more than numbers, or is no plain function" in said
    assert 'words.go:11:1: //py:vectorise stands alone, or is off, not "of"' in said
    root = folder(VECTORS.replace("//py:vectorise\n", "").replace("vectorise of", "vectorise off"))
    said = gophersnake("check", cwd=root)
    assert "over columns in C: no: //py:vectorise off" in said and "over columns in C: no: it calls math.Log" in said
    root = folder(VECTORS.replace("//py:vectorise\n", "").replace("vectorise of", "vectorise"))
    assert "    over columns in C: yes" in gophersnake("check", "--explain", "Root", cwd=root)
    root = folder(VECTORS.replace("//py:vectorise\n", "").replace("//py:vectorise of\n", ""), TOML + "[tool.gophersnake]\nvectorise = false\n")
    assert "over columns in C" not in gophersnake("check", cwd=root)
    root = folder(VECTOR_WISHES)
    said = refused(gophersnake, root, "check")
    assert "words.go:6:6: //py:vectorise: Warm gives instances of a class (words.Celsius), and no numbers" in said
    assert "words.go:9:1: //py:vectorise, and //py:vectorise off: say one of them" in said
    said = gophersnake("check", cwd=folder(VECTOR_WISHES.replace("//py:vectorise off\n", "").replace("//py:vectorise\nfunc Warm", "func Warm")))
    assert "over columns in C: no: gives instances of a class (words.Celsius), and no numbers" in said and "over columns in C: yes" in said


DIRECT = """package words

//py:direct
func At(text string, i int) byte { return text[i] }

func Length(text string) int { return len(text) }

func First(text string) string { return text[:1] }
"""


@pytest.mark.skipif(platform.machine() != "x86_64", reason="direct calls are for x86-64")
def test_direct_calls(folder, gophersnake, tmp_path):
    root = folder(DIRECT.replace("i int", "i ...int").replace("text[i]", "text[i[0]]"))
    assert "words.go:4:6: //py:direct: At can't be called directly: i is no plain argument" in refused(gophersnake, root, "build")
    root = folder(DIRECT)
    said = refused(gophersnake, root, "build")
    assert re.search(r"words.go:4:6: //py:direct: At can't be called directly: an index may be out of range \(in main.direct0, .*words.go:4\)", said), said
    root = folder(DIRECT.replace("//py:direct\n", ""), TOML + '[tool.gophersnake]\ndirect = "proven"\n')
    said = gophersnake("check", cwd=root, check=None).stdout
    assert "called directly: if the build can prove its machine code" in said and "called directly: no: its result (string) is no number" in said
    assert "called directly: if" in gophersnake("check", "--explain", "Length", cwd=root)
    report = tmp_path / "report"
    gophersnake("build", "-o", tmp_path / "dist", cwd=root, env={"GOPHERSNAKE_DIRECT_REPORT": str(report)})
    lines = report.read_text().splitlines()
    assert [line.partition(": an index")[0] for line in lines] == [
        "words.go:3:6: At: no", "words.go:5:6: Length: yes", "words.go:7:6: First: no: its result (string) is no number"
    ]  # fmt: skip
