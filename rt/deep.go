//go:build go1.25

package rt

import (
	"errors"
	"fmt"
	"reflect"
)

// Go ends a process whose goroutine needs more than 1 GB of stack. So nothing here
// recurses as deep as a value is.

// maxDepth is how deep a Go value may be that becomes a Python value. The shim decodes
// it by recursion, on a stack that is usually smaller.
const maxDepth = 100_000

var errDeep = errors.New("a value is nested too deeply, or holds itself")

// deepError is the text of errDeep for Python.
func deepError(err error) error {
	if err == errDeep {
		return Raise("RecursionError", err.Error())
	}
	return err
}

// textOf is the text of a panic's value, as of fmt.Sprint. A slice or a map that
// contains itself has no text, since fmt would recurse until the stack is full. A method
// of the value that panics is not the caller's matter.
func textOf(v any) (text string) {
	defer func() {
		if again := recover(); again != nil {
			text = unsaid(v, again)
		}
	}()
	switch v.(type) {
	case error, fmt.Stringer, fmt.Formatter, string:
		return fmt.Sprint(v)
	}
	if !Printable(v) {
		return fmt.Sprintf("a %T that is too deep or too large to print", v)
	}
	return fmt.Sprint(v)
}

// unsaid is the text of a value whose method panicked with another one when it was asked
// for its text. Package fmt recovers from that and prints the other one, but not where
// that has such a method too: a String that panics with its own receiver.
func unsaid(v, again any) (text string) {
	defer func() {
		if recover() != nil {
			text = fmt.Sprintf("%s, which panicked when it was asked what it says", withoutMethods(v))
		}
	}()
	return fmt.Sprintf("a %T, which panicked when it was asked what it says: %v", v, again)
}

// withoutMethods is a text of a value for which no method of its type runs.
func withoutMethods(v any) string {
	r := reflect.ValueOf(v)
	switch {
	case r.CanInt():
		return fmt.Sprintf("%T(%d)", v, r.Int())
	case r.CanUint():
		return fmt.Sprintf("%T(%d)", v, r.Uint())
	case r.CanFloat():
		return fmt.Sprintf("%T(%v)", v, r.Float())
	case r.Kind() == reflect.String:
		return fmt.Sprintf("%T(%q)", v, r.String())
	}
	return fmt.Sprintf("a %T", v)
}

// What fmt prints of a value.
const (
	maxPrinted = 1000      // levels
	maxParts   = 1_000_000 // of all levels; numbers in a slice do not count
)

// Printable reports whether fmt prints a value without deep recursion.
func Printable(v any) bool {
	parts := maxParts
	return printable(reflect.ValueOf(v), 0, &parts)
}

// printable is Printable, below the top. Like fmt, it follows a pointer at the top only.
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
		i := v.MapRange()
		for k, e, there := nextEntry(i, v); there; k, e, there = nextEntry(i, v) {
			if !printable(k, depth+1, parts) || !printable(e, depth+1, parts) {
				return false
			}
		}
	}
	return true
}
