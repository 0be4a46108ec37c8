"""PyO3, built by maturin: in release mode with fat LTO, for the stable ABI or not."""

from pathlib import Path

from harness.peers.peer import Rebuilding
from harness.workspace import BENCH, Workspace, copy, need


class PyO3(Rebuilding):
    edit = ("functions.rs", "Hello, ")
    wheel_command = "maturin build --release"
    # In the debug profile: quick to build, slow to run.
    develop_command = "maturin develop"

    def __init__(self, name: str, module: str, crate: str, source: str = "pyo3"):
        self.name, self.module, self.crate, self.source = name, module, crate, source

    def equip(self, workspace: Workspace) -> None:
        need("cargo", "cc")
        workspace.install(["maturin==1.16.0"])

    def lay_out(self, source: Path) -> None:
        copy(BENCH / "peers" / self.source, source)

    def wheel(self, workspace: Workspace, source: Path, output: Path) -> None:
        workspace.run(
            *("maturin", "build", "--release", "--locked", "--interpreter", workspace.python, "--out", output),
            cwd=source / self.crate,
        )

    def develop(self, workspace: Workspace, source: Path) -> None:
        workspace.run("maturin", "develop", "--locked", cwd=source / self.crate)

    def versions(self) -> dict[str, list[str]]:
        return {"rustc": ["rustc", "--version"]}
