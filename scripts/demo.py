"""Shows gophersnake at work: `make demo`.

Installs it into .venv, from this source tree; imports a Go package of this
repository and compares it with plain Python on a real book; then wraps a
Markdown library that others wrote, installs the wheel and renders README.md. At
last it says how projects elsewhere find gophersnake.
"""

from __future__ import annotations

import pathlib
import shlex
import sys

from environment import ROOT, Environment, say

# Plain functions from bytes to bytes, and nothing to do with Python.
LIBRARY = "github.com/russross/blackfriday@v1.6.0"


def main() -> None:
    if sys.version_info < (3, 11):
        raise SystemExit(f"Python 3.11 or later is needed; this is {sys.version.split()[0]}")
    env = Environment(ROOT / ".venv")
    env.make()
    env.install_compilers()
    env.install_gophersnake()
    gophersnake = env.folder / "bin" / "gophersnake"

    say("gophersnake develop    # in examples/textstats, a plain Go package")
    env.run(gophersnake, "develop", cwd=ROOT / "examples" / "textstats")
    env.run(env.python, ROOT / "examples" / "textstats" / "compare.py")

    wheels = ROOT / ".build" / "demo"
    say(f"gophersnake wrap {LIBRARY}")
    for old in wheels.glob("*.whl"):
        old.unlink()
    env.run(gophersnake, "wrap", LIBRARY, "-o", wheels)
    (wheel,) = wheels.glob("*.whl")
    say(f"pip install {wheel.name}")
    env.pip("--no-deps", "--force-reinstall", str(wheel))
    env.run(env.python, ROOT / "scripts" / "render.py", ROOT / "README.md", ROOT / ".build" / "demo" / "README.html")

    say("make dist ARGS=here    # where pip, uv and others find gophersnake, for projects of yours")
    env.install_zig()  # here: the environment has no pip of its own
    env.run(env.python, ROOT / "scripts" / "dist.py", "here")
    dist = str(ROOT / "dist")
    if shlex.quote(dist) != dist:  # pip takes what a space separates for two
        dist = (ROOT / "dist").as_uri()
    print(f"export PIP_FIND_LINKS={shlex.quote(dist)} UV_FIND_LINKS={shlex.quote(dist)}")
    say("try it: .venv/bin/gophersnake --help")


if __name__ == "__main__":
    main()
