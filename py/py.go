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
	// An Array is numbers of any number of dimensions in one block of memory, which
	// Python and Go share: an array of NumPy's as an argument, what Go has made as a result.
	Array[T rt.Number] = rt.Array[T]
	// An Error is a Python exception.
	Error = rt.Error
)

// None is Python's None, the zero Object.
var None Object

// ErrClosed is the error of an operation during Python's exit.
var ErrClosed = rt.ErrClosed

// Import imports a module.
func Import(name string) (Object, error) { return rt.Import(name) }

// NewArray makes an array of zeros. It panics if a length is negative.
func NewArray[T rt.Number](shape ...int) Array[T] { return rt.NewArray[T](shape...) }

// ArrayOver is an array over the memory of a slice, which it shares. The strides are the
// items from one to the next in each dimension; nil means those without gaps, in the order of C.
// An error says that the array would not be within the slice.
func ArrayOver[T rt.Number](data []T, shape, strides []int) (Array[T], error) {
	return rt.ArrayOver(data, shape, strides)
}

// From makes a Python object of a Go value.
func From(v any) (Object, error) { return rt.From(v) }

// Raise makes an error that raises an exception in Python. The class is a builtin one
// by its name, "ValueError", or an Object.
func Raise(class any, message string) error { return rt.Raise(class, message) }
