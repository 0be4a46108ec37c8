"""`python -m gophersnake profile [-o FILE] script.py [ARGUMENT...]`, as `python -m cProfile` runs a script."""

from __future__ import annotations

import argparse
import os
import runpy
import sys

from .measuring import Profile, check, profile

DESCRIPTION = """Run a Python script or module, and measure its calls of Go functions: what they cost, and what would make them
cheaper. Children that it forks, as pre-forking servers do, write files of their own, with their process id in the name."""


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser("python -m gophersnake profile", description=DESCRIPTION, allow_abbrev=False)
    parser.add_argument("-o", "--out", action="append", default=[], metavar="FILE", help="write the profile there too: .html, .json, .txt, .speedscope.json or .pb.gz (may be given several times)")
    parser.add_argument("--interval", type=float, default=0.01, metavar="SECONDS", help="between two samples of the stacks; 0: none (default: 0.01)")
    parser.add_argument("-m", dest="module", action="store_true", help="the next argument is the name of a module, as of python -m")
    parser.add_argument("script", help="the script or, after -m, the module")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="its own arguments")
    given = parser.parse_args(arguments)
    if not given.module and not os.path.exists(given.script):
        parser.error(f"there is no {given.script}")
    try:
        for path in given.out:
            check(path)
    except (ValueError, FileNotFoundError) as e:
        parser.error(str(e))
    given.out = [os.path.abspath(path) for path in given.out]  # the program may change its folder
    return _run(given)


def _run(given: argparse.Namespace) -> int:
    status, failure, parent = 0, None, os.getpid()
    with profile(given.out[0] if given.out else None, interval=given.interval, forks=True) as p:
        try:
            sys.argv = [given.script, *given.arguments]
            if given.module:
                sys.path[0] = os.getcwd()
                runpy.run_module(given.script, run_name="__main__", alter_sys=True)
            else:
                sys.path[0] = os.path.dirname(os.path.abspath(given.script))
                runpy.run_path(given.script, run_name="__main__")
        except SystemExit as e:
            status = _status(e)
        except BaseException as e:  # its own failure; what was measured is told all the same
            failure = e
    if p.pid == parent:
        _tell(p, given.out)
    if failure is not None:
        raise failure
    return status


def _tell(p: Profile, paths: list[str]) -> None:
    for path in paths[1:]:
        p.write(path)
    sys.stdout.flush()
    print(p.text(), end="", file=sys.stderr)
    for path in paths:
        print(f"written: {path}", file=sys.stderr)


def _status(e: SystemExit) -> int:
    if e.code is None or isinstance(e.code, int):
        return e.code or 0
    print(e.code, file=sys.stderr)
    return 1
