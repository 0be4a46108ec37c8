#!/bin/sh
# pip 26.3 and uv 0.13.9, asked for markupsafe 3.0.3 for another machine; x86-64 Linux.
#
# Guess: --platform manylinux_2_34_x86_64 says what the other machine has, so wheels for any glibc up to 2.34 are taken, as they are on that machine.
# Behaviour: pip takes wheels with this very tag alone, and says that there is no distribution where all are for older ones. Each older tag must
# be named by a --platform of its own (only the old names manylinux2014 and manylinux2010 stand for those before them). uv's --python-platform
# means what was guessed.
# Output seen:
#   pip, manylinux_2_34: ERROR: No matching distribution found for markupsafe==3.0.3
#   pip, manylinux_2_34 and manylinux_2_28: markupsafe-3.0.3-cp313-cp313-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64.whl
#   uv, manylinux_2_34: markupsafe
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check pip==26.3 uv==0.13.9
fetch() {
    env/bin/pip download --quiet --no-deps --only-binary=:all: --implementation cp --python-version 3.13 --dest wheels "$@" markupsafe==3.0.3 2>&1 | tail -1
    ls wheels 2>/dev/null || true
}
seen=$(
    echo "pip, manylinux_2_34: $(fetch --platform manylinux_2_34_x86_64)"
    echo "pip, manylinux_2_34 and manylinux_2_28: $(fetch --platform manylinux_2_34_x86_64 --platform manylinux_2_28_x86_64)"
    env/bin/uv --no-config pip install --quiet --target there --no-deps --only-binary :all: --python-version 3.13 --python-platform x86_64-manylinux_2_34 markupsafe==3.0.3
    echo "uv, manylinux_2_34: $(ls there | grep -x markupsafe)"
)
echo "$seen"
[ "$seen" = "pip, manylinux_2_34: ERROR: No matching distribution found for markupsafe==3.0.3
pip, manylinux_2_34 and manylinux_2_28: markupsafe-3.0.3-cp313-cp313-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64.whl
uv, manylinux_2_34: markupsafe" ]
