#!/bin/sh
# uv 0.13.9 (uv sync); Python 3.11 to 3.13.
#
# Guess: an editable install of the project is made by its build backend whenever an environment is; so a backend may put what it builds for it into a
# cache folder, point a .pth file there, and make the folder anew when it is asked to.
# Behaviour: uv keeps the wheel that build_editable() returned, and installs it into a new environment without asking the backend, as long as
# pyproject.toml has not changed: sources of a compiled extension do not count (tool.uv.cache-keys names them), and a folder that the wheel points to
# may be gone. uv ends well, and the import fails. --reinstall-package asks the backend again.
# Output seen:
#   a new project: backend called, built from "one"
#   sources changed, uv sync: built from "one"
#   folder gone, new environment, uv sync: exit 0, ModuleNotFoundError: No module named 'late'
#   uv sync --reinstall-package late: backend called, built from "two"
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check uv==0.13.9
export UV_CACHE_DIR="$dir/uv" UV_PYTHON="$dir/env/bin/python" BUILT="$dir/built"
unset VIRTUAL_ENV || true
mkdir project && cd project
cat > pyproject.toml <<'TOML'
[project]
name = "late"
version = "1.0"
requires-python = ">=3.11"

[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
TOML
echo one > source.txt
cat > backend.py <<'PY'
"""Compiles source.txt into a folder elsewhere, and makes editable wheels that point to it."""

import os
import sys
import zipfile

META = "Metadata-Version: 2.1\nName: late\nVersion: 1.0\n"
WHEEL = "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def build_editable(folder, config_settings=None, metadata_directory=None):
    os.makedirs(os.environ["BUILT"], exist_ok=True)
    with open(os.path.join(os.environ["BUILT"], "late.py"), "w") as f:
        f.write(f"text = {open('source.txt').read().strip()!r}\n")
    open(os.environ["BUILT"] + ".called", "w").close()
    with zipfile.ZipFile(os.path.join(folder, "late-1.0-py3-none-any.whl"), "w") as z:
        z.writestr("late.pth", os.environ["BUILT"] + "\n")
        z.writestr("late-1.0.dist-info/METADATA", META)
        z.writestr("late-1.0.dist-info/WHEEL", WHEEL)
        z.writestr("late-1.0.dist-info/RECORD", "late.pth,,\nlate-1.0.dist-info/METADATA,,\nlate-1.0.dist-info/WHEEL,,\nlate-1.0.dist-info/RECORD,,\n")
    return "late-1.0-py3-none-any.whl"


build_wheel = build_editable
PY
uv="$dir/env/bin/uv"
asked() { if [ -e "$BUILT.called" ]; then rm "$BUILT.called"; echo "backend called, "; fi; }
text() { .venv/bin/python -c 'import late; print("built from \"%s\"" % late.text)' 2>&1 | tail -1; }
"$uv" sync --quiet
first="a new project: $(asked)$(text)"
echo two > source.txt
"$uv" sync --quiet
second="sources changed, uv sync: $(asked)$(text)"
rm -rf "$BUILT" .venv
"$uv" sync --quiet
third="folder gone, new environment, uv sync: exit $?, $(asked)$(text)"
"$uv" sync --quiet --reinstall-package late
fourth="uv sync --reinstall-package late: $(asked)$(text)"
printf '%s\n' "$first" "$second" "$third" "$fourth" | tee seen
cat > expected <<'TXT'
a new project: backend called, built from "one"
sources changed, uv sync: built from "one"
folder gone, new environment, uv sync: exit 0, ModuleNotFoundError: No module named 'late'
uv sync --reinstall-package late: backend called, built from "two"
TXT
cmp seen expected
