//go:build go1.25

package rt

import (
	"runtime"
	"sync"
	"unsafe"
	"weak"
)

// A Key is a Python object that Go compares: it stands for type parameters with the
// constraint comparable. Keys are equal where a dict would find one with the other: Go
// holds an entry of the shim's table in place of the object (shim/callbacks/key.h), and for
// each entry there is one reference. The zero Key is None.
type Key struct{ ref *reference }

// IsNone reports whether k is None.
func (k Key) IsNone() bool { return k.ref == nil }

// String is str() of the object, for people.
func (k Key) String() string { return Object{k.ref}.String() }

// GoString is its repr().
func (k Key) GoString() string { return Object{k.ref}.GoString() }

// Object is the object: the first of those that are equal.
func (k Key) Object() Object {
	if k.ref == nil {
		return Object{}
	}
	o, err := Object{k.ref}.Attr("object") // of the entry
	must(err)
	return o
}

// MarshalJSON is that of the object.
func (k Key) MarshalJSON() ([]byte, error) { return k.Object().MarshalJSON() }

// MarshalText is str() of the object, as a key of JSON objects is text.
func (k Key) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// keyTable has the reference to each entry that Go holds, and to each object that an any holds.
type keyTable struct {
	mu  sync.Mutex
	all map[uintptr]weak.Pointer[reference]
}

var keys = keyTable{all: map[uintptr]weak.Pointer[reference]{}}

// own takes over one reference to an entry or an object. There is no need of it if Go has one.
func (t *keyTable) own(entry uintptr) *reference {
	t.mu.Lock()
	defer t.mu.Unlock()
	if ref := t.all[entry].Value(); ref != nil {
		held[object].Add(1)
		dropped.add(reference{entry, object})
		return ref
	}
	ref := &reference{entry, object}
	held[object].Add(1)
	runtime.AddCleanup(ref, t.drop, entry)
	t.all[entry] = weak.Make(ref)
	return ref
}

// drop is called when a reference is gone. There may be another one to the same by now.
func (t *keyTable) drop(entry uintptr) {
	t.mu.Lock()
	if p, ok := t.all[entry]; ok && p.Value() == nil {
		delete(t.all, entry)
	}
	t.mu.Unlock()
	dropped.add(reference{entry, object})
}

// ReadKey reads what gs_key_put() wrote.
func ReadKey(r *Decoder) Key {
	entry := uintptr(r.word())
	if entry == 0 {
		return Key{}
	}
	return Key{keys.own(entry)}
}

// WriteKey writes what gs_key_take() reads.
func WriteKey(w *Encoder, k Key) {
	if k.ref == nil {
		w.word(0)
		w.word(noHandle)
		return
	}
	w.word(uint64(k.ref.object))
	w.word(handles.hold(unsafe.Pointer(k.ref)))
}
