//go:build go1.25

package rt

import (
	"reflect"
	"unsafe"
)

// ReadPointer reads an any, and makes a pointer to it: that of an instance, or one to new
// memory with the value. None has no type of its own: it is a pointer to a nil any.
func ReadPointer(r *Decoder) *any {
	var p any
	if word := *(*uint64)(r.p); word&0xff == anyInstance {
		r.word()
		t := reflect.TypeOf(anyClasses[word>>8].Type).Elem()
		p = reflect.NewAt(t, unsafe.Pointer(ReadPtr[byte](r))).Interface()
	} else if v := ReadAny(r); v == nil {
		p = new(any)
	} else {
		at := reflect.New(reflect.TypeOf(v))
		at.Elem().Set(reflect.ValueOf(v))
		p = at.Interface()
	}
	return &p
}

// Pointee is what such a pointer leads to.
func Pointee(p *any) reflect.Value { return reflect.ValueOf(*p).Elem() }
