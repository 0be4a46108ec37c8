"""The import hook: editable installs are built anew where their sources have changed."""

import os
import subprocess
import sys

import pytest

PROGRAM = "import gophersnake.hook, thing; print(thing.number())"


class Thing:
    def __init__(self, folder, venv, env):
        self.folder, self.python, self.env = folder, venv / "bin" / "python", env

    def write(self, body):
        (self.folder / "thing.go").write_text(f"package thing\n\nfunc Number() int {{ return {body} }}\n")

    def start(self, program=PROGRAM, **env):
        return subprocess.Popen([self.python, "-W", "error", "-c", program], env=self.env | env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def run(self, program=PROGRAM, **env):
        process = self.start(program, **env)
        out, err = process.communicate(timeout=300)
        return out.strip() if process.returncode == 0 else err


@pytest.fixture
def thing(tmp_path, venv, pip, gophersnake, own_cache):
    pip("install", "gophersnake")
    folder = tmp_path / "a project"
    folder.mkdir()
    (folder / "go.mod").write_text("module example.com/thing\n\ngo 1.25\n")
    env = dict(os.environ, GOPHERSNAKE_CACHE=str(own_cache(tmp_path / "cache")))
    made = Thing(folder, venv, env)
    made.write("1")
    gophersnake("develop", "-C", folder, "--python", venv, env=env)
    return made


@pytest.mark.once
def test_the_hook(thing, pip):
    assert thing.run() == "1"
    thing.write("2")
    assert "RuntimeWarning: thing is older than its sources" in thing.run(GOPHERSNAKE_HOOK="0")
    # Processes that import at once build once, and all have the new build.
    processes = [thing.start() for _ in range(4)]
    assert [p.communicate(timeout=300)[0].strip() for p in processes] == ["2"] * 4

    # A build that fails is an ImportError with what the compiler says; the old build stays.
    thing.write('"text"')
    said = thing.run()
    assert "ImportError: the sources of thing have changed, and `gophersnake develop` in" in said and "thing.go:3:" in said
    assert thing.run("import thing; print(thing.number())".replace("import", "import warnings; warnings.simplefilter('ignore'); import")) == "2"

    # What is loaded stays, with a warning.
    thing.write("3")
    program = f"""
import gophersnake.hook, thing, importlib, pathlib, warnings
assert thing.number() == 3
source = pathlib.Path({str(thing.folder / "thing.go")!r})
source.write_text(source.read_text().replace("3", "4"))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    importlib.reload(thing)
    assert thing.number() == 3
assert any("restart" in str(w.message).lower() for w in caught), [str(w.message) for w in caught]
print(len(caught))
"""
    assert thing.run(program) == "1"
    assert thing.run() == "4"

    # In each process of the environment.
    install = [thing.python, "-m", "gophersnake", "install-hook"]
    subprocess.run(install, env=thing.env, check=True, capture_output=True)
    thing.write("5")
    assert thing.run("import thing; print(thing.number())") == "5"
    pip("uninstall", "--yes", "gophersnake")
    assert thing.run("import thing; print(thing.number())") == "5"  # Python starts without it
    pip("install", "gophersnake")
    subprocess.run([*install, "--remove"], env=thing.env, check=True)
    thing.write("6")
    assert "RuntimeWarning" in thing.run("import thing")


def test_imports_of_others_cost_nothing():
    """One look at each folder of sys.path, and none at further imports."""
    program = """
import builtins, sys
import gophersnake.hook as hook
looked = []
real = builtins.open
builtins.open = lambda *a, **k: (looked.append(a[0]), real(*a, **k))[1]
import colorsys, quopri
assert len([p for p in looked if str(p).endswith(hook.INDEX)]) == len(sys.path), looked
print("ok")
"""
    root = os.path.join(os.path.dirname(__file__), "..", "..", "python")
    done = subprocess.run([sys.executable, "-c", program], env=dict(os.environ, PYTHONPATH=root), capture_output=True, text=True)
    assert done.stdout == "ok\n", done.stderr
