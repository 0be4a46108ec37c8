//go:build go1.25

package rt

import (
	"reflect"
	"sync"
	"unsafe"
)

// Python changes a part of a container that a field or a variable holds: shim/objects/live.h.
// An edit is a wire buffer: how many containers lie around the one that is changed, then for
// each of them, from the field on, what Python knows of it and the key or index that leads
// on; at last what is to be done.
//
// Edits change what Go has now, and only what they name. So two threads that add to one list
// both succeed, and what Go has written to other items meanwhile stays.

// edits serialises the edits of all threads: they read before they write.
var edits sync.Mutex

// An Edit is one of them.
type Edit struct {
	Decoder
	steps  uint64
	status uint64
	// What Python should know of the container afterwards.
	data unsafe.Pointer
	n    int
}

// Results of an edit: GS_EDIT_* in shim/objects/live.h.
const (
	editDone       = iota
	editConflict   // Go has another container there; nothing was read
	editReplaced   // the same, but the new values have been read
	editForeign    // an interface holds another type there; nothing was read
	editMissing    // the entry to take is not there
	editUnhashable // an interface as a key holds what Go can't hash
)

// What is to be done with a list: GS_EDIT_* in shim/objects/live.h.
const (
	editSet = iota
	editAppend
	editArrange
)

// Edited runs the edit in word i on the container at p. What came of it goes to the words
// from i+2 on.
func Edited[T any](f *Frame, i int, p *T, edit func(*Edit, *T)) {
	e := Edit{Decoder: *f.Decoder(i)}
	e.steps = e.word()
	edits.Lock()
	defer edits.Unlock()
	edit(&e, p)
	*f.word(i + 2) = e.status
	*f.word(i + 3) = uint64(uintptr(e.data))
	*f.word(i + 4) = uint64(e.n)
}

// known reads what Python knows of a container, and reports whether it is still so. -1 and
// nil are not compared.
func (e *Edit) known(data unsafe.Pointer, n int) bool {
	at, length := uintptr(e.word()), int(int64(e.word()))
	if (at == 0 || at == uintptr(data)) && (length < 0 || length == n) {
		return true
	}
	e.status = editConflict
	return false
}

// inside reports whether the edit is of something in the container, and so goes on there.
func (e *Edit) inside() bool {
	if e.steps == 0 {
		return false
	}
	e.steps--
	return true
}

// EditList runs an edit of the slice at p, or of something in it.
func EditList[S ~[]T, T any](e *Edit, p *S, item func(*Decoder) T, inner func(*Edit, *T)) {
	s := Load(p)
	if !e.known(unsafe.Pointer(unsafe.SliceData(s)), len(s)) {
		return
	}
	if e.inside() {
		inner(e, &s[e.word()])
		return
	}
	switch e.word() {
	case editSet:
		Store(&s[e.word()], item(&e.Decoder))
	case editAppend:
		items := make(S, e.word())
		for i := range items {
			items[i] = item(&e.Decoder)
		}
		for !storeSame(p, s, extended(s, items)) {
			s = Load(p)
		}
	case editArrange:
		now, prefix := arranged(e, s, item)
		switch {
		case len(now) == len(s): // where it is, so that all who share it see it
			for i, v := range now {
				Store(&s[i], v)
			}
		case prefix: // what is added later must not be written to what was taken off
			now = s[:len(now):len(now)]
			fallthrough
		default:
			if !storeSame(p, s, now) {
				e.status = editReplaced
			}
		}
	}
	s = Load(p)
	e.data, e.n = unsafe.Pointer(unsafe.SliceData(s)), len(s)
}

// arranged reads the new content of a list: of each item where it was, or -1 and its value.
// prefix: nothing but the end has gone.
func arranged[S ~[]T, T any](e *Edit, s S, item func(*Decoder) T) (now S, prefix bool) {
	now, prefix = make(S, e.word()), true
	for i := range now {
		was := int(int64(e.word()))
		prefix = prefix && was == i
		if was < 0 {
			now[i] = item(&e.Decoder)
		} else {
			now[i] = Load(&s[was])
		}
	}
	return now, prefix
}

// extended is append(s, items...): it writes behind the end of s if there is room.
func extended[S ~[]T, T any](s, items S) S {
	n := len(s) + len(items)
	if n <= cap(s) {
		for i, v := range items {
			Store(&s[:n][len(s)+i], v)
		}
		return s[:n]
	}
	grown := append(S(nil), make(S, n+n/4+4)...)[:n]
	for i := 0; i < len(s); {
		i += loadItems(grown[i:min(i+512, len(s))], s[i:])
	}
	copy(grown[len(s):], items)
	return grown
}

// storeSame assigns a slice, if the one that was read is still there.
func storeSame[S ~[]T, T any](p *S, was, now S) bool {
	h := lockMemory(unsafe.Pointer(p), unsafe.Sizeof(*p))
	defer h.unlock()
	if unsafe.SliceData(*p) != unsafe.SliceData(was) || len(*p) != len(was) || cap(*p) != cap(was) {
		return false
	}
	*p = now
	return true
}

// EditArray is EditList for the slice of an array, whose length stays.
func EditArray[S ~[]T, T any](e *Edit, s S, item func(*Decoder) T, inner func(*Edit, *T)) {
	e.known(nil, len(s))
	if e.inside() {
		inner(e, &s[e.word()])
		return
	}
	e.n = len(s)
	if e.word() == editSet {
		Store(&s[e.word()], item(&e.Decoder))
		return
	}
	now, _ := arranged(e, s, item)
	for i, v := range now {
		Store(&s[i], v)
	}
}

