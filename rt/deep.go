//go:build go1.25

package rt

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"unsafe"
)

// Go ends a process whose goroutine needs more than 1 GB of stack. So nothing
// here recurses as deep as a value happens to be.

// maxDepth is how deep a Go value may be that becomes a Python value. The shim
// reads it by recursion, on a stack that is mostly used up before.
const maxDepth = 100_000

var errDeep = errors.New("a value is nested too deeply, or holds itself")

// deepError is what Python is told of errDeep.
func deepError(err error) error {
	if err == errDeep {
		return Raise("RecursionError", err.Error())
	}
	return err
}

// deepEqual reports what reflect.DeepEqual does, of values of any depth.
func deepEqual(a, b reflect.Value) bool {
	c := comparison{}
	for ok, more := c.begin(a, b), true; ; {
		if !ok {
			return false
		}
		if a, b, more = c.next(); !more {
			return true
		}
		ok = c.begin(a, b)
	}
}

// A comparison is a walk through two values at once.
type comparison struct {
	stack []compared
	seen  map[seen]bool // nil until a pair may come again
}

// compared are two values of one type whose parts are compared one by one.
type compared struct {
	a, b    reflect.Value
	next, n int
	keys    *reflect.MapIter // of a
}

// seen are two pointers, maps or slices: compared already, or about to be,
// which is enough in a value that holds itself.
type seen struct {
	a, b unsafe.Pointer
	n    int
	t    reflect.Type
}

// begin compares two values as far as that needs no look at their parts, which
// are left to next.
func (c *comparison) begin(a, b reflect.Value) bool {
	if !a.IsValid() || !b.IsValid() {
		return a.IsValid() == b.IsValid()
	}
	if a.Type() != b.Type() {
		return false
	}
	switch a.Kind() {
	case reflect.Bool:
		return a.Bool() == b.Bool()
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return a.Int() == b.Int()
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return a.Uint() == b.Uint()
	case reflect.Float32, reflect.Float64:
		return a.Float() == b.Float()
	case reflect.Complex64, reflect.Complex128:
		return a.Complex() == b.Complex()
	case reflect.String:
		return a.String() == b.String()
	case reflect.Chan, reflect.UnsafePointer:
		return a.UnsafePointer() == b.UnsafePointer()
	case reflect.Func:
		return a.IsNil() && b.IsNil()
	case reflect.Struct:
		c.parts(a, b, a.NumField(), nil)
	case reflect.Array:
		c.parts(a, b, a.Len(), nil)
	case reflect.Interface:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() == b.IsNil()
		}
		c.parts(a, b, 1, nil)
	case reflect.Pointer, reflect.Slice, reflect.Map:
		return c.beginReference(a, b)
	}
	return true
}

func (c *comparison) beginReference(a, b reflect.Value) bool {
	if a.IsNil() || b.IsNil() {
		return a.IsNil() == b.IsNil()
	}
	n := 1
	if a.Kind() != reflect.Pointer {
		if n = a.Len(); n != b.Len() {
			return false
		}
	}
	p, q := a.UnsafePointer(), b.UnsafePointer()
	if p == q || n == 0 {
		return true
	}
	if a.Kind() == reflect.Slice && a.Type().Elem().Kind() == reflect.Uint8 {
		return bytes.Equal(a.Bytes(), b.Bytes())
	}
	if uintptr(p) > uintptr(q) {
		p, q = q, p
	}
	pair := seen{p, q, n, a.Type()}
	if c.seen[pair] {
		return true
	}
	if c.seen == nil {
		c.seen = map[seen]bool{}
	}
	c.seen[pair] = true
	if a.Kind() == reflect.Map {
		c.parts(a, b, n, a.MapRange())
	} else {
		c.parts(a, b, n, nil)
	}
	return true
}

func (c *comparison) parts(a, b reflect.Value, n int, keys *reflect.MapIter) {
	if n > 0 {
		c.stack = append(c.stack, compared{a, b, 0, n, keys})
	}
}

// next gives the next two parts to compare; false when there are none.
func (c *comparison) next() (a, b reflect.Value, more bool) {
	if len(c.stack) == 0 {
		return a, b, false
	}
	top := &c.stack[len(c.stack)-1]
	i := top.next
	switch top.next++; top.a.Kind() {
	case reflect.Struct:
		a, b = top.a.Field(i), top.b.Field(i)
	case reflect.Array, reflect.Slice:
		a, b = top.a.Index(i), top.b.Index(i)
	case reflect.Map:
		if top.keys.Next() {
			a, b = top.keys.Value(), top.b.MapIndex(top.keys.Key())
		} else {
			top.next = top.n // somebody writes to the map
		}
	default:
		a, b = top.a.Elem(), top.b.Elem()
	}
	if top.next >= top.n { // before the last part is compared: a list of any length needs no more room than its first node
		c.stack = c.stack[:len(c.stack)-1]
	}
	return a, b, true
}

// textOf is what fmt.Sprint says of the value of a panic. A slice or a map that
// holds itself has no text: fmt would go on until the stack is used up.
func textOf(v any) string {
	switch v.(type) {
	case error, fmt.Stringer, fmt.Formatter, string:
		return fmt.Sprint(v)
	}
	parts := maxParts
	if !printable(reflect.ValueOf(v), 0, &parts) {
		return fmt.Sprintf("a %T that is too deep or too large to print", v)
	}
	return fmt.Sprint(v)
}

// What is printed of a value.
const (
	maxPrinted = 1000      // levels
	maxParts   = 1_000_000 // of all levels; numbers in a slice do not count
)

// printable reports whether fmt ends soon with a value. It follows a pointer at
// the top only.
func printable(v reflect.Value, depth int, parts *int) bool {
	if *parts--; depth > maxPrinted || *parts < 0 {
		return false
	}
	switch v.Kind() {
	case reflect.Interface:
		return printable(v.Elem(), depth+1, parts)
	case reflect.Pointer:
		return depth > 0 || printable(v.Elem(), depth+1, parts)
	case reflect.Struct:
		for i := range v.NumField() {
			if !printable(v.Field(i), depth+1, parts) {
				return false
			}
		}
	case reflect.Slice, reflect.Array:
		if k := v.Type().Elem().Kind(); k <= reflect.Complex128 || k == reflect.String {
			return true
		}
		for i := range v.Len() {
			if !printable(v.Index(i), depth+1, parts) {
				return false
			}
		}
	case reflect.Map:
		for i := v.MapRange(); i.Next(); {
			if !printable(i.Key(), depth+1, parts) || !printable(i.Value(), depth+1, parts) {
				return false
			}
		}
	}
	return true
}
