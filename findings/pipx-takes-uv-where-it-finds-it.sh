#!/bin/sh
# pipx 1.18.4 and uv 0.13.9; x86-64 Linux.
#
# Guess: pipx installs by pip, as its name and documentation say, and so obeys pip's variables and configuration.
# Behaviour: where a program uv is on PATH, pipx installs by that. PIP_NO_INDEX, PIP_INDEX_URL, PIP_FIND_LINKS and pip.conf mean nothing then; the
# same command on two machines, or in two shells, may ask two indexes.
# Output seen:
#   PIP_NO_INDEX, no uv on PATH: not found
#   PIP_NO_INDEX, uv on PATH: installed
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv pipx
pipx/bin/pip install --quiet --disable-pip-version-check pipx==1.18.4
python3 -m venv uv
uv/bin/pip install --quiet --disable-pip-version-check uv==0.13.9
install() {
    PATH=$2 PIPX_HOME=$dir/home-$1 PIPX_BIN_DIR=$dir/bin-$1 PIPX_MAN_DIR=$dir/man-$1 PIP_NO_INDEX=1 \
        pipx/bin/pipx install cowsay==6.1 > log-$1.txt 2>&1 && echo installed || echo not found
}
seen=$(
    echo "PIP_NO_INDEX, no uv on PATH: $(install pip /usr/bin:/bin)"
    echo "PIP_NO_INDEX, uv on PATH: $(install uv "$dir/uv/bin:/usr/bin:/bin")"
)
echo "$seen"
[ "$seen" = "PIP_NO_INDEX, no uv on PATH: not found
PIP_NO_INDEX, uv on PATH: installed" ]
