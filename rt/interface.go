//go:build go1.25

package rt

import (
	"errors"
	"hash/maphash"
	"reflect"
)

// An instance of an interface's class is over a value of the type any, on the heap, that
// nobody writes: whatever interface it came out of. Twin: shim/objects/interface.h.

// What stands in a wire buffer for a value of an interface: choiceNil, choiceHeld and
// an instance of an interface's class, choiceObject and a Python object, choiceCallable and
// one that stands for the only method, or the number of a class and what that writes.
const (
	choiceNil = iota
	choiceHeld
	choiceObject
	choiceCallable
)

// Choice reads the first word of a value.
func (r *Decoder) Choice() uint64 { return r.word() }

// Choice writes it.
func (w *Encoder) Choice(n uint64) { w.word(n) }

// WriteHeld writes a value that has no class of its own, or nil.
func WriteHeld(w *Encoder, v any) {
	if v == nil {
		w.word(choiceNil)
		return
	}
	if i, ok := v.(interface{ asInterface() (Object, bool) }); ok {
		if o, home := i.asInterface(); home {
			w.word(choiceObject)
			WriteObject(w, o)
			return
		}
	}
	w.word(choiceHeld)
	WritePtr(w, &v)
}

// WriteHeldError writes a value of an interface of errors: an exception, which is of the
// interface's class too.
func WriteHeldError(w *Encoder, err error) {
	if err == nil {
		w.word(choiceNil)
		return
	}
	if i, ok := err.(interface{ asInterface() (Object, bool) }); ok {
		if o, home := i.asInterface(); home {
			w.word(choiceObject)
			WriteObject(w, o)
			return
		}
	}
	w.word(choiceHeld)
	WriteError(w, err)
}

// WriteAsHeld writes a value for an instance of an interface's class.
func WriteAsHeld(w *Encoder, v any) { WritePtr(w, &v) }

// An Implementation is what all types of Python objects that implement an interface have:
// the object. One that is the method, and has none of that name, is no value of the interface for
// Python: where that is wanted, it gets an instance, whose method calls it.
type Implementation struct {
	object Object
	method bool
	raised bool // it is an exception, of an interface of errors
}

func (i Implementation) gophersnakeObject() Object { return i.object }

func (i Implementation) asInterface() (o Object, home bool) { return i.object, !i.method }

// ReadImplementation reads the object. Its methods follow, as callables.
func ReadImplementation(r *Decoder) Implementation { return Implementation{object: ReadObject(r)} }

// ReadMethod reads a callable that stands for an interface of one method. It follows as that.
func ReadMethod(r *Decoder) Implementation {
	return Implementation{object: ReadObject(r), method: true}
}

// ReadException reads an exception that has the methods of an interface of errors. They follow, as callables.
func ReadException(r *Decoder) Implementation {
	return Implementation{object: ReadObject(r), raised: true}
}

// asException is the exception, as it is raised again.
func (i Implementation) asException(text string) *Error {
	if !i.raised {
		return nil
	}
	return &Error{object: i.object.ref, text: text}
}

// implemented is an exception of Python's among what an error wraps, or it itself: one that implements an
// interface of errors.
func implemented(err error) *Error {
	var i interface {
		error
		asException(text string) *Error
	}
	if core.errorInterfaces == nil || !errors.As(err, &i) {
		return nil
	}
	return i.asException(i.Error())
}

// ReadHeld reads what WriteHeld has written.
func ReadHeld(r *Decoder) any { return *ReadPtr[any](r) }

// EqualHeld is Go's ==, and identity where that would panic.
func EqualHeld(a, b *any) bool {
	return a == b || comparableHeld(a) && comparableHeld(b) && *a == *b
}

// HashHeld is equal where EqualHeld is true.
func HashHeld(p *any) uint64 {
	if comparableHeld(p) {
		return maphash.Comparable(seed, *p)
	}
	return maphash.Comparable(seed, p)
}

func comparableHeld(p *any) bool { return reflect.ValueOf(*p).Comparable() }

// TextOfHeld is the text of a value that says one, else that of TypeOfHeld.
func TextOfHeld(p *any) string {
	if v := reflect.ValueOf(*p); v.Kind() == reflect.Pointer && v.IsNil() { // as fmt: its methods may panic
		return TypeOfHeld(p)
	}
	switch v := (*p).(type) {
	case error:
		return v.Error()
	case interface{ String() string }:
		return v.String()
	}
	return TypeOfHeld(p)
}

// TypeOfHeld is the dynamic type, as Go's %T; of a Python object, its repr().
func TypeOfHeld(p *any) string {
	if i, ok := (*p).(interface{ gophersnakeObject() Object }); ok {
		return i.gophersnakeObject().GoString()
	}
	return reflect.TypeOf(*p).String()
}
