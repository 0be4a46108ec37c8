// Package pyobjectcase uses Python objects as they are.
package pyobjectcase

import (
	"errors"
	"fmt"
	"math/big"
	"runtime"
	"sync"

	"gophersnake/py"
)

// Same gives back what it gets.
func Same(o py.Object) py.Object                          { return o }
func SameList(o []py.Object) []py.Object                  { return o }
func SameMap(o map[string]py.Object) map[string]py.Object { return o }
func SameStr(s py.Str) py.Str                             { return s }
func IsNone(o py.Object) bool                             { return o.IsNone() }
func Is(a, b py.Object) bool                              { return a.Is(b) }
func Zero() py.Object                                     { return py.None }
func ZeroStr() (s py.Str)                                 { return s }

var kept py.Object

func Keep(o py.Object) { kept = o }
func Kept() py.Object  { return kept }
func Forget() {
	kept = py.None
	runtime.GC()
}

// Measure tells of a str without a conversion.
func Measure(s py.Str) (length, kind int, text string, err error) {
	if length, err = s.Len(); err != nil {
		return
	}
	if kind, err = s.Kind(); err != nil {
		return
	}
	text, err = s.UTF8()
	return
}

func Call(f py.Object, a int, b string) (py.Object, error) { return f.Call(a, b) }
func CallKeywords(f py.Object) (py.Object, error) {
	return f.CallKeywords(map[string]any{"x": 1, "y": []string{"a"}}, 3.5, nil)
}
func Method(o py.Object, name, arg string) (py.Object, error) { return o.Method(name, arg) }
func Attr(o py.Object, name string) (py.Object, error)        { return o.Attr(name) }
func SetAttr(o py.Object, name string, v int) error           { return o.SetAttr(name, v) }
func Item(o, key py.Object) (py.Object, error)                { return o.Item(key) }
func SetItem(o py.Object, key string, v py.Object) error      { return o.SetItem(key, v) }
func Len(o py.Object) (int, error)                            { return o.Len() }
func Import(name string) (py.Object, error)                   { return py.Import(name) }
func Texts(o py.Object) (str, repr, kind string, err error) {
	kind, err = o.TypeName()
	return o.String(), fmt.Sprintf("%#v", o), kind, err
}
func True(o py.Object) (bool, error) { return o.True() }

// Sum adds up what an iterable gives, until it gives a negative number.
func Sum(o py.Object) (int, error) {
	total := 0
	for x, err := range o.All() {
		if err != nil {
			return total, err
		}
		n, err := x.Int()
		if err != nil {
			return total, err
		}
		if n < 0 {
			break
		}
		total += n
	}
	return total, nil
}

// Describe shows the Go value of an object.
func Describe(o py.Object) (string, error) {
	v, err := o.Value()
	return fmt.Sprintf("%T %v", v, v), err
}

// Again is the way there and back of a value.
func Again(o py.Object) (py.Object, error) {
	v, err := o.Value()
	if err != nil {
		return py.None, err
	}
	return py.From(v)
}

func Make() (py.Object, error) {
	return py.From([]any{nil, true, int8(-3), uint64(1 << 63), 2.5, complex(1, 2), "é\x00", []byte("b"), []int{1, 2}, map[string]bool{"k": true}})
}

// MakeBig is integers of any size, and a pointer to none.
func MakeBig() (py.Object, error) {
	x := new(big.Int).Lsh(big.NewInt(1), 40_000)
	return py.From([]any{x, new(big.Int).Neg(x), *x, big.NewInt(-7), (*big.Int)(nil)})
}
func Unmakeable() (py.Object, error) { return py.From(make(chan int)) }

// RaiseKey raises a KeyError with a text.
func RaiseKey(text string) error { return py.Raise("KeyError", text) }

// RaiseOf raises an exception of a class.
func RaiseOf(class py.Object, text string) error {
	return fmt.Errorf("wrapped: %w", py.Raise(class, text))
}
func RaiseNothing() error { return py.Raise("NoSuchError", "x") }

// Caught looks at the exception that a call raises.
func Caught(f py.Object) (kind, text string, exception py.Object) {
	_, err := f.Call()
	var raised *py.Error
	if errors.As(err, &raised) {
		exception = raised.Exception()
		kind, _ = exception.TypeName()
		text = raised.Error()
	}
	return
}

// Concurrently calls f on n goroutines.
func Concurrently(f py.Object, n int) (int, error) {
	var wg sync.WaitGroup
	results, errs := make([]int, n), make([]error, n)
	for i := range n {
		wg.Go(func() {
			o, err := f.Call(i)
			if err == nil {
				results[i], err = o.Int()
			}
			errs[i] = err
		})
	}
	wg.Wait()
	total := 0
	for _, x := range results {
		total += x
	}
	return total, errors.Join(errs...)
}

// Each calls back with objects.
func Each(f func(o py.Object) (py.Object, error), objects ...py.Object) ([]py.Object, error) {
	var out []py.Object
	for _, o := range objects {
		x, err := f(o)
		if err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, nil
}

// AsYAML is what an encoder of YAML asks of a value.
func AsYAML(v any) (any, error) {
	m, ok := v.(interface{ MarshalYAML() (any, error) })
	if !ok {
		return nil, errors.New("it does not say")
	}
	return m.MarshalYAML()
}

// ObjectAsYAML is the same of an object.
func ObjectAsYAML(o py.Object) (string, error) {
	v, err := AsYAML(o)
	return fmt.Sprint(v), err
}
