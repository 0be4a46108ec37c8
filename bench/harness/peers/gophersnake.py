"""gophersnake itself, built from this clone."""

import shutil
from pathlib import Path

from harness.peers.peer import Rebuilding
from harness.workspace import BENCH, BUILD, ROOT, Missing, Workspace, copy


class Gophersnake(Rebuilding):
    edit = ("gopher.go", "Hello, ")
    wheel_command = "gophersnake build"
    develop_command = "gophersnake develop"

    def __init__(self, name: str = "gophersnake", module: str = "gopher", source: str = "gopher") -> None:
        self.name, self.module, self.source = name, module, source
        self.tool = BUILD / "tools" / "gophersnake"

    def equip(self, workspace: Workspace) -> None:
        if shutil.which("go"):
            # Always what stands in the clone now; a second or less if nothing changed.
            self.tool.parent.mkdir(parents=True, exist_ok=True)
            workspace.run("go", "build", "-o", self.tool, "./cmd/gophersnake", cwd=ROOT)
            return
        # Without Go on PATH `make demo` leaves a tool that brings its own.
        self.tool = ROOT / ".venv" / "bin" / "gophersnake"
        if not self.tool.exists():
            raise Missing("no go on PATH and no .venv/bin/gophersnake (make demo leaves one)")

    def lay_out(self, source: Path) -> None:
        copy(BENCH / self.source, source)

    def wheel(self, workspace: Workspace, source: Path, output: Path) -> None:
        workspace.run(self.tool, "build", "-o", output, cwd=source)

    def develop(self, workspace: Workspace, source: Path) -> None:
        workspace.run(self.tool, "develop", cwd=source)

    def cold(self, folder: Path) -> dict[str, str]:
        # Go's own library is compiled anew too, as it is for a first user.
        return {"GOCACHE": str(folder / "go-cache"), "XDG_CACHE_HOME": str(folder / "cache")}

    def versions(self) -> dict[str, list[str]]:
        return {"go": ["go", "version"]}


class FastGophersnake(Gophersnake):
    """The same package with the fast crossing, under another name: both are in one process."""

    def __init__(self) -> None:
        super().__init__("gophersnake_fast", "gopherfast")

    def lay_out(self, source: Path) -> None:
        super().lay_out(source)
        with (source / "pyproject.toml").open("a") as settings:
            settings.write('\n[tool.gophersnake]\nname = "gopherfast"\nfast-crossing = true\n')


class DirectGophersnake(Gophersnake):
    """The same package with direct calls of what can be proven; all else as in the first."""

    def __init__(self) -> None:
        super().__init__("gophersnake_direct", "gopherdirect")

    def lay_out(self, source: Path) -> None:
        super().lay_out(source)
        with (source / "pyproject.toml").open("a") as settings:
            settings.write('\n[tool.gophersnake]\nname = "gopherdirect"\ndirect = "proven"\n')
