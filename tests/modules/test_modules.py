"""Real modules, wrapped untouched, answer as they do in Go.

Every bound function whose arguments can be made up is called with them on both
sides. How that is done is in differential.py; nothing there, in generate/ or in
native/ knows any of these modules.
"""

from __future__ import annotations

from pathlib import Path

import cases
import pytest

from modules.differential import compare, prepare, run

BUILD = cases.BUILD / "modules"

# Module, version, the path of the package below it, and its further packages.
MODULES = [
    ("github.com/antzucaro/matchr", "v0.0.0-20221106193745-7bed6ef61ef9", "", []),
    ("github.com/cespare/xxhash/v2", "v2.3.0", "", []),
    ("github.com/tidwall/gjson", "v1.18.0", "", []),
    ("github.com/golang/geo", "v0.0.0-20260818125358-b200a1149890", "/s2", ["./..."]),
]


def wrapped(package: str, version: str, further: list[str]) -> tuple[Path, str, str]:
    """The module's wheel, unpacked, its import name, and what check says of it: once for all Pythons."""

    def wrap(folder: Path) -> None:
        run(cases.TOOL, "wrap", f"{package}@{version}", *further, *cases.FLAGS, "-o", folder)
        (wheel,) = folder.glob("*.whl")
        cases.unpack(wheel, folder / "site")
        wheel.unlink()
        (folder / "symbols.json").write_text(run(cases.TOOL, "check", "--json", f"{package}@{version}", *further))

    folder = cases.made_once(package.replace("/", "_"), cases.wheel_key(package, version, *further, *cases.FLAGS), wrap)
    (core,) = (folder / "site").rglob("_native.core.so")
    return folder / "site", core.relative_to(folder / "site").parts[0], (folder / "symbols.json").read_text()


@pytest.mark.parametrize(("module", "version", "below", "more"), MODULES, ids=[m[0].partition("/")[2] for m in MODULES])
def test_module_answers_as_in_go(module, version, below, more, capsys):
    package = module + below
    site, import_name, symbols = wrapped(package, version, [word for path in more for word in ("--package", path)])
    with cases.locked("modules-" + package.replace("/", "_")):
        folder = BUILD / package.replace("/", "_")
        prepare(folder, module, version, symbols, cases.go())
    found = compare(folder, package, import_name, site)
    with capsys.disabled():
        print(f"\n{found.summary()}")
    assert found.functions
    if found.differences:
        # The simplest are the easiest to read.
        shown = "\n".join(sorted(found.differences, key=len)[:20])
        pytest.fail(f"{len(found.differences)} calls answer otherwise than in Go:\n{shown}", pytrace=False)
