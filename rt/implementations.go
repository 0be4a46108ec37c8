//go:build go1.25

package rt

import (
	"runtime"
	"slices"
	"sync"
	"weak"
)

// Implementations are the values of one interface over Python objects that Go holds, one for each object and context: so
// that Go's == of two interfaces says whether both hold one object. T is a type of a core, over an Implementation.
type Implementations[T any] struct {
	mu  sync.Mutex
	all map[implementing][]weak.Pointer[T] // the newest last
}

// mostContexts limits the values over one object that are known: contexts are compared one by one.
const mostContexts = 4

// An implementing object is held, so that no other object has its address, for as long as there is a value over it.
type implementing struct {
	object objectIdentity
	method bool
}

// Held is the value that Go has over the object of a new one already, with methods that run in the same context; or
// else the new one.
func (t *Implementations[T]) Held(o *T) *T {
	i := implementationOf(o)
	if !i.passed.shared {
		return o
	}
	var others []*T
	for {
		held := t.next(implementing{i.passed.object, i.method}, o, others)
		if held == o || sameContext(implementationOf(held).passed.context, i.passed.context) { // which may run Python code
			return held
		}
		others = append(others, held)
	}
}

// next is a value that is none of those, or else adds the new one.
func (t *Implementations[T]) next(key implementing, o *T, others []*T) *T {
	t.mu.Lock()
	defer t.mu.Unlock()
	all := t.all[key]
	for _, p := range slices.Backward(all) {
		if held := p.Value(); held != nil && !slices.Contains(others, held) && len(others) < mostContexts {
			return held
		}
	}
	if t.all == nil {
		t.all = map[implementing][]weak.Pointer[T]{}
	}
	if len(all) == mostContexts { // one that is gone makes room rather than one that Go may hold
		all = slices.DeleteFunc(all, isGone)
		all = all[max(0, len(all)-mostContexts+1):]
	}
	t.all[key] = append(all, weak.Make(o))
	runtime.AddCleanup(o, t.drop, key)
	return o
}

// drop is called when a value is gone. There may be other ones, also over another object of that address by now.
func (t *Implementations[T]) drop(key implementing) {
	t.mu.Lock()
	defer t.mu.Unlock()
	all := slices.DeleteFunc(t.all[key], isGone)
	if len(all) == 0 {
		delete(t.all, key)
	} else {
		t.all[key] = all
	}
}

func isGone[T any](p weak.Pointer[T]) bool { return p.Value() == nil }

func implementationOf(o any) Implementation {
	return o.(interface{ implementation() Implementation }).implementation()
}

// sameContext reports whether two contexts have the same variables with equal values; not so where an exception is
// raised by comparing those. None is the empty one.
func sameContext(a, b Object) bool {
	if a.IsNone() || b.IsNone() || a.Is(b) {
		return a.Is(b)
	}
	is, err := a.Method("__eq__", b)
	if err != nil {
		return false
	}
	equal, err := is.True()
	return err == nil && equal
}
