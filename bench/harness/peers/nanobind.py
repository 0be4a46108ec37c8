"""nanobind, built by scikit-build-core and CMake, for speed and with LTO."""

from pathlib import Path

from harness.peers.peer import Rebuilding
from harness.workspace import BENCH, Workspace, copy, need


class Nanobind(Rebuilding):
    name = "nanobind"
    module = "bench_nanobind"
    edit = ("functions.cpp", "Hello, ")
    wheel_command = "pip wheel (scikit-build-core)"
    develop_command = "cmake --build"

    def equip(self, workspace: Workspace) -> None:
        need("c++")
        workspace.install(["nanobind==3.1.0", "scikit-build-core==1.1.2", "cmake==4.4.4", "ninja==1.13.2"])

    def lay_out(self, source: Path) -> None:
        copy(BENCH / "peers" / "nanobind", source)

    def wheel(self, workspace: Workspace, source: Path, output: Path) -> None:
        workspace.run(
            *(workspace.python, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"),
            *(f"--config-settings=build-dir={source / 'build'}", "--wheel-dir", output, source),
        )

    def develop(self, workspace: Workspace, source: Path) -> None:
        # wheel() has configured this folder; nothing quicker leads to a new module.
        workspace.run("cmake", "--build", source / "build")

    def versions(self) -> dict[str, list[str]]:
        return {"c++": ["c++", "--version"]}
