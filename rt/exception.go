//go:build go1.25

package rt

import (
	"errors"
	"unsafe"
)

// An Error is a Python exception that a callback raised or that Raise made. A Go
// function that returns it, wrapped or not, or panics with it, raises the same
// exception.
type Error struct {
	object *reference
	text   string
	cause  error   // what it stands for in Go; or nil
	loop   uintptr // *loop, of which a task has raised it; or 0
}

// Error is the type's name and the message: "ValueError: no such thing".
func (e *Error) Error() string { return e.text }

// Unwrap is the Go error that the exception stands for: one of the package's that Python
// has raised again, or of whose class it is.
func (e *Error) Unwrap() error { return e.cause }

// Is reports whether target is the same exception.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Exception().Is(e.Exception())
}

// Exception is the Python object.
func (e *Error) Exception() Object { return Object{e.object} }

// Raise makes an error that raises an exception in Python. The class is a builtin one
// by its name, "ValueError", or an Object. If the exception can't be made, the reason
// is the error.
func Raise(class any, message string) error {
	o, err := operateObject(opException, Object{}, class, message)
	if err != nil {
		return err
	}
	name, err := o.TypeName()
	if err != nil {
		return err
	}
	if message != "" {
		name += ": " + message
	}
	return &Error{object: o.ref, text: name}
}

// asException is the Python exception that an error is raised as again; nil: it is one of Go's, or
// several.
func asException(err error, members []error) *Error {
	if members != nil {
		return nil
	}
	return exceptionIn(err)
}

// exceptionIn finds the Python exception in an error. errors.As would take half of the
// time of an error, so it is not called if there is nothing to unwrap.
func exceptionIn(err error) *Error {
	switch kindOf(err) {
	case textError:
		return nil
	case ownError:
		return err.(*Error)
	}
	switch err.(type) {
	case interface{ Unwrap() error }, interface{ Unwrap() []error }, interface{ As(any) bool }:
		var e *Error
		if errors.As(err, &e) {
			return e
		}
	}
	return implemented(err)
}

// writeException writes an exception, or none: its address, the handle that keeps it,
// and how Go's text of the whole error differs from the exception's own.
func writeException(w *Encoder, e *Error, text string) {
	if e == nil {
		w.word(0)
		w.word(noHandle)
		return
	}
	w.word(uint64(e.object.object))
	w.word(handles.hold(unsafe.Pointer(e)))
	if text == e.text {
		text = ""
	}
	WriteStr(w, text)
}
