"""The two peers over one small C library: cffi and ctypes."""

import shutil

from harness.peers.peer import Peer, Product
from harness.workspace import BENCH, Workspace, copy, need

NO_MAP = "C has no map to return"
NO_TEXT = "C has no field of a text of any length"


class Cffi(Peer):
    """cffi in API mode, which compiles an extension; its ABI mode is much slower."""

    name = "cffi"
    module = "bench_cffi"
    lacks = {"invert": NO_MAP, "Note": NO_TEXT}

    def build(self, workspace: Workspace) -> Product:
        need("cc")
        # setuptools is what cffi compiles with; Python 3.12 has none of its own.
        workspace.install(["cffi==2.1.1", "setuptools==84.2.1"])
        site = workspace.folder / "site"
        for part in ("c", "cffi"):
            copy(BENCH / "peers" / part, site)
        workspace.run(workspace.python, "build_cffi.py", cwd=site)
        return Product(site)


class Ctypes(Peer):
    name = "ctypes"
    module = "bench_ctypes"
    lacks = {"invert": NO_MAP, "Note": NO_TEXT}

    def build(self, workspace: Workspace) -> Product:
        need("cc")
        site = workspace.folder / "site"
        site.mkdir(exist_ok=True)
        shutil.copy2(BENCH / "peers" / "ctypes" / "bench_ctypes.py", site)
        source = BENCH / "peers" / "c" / "functions.c"
        workspace.run("cc", "-O3", "-shared", "-fPIC", "-o", site / "libbench_c.so", source, "-lm")
        return Product(site)
