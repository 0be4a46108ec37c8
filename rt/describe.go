//go:build go1.25

package rt

import "C" // for the export

import (
	"context"
	"errors"
	"fmt"
	"unsafe"
)

// To describe a failure means to run code of the user's: Error, Is, As and Unwrap of
// an error, Error or String of a panic's value. That may take any time, and may wait
// for a lock whose holder waits for the GIL. But a call that keeps the GIL must be
// short. So such a call only stores how it ended, unless the error runs no code of
// the user's, and the shim calls again without the GIL (gs_describe in
// shim/call/frame.h).

// An outcome is a failure that is not described yet. Its handle is in freed[0] of the
// frame, which the crossing has read.
type outcome struct {
	at      int // of an error
	err     error
	results bool
	value   any // of a panic
	stack   []byte
}

func (f *Frame) later(o *outcome) {
	f.code = codeLater
	f.giveBack()
	f.freed[0] = int32(handles.hold(unsafe.Pointer(o)))
}

// gophersnake_describe writes how the call of a frame ended.
//
//export gophersnake_describe
func gophersnake_describe(_ int32, p unsafe.Pointer) {
	f := (*Frame)(p)
	defer f.guard()
	o := (*outcome)(handles.get(f.freed[0]))
	handles.drop(f.freed[:1])
	f.code, f.how = 0, f.how&^heldGIL
	if o.err != nil {
		f.fail(o.at, o.err, o.results, o.err.Error())
		return
	}
	f.failed(o.value, o.stack)
}

// plain reports whether an error can be described without code of the user's, and
// quickly: errors of the packages errors and fmt, and our own.
func plain(err error) bool {
	for range 8 {
		switch kindOf(err) {
		case textError, deadlineError, ownError:
			return true
		case wrappingError:
			err = errors.Unwrap(err)
		default:
			return false
		}
	}
	return false
}

// kindOf is the address of an error's type: reflect would say the same in ten times
// the time.
func kindOf(err error) uintptr { return typeAddress(err) }

// typeAddress is the same of any value.
func typeAddress(v any) uintptr { return *(*uintptr)(unsafe.Pointer(&v)) }

var (
	textError     = kindOf(errors.New(""))
	wrappingError = kindOf(fmt.Errorf("%w", ErrClosed))
	deadlineError = kindOf(context.DeadlineExceeded)
	ownError      = kindOf((*Error)(nil))
)

// longText is more of an error's text than is copied in no time.
const longText = 64 << 10
