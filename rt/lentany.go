//go:build go1.25

package rt

import (
	"maps"
	"math"
	"reflect"
	"slices"
)

// Anys is the Memory of values of an interface without methods, which may be lists and dicts:
// what ReadAny makes of these is followed at any depth.
func Anys[T any]() Memory[T] {
	words := Plain[T]()
	return Memory[T]{true, func(s []T) []T {
		c := append([]T(nil), s...)
		for i := range c {
			c[i], _ = anyBefore(any(c[i])).(T)
		}
		return c
	}, func(before, now *T) bool {
		return words.Changed(before, now) && anyChanged(any(*before), any(*now))
	}}
}

// anyBefore is a copy of a value to compare with.
func anyBefore(v any) any {
	switch x := v.(type) {
	case []any:
		c := slices.Clone(x)
		for i := range c {
			c[i] = anyBefore(c[i])
		}
		return c
	case map[string]any:
		return anyEntriesBefore(x)
	case map[any]any:
		return anyEntriesBefore(x)
	case map[any]struct{}:
		return maps.Clone(x)
	}
	if r := reflect.ValueOf(v); r.Kind() == reflect.Slice && r.Type().Name() == "" { // of numbers or bytes
		c := reflect.MakeSlice(r.Type(), r.Len(), r.Len())
		reflect.Copy(c, r)
		return c.Interface()
	}
	return v
}

func anyEntriesBefore[K comparable](m map[K]any) map[K]any {
	c := maps.Clone(m)
	for k, v := range c {
		c[k] = anyBefore(v)
	}
	return c
}

// anyChanged reports whether Go has made another value of it. A value of a type that can't be
// compared counts as changed where it is another one.
func anyChanged(before, now any) bool {
	switch b := before.(type) {
	case []any:
		n, ok := now.([]any)
		return !ok || !slices.EqualFunc(b, n, func(x, y any) bool { return !anyChanged(x, y) })
	case map[string]any:
		n, ok := now.(map[string]any)
		return !ok || anyEntriesChanged(b, n)
	case map[any]any:
		n, ok := now.(map[any]any)
		return !ok || anyEntriesChanged(b, n)
	case map[any]struct{}:
		n, ok := now.(map[any]struct{})
		return !ok || !maps.Equal(b, n)
	}
	b, n := reflect.ValueOf(before), reflect.ValueOf(now)
	switch {
	case !b.IsValid() || !n.IsValid() || b.Type() != n.Type():
		return b.IsValid() || n.IsValid()
	case b.Kind() == reflect.Slice && b.Type().Name() == "":
		return !reflect.DeepEqual(before, now)
	case b.CanFloat(): // 0.0 is not -0.0
		return math.Float64bits(b.Float()) != math.Float64bits(n.Float())
	case b.Kind() <= reflect.Complex128 || b.Kind() == reflect.String || b.Kind() == reflect.Pointer:
		return before != now
	}
	words := Plain[any]()
	return words.Changed(&before, &now)
}

func anyEntriesChanged[K comparable](before, now map[K]any) bool {
	return !maps.EqualFunc(before, now, func(x, y any) bool { return !anyChanged(x, y) })
}
