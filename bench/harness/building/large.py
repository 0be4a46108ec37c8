"""A large module of Go: `gophersnake wrap` of it beside `go build` of it alone."""

from __future__ import annotations

import shutil

from harness.building.cost import cpu_seconds
from harness.building.released import ReleasedGophersnake
from harness.workspace import Workspace, need

MODULE, VERSION = "github.com/xuri/excelize/v2", "v2.11.1"


def measure(workspace: Workspace) -> dict[str, float]:
    """CPU seconds of each with nothing compiled, and of wrap with all."""
    need("go")
    peer = ReleasedGophersnake()
    peer.equip(workspace)
    folder = workspace.folder / "module"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "main.go").write_text(f'package main\n\nimport _ "{MODULE}"\n\nfunc main() {{}}\n')
    workspace.run("go", "mod", "init", "example.com/large", cwd=folder)
    workspace.run("go", "get", f"{MODULE}@{VERSION}", cwd=folder)

    def build() -> None:
        workspace.run("go", "build", "-o", folder / "large", ".", cwd=folder)

    def wrap() -> None:
        workspace.run(peer.tool, "wrap", f"{MODULE}@{VERSION}", "-o", workspace.folder / "wheel")

    found = {}
    for name, action in (("go build", build), ("wrap", wrap)):
        compiled = workspace.folder / "compiled"
        shutil.rmtree(compiled, ignore_errors=True)
        workspace.environment |= peer.cold(compiled)
        found[name] = cpu_seconds(action)
    found["wrap again"] = cpu_seconds(wrap)
    return found
