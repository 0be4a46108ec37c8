"""The hooks of PEP 517 and PEP 660. They run in the project's folder."""

from __future__ import annotations

import os
import sys
import sysconfig
from typing import Any, Collection, Mapping

from . import requirements
from .command import run

Settings = Mapping[str, Any] | None


def get_requires_for_build_wheel(config_settings: Settings = None) -> list[str]:
    return requirements.go() + requirements.c()


def get_requires_for_build_editable(config_settings: Settings = None) -> list[str]:
    return get_requires_for_build_wheel(config_settings)


def get_requires_for_build_sdist(config_settings: Settings = None) -> list[str]:
    return requirements.go()  # it lists what a build reads


def prepare_metadata_for_build_wheel(metadata_directory: str, config_settings: Settings = None) -> str:
    return run("metadata", "--out", metadata_directory)


def prepare_metadata_for_build_editable(metadata_directory: str, config_settings: Settings = None) -> str:
    return prepare_metadata_for_build_wheel(metadata_directory, config_settings)


def build_wheel(wheel_directory: str, config_settings: Settings = None, metadata_directory: str | None = None) -> str:
    return os.path.basename(run("build", *interpreter(), *flags(config_settings), "--out", wheel_directory))


def build_editable(wheel_directory: str, config_settings: Settings = None, metadata_directory: str | None = None) -> str:
    return os.path.basename(run("build", "--editable", *interpreter(), *flags(config_settings), "--out", wheel_directory))


def build_sdist(sdist_directory: str, config_settings: Settings = None) -> str:
    return os.path.basename(run("sdist", *flags(config_settings, OF_SDIST), "--out", sdist_directory))


def interpreter() -> list[str]:
    """A Python without a GIL needs an extension of its own; one is for all others."""
    return ["--python", sys.executable] if sysconfig.get_config_var("Py_GIL_DISABLED") else []


# Build front ends pass the same settings to all hooks, so each knows those of the others.
SWITCHES = {"abi3t", "strict", "strip", "symbols", "zig"}
VALUES = {"target", "compatibility"}
OF_SDIST = {"vendor"}


def flags(config_settings: Settings, wanted: Collection[str] = SWITCHES | VALUES) -> list[str]:
    """The wanted flags of a command, from `pip install -C strict=true .`"""
    result = []
    for name, value in (config_settings or {}).items():
        if name not in SWITCHES | VALUES | OF_SDIST:
            raise SystemExit(f"unknown config setting {name!r}; known: {', '.join(sorted(SWITCHES | VALUES | OF_SDIST))}")
        if name not in wanted:
            continue
        if name in VALUES:
            result.append(f"--{name}={value}")
        elif str(value).lower() in ("", "1", "true", "yes", "on"):
            result.append(f"--{name}")
    return result
