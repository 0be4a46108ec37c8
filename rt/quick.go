//go:build go1.25

package rt

import (
	"maps"
	"reflect"
	"sync"
	"sync/atomic"
)

// A Quick says of the types that an interface may hold which of its methods are so short that a
// call keeps the GIL. A type that is not listed has none. The core can't name the types, since most of them are
// not exported.
type Quick struct {
	Types map[string]uint8 // by package and name, with a * before a pointer: a bit for each method
	known atomic.Pointer[map[uintptr]uint8]
	mu    sync.Mutex // to add to known
}

// methods are those of a value's type; none without a Quick.
func (q *Quick) methods(v any) uint64 {
	if q == nil {
		return 0
	}
	kind := typeAddress(v)
	if known := q.known.Load(); known != nil {
		if methods, ok := (*known)[kind]; ok {
			return uint64(methods)
		}
	}
	return uint64(q.learn(v, kind))
}

func (q *Quick) learn(v any, kind uintptr) uint8 {
	t, star := reflect.TypeOf(v), ""
	if t.Kind() == reflect.Pointer && t.Name() == "" {
		t, star = t.Elem(), "*"
	}
	methods := q.Types[star+t.PkgPath()+"."+t.Name()]
	q.mu.Lock()
	defer q.mu.Unlock()
	known := map[uintptr]uint8{}
	if before := q.known.Load(); before != nil {
		maps.Copy(known, *before)
	}
	known[kind] = methods
	q.known.Store(&known)
	return methods
}
