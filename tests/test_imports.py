"""Imports among the Python files of this repository: no circle, and folders in the order that they declare."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# Folders whose docstring lists their files from the bottom up.
ORDERED = ("harness", "harness.aio", "harness.web")


def modules_of(folder):
    """The modules below a folder of sys.path -> their files."""
    found = {}
    for file in sorted(folder.rglob("*.py")):
        parts = file.relative_to(folder).with_suffix("").parts
        if all(part.isidentifier() for part in parts) and "site" not in parts:
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return found


def imports_of(file, known):
    """The known modules that a file imports, inside of functions too."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            # Of a package it may be a module, of a module a name.
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    found = set()
    for name in names:
        while name and name not in known:
            name = name.rpartition(".")[0]
        if name:
            found.add(name)
    return found


def circle(graph):
    """Modules that import each other in turn; none if there are no such."""
    done = set()

    def visit(module, path):
        if module in path:
            return path[path.index(module) :] + [module]
        if module not in done:
            for other in sorted(graph[module]):
                if found := visit(other, [*path, module]):
                    return found
            done.add(module)
        return None

    return next(filter(None, (visit(module, []) for module in sorted(graph))), None)


def graph_of(folder):
    modules = modules_of(ROOT / folder)
    assert modules, folder
    return {name: imports_of(file, modules) - {name} for name, file in modules.items()}


@pytest.mark.parametrize("folder", ["bench", "scripts", "python", "tests"])
def test_no_circle(folder):
    assert circle(graph_of(folder)) is None


def test_a_circle_is_found():
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == ["b", "c", "b"]


@pytest.mark.parametrize("package", ORDERED)
def test_a_file_imports_only_those_that_the_folder_lists_above_it(package):
    modules = modules_of(ROOT / "bench")
    listed = re.findall(r"^    (\w+)/? +\S", ast.get_docstring(ast.parse(modules[package].read_text())), re.MULTILINE)
    depth = package.count(".") + 1
    inside = {name for name in modules if name.startswith(package + ".")}
    assert sorted(listed) == sorted({name.split(".")[depth] for name in inside})
    for name in inside:
        mine = listed.index(name.split(".")[depth])
        for other in imports_of(modules[name], inside):
            theirs = listed.index(other.split(".")[depth])
            assert theirs < mine or name.split(".")[depth] == other.split(".")[depth], f"{name} imports {other}"
