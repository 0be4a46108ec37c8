"""What the harness knows of a peer."""

from __future__ import annotations

import shutil
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from harness.workspace import Workspace, the_wheel


@dataclass(frozen=True)
class Product:
    """What was built: a folder to import the peer's module from."""

    folder: Path
    wheel: Path | None = None


class Peer(ABC):
    name: str
    # What Python imports.
    module: str
    # Why the peer does not offer a function that others have.
    lacks: Mapping[str, str] = {}

    @abstractmethod
    def build(self, workspace: Workspace) -> Product:
        """Builds the peer as its users would for release, or raises Missing."""

    def versions(self) -> Mapping[str, list[str]]:
        """The commands that print the versions of the peer's tools."""
        return {}


class Rebuilding(Peer):
    """A peer whose build is timed: cold, and after an edit of one line."""

    # A file of the sources, and what to replace in it by another text of that length.
    edit: tuple[str, str]

    @abstractmethod
    def equip(self, workspace: Workspace) -> None:
        """Brings the build tool itself; not timed. Raises Missing where it can't."""

    @abstractmethod
    def lay_out(self, source: Path) -> None:
        """Copies the sources to where they may be edited."""

    @abstractmethod
    def wheel(self, workspace: Workspace, source: Path, output: Path) -> None:
        """From the sources to a release wheel in output."""

    @abstractmethod
    def develop(self, workspace: Workspace, source: Path) -> None:
        """From the sources to what the environment imports, as its users do while they write."""

    # How the report names these two.
    wheel_command: str
    develop_command: str

    def cold(self, folder: Path) -> Mapping[str, str]:
        """The environment in which nothing is compiled yet; downloads stay."""
        return {}

    def build(self, workspace: Workspace) -> Product:
        self.equip(workspace)
        source, output = workspace.folder / "source", workspace.folder / "wheel"
        self.lay_out(source)
        shutil.rmtree(output, ignore_errors=True)
        self.wheel(workspace, source, output)
        wheel = the_wheel(output)
        return Product(workspace.unpack(wheel), wheel)