// EditOpt goes on behind a pointer.
func EditOpt[T any](e *Edit, p **T, inner func(*Edit, *T)) {
	if q := Load(p); q != nil {
		inner(e, q)
		return
	}
	e.status = editConflict
}

// What is to be done with an entry of a map: GS_EDIT_* in shim/objects/live.h.
const (
	editDelete = iota
	editPut
	editClear
	editTake // delete what must be there
)

// A change is one of an entry of a map.
type change[K comparable, V any] struct {
	what uint64
	k    K
	v    V
}

// changeMap makes changes, all or none, and reports whether there was what they take. Keys that
// can't be hashed panic.
func changeMap[M ~map[K]V, K comparable, V any](m M, l *sync.RWMutex, changes []change[K, V]) bool {
	l.Lock()
	defer l.Unlock()
	for _, c := range changes {
		if c.what == editClear {
			continue
		}
		if _, there := m[c.k]; !there && c.what == editTake {
			return false
		}
	}
	for _, c := range changes {
		switch c.what {
		case editClear:
			clear(m)
		case editPut:
			m[c.k] = c.v
		default:
			delete(m, c.k)
		}
	}
	return true
}

// hashable reports whether Go can hash all keys: an interface in one may hold a slice.
func hashable[K comparable, V any](changes []change[K, V]) (is bool) {
	switch reflect.TypeFor[K]().Kind() {
	case reflect.Interface, reflect.Struct, reflect.Array:
	default:
		return true
	}
	defer func() {
		if recover() != nil {
			is = false
		}
	}()
	none := map[K]struct{}{}
	for _, c := range changes {
		if c.what != editClear {
			none[c.k] = struct{}{}
		}
	}
	return true
}

// valueUnder is the value under a key of a map that Python may write.
func valueUnder[M ~map[K]V, K comparable, V any](m M, k K) (V, bool) {
	l := lockOf(mapAt(m))
	l.RLock()
	defer l.RUnlock()
	v, there := m[k]
	return v, there
}

// EditMap runs an edit of the map at p, or of something in it.
func EditMap[M ~map[K]V, K comparable, V any](e *Edit, p *M, key func(*Decoder) K, value func(*Decoder) V, inner func(*Edit, *V)) {
	m := Load(p)
	if !e.known(mapAt(m), -1) {
		return
	}
	l := lockOf(mapAt(m))
	if e.inside() {
		k := key(&e.Decoder)
		v, there := valueUnder(m, k)
		if !there {
			e.status = editConflict
			return
		}
		if inner(e, &v); e.status == editDone {
			l.Lock()
			m[k] = v
			l.Unlock()
		}
		return
	}
	changes, puts := make([]change[K, V], e.word()), false
	for i := range changes {
		c := &changes[i]
		if c.what = e.word(); c.what == editClear {
			continue
		}
		c.k = key(&e.Decoder)
		if c.what == editPut {
			c.v = value(&e.Decoder)
			puts = true
		}
	}
	for first := true; ; first = false {
		if m == nil && !puts {
			if changes[0].what == editTake {
				e.status = editMissing
			}
			break
		}
		if m == nil {
			m = M{}
			if !storeNil(p, m) {
				m = Load(p)
				continue
			}
			l = lockOf(mapAt(m))
		}
		if first && !hashable(changes) {
			e.status = editUnhashable
			return
		}
		if !changeMap(m, l, changes) && first {
			e.status = editMissing
			return
		}
		now := Load(p)
		if mapAt(now) == mapAt(m) {
			break
		}
		m, l = now, lockOf(mapAt(now)) // it was assigned meanwhile: also to that
	}
	e.data, e.n = mapAt(m), -1
}

// EditSet is EditMap for a map to struct{}.
func EditSet[M ~map[K]V, K comparable, V any](e *Edit, p *M, key func(*Decoder) K) {
	EditMap(e, p, key, func(*Decoder) (none V) { return none }, nil)
}

// storeNil assigns a map where there is none yet.
func storeNil[M ~map[K]V, K comparable, V any](p *M, m M) bool {
	h := lockMemory(unsafe.Pointer(p), unsafe.Sizeof(*p))
	defer h.unlock()
	if *p != nil {
		return false
	}
	*p = m
	return true
}

// Live says that what is written is of a field or a variable, and can be changed in Python: the
// places of slices and maps are written too.
func (w *Encoder) Live() { w.live = true }

// place writes where a slice or a map is, if Python has to know.
func (w *Encoder) place(p unsafe.Pointer) {
	if w.live {
		w.word(uint64(uintptr(p)))
	}
}

// EditAny goes on in a value of an interface, if Python's dict or list comes back to Go as the
// type that it has: then no item changes its type.
func EditAny[T any](e *Edit, p *T) {
	switch v := any(Load(p)).(type) {
	case map[string]any:
		EditMap(e, &v, func(r *Decoder) string { return string(r.bytes(r.count())) }, ReadAny, EditAny[any])
	case []any:
		was := v
		EditList(e, &v, ReadAny, EditAny[any])
		if unsafe.SliceData(v) != unsafe.SliceData(was) || len(v) != len(was) {
			Store(p, any(v).(T))
		}
	default:
		e.status = editForeign
	}
}
