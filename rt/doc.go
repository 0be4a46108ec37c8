//go:build go1.25

// Package rt is the Go half of every gophersnake extension: it is compiled
// into the core, the shared object that holds the Go runtime and the user's
// package. The C half is shim/; a mechanism has the same file name in both.
//
//	boot.go    what the shim asks when it loads the core, and the one entry
//	frame.go   a call's arguments and results
//	wire.go    values of any depth in one block
//	number.go, text.go, list.go, map.go, object.go, time.go,
//	bigint.go, netip.go
//	           the families of types
//	fail.go    errors and panics
//	describe.go  what is said of a failure without the GIL
//	panics.go, exit.go
//	           what takes the place of what would end the process
//	crash.go   where Go's last words go
//	interrupt.go, environ.go
//	           contexts that signals cancel; the environment
//	callback.go, reference.go, exception.go
//	           Python callables, what Go owns of Python's, exceptions
//	value.go, operation.go, pyobject.go
//	           what package py offers to authors
//	stream.go, iterable.go
//	           Go's iterators in Python, Python's in Go
//	job.go, submissions.go, loop.go, spin.go
//	           calls that Python does not wait for: how they come, run and return
//	coroutine.go
//	           callbacks that are async functions
//	info.go    what the core holds
//	handles.go    what keeps Go memory alive while Python points to it
//
// Generated code calls this package; an author need not know it. Every file
// begins with a build constraint that lifts the language version for the file
// alone, because the module that holds them says go 1.11 (see
// internal/toolchain).
package rt
