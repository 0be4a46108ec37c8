//go:build go1.25

package rt

import (
	"fmt"
	"iter"
	"unsafe"
)

// An Object is a Python object that Go holds: an int, a function, a module,
// None. It is freed when nothing in Go reaches it any more. The zero Object is
// None. Each of its methods takes the GIL for the time it needs, on any
// goroutine. Their errors are Python's exceptions, as *Error.
//
// Where Python values are wanted, any Go value of these types is taken: nil,
// Object, Str, bools, numbers, *big.Int, strings, []byte, slices, arrays and
// maps of these.
type Object struct{ ref *reference }

// Import imports a module: Import("os.path") is the module os.path.
func Import(name string) (Object, error) {
	// __import__("a.b") is a; sys.modules has a.b.
	if _, err := operateObject(opImport, Object{}, name); err != nil {
		return Object{}, err
	}
	sys, err := operateObject(opImport, Object{}, "sys")
	if err != nil {
		return Object{}, err
	}
	modules, err := sys.Attr("modules")
	if err != nil {
		return Object{}, err
	}
	return modules.Item(name)
}

// From makes a Python object of a Go value.
func From(v any) (Object, error) { return operateObject(opMake, Object{}, v) }

// IsNone reports whether o is None.
func (o Object) IsNone() bool { return o.ref == nil }

// Is reports whether o and p are the same object.
func (o Object) Is(p Object) bool {
	return o.ref == p.ref || o.ref != nil && p.ref != nil && o.ref.object == p.ref.object
}

// EqualObject is Python's ==, for structs that hold objects. An exception is a panic.
func EqualObject(a, b *Object) bool {
	if a.Is(*b) {
		return true
	}
	operator, err := Import("operator")
	must(err)
	is, err := operator.Method("eq", *a, *b)
	must(err)
	equal, err := is.True()
	must(err)
	return equal
}

// HashObject is the same for objects that are equal.
func HashObject(o *Object) uint64 {
	builtins, err := Import("builtins")
	must(err)
	hash, err := builtins.Method("hash", *o)
	must(err)
	n, err := hash.Int()
	must(err)
	return uint64(n)
}

// Call calls o.
func (o Object) Call(args ...any) (Object, error) { return operateObject(opCall, o, tuple(args), nil) }

// CallKeywords calls o with keyword arguments too.
func (o Object) CallKeywords(keywords map[string]any, args ...any) (Object, error) {
	return operateObject(opCall, o, tuple(args), keywords)
}

// Method calls a method of o.
func (o Object) Method(name string, args ...any) (Object, error) {
	m, err := o.Attr(name)
	if err != nil {
		return Object{}, err
	}
	return m.Call(args...)
}

// Attr is o's attribute.
func (o Object) Attr(name string) (Object, error) { return operateObject(opAttr, o, name) }

// SetAttr sets o's attribute.
func (o Object) SetAttr(name string, v any) error {
	_, err := operate(opSetAttr, o, name, v)
	return err
}

// Item is o[key].
func (o Object) Item(key any) (Object, error) { return operateObject(opItem, o, key) }

// SetItem sets o[key].
func (o Object) SetItem(key, v any) error {
	_, err := operate(opSetItem, o, key, v)
	return err
}

// Len is len(o).
func (o Object) Len() (int, error) {
	n, err := operate(opLen, o)
	if err != nil {
		return 0, err
	}
	return int(n.(int64)), nil
}

// All iterates over o. An exception is the last pair's error.
func (o Object) All() iter.Seq2[Object, error] {
	return func(yield func(Object, error) bool) {
		it, err := operateObject(opIter, o)
		for err == nil {
			var v any
			if v, err = operate(opNext, it); err != nil {
				break
			}
			if _, over := v.(end); over {
				return
			}
			next, _ := v.(Object)
			if !yield(next, nil) {
				return
			}
		}
		yield(Object{}, err)
	}
}

// Value is the Go value of an object of one of Python's own types: nil, bool,
// int64 (*big.Int where that is too small), float64, complex128, string,
// []byte, []any, map[any]any. Of any other type it is an Object.
func (o Object) Value() (any, error) { return operate(opValue, o) }

// Int is an int as a Go int.
func (o Object) Int() (int, error) { return valueOf(o, "int", func(v int64) int { return int(v) }) }

// Float is a float.
func (o Object) Float() (float64, error) {
	return valueOf(o, "float", func(v float64) float64 { return v })
}

// Bytes is a copy of bytes.
func (o Object) Bytes() ([]byte, error) {
	return valueOf(o, "bytes", func(v []byte) []byte { return v })
}

// Text is a copy of a str.
func (o Object) Text() (string, error) { return valueOf(o, "str", func(v string) string { return v }) }

// True is bool(o).
func (o Object) True() (bool, error) {
	v, err := operate(opTrue, o)
	t, _ := v.(bool)
	return t, err
}

