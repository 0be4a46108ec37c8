//go:build go1.25

package rt

import (
	"fmt"
	"reflect"
)

// Generated code can't name types that are not exported. Where the author's code has one,
// generated code has an any, which holds a pointer to the value, or a plain number or
// string. Slices, maps and functions of such types are those of any.

// Reflect calls a function with such types. The last argument of a variadic one is a slice.
func Reflect(f any, variadic bool, args ...any) []reflect.Value {
	fn, method := f.(reflect.Value)
	if !method {
		fn = reflect.ValueOf(f)
	}
	in := make([]reflect.Value, len(args))
	for i, a := range args {
		in[i] = convert(reflect.ValueOf(a), fn.Type().In(i))
	}
	if variadic {
		return fn.CallSlice(in)
	}
	return fn.Call(in)
}

// MethodOf is a method of what an instance is over, for Reflect.
func MethodOf(v any, name string) reflect.Value { return reflect.ValueOf(v).MethodByName(name) }

// ResultOf is a result of Reflect.
func ResultOf[E any](out []reflect.Value, i int) E { return as[E](out[i]) }

// FailureOf is the last result of Reflect, which is an error by its own type: a pointer or an interface.
func FailureOf(out []reflect.Value, i int) error {
	if out[i].IsNil() {
		return nil
	}
	return out[i].Interface().(error)
}

func as[E any](v reflect.Value) E {
	e, _ := convert(v, reflect.TypeFor[E]()).Interface().(E) // no interface holds a nil one
	return e
}

// LoadAs and StoreAs read and write a field or a variable of such a type.
func LoadAs[E, T any](p *T) E {
	v := Load(p)
	return as[E](reflect.ValueOf(&v).Elem())
}

func StoreAs[T any](p *T, v any) { Store(p, as[T](reflect.ValueOf(v))) }

// FieldOf is the address of a field of what an instance is over; FieldAs and SetField read
// and write one whose type has no name either.
func FieldOf[T any](v any, name string) *T { return fieldOf(v, name).Addr().Interface().(*T) }

func FieldAs[E any](v any, name string) E { return as[E](fieldOf(v, name)) }

func SetField(v any, name string, x any) {
	f := fieldOf(v, name)
	f.Set(convert(reflect.ValueOf(x), f.Type()))
}

func fieldOf(v any, name string) reflect.Value { return reflect.ValueOf(v).Elem().FieldByName(name) }

// IsNamed reports whether a value is of a type, or a pointer to one.
func IsNamed(v any, pkg, name string) bool {
	t := reflect.TypeOf(v)
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t.PkgPath() == pkg && t.Name() == name
}

// convert converts between a type and what generated code has in its place, in both
// directions.
func convert(v reflect.Value, to reflect.Type) reflect.Value {
	if !v.IsValid() {
		return reflect.Zero(to)
	}
	from := v.Type()
	if from == to {
		return v
	}
	if v.Kind() == reflect.Interface && !from.AssignableTo(to) {
		return convert(v.Elem(), to)
	}
	switch {
	case to.Kind() == reflect.Interface && to.NumMethod() == 0:
		switch v.Kind() {
		case reflect.Struct, reflect.Array: // instances are over pointers
			p := reflect.New(from)
			p.Elem().Set(v)
			return p
		case reflect.Pointer, reflect.Func, reflect.Slice, reflect.Map, reflect.Chan:
			if v.IsNil() {
				return reflect.Zero(to)
			}
		}
		return v
	case from.AssignableTo(to):
		return v.Convert(to)
	case v.Kind() == reflect.Pointer && from.Elem() == to:
		return v.Elem()
	case v.Kind() == reflect.Func && to.Kind() == reflect.Func && !from.ConvertibleTo(to):
		return convertFunc(v, to)
	case from.ConvertibleTo(to):
		return v.Convert(to)
	case v.Kind() == reflect.Slice && to.Kind() == reflect.Slice:
		if v.IsNil() {
			return reflect.Zero(to)
		}
		s := reflect.MakeSlice(to, v.Len(), v.Len())
		for i := range v.Len() {
			s.Index(i).Set(convert(v.Index(i), to.Elem()))
		}
		return s
	case v.Kind() == reflect.Array && to.Kind() == reflect.Array:
		a := reflect.New(to).Elem()
		for i := range v.Len() {
			a.Index(i).Set(convert(v.Index(i), to.Elem()))
		}
		return a
	case v.Kind() == reflect.Map && to.Kind() == reflect.Map:
		if v.IsNil() {
			return reflect.Zero(to)
		}
		m := reflect.MakeMapWithSize(to, v.Len())
		i := v.MapRange()
		for k, e, there := nextEntry(i, v); there; k, e, there = nextEntry(i, v) {
			m.SetMapIndex(convert(k, to.Key()), convert(e, to.Elem()))
		}
		return m
	case v.Kind() == reflect.Pointer && to.Kind() == reflect.Pointer:
		if v.IsNil() {
			return reflect.Zero(to)
		}
		p := reflect.New(to.Elem())
		p.Elem().Set(convert(v.Elem(), to.Elem()))
		return p
	}
	panic(fmt.Errorf("a %s is no %s", from, to))
}

// convertFunc makes a function that calls another one.
func convertFunc(f reflect.Value, to reflect.Type) reflect.Value {
	if f.IsNil() {
		return reflect.Zero(to)
	}
	return reflect.MakeFunc(to, func(in []reflect.Value) []reflect.Value {
		for i, v := range in {
			in[i] = convert(v, f.Type().In(i))
		}
		call := f.Call
		if to.IsVariadic() {
			call = f.CallSlice
		}
		out := call(in)
		for i, v := range out {
			r := reflect.New(to.Out(i)).Elem()
			r.Set(convert(v, to.Out(i)))
			out[i] = r
		}
		return out
	})
}
