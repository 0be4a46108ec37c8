"""Real modules, wrapped untouched, answer as they do in Go.

Every bound function whose arguments can be made up is called with them on both
sides. How that is done is in differential.py; nothing there, in generate/ or in
native/ knows any of these modules.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from modules.differential import ROOT, compare, prepare, run

BUILD = ROOT / ".build" / "modules"

# Module, version, the path of the package below it, and its further packages.
MODULES = [
    ("github.com/antzucaro/matchr", "v0.0.0-20221106193745-7bed6ef61ef9", "", []),
    ("github.com/cespare/xxhash/v2", "v2.3.0", "", []),
    ("github.com/tidwall/gjson", "v1.18.0", "", []),
    ("github.com/golang/geo", "v0.0.0-20260818125358-b200a1149890", "/s2", ["./..."]),
]


def install(wheel: Path, site: Path) -> str:
    """Unpacks a wheel as pip would, without metadata; returns the package's name."""
    shutil.rmtree(site, ignore_errors=True)
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
        names = archive.namelist()
    (native,) = [name for name in names if name.endswith("_native.abi3.so")]
    return native.partition("/")[0]


@pytest.mark.parametrize(("module", "version", "below", "more"), MODULES, ids=[m[0].partition("/")[2] for m in MODULES])
def test_module_answers_as_in_go(module, version, below, more, capsys):
    tool = shutil.which("gophersnake")
    assert tool, "make test installs gophersnake into the environment that pytest runs in"
    go = subprocess.run([sys.executable, ROOT / "scripts" / "go.py"], stdout=subprocess.PIPE, text=True, check=True)
    package = module + below
    folder = BUILD / package.replace("/", "_")
    wheels, site, native = folder / "wheel", folder / "site", folder / "go"
    shutil.rmtree(wheels, ignore_errors=True)
    further = [word for path in more for word in ("--package", path)]
    run(tool, "wrap", f"{package}@{version}", *further, "-o", wheels)
    (wheel,) = wheels.glob("*.whl")
    symbols = run(tool, "check", "--json", f"{package}@{version}", *further)
    prepare(native, module, version, symbols, go.stdout.strip())
    import_name = install(wheel, site)
    found = compare(native, package, import_name, site)
    with capsys.disabled():
        print(f"\n{found.summary()}")
    assert found.functions
    if found.differences:
        # The simplest are the easiest to read.
        shown = "\n".join(sorted(found.differences, key=len)[:20])
        pytest.fail(f"{len(found.differences)} calls answer otherwise than in Go:\n{shown}", pytrace=False)