// valueOf wants the value to be of a type.
func valueOf[T, R any](o Object, expected string, as func(T) R) (R, error) {
	v, err := o.Value()
	if err != nil {
		return *new(R), err
	}
	t, ok := v.(T)
	if !ok {
		name, err := operate(opType, o)
		if err != nil {
			return *new(R), err
		}
		return *new(R), Raise("TypeError", fmt.Sprintf("Go expected %s, got %v", expected, name))
	}
	return as(t), nil
}

// TypeName is the name of o's type.
func (o Object) TypeName() (string, error) {
	v, err := operate(opType, o)
	s, _ := v.(string)
	return s, err
}

// String is str(o), for people; where that fails, the error's text.
func (o Object) String() string { return o.text(opStr) }

// GoString is repr(o).
func (o Object) GoString() string { return o.text(opRepr) }

// MarshalJSON is json.dumps(o), for Go code that encodes what it holds.
func (o Object) MarshalJSON() ([]byte, error) {
	text, err := jsonModule("dumps", o)
	if err != nil {
		return nil, err
	}
	return []byte(text.String()), nil
}

// MarshalYAML is what YAML encoders write: the plain value. They would write a struct
// without fields for an object that has none.
func (o Object) MarshalYAML() (any, error) {
	v, err := o.Value()
	if _, opaque := v.(Object); err == nil && opaque {
		name, _ := o.TypeName()
		return nil, Raise("TypeError", fmt.Sprintf("a Python object of class %s has no form in YAML", name))
	}
	return v, err
}

// MarshalText is str(o), for all other encoders, of dates, paths and the like. An object whose
// class says nothing of its own has no text: that of object is no value.
func (o Object) MarshalText() ([]byte, error) {
	says, err := o.hasText()
	if err != nil {
		return nil, err
	}
	if !says {
		name, _ := o.TypeName()
		return nil, Raise("TypeError", fmt.Sprintf("a Python object of class %s has no form as text", name))
	}
	v, err := operate(opStr, o)
	text, _ := v.(string)
	return []byte(text), err
}

// hasText reports whether the class of an object has a str() or a repr() of its own.
func (o Object) hasText() (bool, error) {
	builtins, err := Import("builtins")
	if err != nil {
		return false, err
	}
	class, err := builtins.Method("type", o)
	if err != nil {
		return false, err
	}
	base, err := builtins.Attr("object")
	if err != nil {
		return false, err
	}
	for _, name := range []string{"__str__", "__repr__"} {
		own, err := class.Attr(name)
		if err != nil {
			return false, err
		}
		if inherited, err := base.Attr(name); err != nil || !own.Is(inherited) {
			return true, err
		}
	}
	return false, nil
}

// UnmarshalJSON sets o to json.loads(text).
func (o *Object) UnmarshalJSON(text []byte) (err error) {
	*o, err = jsonModule("loads", string(text))
	return err
}

func jsonModule(function string, arg any) (Object, error) {
	json, err := Import("json")
	if err != nil {
		return Object{}, err
	}
	return json.Method(function, arg)
}

func (o Object) text(op int64) string {
	v, err := operate(op, o)
	if err != nil {
		return err.Error()
	}
	s, _ := v.(string)
	return s
}

// A Str is a Python str that Go holds as it is. Its text is copied when asked
// for.
type Str struct{ object Object }

// Object is the str as an object.
func (s Str) Object() Object { return s.object }

// Len is the number of its characters (code points).
func (s Str) Len() (int, error) {
	if s.object.IsNone() {
		return 0, nil
	}
	return s.object.Len()
}

// UTF8 is its text.
func (s Str) UTF8() (string, error) {
	if s.object.IsNone() {
		return "", nil
	}
	v, err := operate(opStr, s.object) // a subclass of str is no string for Value
	text, _ := v.(string)
	return text, err
}

// Kind is how many bytes Python needs for each of its characters: 1, 2 or 4.
func (s Str) Kind() (int, error) {
	text, err := s.UTF8()
	kind := 1
	for _, c := range text {
		if c > 0xffff {
			return 4, err
		}
		if c > 0xff {
			kind = 2
		}
	}
	return kind, err
}

// String is its text.
func (s Str) String() string { return s.object.textOrEmpty() }

func (o Object) textOrEmpty() string {
	if o.IsNone() {
		return ""
	}
	return o.String()
}

// ReadObject and ReadText read parameters, WriteObject and WriteText write
// results.
func ReadObject(r *Decoder) Object {
	at := uintptr(r.word())
	if at == 0 {
		return Object{}
	}
	return Object{own(at, object)}
}

func ReadText(r *Decoder) Str { return Str{ReadObject(r)} }

func WriteObject(w *Encoder, o Object) {
	if o.ref == nil {
		w.word(0)
		w.word(noHandle)
		return
	}
	w.word(uint64(o.ref.object))
	w.word(handles.hold(unsafe.Pointer(o.ref)))
}

func WriteText(w *Encoder, s Str) { WriteObject(w, s.object) }
