//go:build go1.25

package rt

import (
	"os"
	"runtime/debug"
)

// reportCrashesTo makes Go write what it says at a fatal error to a file of
// the shim's too, from which the shim makes a crash report (shim/process/crash.h). A
// negative number is no file.
func reportCrashesTo(fd int) {
	if os.Getenv("GOTRACEBACK") == "" {
		debug.SetTraceback("all") // for whoever reads the report; "single" shows one goroutine
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

// crashFile is never closed: the shim reads it in the end.
var crashFile *os.File
