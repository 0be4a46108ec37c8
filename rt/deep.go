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
// contains itself has no text, since fmt would recurse until the stack is full.
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

// What fmt prints of a value.
const (
	maxPrinted = 1000      // levels
	maxParts   = 1_000_000 // of all levels; numbers in a slice do not count
)

// printable reports whether fmt prints a value without deep recursion. Like fmt, it
// follows a pointer at the top only.
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
