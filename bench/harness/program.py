"""What the programs of the bench have in common: choices are checked, and findings kept and shown."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

from harness.report import say
from harness.workspace import shown_path

QUICK = "A quick run: numbers are smaller than titles say, and figures mean nothing.\n"


def check(parser: argparse.ArgumentParser, given: Iterable[str], known: Iterable[str]) -> None:
    """Ends the program where something is given that it does not know."""
    if unknown := set(given) - set(known):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {'; '.join(known)}")


def keep(findings: dict, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(findings, indent=1) + "\n")


def show(tables: str, file: Path) -> None:
    """The last words of a program: its tables, and where the findings are kept."""
    print(tables, end="")
    say(f"\nwritten to {shown_path(file)}")
