"""Where the peers are built and with which Python."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT / "bench"
VENV = ROOT / ".venv-bench"
BUILD = ROOT / ".build" / "bench"


class Missing(Exception):
    """Why a peer can't be measured here."""


def python_of(venv: Path) -> Path:
    return venv / "bin" / "python"


def make_venv(venv: Path, python: str = sys.executable) -> None:
    """Makes a virtual environment with pip, once."""
    if python_of(venv).exists():
        return
    command = [python, "-m", "venv"]
    if subprocess.run([*command, str(venv)], capture_output=True).returncode == 0:
        return
    # Debian keeps ensurepip in a package of its own.
    subprocess.run([*command, "--clear", "--without-pip", str(venv)], check=True)
    subprocess.run(
        [python, "-m", "pip", "--python", str(python_of(venv)), "install", "--quiet", "pip"], check=True
    )


class Workspace:
    """One peer's bench: its own folder, a log of what ran there, and a Python."""

    def __init__(self, peer: str, folder: Path, venv: Path = VENV):
        self.peer = peer
        self.folder = folder
        self.venv = venv
        self.environment: dict[str, str] = {}
        folder.mkdir(parents=True, exist_ok=True)
        self.log = folder / "log.txt"
        self.log.write_text("")

    @property
    def python(self) -> Path:
        return python_of(self.venv)

    @property
    def search_path(self) -> str:
        return os.pathsep.join([str(self.venv / "bin"), os.environ.get("PATH", "")])

    def run(
        self, *command: str | Path, cwd: Path | None = None, environment: Mapping[str, str] | None = None
    ) -> None:
        """Runs a command under the peer's virtual environment, or raises Missing with its last words."""
        words = [str(word) for word in command]
        surroundings = dict(os.environ)
        # An active environment of the caller's must not be what a peer installs into.
        surroundings.pop("PYTHONPATH", None)
        surroundings |= {
            "VIRTUAL_ENV": str(self.venv),
            "PATH": self.search_path,
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        }
        surroundings |= self.environment
        surroundings |= environment or {}
        with self.log.open("a") as log:
            log.write(f"\n$ {' '.join(words)}\n")
            log.flush()
            try:
                done = subprocess.run(
                    words, cwd=cwd or self.folder, env=surroundings, stdout=log, stderr=subprocess.STDOUT
                )
            except OSError as error:
                raise Missing(f"{words[0]} does not run: {error.strerror}") from None
        if done.returncode:
            raise Missing(f"`{shown(words)}` failed: {self.last_words()} (all of it: {self.log.relative_to(ROOT)})")

    def last_words(self) -> str:
        lines = [line.strip() for line in self.log.read_text(errors="replace").splitlines()]
        telling = [line for line in lines if "error" in line.lower()] or [line for line in lines if line]
        return telling[-1][:200]

    def install(self, requirements: Sequence[str]) -> None:
        """Installs pinned packages into the environment."""
        if requirements:
            self.run(self.python, "-m", "pip", "install", "--quiet", *requirements)

    def unpack(self, wheel: Path) -> Path:
        """Installs a wheel into an empty folder of its own."""
        site = self.folder / "site"
        shutil.rmtree(site, ignore_errors=True)
        self.run(self.python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", site, wheel)
        return site


def shown(words: Sequence[str]) -> str:
    """A command without the paths of this machine."""
    return " ".join(Path(word).name if word.startswith("/") else word for word in words)


def shown_path(path: Path) -> str:
    """A path as seen from this clone."""
    path = path.resolve()
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


def copy(source: Path, to: Path) -> None:
    """Copies sources with their times, so that a build after it is as incremental as in place."""
    shutil.copytree(source, to, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__", "target"))


def the_wheel(folder: Path) -> Path:
    wheels = list(folder.glob("*.whl"))
    if len(wheels) != 1:
        raise Missing(f"{len(wheels)} wheels in {folder.relative_to(ROOT)} where one is expected")
    return wheels[0]


def need(*programs: str) -> None:
    for program in programs:
        if shutil.which(program) is None:
            raise Missing(f"no {program} on PATH")
