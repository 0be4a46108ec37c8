//go:build go1.25

package rt

import (
	"math"
	"reflect"
)

// Asked are types that Go code looks for in an any. What comes from Python as another type,
// since Python does not tell them apart, is made one of them if it fits: a []any of instances
// a []T, an int an int64, a pointer to an instance the instance.
type Asked struct {
	slices, maps, values []reflect.Type
	integer              reflect.Type
}

// NewAsked makes one of nil pointers to the types.
func NewAsked(types ...any) *Asked {
	a := &Asked{}
	for _, p := range types {
		t := reflect.TypeOf(p).Elem()
		switch t.Kind() {
		case reflect.Slice:
			a.slices = append(a.slices, t)
		case reflect.Map:
			a.maps = append(a.maps, t)
		case reflect.Struct:
			a.values = append(a.values, t)
		default:
			a.integer = t
		}
	}
	return a
}

// OfAll does so with each value of a list, which is the caller's.
func (a *Asked) OfAll(list []any) []any {
	for i, v := range list {
		list[i] = a.Of(v)
	}
	return list
}

// Of is a value as Go looks for it.
func (a *Asked) Of(v any) any {
	switch plain := v.(type) {
	case nil:
		return nil
	case int:
		if a.integer != nil {
			if n, ok := fitted(v, a.integer, true); ok {
				return n.Interface()
			}
		}
		return v
	case []any:
		return asOneOf(plain, a.slices)
	case map[string]any:
		return asOneOf(plain, a.maps)
	case map[any]any:
		return asOneOf(plain, a.maps)
	}
	t := reflect.TypeOf(v)
	if t.Kind() != reflect.Pointer {
		return v
	}
	for _, want := range a.values {
		if p := reflect.ValueOf(v); t.Elem() == want && !p.IsNil() {
			return loadAs(want, p.UnsafePointer()).Interface()
		}
	}
	return v
}

// asOneOf makes a list or a map one of several types: the first that all in it are of, else
// the first that holds their values.
func asOneOf(v any, types []reflect.Type) any {
	for _, lossless := range []bool{false, true} {
		for _, t := range types {
			if made, ok := fitted(v, t, lossless); ok {
				return made.Interface()
			}
		}
	}
	return v
}

// fitted is a value as another type, if it can be one. lossless is whether numbers may be those
// of another type that are equal.
func fitted(v any, t reflect.Type, lossless bool) (reflect.Value, bool) {
	if v == nil {
		switch t.Kind() {
		case reflect.Interface, reflect.Pointer, reflect.Slice, reflect.Map:
			return reflect.Zero(t), true
		}
		return reflect.Value{}, false
	}
	r := reflect.ValueOf(v)
	switch {
	case r.Type() == t:
		return r, true
	case t.Kind() == reflect.Interface:
		return r, r.Type().Implements(t)
	case r.Kind() == reflect.Pointer && r.Type().Elem() == t && !r.IsNil():
		return loadAs(t, r.UnsafePointer()), true
	}
	switch plain := v.(type) {
	case []any:
		return fittedSlice(plain, t, lossless)
	case map[string]any, map[any]any:
		return fittedMap(r, t, lossless)
	case int:
		return fittedInt(plain, t, lossless)
	}
	return reflect.Value{}, false
}

func fittedSlice(list []any, t reflect.Type, lossless bool) (reflect.Value, bool) {
	if t.Kind() != reflect.Slice {
		return reflect.Value{}, false
	}
	made := reflect.MakeSlice(t, len(list), len(list))
	for i, v := range list {
		item, ok := fitted(v, t.Elem(), lossless)
		if !ok {
			return reflect.Value{}, false
		}
		made.Index(i).Set(item)
	}
	return made, true
}

func fittedMap(r reflect.Value, t reflect.Type, lossless bool) (reflect.Value, bool) {
	if t.Kind() != reflect.Map {
		return reflect.Value{}, false
	}
	made := reflect.MakeMapWithSize(t, r.Len())
	for entries := r.MapRange(); entries.Next(); {
		key, ok := fitted(entries.Key().Interface(), t.Key(), lossless)
		value, fits := fitted(entries.Value().Interface(), t.Elem(), lossless)
		if !ok || !fits {
			return reflect.Value{}, false
		}
		made.SetMapIndex(key, value)
	}
	return made, true
}

func fittedInt(n int, t reflect.Type, lossless bool) (reflect.Value, bool) {
	made := reflect.New(t).Elem()
	switch {
	case !lossless || t.PkgPath() != "":
		return made, false
	case made.CanInt():
		made.SetInt(int64(n))
		return made, !made.OverflowInt(int64(n))
	case made.CanUint():
		if n < 0 || made.OverflowUint(uint64(n)) {
			return made, false
		}
		made.SetUint(uint64(n))
		return made, true
	case made.CanFloat():
		made.SetFloat(float64(n))
		return made, t.Kind() == reflect.Float64 && math.Abs(float64(n)) <= 1<<53
	}
	return made, false
}
