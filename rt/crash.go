//go:build go1.25

package rt

import (
	"os"
	"runtime/debug"
)

// reportCrashesTo makes Go write its trace of a fatal error also to a file of the
// shim's, which makes a crash report from it (shim/process/crash.h). A negative number
// is no file.
func reportCrashesTo(fd int) {
	if os.Getenv("GOTRACEBACK") == "" {
		debug.SetTraceback("all") // the report needs all goroutines; "single" shows one
	}
	if fd < 0 {
		return
	}
	file := os.NewFile(uintptr(fd), "crash report")
	if err := debug.SetCrashOutput(file, debug.CrashOptions{}); err != nil { // makes a duplicate
		os.Stderr.WriteString("gophersnake: there will be no crash reports: " + err.Error() + "\n")
	}
	crashFile = file
}

// crashFile is never closed, since the shim reads it at the end of the process.
var crashFile *os.File
