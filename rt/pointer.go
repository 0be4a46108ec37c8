//go:build go1.25

package rt

import (
	"fmt"
	"reflect"
	"sync"
	"unsafe"
)

// A pointer is what Python's Pointer holds: the address of value, for Go code that takes any
// pointer, and typed, the pointer of the type that a parameter wanted first. Never are both in use.
type pointer struct {
	value any // a pointer; it is never changed
	mu    sync.Mutex
	typed any  // a pointer, or nil
	given bool // Go code has got value
}

func pointerOf(p *any) *pointer { return (*pointer)(unsafe.Pointer(p)) }

// now is the one that is in use. The caller holds mu.
func (p *pointer) now() any {
	if p.typed != nil {
		return p.typed
	}
	return p.value
}

// ReadPointer reads an any, and makes a pointer to it: that of an instance, or one to new
// memory with the value. None has no type of its own: it is a pointer to a nil any.
func ReadPointer(r *Decoder) *any {
	p := new(pointer)
	if word := *(*uint64)(r.p); word&0xff == anyInstance {
		r.word()
		t := reflect.TypeOf(anyClasses[word>>8].Type).Elem()
		p.value = reflect.NewAt(t, unsafe.Pointer(ReadPtr[byte](r))).Interface()
	} else if v := ReadAny(r); v == nil {
		p.value = new(any)
	} else {
		at := reflect.New(reflect.TypeOf(v))
		at.Elem().Set(reflect.ValueOf(v))
		p.value = at.Interface()
	}
	return &p.value
}

// Pointee is what such a pointer leads to.
func Pointee(p *any) reflect.Value {
	q := pointerOf(p)
	q.mu.Lock()
	defer q.mu.Unlock()
	return reflect.ValueOf(q.now()).Elem()
}

// give is what Go code gets that takes any pointer.
func (p *pointer) give() any {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.given = true
	return p.now()
}

// PointTo is the *T of such a pointer, which leads to *v if no Go code has had it before.
func PointTo[T any](p *any, v *T) *T {
	q := pointerOf(p)
	q.mu.Lock()
	defer q.mu.Unlock()
	at := q.now()
	if now, ok := at.(*T); ok {
		q.typed = now
		return now
	}
	if q.typed != nil || q.given {
		must(Raise("TypeError", fmt.Sprintf("this Pointer is a %T, which Go code has got already, and no %T: make another one", at, v)))
	}
	q.typed = v
	return v
}
