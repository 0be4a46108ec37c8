//go:build go1.25

package rt

import (
	"reflect"
	"sync"
	"unsafe"
)

// Locks of maps, which Go ends the process for if they are read while they are written. Python
// reads and writes the maps of fields under these; the author's code does not take them, as in
// docs/threads.md. They are chosen by the map, since many fields may have it. None is held
// while a key or a value is read or written.
var mapLocks [stripeCount]struct {
	sync.RWMutex
	_ [128 - unsafe.Sizeof(sync.RWMutex{})]byte // cache lines of its own
}

// lockOf is the lock of the map at an address.
func lockOf(m unsafe.Pointer) *sync.RWMutex {
	return &mapLocks[uintptr(m)>>6%stripeCount].RWMutex // maps are of 48 bytes
}

// mapAt is the address of a map; nil of a nil map.
func mapAt[M ~map[K]V, K comparable, V any](m M) unsafe.Pointer {
	return *(*unsafe.Pointer)(unsafe.Pointer(&m))
}

// eachEntry calls f with the entries of a map that Python may write. The lock is not held
// while f runs: some entries are copied at a time.
func eachEntry[M ~map[K]V, K comparable, V any](m M, f func(K, V)) {
	if len(m) == 0 {
		return
	}
	l := lockOf(mapAt(m))
	if size[K]()+size[V]() > largeItem {
		l.RLock()
		for k, v := range m {
			l.RUnlock()
			f(k, v)
			l.RLock()
		}
		l.RUnlock()
		return
	}
	var keys [someItems]K
	var values [someItems]V
	n := 0
	l.RLock()
	for k, v := range m {
		if n == someItems {
			l.RUnlock()
			for i := range n {
				f(keys[i], values[i])
			}
			n = 0
			l.RLock()
		}
		keys[n], values[n] = k, v
		n++
	}
	l.RUnlock()
	for i := range n {
		f(keys[i], values[i])
	}
}

// nextEntry is the next entry of a map that Python may write.
func nextEntry(i *reflect.MapIter, m reflect.Value) (k, v reflect.Value, there bool) {
	l := lockOf(m.UnsafePointer())
	l.RLock()
	defer l.RUnlock()
	if !i.Next() {
		return k, v, false
	}
	return i.Key(), i.Value(), true
}

// entryOf is the value under a key of a map that Python may write.
func entryOf(m, key reflect.Value) reflect.Value {
	l := lockOf(m.UnsafePointer())
	l.RLock()
	defer l.RUnlock()
	return m.MapIndex(key)
}

// keysOf are the keys of a map that Python may write.
func keysOf(m reflect.Value) []reflect.Value {
	l := lockOf(m.UnsafePointer())
	l.RLock()
	defer l.RUnlock()
	return m.MapKeys()
}
