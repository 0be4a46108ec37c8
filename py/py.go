//go:build go1.25

// Package py is for Go code that wants Python objects as they are: to keep
// them, to call them, to look into them, and to raise exceptions of a class of
// its choice. A package that converts its arguments needs none of it.
//
//	func Title(doc py.Object) (string, error) {
//		title, err := doc.Attr("title")
//		if err != nil {
//			return "", err // the AttributeError, as it was raised
//		}
//		return title.Text()
//	}
//
// It exists in builds by gophersnake. `gophersnake py` makes it known to go
// build, go vet and gopls. Outside of an extension every operation is an error.
package py

import "gophersnake/rt"

type (
	// An Object is a Python object that Go holds.
	Object = rt.Object
	// A Str is a Python str that Go holds as it is.
	Str = rt.Str
	// An Error is a Python exception.
	Error = rt.Error
)

// None is Python's None, the zero Object.
var None Object

// ErrClosed is the error of an operation that comes when Python is exiting.
var ErrClosed = rt.ErrClosed

// Import imports a module.
func Import(name string) (Object, error) { return rt.Import(name) }

// From makes a Python object of a Go value.
func From(v any) (Object, error) { return rt.From(v) }

// Raise makes an error that raises an exception in Python: of a builtin class
// by its name, "ValueError", or of a class that is an Object.
func Raise(class any, message string) error { return rt.Raise(class, message) }
