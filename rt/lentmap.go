//go:build go1.25

package rt

import (
	"maps"
	"reflect"
	"unsafe"
)

// Values is the Memory of values of a map: they come out of it one by one, and then what
// lies between the fields of a struct means nothing.
func Values[T any]() Memory[T] {
	plain := Plain[T]()
	if reflect.TypeFor[T]().Kind() == reflect.String {
		plain.Changed = func(before, now *T) bool {
			return *(*string)(unsafe.Pointer(before)) != *(*string)(unsafe.Pointer(now))
		}
		return plain
	}
	switch reflect.TypeFor[T]().Kind() {
	case reflect.Struct, reflect.Array:
		plain.Changed = func(before, now *T) bool {
			return !sameMemory(reflect.ValueOf(before).Elem(), reflect.ValueOf(now).Elem())
		}
	}
	return plain
}

// sameMemory reports whether two values of a type are the same, without a look at what they
// point to.
func sameMemory(a, b reflect.Value) bool {
	switch a.Kind() {
	case reflect.Struct:
		for i := range a.NumField() {
			if !sameMemory(a.Field(i), b.Field(i)) {
				return false
			}
		}
		return true
	case reflect.Array:
		for i := range a.Len() {
			if !sameMemory(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	}
	n := a.Type().Size()
	return string(unsafe.Slice((*byte)(a.Addr().UnsafePointer()), n)) == string(unsafe.Slice((*byte)(b.Addr().UnsafePointer()), n))
}

// MapBefore is what GiveEntriesBack compares with.
func MapBefore[M ~map[K]V, K comparable, V any](m M, of Memory[V]) M {
	c := maps.Clone(m)
	if of.Deep {
		for k, v := range c {
			c[k] = of.Copy([]V{v})[0]
		}
	}
	return c
}

// Maps is the Memory of values that are maps themselves.
func Maps[M ~map[K]V, K comparable, V any](value Memory[V]) Memory[M] {
	return Memory[M]{true, func(s []M) []M {
		c := append([]M(nil), s...)
		for i := range c {
			c[i] = MapBefore(c[i], value)
		}
		return c
	}, func(before, now *M) bool {
		if len(*before) != len(*now) || (*before == nil) != (*now == nil) {
			return true
		}
		for k, v := range *now {
			was, there := (*before)[k]
			if !there && k == k || there && value.Changed(&was, &v) {
				return true
			}
		}
		return false
	}}
}

// GiveEntriesBack tells Python what has become of the map that was decoded from word i: the
// entries that have gone, and those that are new or have changed.
func GiveEntriesBack[M ~map[K]V, K comparable, V any](f *Frame, i int, m, before M, of Memory[V], write func(*Encoder, M)) {
	l := f.lent(i)
	if l.how == lentWritable { // a Pointer
		return
	}
	gone, changed := M{}, M{}
	for k, v := range m {
		was, there := before[k]
		if !there && k == k || there && of.Changed(&was, &v) { // NaN is never found
			changed[k] = v
		}
	}
	if len(m) != len(before)+len(changed) || len(changed) > 0 {
		for k, v := range before {
			if _, there := m[k]; !there && k == k {
				gone[k] = v
			}
		}
	}
	if len(gone)+len(changed) == 0 {
		return
	}
	w := &Encoder{f: f}
	write(w, gone)
	write(w, changed)
	l.give(w)
}
