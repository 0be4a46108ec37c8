//go:build go1.25

package rt

import "maps"

// What a Python callable has made of the lists, dicts and sets that it got. Nothing is written
// where it has changed nothing: other goroutines may read what all share.

// SetMap makes a map what Python has left of it. Python could not add to a nil one.
func SetMap[M ~map[K]V, K comparable, V any](m, now M, of Memory[V]) {
	same := func(a, b V) bool { return !of.Changed(&a, &b) }
	if m != nil && !maps.EqualFunc(m, now, same) {
		clear(m)
		maps.Copy(m, now)
	}
}

// SetMapAt does so behind a pointer. Who else has the map sees it.
func SetMapAt[M ~map[K]V, K comparable, V any](p, now *M, of Memory[V]) {
	switch {
	case p == nil || now == nil:
	case *p == nil && len(*now) > 0:
		*p = *now
	default:
		SetMap(*p, *now, of)
	}
}

// SetSliceAt makes the slice behind a pointer what Python has left of it. One of the same
// length is written where it is.
func SetSliceAt[S ~[]T, T any](p, now *S, of Memory[T]) {
	if p == nil || now == nil {
		return
	}
	if len(*p) != len(*now) {
		*p = *now
		return
	}
	setItems(*p, *now, of)
}

// SetArrayAt does so with the array of which s are the items.
func SetArrayAt[T any](s, now []T, of Memory[T]) {
	if len(s) == len(now) {
		setItems(s, now, of)
	}
}

func setItems[T any](s, now []T, of Memory[T]) {
	for i := range s {
		if of.Changed(&s[i], &now[i]) {
			s[i] = now[i]
		}
	}
}
