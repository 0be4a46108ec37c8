"""The two peers over one small C library: cffi and ctypes."""

import shutil

from harness.peers.peer import Peer, Product
from harness.workshop import BENCH, Workshop, copy, need

NO_MAP = "C has no map to return"
NO_TEXT = "C has no field of a text of any length"


class Cffi(Peer):
    """cffi in API mode, which compiles an extension; its ABI mode is much slower."""

    name = "cffi"
    module = "bench_cffi"
    lacks = {"invert": NO_MAP, "Note": NO_TEXT}

    def build(self, shop: Workshop) -> Product:
        need("cc")
        # setuptools is what cffi compiles with; Python 3.12 has none of its own.
        shop.install(["cffi==2.1.1", "setuptools==84.2.1"])
        site = shop.folder / "site"
        for part in ("c", "cffi"):
            copy(BENCH / "peers" / part, site)
        shop.run(shop.python, "build_cffi.py", cwd=site)
        return Product(site)


class Ctypes(Peer):
    name = "ctypes"
    module = "bench_ctypes"
    lacks = {"invert": NO_MAP, "Note": NO_TEXT}

    def build(self, shop: Workshop) -> Product:
        need("cc")
        site = shop.folder / "site"
        site.mkdir(exist_ok=True)
        shutil.copy2(BENCH / "peers" / "ctypes" / "bench_ctypes.py", site)
        source = BENCH / "peers" / "c" / "functions.c"
        shop.run("cc", "-O3", "-shared", "-fPIC", "-o", site / "libbench_c.so", source, "-lm")
        return Product(site)
