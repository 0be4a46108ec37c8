"""The same small project for each tool: one function, whose body and signature are edited."""

from __future__ import annotations

import shutil
from abc import ABC, abstractmethod
from pathlib import Path

from harness.building.released import ReleasedGophersnake
from harness.peers.pyo3 import PyO3
from harness.workspace import Workspace

# The number in the body differs from edit to edit, and so does the name of the second parameter.
GO = """// Package hello greets.
package hello

import "fmt"

// Greet greets.
func Greet(name string, %s int) string { return fmt.Sprintf("Hello %%s, %%d", name, %s+%d) }
"""
RUST = """use pyo3::prelude::*;

/// Greets.
#[pyfunction]
fn greet(name: &str, %s: i64) -> String {
    format!("Hello {name}, {}", %s + %d)
}

#[pymodule]
fn hello(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.add_function(wrap_pyfunction!(greet, m)?)
}
"""
CARGO = """[package]
name = "hello"
version = "0.1.0"
edition = "2021"

[lib]
crate-type = ["cdylib"]

[dependencies]
pyo3 = { version = "=0.30.1", features = ["abi3-py311"] }
"""
PYPROJECT = """[build-system]
requires = ["%s"]
build-backend = "%s"

[project]
name = "hello"
version = "0.1.0"
requires-python = ">=3.11"
"""


class Project(ABC):
    """One that is built and edited by a tool."""

    file: str
    text: str

    def __init__(self, workspace: Workspace):
        self.workspace, self.folder = workspace, workspace.folder / "hello"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.write(0, "extra")

    def write(self, number: int, parameter: str) -> None:
        path = self.folder / self.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.text % (parameter, parameter, number))

    def imported(self) -> None:
        self.workspace.run(self.workspace.python, "-c", "import hello; hello.greet('x', 1)")

    @abstractmethod
    def forget(self) -> None:
        """Removes all that was compiled. What was fetched stays."""

    @abstractmethod
    def wheel(self) -> None: ...

    @abstractmethod
    def develop(self) -> None: ...


class OfGo(Project):
    file, text = "hello.go", GO

    def __init__(self, workspace: Workspace):
        self.peer = ReleasedGophersnake()
        self.peer.equip(workspace)
        super().__init__(workspace)
        (self.folder / "go.mod").write_text("module example.com/hello\n\ngo 1.25\n")
        (self.folder / "pyproject.toml").write_text(PYPROJECT % ("gophersnake", "gophersnake"))

    def forget(self) -> None:
        self.workspace.environment |= self.peer.cold(self.workspace.folder / "compiled")
        shutil.rmtree(self.workspace.folder / "compiled", ignore_errors=True)

    def wheel(self) -> None:
        self.workspace.run(self.peer.tool, "build", "-o", self.workspace.folder / "wheel", cwd=self.folder)

    def develop(self) -> None:
        self.workspace.run(self.peer.tool, "develop", cwd=self.folder)


class OfRust(Project):
    file, text = "src/lib.rs", RUST
    # Of maturin develop.
    options: tuple[str, ...] = ()

    def __init__(self, workspace: Workspace):
        PyO3("hello", "hello", ".").equip(workspace)
        super().__init__(workspace)
        (self.folder / "Cargo.toml").write_text(CARGO)
        (self.folder / "pyproject.toml").write_text(PYPROJECT % ("maturin==1.16.0", "maturin"))
        workspace.run("cargo", "fetch", cwd=self.folder)

    def forget(self) -> None:
        shutil.rmtree(self.folder / "target", ignore_errors=True)

    def wheel(self) -> None:
        self.workspace.run("maturin", "build", "--release", "--out", self.workspace.folder / "wheel", cwd=self.folder)

    def develop(self) -> None:
        self.workspace.run("maturin", "develop", *self.options, cwd=self.folder)


class OfRustReleased(OfRust):
    options = ("--release",)
