//go:build go1.25

// Package py is for Go code that works with Python objects: to keep them, call them,
// look into them, and raise exceptions of any class. A package whose arguments are
// converted does not need it.
//
//	func Title(doc py.Object) (string, error) {
//		title, err := doc.Attr("title")
//		if err != nil {
//			return "", err // the AttributeError, as it was raised
//		}
//		return title.Text()
//	}
//
// It exists in builds by gophersnake. `gophersnake py` makes it known to go build, go
// vet and gopls. Outside of an extension every operation is an error.
package py

import "gophersnake/rt"

type (
	// An Object is a Python object that Go holds.
	Object = rt.Object
	// A Str is a Python str that Go holds unconverted.
	Str = rt.Str
	// An Error is a Python exception.
	Error = rt.Error
)

// None is Python's None, the zero Object.
var None Object

// ErrClosed is the error of an operation during Python's exit.
var ErrClosed = rt.ErrClosed

// Import imports a module.
func Import(name string) (Object, error) { return rt.Import(name) }

// From makes a Python object of a Go value.
func From(v any) (Object, error) { return rt.From(v) }

// Raise makes an error that raises an exception in Python. The class is a builtin one
// by its name, "ValueError", or an Object.
func Raise(class any, message string) error { return rt.Raise(class, message) }
