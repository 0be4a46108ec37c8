//go:build go1.25

package rt

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
	"syscall"
)

// An error that is a parameter, a field or an item crosses as a value: an exception that
// nobody raises. Twin: shim/objects/errorvalue.h.

// What stands in a wire buffer for an error.
const (
	errorNil      = iota
	errorGo       // in: its address; out: its text and the rest, as of one that is raised
	errorObject   // a Python exception; in: and what it stands for in Go
	errorSentinel // in: the number of a sentinel
	errorHeld     // in: the address of what an interface holds
	errorNoted    // out: a Python exception, and what Go says of it
	errorChoice   // and more: an instance of a class whose Go type is an error
)

// What a Python exception stands for in Go, and errors.Is finds in it.
const (
	causeNone     = iota
	causeGo       // the Go error that was raised, by its address
	causeSentinel // a sentinel, by its number
	causeExact    // the same, and the exception says nothing more
	causeDeadline // context.DeadlineExceeded
	causeTyped    // an error whose type has a class: the number of that, and the instance
	causeErrno    // a syscall.Errno
	causeEOF
	causeUnsupported // errors.ErrUnsupported
	causeCanceled    // context.Canceled
)

// ErrorTypes tells the runtime how to write an error whose type has a class, as the
// number and the value, or not at all; the same of each interface of errors that it implements; and how to
// read one by the number.
func ErrorTypes(write func(*Encoder, error) bool, interfaces func(*Encoder, error), read func(*Decoder, uint64) error) {
	core.errorChoice, core.errorInterfaces, core.errorRead = write, interfaces, read
	core.wrapsRaised = writesWrapping(interfaces)
}

// KeepErrors lets exceptions keep the Go errors that they were.
func KeepErrors() { core.keepErrors = true }

// writeDetail writes the Go error that an exception keeps, or twice nothing, and what it is. A
// group with Python exceptions keeps none: Go owns these, and their tracebacks lead to frames that
// may have the group, so that nothing of it would ever be freed.
func writeDetail(w *Encoder, err error, members []error, depth int) {
	if (core.keepErrors || unwraps(err)) && (members == nil || exceptionIn(err) == nil) {
		writeKept(w, err)
	} else {
		writeKept(w, nil)
	}
	writeParts(w, err, members, depth)
}

// WriteError writes an error as a value.
func WriteError(w *Encoder, err error) { writeError(w, err, 0) }

// writeError writes one that is so deep in errors that are several.
func writeError(w *Encoder, err error, depth int) {
	if err == nil {
		w.word(errorNil)
		return
	}
	if e, ok := err.(*Error); ok { // it comes home
		w.word(errorObject)
		WriteObject(w, Object{e.object})
		return
	}
	if i, ok := err.(interface{ asException(string) *Error }); ok {
		if e := i.asException(""); e != nil {
			w.word(errorObject)
			WriteObject(w, Object{e.object})
			return
		}
	}
	text, raised := "", (*Error)(nil)
	var members []error
	if nilPointer(err) {
		text = fmt.Sprintf("a nil %T", err)
	} else {
		text, raised = says(err)
		if members = membersOf(err, depth); members != nil {
			raised = nil
		}
	}
	w.word(errorGo)
	WriteStr(w, text)
	writeDetail(w, err, members, depth)
	if raised == nil {
		raised = &Error{}
	}
	WriteObject(w, Object{raised.object})
}

// writeMember writes one error of several. As where it is raised alone, it is the Python
// exception that it wraps.
func writeMember(w *Encoder, err error, depth int) {
	if _, home := err.(*Error); !home && !nilPointer(err) && membersOf(err, depth) == nil {
		if text, raised := says(err); raised != nil {
			w.word(errorNoted)
			WriteObject(w, Object{raised.object})
			WriteStr(w, text)
			return
		}
	}
	writeError(w, err, depth)
}

// nilPointer reports whether an error is a nil pointer, whose methods may panic.
func nilPointer(err error) bool {
	v := reflect.ValueOf(err)
	return v.Kind() == reflect.Pointer && v.IsNil()
}

// ReadError reads an error.
func ReadError(r *Decoder) error {
	switch what := r.word(); what {
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
		return e.implementing()
	case errorNil:
		return nil
	default:
		return core.errorRead(r, what)
	}
}

// timedOut is a TimeoutError: Go has several errors that say so.
type timedOut struct{}

func (timedOut) Error() string   { return context.DeadlineExceeded.Error() }
func (timedOut) Timeout() bool   { return true }
func (timedOut) Temporary() bool { return true }

func (timedOut) Is(target error) bool {
	return target == context.DeadlineExceeded || target == os.ErrDeadlineExceeded || target == syscall.ETIMEDOUT
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
		return timedOut{}, false
	case causeErrno:
		return goErrno(int(n)), false
	case causeEOF:
		return io.EOF, false
	case causeUnsupported:
		return errors.ErrUnsupported, false
	case causeCanceled:
		return context.Canceled, false
	case causeTyped:
		return core.errorRead(r, n), false
	}
	return nil, false
}
