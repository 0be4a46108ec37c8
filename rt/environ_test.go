//go:build go1.25

package rt

import (
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"testing"
)

func TestTheEnvironmentIsTheCLibrarys(t *testing.T) {
	env := libcEnviron()
	if env["PATH"] == "" || env["PATH"] != os.Getenv("PATH") {
		t.Error("PATH:", env["PATH"])
	}
	procs, limit, percent := runtime.GOMAXPROCS(0), debug.SetMemoryLimit(-1), debug.SetGCPercent(100)
	defer func() {
		adoptEnviron(libcEnviron())
		runtime.GOMAXPROCS(procs)
		debug.SetMemoryLimit(limit)
		debug.SetGCPercent(percent)
	}()
	t.Setenv("TO_BE_REMOVED", "x")
	adoptEnviron(map[string]string{"NEW": "a=b", "GOMAXPROCS": "3", "GOMEMLIMIT": "64MiB", "GOGC": "off"})
	if _, ok := os.LookupEnv("TO_BE_REMOVED"); ok || os.Getenv("NEW") != "a=b" {
		t.Error(os.Environ())
	}
	if runtime.GOMAXPROCS(0) != 3 || debug.SetMemoryLimit(-1) != 64<<20 || debug.SetGCPercent(100) != -1 {
		t.Error(runtime.GOMAXPROCS(0), debug.SetMemoryLimit(-1), debug.SetGCPercent(100))
	}
	for k, v := range env { // so that the clean-up finds the C library's as it was
		os.Setenv(k, v)
	}
}

func TestByteCount(t *testing.T) {
	for s, want := range map[string]int64{"off": math.MaxInt64, "0": 0, "12": 12, "12B": 12, "3KiB": 3 << 10, "1TiB": 1 << 40} {
		if got, ok := byteCount(s); !ok || got != want {
			t.Error(s, got, ok)
		}
	}
	for _, s := range []string{"", "x", "-1", "1KB", "9999999TiB", "MiB"} {
		if _, ok := byteCount(s); ok {
			t.Error(s)
		}
	}
}
