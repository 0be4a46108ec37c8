//go:build go1.25

package rt

import "C"

import (
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
)

// Go's runtime reads the environment with which the process was started. What os.environ has changed since is in the
// C library's environment, and is passed to Go here; later changes come one by one (shim/process/environ.h).
func init() { adoptEnviron(libcEnviron()) }

// adoptEnviron makes env Go's environment. The variables that the runtime read
// at its start take effect as they would have then. (Package runtime,
// "Environment Variables".)
func adoptEnviron(env map[string]string) {
	for _, pair := range os.Environ() {
		if name, _, _ := strings.Cut(pair, "="); name != "" {
			if _, ok := env[name]; !ok {
				os.Unsetenv(name)
			}
		}
	}
	for name, value := range env {
		if was, ok := os.LookupEnv(name); ok && was == value {
			continue
		}
		if os.Setenv(name, value) != nil {
			continue // a name that Go does not take, as setenv(3) would not
		}
		switch name {
		case "GOMAXPROCS":
			if n, err := strconv.Atoi(value); err == nil && n > 0 {
				runtime.GOMAXPROCS(n)
			}
		case "GOMEMLIMIT":
			if n, ok := byteCount(value); ok {
				debug.SetMemoryLimit(n)
			}
		case "GOGC":
			if value == "off" {
				debug.SetGCPercent(-1)
			} else if n, err := strconv.Atoi(value); err == nil {
				debug.SetGCPercent(n)
			}
		case "GOTRACEBACK":
			debug.SetTraceback(value)
		}
	}
}

// gophersnake_set_environ sets a variable that os.environ has set, or unsets it: value is nil. What the runtime reads
// at its start stays as it is. So does GODEBUG: a setting that Go has removed would end the process.
//
//export gophersnake_set_environ
func gophersnake_set_environ(name, value *C.char) {
	switch n := C.GoString(name); {
	case n == "GODEBUG":
	case value == nil:
		os.Unsetenv(n)
	default:
		os.Setenv(n, C.GoString(value))
	}
}

// byteCount reads a GOMEMLIMIT: a number of bytes with an optional unit, or
// "off".
func byteCount(s string) (int64, bool) {
	if s == "off" {
		return math.MaxInt64, true
	}
	units := []struct {
		suffix string
		shift  uint
	}{{"TiB", 40}, {"GiB", 30}, {"MiB", 20}, {"KiB", 10}, {"B", 0}, {"", 0}}
	for _, u := range units {
		number, ok := strings.CutSuffix(s, u.suffix)
		if !ok {
			continue
		}
		n, err := strconv.ParseInt(number, 10, 64)
		if err != nil || n < 0 || n > math.MaxInt64>>u.shift {
			return 0, false
		}
		return n << u.shift, true
	}
	return 0, false
}
