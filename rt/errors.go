//go:build go1.25

package rt

import (
	"bytes"
	"reflect"
	"runtime"
	"runtime/debug"
)

// The classes that the shim knows by number; sentinel i is firstSentinel+i. Of a plain one that is written, more
// follows: errorparts.go.
const (
	plainError  = iota
	pythonError // an exception that a callback raised
	firstSentinel
)

// Fail reports an error to the shim, in words i to i+2. results says that the words
// before them hold results worth showing.
func (f *Frame) Fail(i int, err error, results bool) {
	if class, ok := keptAs(err); ok {
		f.failKept(i, err, class, results)
		return
	}
	held := f.how&heldGIL != 0
	if held && !plain(err) {
		f.later(&outcome{at: i, err: err, results: results})
		return
	}
	text := err.Error()
	if held && len(text) > longText {
		f.later(&outcome{at: i, err: err, results: results})
		return
	}
	f.fail(i, err, results, text)
}

func (f *Frame) fail(i int, err error, results bool, text string) {
	f.code = codeError
	members := membersOf(err, 0)
	w := f.PutWire(i)
	if e := asException(err, members); e != nil {
		w.word(pythonError)
		w.word(bit(results))
		writeException(w, e, text)
	} else {
		w.word(plainError)
		w.word(bit(results))
		WriteStr(w, text)
		writeDetail(w, err, members, 0)
	}
	w.Done()
}

// guard turns a panic of the user's function into a failed call.
func (f *Frame) guard() { f.recovered(recover()) }

// recovered is guard for the value of a panic, or nil.
func (f *Frame) recovered(v any) {
	if v == nil && exits.pending.Load() == 0 {
		return
	}
	code, exits := exited() // whatever has recovered it
	if v == nil && !exits {
		return
	}
	if f.code == codeLater {
		handles.drop(f.freed[:1])
	}
	elsewhere, _ := v.(*panicRecord) // in the producer of a stream
	if elsewhere != nil {
		v = elsewhere.value
	}
	if x, ok := v.(exit); ok && !exits {
		code, exits = x.code, true
	}
	if exits {
		f.exit(code)
		return
	}
	if !isException(v) {
		panicsSeen.Add(1)
	}
	var stack []byte
	switch {
	case isException(v): // it has a stack of its own
	case elsewhere != nil:
		stack = elsewhere.stack
	default:
		stack = trimStack(debug.Stack())
	}
	if f.how&heldGIL != 0 {
		f.later(&outcome{value: v, stack: stack})
		return
	}
	f.failed(v, stack)
}

// exit writes the outcome of a call in which os.Exit was called.
func (f *Frame) exit(code int) {
	*f.word(0) = uint64(int64(code))
	f.code = codeExit
}

func isException(v any) bool {
	_, ok := v.(*Error)
	return ok
}

// failed writes that a call panicked, and the value.
func (f *Frame) failed(v any, stack []byte) {
	text, raised := says(v)
	if raised != nil {
		stack = nil
	}
	f.panicked(text, stack, faultAddress(v), raised)
}

// says returns the text of a panic's value, and the exception that it is or contains:
// one raised by a callback whose func type has no error. It runs code of the user's,
// which may panic itself.
func says(v any) (text string, raised *Error) {
	defer func() {
		if again := recover(); again != nil {
			text = unsaid(v, again)
		}
	}()
	if err, ok := v.(error); ok {
		raised = exceptionIn(err)
	}
	return textOf(v), raised
}

// panicked reports a panic to the shim.
func (f *Frame) panicked(text string, stack []byte, fault uintptr, raised *Error) {
	f.room = 0 // the function may have begun to use the scratch memory
	w := f.PutWire(0)
	WriteStr(w, text)
	WriteStr(w, string(stack))
	w.word(uint64(fault))
	writeException(w, raised, text)
	w.Done()
	f.code = codePanic
}

// faultAddress is the address of a fault that debug.SetPanicOnFault turned into a
// panic; 0 for all other panics.
func faultAddress(v any) uintptr {
	if e, ok := v.(interface {
		runtime.Error
		Addr() uintptr
	}); ok && reflect.TypeOf(v).PkgPath() == "runtime" {
		return e.Addr()
	}
	return 0
}

// trimStack removes the frames between the panic and the recovery, and those of the
// crossing, which are the same in every stack.
func trimStack(s []byte) []byte {
	for {
		_, after, ok := bytes.Cut(s, []byte("\npanic("))
		if !ok {
			break
		}
		for range 2 { // the lines of that frame
			_, after, _ = bytes.Cut(after, []byte("\n"))
		}
		s = after
		if !bytes.HasPrefix(s, []byte("gophersnake/rt.RecordPanic(")) { // which panics again with what it saw
			break
		}
	}
	if i := bytes.LastIndex(s, []byte("\nmain.f")); i >= 0 { // the generated function of the core
		s = s[:i]
	}
	return append([]byte("Go stack:\n"), bytes.TrimRight(s, "\n")...)
}

// NotZero reports whether a result beside an error contains anything: most functions
// return zero values with an error. Generated code compares numbers and strings itself.
func NotZero(v any) bool { return !reflect.ValueOf(v).IsZero() }
