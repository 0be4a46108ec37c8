//go:build go1.25

// Package rt is the Go half of every gophersnake extension. It is compiled
// into the core, the shared object that holds the Go runtime and the user's
// package. The C half is shim/; a mechanism has the same file name in both.
//
//	boot.go        the tables for the shim, and the one entry of all calls
//	frame.go       arguments and results of a call
//	wire.go        the wire format: values of any depth in one block
//	number.go, text.go, list.go, map.go, object.go, time.go, bigint.go, netip.go
//	               conversions, one file for each family of types
//	errors.go      errors and panics become exceptions
//	describe.go    error messages that are made without the GIL
//	panics.go, exit.go
//	               panics of goroutines, and exits, do not end the process
//	activecall.go  the calls in flight
//	crash.go       where Go's crash trace goes
//	interrupt.go, environ.go
//	               contexts that signals cancel; the environment
//	callback.go, reference.go, exception.go
//	               Python callables, references to Python objects, exceptions
//	value.go, operation.go, pyobject.go
//	               the implementation of package py
//	stream.go, iterable.go, work.go, ticker.go
//	               Go iterators in Python, Python iterables in Go
//	job.go, submissions.go, loop.go, spin.go
//	               asynchronous calls: submission, execution, completion
//	coroutine.go   callbacks that are async functions
//	snapshot.go    copies of what an asynchronous call takes by value
//	stripes.go, equal.go, compare.go, deep.go, race.go
//	               access to values that threads share; equality; depth
//	info.go        statistics for Python
//	handles.go     the handle table, which keeps Go values alive for Python
//	quick.go       which methods of what an interface holds keep the GIL
//
// Only generated code uses this package. Each file begins with a build
// constraint, which raises the language version for that file: the module that
// holds them says go 1.11, so that old modules can require it (see
// internal/toolchain).
package rt
