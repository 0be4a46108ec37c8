"""The tool as its users run it: on copies of small projects, in folders whose
names have spaces."""

import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tarfile

import pytest

from cases import ROOT, TOOL

PROJECTS = pathlib.Path(__file__).parent / "projects"


@pytest.fixture
def gophersnake():
    """Runs the tool and returns what it printed; check=None returns the whole
    outcome, whatever it is."""

    def run(*args, cwd=None, env=None, check=0):
        environ = dict(os.environ, **(env or {}))
        done = subprocess.run([TOOL, *map(str, args)], cwd=cwd, env=environ, capture_output=True, text=True)
        if check is None:
            return done
        assert done.returncode == check, f"gophersnake {' '.join(map(str, args))}: exit code {done.returncode}\n{done.stdout}{done.stderr}"
        return done.stdout.strip()

    return run


@pytest.fixture
def project(tmp_path):
    """A copy of one of the projects; the test fails if it is written into."""
    copies = []

    def copy(name):
        folder = tmp_path / "a project" / name
        shutil.copytree(PROJECTS / name, folder)
        copies.append((folder, digest(folder)))
        return folder

    yield copy
    for folder, before in copies:
        assert digest(folder) == before, f"{folder.name} was written into"


def digest(folder):
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


@pytest.fixture
def tree_copy():
    """Makes a copy of this tree as a clone of it would be, with what git does not know yet: the folder."""

    def make(folder):
        listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True)
        for name in filter(None, listed.stdout.split("\0")):
            if (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, folder / name)
        subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
        return folder

    return make


@pytest.fixture
def unpacked_sdist(tmp_path, gophersnake):
    """Makes the source distribution of a project and unpacks it: the folder."""

    def make(folder, *flags):
        sdist = pathlib.Path(gophersnake("sdist", "-C", folder, "-o", tmp_path / "sdist", *flags))
        with tarfile.open(sdist) as tar:
            assert all(m.isfile() for m in tar)
            tar.extractall(tmp_path / "unpacked", filter="data")
        return tmp_path / "unpacked" / sdist.name.removesuffix(".tar.gz")

    return make


@pytest.fixture(scope="session")
def own_cache():
    """Makes a folder for $GOPHERSNAKE_CACHE. It is empty but for the objects of the C library, which are those of the
    shared cache: to compile them takes ten seconds, and gives the same each time."""
    user = os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache"
    objects = pathlib.Path(os.environ.get("GOPHERSNAKE_CACHE") or pathlib.Path(user, "gophersnake"), "objects").absolute()

    def make(folder):
        objects.mkdir(parents=True, exist_ok=True)
        folder.mkdir(exist_ok=True)
        (folder / "objects").symlink_to(objects)
        return folder

    return make


@pytest.fixture
def venv(tmp_path):
    """A new virtual environment, without pip: the folder."""
    folder = tmp_path / "a venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    return folder


@pytest.fixture
def python(venv):
    """Runs a program in the new environment and returns what it printed."""

    def run(program):
        done = subprocess.run([venv / "bin" / "python", "-c", program], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return run


@pytest.fixture
def pip(venv, tool_wheel):
    """Runs pip for the new environment; it finds gophersnake's wheel."""

    def run(*args, cwd=None):
        # The environment that the tests run in may have no pip of its own.
        base = getattr(sys, "_base_executable", sys.executable)
        env = dict(os.environ, PIP_FIND_LINKS=str(tool_wheel), PIP_DISABLE_PIP_VERSION_CHECK="1")
        command = [base, "-m", "pip", "--python", venv / "bin" / "python", *map(str, args)]
        done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run


@pytest.fixture(scope="session")
def tool_wheel(tmp_path_factory):
    """The folder of gophersnake's own wheel, built by its own backend."""
    out = tmp_path_factory.mktemp("wheel")
    program = f"import sys; sys.path.insert(0, {str(ROOT / 'python')!r}); import own_backend; own_backend.build_wheel({str(out)!r})"
    subprocess.run([sys.executable, "-c", program], check=True)
    return out


@pytest.fixture
def uv(tmp_path, tool_wheel):
    """Runs uv, which has no index but the folder of gophersnake's wheel."""
    program = shutil.which("uv", path=os.path.dirname(sys.executable))
    if not program:
        pytest.skip("uv is installed for the first Python alone")
    own = {"UV_CACHE_DIR": str(tmp_path / "uv"), "UV_FIND_LINKS": str(tool_wheel), "UV_NO_INDEX": "1", "UV_PYTHON": sys.executable}

    def run(*args, cwd, check=True):
        environ = {k: v for k, v in os.environ.items() if k != "VIRTUAL_ENV"} | own
        done = subprocess.run([program, *args], cwd=cwd, env=environ, capture_output=True, text=True, timeout=300)
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done

    return run
