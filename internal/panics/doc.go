// Package panics rewrites the module's own Go files for the build, so that
// what would end the process ends a call: a panic in a goroutine, os.Exit,
// log.Fatal, runtime.Goexit and a panic in an init function. The new text goes
// to the compiler by an overlay; the user's files are not touched.
//
// Each package also imports the runtime, which is so initialised before it.
//
// All edits keep the lines, so stack traces point to what the user wrote. The
// functions that take the place of Go's are in rt/panics.go.
//
// Files of other modules stay as they are, and so do those that import "C",
// whose text as the compiler sees it is cgo's.
package panics
