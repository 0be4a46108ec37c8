//go:build go1.25

package rt

import (
	"context"
	"fmt"
	"reflect"
)

// An error that is a parameter, a field or an item crosses as a value: an exception that
// nobody raises. Twin: shim/objects/errorvalue.h.

// What stands in a wire buffer for an error.
const (
	errorNil      = iota
	errorGo       // in: its address; out: its class, text and the rest, as of one that is raised
	errorObject   // a Python exception; in: and what it stands for in Go
	errorSentinel // in: the number of a sentinel
	errorHeld     // in: the address of what an interface holds
	errorChoice   // and more: an instance of a class whose Go type is an error
)

// What a Python exception stands for in Go, and errors.Is finds in it.
const (
	causeNone     = iota
	causeGo       // the Go error that was raised, by its address
	causeSentinel // a sentinel, by its number
	causeExact    // the same, and the exception says nothing more
	causeDeadline // context.DeadlineExceeded
)

// errorMore stands beside bit 0, which says that there are results, in the second word
// of an error that is raised: after its text is what writeDetail writes.
const errorMore = 2

// ErrorTypes tells the runtime how to write an error whose type has a class: as the
// number and the value, or not at all.
func ErrorTypes(choice func(*Encoder, error) bool) { core.errorChoice = choice }

// KeepErrors lets exceptions keep the Go errors that they were.
func KeepErrors() { core.keepErrors = true }

// detailed reports whether there is more to say of an error than class and text.
func detailed(err error) bool {
	return core.keepErrors || core.errorChoice != nil && kindOf(err) != textError
}

// writeDetail writes the Go error that an exception keeps, or twice nothing, and the value
// of the first error in the tree whose type has a class.
func writeDetail(w *Encoder, err error, class uint64) {
	if core.keepErrors && class != timeoutError { // Python's own class is pickled by itself
		WritePtr(w, &err)
	} else {
		w.word(0)
		w.word(noHandle)
	}
	if core.errorChoice == nil || !writeTyped(w, err) {
		w.word(errorNil)
	}
}

func writeTyped(w *Encoder, err error) bool {
	for err != nil && !nilPointer(err) {
		if core.errorChoice(w, err) {
			return true
		}
		switch e := err.(type) {
		case interface{ Unwrap() error }:
			err = e.Unwrap()
		case interface{ Unwrap() []error }:
			for _, one := range e.Unwrap() {
				if writeTyped(w, one) {
					return true
				}
			}
			return false
		default:
			return false
		}
	}
	return false
}

// WriteError writes an error as a value.
func WriteError(w *Encoder, err error) {
	if err == nil {
		w.word(errorNil)
		return
	}
	if e, ok := err.(*Error); ok { // it comes home
		w.word(errorObject)
		WriteObject(w, Object{e.object})
		return
	}
	text, raised, class := "", (*Error)(nil), uint64(plainError)
	if nilPointer(err) {
		text = fmt.Sprintf("a nil %T", err)
	} else {
		text, raised = says(err)
		class = uint64(classOf(err))
	}
	w.word(errorGo)
	w.word(class)
	WriteStr(w, text)
	writeDetail(w, err, class)
	if raised == nil {
		raised = &Error{}
	}
	WriteObject(w, Object{raised.object})
}

// nilPointer reports whether an error is a nil pointer, whose methods may panic.
func nilPointer(err error) bool {
	v := reflect.ValueOf(err)
	return v.Kind() == reflect.Pointer && v.IsNil()
}

// ReadError reads an error that is no instance of a class.
func ReadError(r *Decoder, what uint64) error {
	switch what {
	case errorGo:
		return *ReadPtr[error](r)
	case errorSentinel:
		return core.sentinels[r.word()]
	case errorHeld:
		return (*ReadPtr[any](r)).(error)
	case errorObject:
		e := &Error{object: own(uintptr(r.word()), exception)}
		e.cause, _ = readCause(r)
		e.text = ReadStr[string](r)
		return e
	}
	return nil
}

// readCause reads what an exception stands for, and whether it is that and nothing more.
func readCause(r *Decoder) (cause error, exact bool) {
	what, at := r.word(), r.p
	n := r.word()
	switch what {
	case causeGo:
		return **(**error)(at), false
	case causeSentinel, causeExact:
		return core.sentinels[n], what == causeExact
	case causeDeadline:
		return context.DeadlineExceeded, false
	}
	return nil, false
}
