"""gopy: what Go had for this before. It binds the very package that gophersnake does."""

import shutil

from harness.peers.peer import Peer, Product
from harness.workspace import BENCH, Workspace, need


class Gopy(Peer):
    name = "gopy"
    module = "bench_gopy"
    lacks = {"Note": "not written: its classes are measured by Point"}

    def build(self, workspace: Workspace) -> Product:
        need("go", "cc")
        workspace.install(["pybindgen==0.22.1", "setuptools==84.2.1"])
        # gopy's output must lie in a module that requires gopy, and what it binds too.
        module, tools = workspace.folder / "module", workspace.folder / "tools"
        package = module / "gopher"
        package.mkdir(parents=True, exist_ok=True)
        for name in ("go.mod", "go.sum", "bench_gopy.py"):
            shutil.copy2(BENCH / "peers" / "gopy" / name, module)
        shutil.copy2(BENCH / "gopher" / "gopher.go", package)
        workspace.run("go", "build", "-o", f"{tools}/", "tool", cwd=module)
        # It calls the goimports that is first on PATH.
        path = f"{tools}:{workspace.search_path}"
        workspace.run(
            *(tools / "gopy", "build", "-output=gopy_out", "-no-make", "-rename=true"),
            *(f"-vm={workspace.python}", "./gopher"),
            cwd=module,
            environment={"PATH": path},
        )
        return Product(module)
