//go:build go1.25

package rt

import (
	"reflect"
	"sync"
	"unsafe"
)

// CopiedUnlocked is Copied for a value with locks in it: the copy has locks of its own, which
// nobody holds.
func CopiedUnlocked[T any](p *T) *T {
	v := Copied(p)
	for _, at := range mutexesOf(reflect.TypeFor[T]()) {
		clear(unsafe.Slice((*byte)(unsafe.Add(unsafe.Pointer(v), at.offset)), at.size))
	}
	return v
}

// A mutexPlace is where in a value a mutex is. There is no pointer in one.
type mutexPlace struct{ offset, size uintptr }

// mutexPlaces has those of the types that were copied: from a reflect.Type to []mutexPlace.
var mutexPlaces sync.Map

func mutexesOf(t reflect.Type) []mutexPlace {
	if found, ok := mutexPlaces.Load(t); ok {
		return found.([]mutexPlace)
	}
	found := findMutexes(nil, t, 0)
	mutexPlaces.Store(t, found)
	return found
}

var mutexType, rwMutexType = reflect.TypeFor[sync.Mutex](), reflect.TypeFor[sync.RWMutex]()

// findMutexes has a twin in internal/bind/lock.go.
func findMutexes(to []mutexPlace, t reflect.Type, at uintptr) []mutexPlace {
	switch {
	case t == mutexType || t == rwMutexType:
		return append(to, mutexPlace{at, t.Size()})
	case t.Kind() == reflect.Array:
		for i := range t.Len() {
			to = findMutexes(to, t.Elem(), at+uintptr(i)*t.Elem().Size())
		}
	case t.Kind() == reflect.Struct:
		for i := range t.NumField() {
			f := t.Field(i)
			to = findMutexes(to, f.Type, at+f.Offset)
		}
	}
	return to
}
