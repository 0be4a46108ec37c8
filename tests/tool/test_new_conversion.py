"""scripts/new-conversion: what it lays compiles, and tests name what is still to be said."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from cases import ROOT
from cases import go as go_command

pytestmark = pytest.mark.once

PARTS = ["go.mod", "go.sum", "embed.go", "constants_test.go", "internal", "rt", "py", "shim", "precompiled", "scripts"]


@pytest.fixture
def tree(tmp_path):
    """A copy of what a conversion is made of."""
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / part, tmp_path / part)
    return tmp_path


def lay(tree, *args):
    return subprocess.run([sys.executable, tree / "scripts" / "new-conversion", *args], capture_output=True, text=True)


def go(tree, *args):
    return subprocess.run([go_command(), *args], cwd=tree, capture_output=True, text=True)


def contents(tree):
    return {p: p.read_bytes() for p in tree.rglob("*") if p.is_file() and "__pycache__" not in p.parts}


def test_what_it_lays_compiles_and_fails_tests(tree):
    before = contents(tree)
    done = lay(tree, "old_ring", "container/ring.Ring")
    assert done.returncode == 0, done.stderr
    after = contents(tree)
    new = sorted(p.relative_to(tree).as_posix() for p in after.keys() - before.keys())
    assert new == [
        "internal/convert/old_ring.go", "rt/old_ring.go", "shim/values/old_ring.c", "shim/values/old_ring.h", "tests/cases/oldringcase/go.mod",
        "tests/cases/oldringcase/old_ring.go", "tests/cases/oldringcase/test_old_ring.py",
    ]  # fmt: skip
    for path in after.keys() - before.keys():
        assert path.relative_to(tree).as_posix() in done.stdout
        assert "%(" not in after[path].decode() and (b"TODO" in after[path] or path.suffix in (".h", ".mod") or "cases" in path.parts)
    changed = [p for p in before if before[p] != after[p]]
    assert len(changed) == 5 and all(p.relative_to(tree).as_posix() in done.stdout for p in changed)

    checked = go(tree, "vet", ".", "./internal/convert", "./internal/model", "./rt")
    assert checked.returncode == 0, checked.stderr
    case = go(tree / "tests/cases/oldringcase", "vet", ".")
    assert case.returncode == 0, case.stderr
    compiled = subprocess.run(
        [*os.environ.get("CC", "cc").split(), "-std=gnu11", "-D_GNU_SOURCE", "-Wall", "-Wextra", "-Werror", "-I", tree / "shim", "-fsyntax-only", tree / "shim/values/old_ring.c"],
        capture_output=True, text=True,
    )  # fmt: skip
    assert compiled.returncode == 0, compiled.stderr

    # both halves know the kind; and what is still to be said is said by tests
    tested = go(tree, "test", ".", "./internal/model", "./internal/convert")
    assert re.search(r"^ok\s+gophersnake\s", tested.stdout, re.MULTILINE), tested.stdout
    assert re.search(r"^ok\s+gophersnake/internal/model\s", tested.stdout, re.MULTILINE), tested.stdout
    assert "container/ring.Ring" in tested.stdout and "it does not say how values are compared" in tested.stdout
    assert "no row has a type of kind GS_OLD_RING" in tested.stdout
    text = (tree / "tests/cases/oldringcase/test_old_ring.py").read_text()
    assert text.count("def test_") == text.count('pytest.fail("TODO: ') > 5


@pytest.mark.parametrize(
    "args, told",
    [
        (("time", "container/ring.Ring"), "there is a kind Time already"),
        (("netip", "container/ring.Ring"), "there is internal/convert/netip.go already"),
        (("ring", "time.Time"), "time.Time is converted already"),
        (("Ring", "container/ring.Ring"), "Ring is no name of a file"),
        (("ring", "ring"), "ring is no type by its full name"),
        (("ring",), "scripts/new-conversion NAME TYPE"),
        (("--help",), "scripts/new-conversion NAME TYPE"),
    ],
)
def test_what_it_refuses(tree, args, told):
    before = contents(tree)
    done = lay(tree, *args)
    assert done.returncode != 0 and told in done.stderr
    assert contents(tree) == before


def test_nothing_is_written_where_a_file_has_changed(tree):
    path = tree / "shim" / "values" / "number.h"
    path.write_text(path.read_text().replace("enum gs_kind {", "enum gs_sort {"))
    before = contents(tree)
    done = lay(tree, "ring", "container/ring.Ring")
    assert done.returncode != 0 and "shim/values/number.h has changed" in done.stderr
    assert contents(tree) == before


def test_contributing_names_files_that_there_are():
    text = (ROOT / "CONTRIBUTING.md").read_text()
    table = text[text.index("## How to add a conversion") : text.index("Answer these questions")]
    named = re.findall(r"`([\w.]+(?:/[\w.]+)+/?)`", table)
    assert len(named) > 8
    for path in named:
        assert (ROOT / path.replace("NAME", "netip")).exists(), path
