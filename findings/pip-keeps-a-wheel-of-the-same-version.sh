#!/bin/sh
# pip 26.3 and uv 0.13.9; x86-64 Linux.
#
# Guess: a wheel that is given by its path, built anew with the version of the one that is installed, is not installed without being told to: both
# compare names and versions.
# Behaviour: of pip. uv compares the file with the one it has installed too, and installs the new one; where the wheel is found by its name
# (--find-links), it does not. A second build of the same version is tried with one tool, and not with the other.
# Output seen:
#   pip, by path: first
#   uv, by path: second
#   uv, by name: first
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check pip==26.3 uv==0.13.9
cat > build.py <<'PY'
import sys, zipfile
files = {
    "demo.py": f"said = {sys.argv[1]!r}\n",
    "demo-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: demo\nVersion: 1.0\n",
    "demo-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
}
with zipfile.ZipFile("demo-1.0-py3-none-any.whl", "w") as z:
    for name, text in files.items():
        z.writestr(name, text)
    z.writestr("demo-1.0.dist-info/RECORD", "".join(f"{name},,\n" for name in files) + "demo-1.0.dist-info/RECORD,,\n")
PY
try() {
    python3 -m venv --without-pip "$1"
    into=$1
    shift
    for said in first second; do
        python3 build.py $said
        "$@" >/dev/null
    done
    "$into/bin/python" -B -c 'import demo; print(demo.said)'
}
seen=$(
    echo "pip, by path: $(try 1 env/bin/pip --python 1/bin/python install --quiet ./demo-1.0-py3-none-any.whl)"
    echo "uv, by path: $(try 2 env/bin/uv --no-config pip install --quiet --python 2/bin/python ./demo-1.0-py3-none-any.whl)"
    echo "uv, by name: $(try 3 env/bin/uv --no-config pip install --quiet --python 3/bin/python --no-index --find-links . demo)"
)
echo "$seen"
[ "$seen" = "pip, by path: first
uv, by path: second
uv, by name: first" ]
