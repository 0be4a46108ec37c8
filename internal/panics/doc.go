// Package panics rewrites the module's own Go files for the build, so that what would
// end the process ends a call: a panic in a goroutine, os.Exit, log.Fatal,
// runtime.Goexit, and a panic in an init function. The compiler gets the new text
// through an overlay; the user's files are not touched.
//
// Each package also imports the runtime, so that the runtime is initialised first.
//
// All edits keep the lines, so stack traces point to what the user wrote. The functions
// that replace Go's are in rt/panics.go.
//
// Files of other modules are not rewritten, nor are files that import "C", since cgo
// generates what the compiler sees of them.
package panics
