//go:build go1.25

package rt

import (
	"errors"
	"hash/maphash"
	"reflect"
	"strings"
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
func WriteHeld(w *Encoder, v any) { WriteQuick(w, v, nil) }

// WriteQuick is WriteHeld, and says which methods are quick.
func WriteQuick(w *Encoder, v any, q *Quick) {
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
	w.word(choiceHeld | q.methods(v)<<32)
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
	passed passing
}

// A passing is how Python has passed an object.
type passing struct {
	shared  bool // it can be one value with others: its methods run on no event loop
	object  objectIdentity
	context Object // in which they run; None is an empty one
}

// An objectIdentity is the address of an object, or of a bound method those of its object and its function.
type objectIdentity struct{ object, function uint64 }

func readPassing(r *Decoder) (p passing) {
	if r.word() != 0 {
		p.shared, p.object, p.context = true, objectIdentity{r.word(), r.word()}, ReadObject(r)
	}
	return p
}

func (i Implementation) gophersnakeObject() Object { return i.object }

func (i Implementation) implementation() Implementation { return i }

func (i Implementation) asInterface() (o Object, home bool) { return i.object, !i.method }

// ReadImplementation reads the object. Its methods follow, as callables.
func ReadImplementation(r *Decoder) Implementation {
	return Implementation{object: ReadObject(r), passed: readPassing(r)}
}

// ReadMethod reads a callable that stands for an interface of one method. It follows as that.
func ReadMethod(r *Decoder) Implementation {
	return Implementation{object: ReadObject(r), method: true, passed: readPassing(r)}
}

// ReadException reads an exception that has the methods of an interface of errors. They follow, as callables.
func ReadException(r *Decoder) Implementation {
	return Implementation{object: ReadObject(r), raised: true, passed: readPassing(r)}
}

// asException is the exception, as it is raised again.
func (i Implementation) asException(text string) *Error {
	if !i.raised {
		return nil
	}
	return &Error{object: i.object.ref, text: text}
}

// implementing is the error over an exception that has the methods of an interface of errors, where it does:
// Go finds them by a type assertion too.
func (e *Error) implementing() error {
	if i, ok := e.cause.(interface{ implementation() Implementation }); ok && i.implementation().raised {
		return e.cause
	}
	return e
}

// AsException lets errors.As find the exception in an error that implements an interface.
func AsException(err interface {
	error
	asException(text string) *Error
}, target any) bool {
	p, ok := target.(**Error)
	if ok {
		*p = err.asException(err.Error())
	}
	return ok && *p != nil
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

// A heldEquality is what an interface compares its values by.
type heldEquality struct {
	of    func(any) bool // whether a value is of the interface
	equal func(a, b any) bool
}

// In the order of the classes.
var heldEqualities []heldEquality

// HeldEqual makes a method of an interface the == of its values.
func HeldEqual[I any](equal func(a, b I) bool) {
	heldEqualities = append(heldEqualities, heldEquality{
		func(v any) bool { _, is := v.(I); return is },
		func(a, b any) bool { return equal(a.(I), b.(I)) },
	})
}

// equalityOf is that of the first interface that a value is of. A nil pointer has none: methods may not take it.
func equalityOf(v any) *heldEquality {
	for i := range heldEqualities {
		if e := &heldEqualities[i]; e.of(v) {
			if r := reflect.ValueOf(v); r.Kind() == reflect.Pointer && r.IsNil() {
				return nil
			}
			return e
		}
	}
	return nil
}

// EqualHeld is the equality of an interface where both are of it. Else it is Go's ==, and identity where that
// would panic.
func EqualHeld(a, b *any) bool {
	if a == b {
		return true
	}
	if e := equalityOf(*a); e != nil && e == equalityOf(*b) {
		return e.equal(*a, *b)
	}
	return comparableHeld(a) && comparableHeld(b) && *a == *b
}

// HashHeld is equal where EqualHeld is true. Whether values that a method calls equal could have one hash, nobody knows.
func HashHeld(p *any) uint64 {
	if equalityOf(*p) != nil {
		must(Raise("TypeError", "unhashable type: a "+TypeOfHeld(p)+" is compared by a method"))
	}
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
	return pythonArguments.Replace(reflect.TypeOf(*p).String())
}

// pythonArguments spells type arguments that stand for any Python object as Python does.
var pythonArguments = strings.NewReplacer("gophersnake/rt.Object", "object", "gophersnake/rt.Key", "object")
