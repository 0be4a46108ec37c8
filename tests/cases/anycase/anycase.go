// Package anycase has values of any type in every place where a value can stand.
package anycase

import (
	"bytes"
	"context"
	"database/sql/driver"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"math/big"
	"net/netip"
	"reflect"
	"sort"
	"strings"
	"sync"
	"text/template"
	"time"
)

// Same returns what it gets.
func Same(v any) any { return v }

// TypeOf is the Go type of a value.
func TypeOf(v any) string { return fmt.Sprintf("%T", v) }

// Show is a value as fmt prints it.
func Show(v any) string { return fmt.Sprintf("%v", v) }

// Types are those of its arguments.
func Types(values ...any) []string {
	types := make([]string, len(values))
	for i, v := range values {
		types[i] = TypeOf(v)
	}
	return types
}

// JSON encodes by reflection.
func JSON(v any) (string, error) {
	b, err := json.Marshal(v)
	return string(b), err
}

// XML encodes by reflection too.
func XML(v any) (string, error) {
	b, err := xml.Marshal(v)
	return string(b), err
}

// Parse decodes to whatever there is.
func Parse(text string) (v any, err error) {
	err = json.Unmarshal([]byte(text), &v)
	return v, err
}

// A Point is passed by value.
type Point struct {
	X float64 `json:"x"`
	Y float64 `json:"y,omitempty"`
}

// A Person is passed by pointer.
type Person struct {
	Name string         `json:"name"`
	Age  int            `json:"age"`
	Tags []string       `json:"tags,omitempty"`
	More map[string]any `json:"more,omitempty"`
	Any  any            `json:"any,omitempty"`
}

// NewPerson makes one.
func NewPerson(name string) *Person { return &Person{Name: name} }

// Greet is for templates.
func (p *Person) Greet(word string) string { return word + ", " + p.Name }

// SetName changes a person.
func SetName(v any, name string) bool {
	p, ok := v.(*Person)
	if ok {
		p.Name = name
	}
	return ok
}

// A Level is a number.
type Level int8

// Double is twice the level.
func (l Level) Double() Level { return 2 * l }

// A Color is an enum.
type Color string

const (
	ColorRed  Color = "red"
	ColorBlue Color = "blue"
)

// Names is a box.
type Names []string

// Cells is a row of a table.
type Cells []any

// A Shape has an area.
type Shape interface{ Area() float64 }

type square struct{ side float64 }

func (s square) Area() float64  { return s.side * s.side }
func (s square) String() string { return fmt.Sprint("square of ", s.side) }

type secret struct{ n int }

// Squares are Shapes of a type that is not exported.
func Squares(n float64) any { return square{n} }

// Secret is of a type that is not exported, and has no methods.
func Secret(n int) any { return secret{n} }

// Reveal takes a secret back.
func Reveal(v any) (int, error) {
	s, ok := v.(secret)
	if !ok {
		return 0, fmt.Errorf("a %T is no secret", v)
	}
	return s.n, nil
}

// Area takes a Shape out of an any.
func Area(v any) float64 {
	if s, ok := v.(Shape); ok {
		return s.Area()
	}
	return -1
}

// Make makes a value by the name of its kind.
func Make(what string) any {
	n, text := 7, "text"
	switch what {
	case "nil":
		return nil
	case "bool":
		return true
	case "int8":
		return int8(-8)
	case "uint64":
		return uint64(1<<63 + 1)
	case "int64":
		return int64(-1 << 62)
	case "float32":
		return float32(1.5)
	case "complex":
		return complex(1, 2)
	case "bytes":
		return []byte("b\x00c")
	case "array":
		return [2]string{"a", "b"}
	case "byteArray":
		return [3]byte{1, 2, 3}
	case "ints":
		return []int{1, 2, 3}
	case "floats":
		return []float64{1, 2.5}
	case "strings":
		return []string{"a", "b"}
	case "nested":
		return map[string][]map[int]string{"a": {{1: "x"}, {}}}
	case "set":
		return map[string]struct{}{"a": {}, "b": {}}
	case "clock":
		t, _ := time.Parse(time.TimeOnly, "07:32:00")
		return []any{t, &t, 1}
	case "time":
		return time.Date(2024, 5, 6, 7, 8, 9, 1000, time.UTC)
	case "timePointer":
		t := time.Date(2024, 5, 6, 7, 8, 9, 1000, time.UTC)
		return &t
	case "duration":
		return 90 * time.Second
	case "big":
		return new(big.Int).Lsh(big.NewInt(1), 100)
	case "rat":
		return big.NewRat(1, 3)
	case "real":
		return big.NewFloat(0.1)
	case "intPointer":
		return &n
	case "textPointer":
		return &text
	case "nilPointer":
		return (*int)(nil)
	case "nilPerson":
		return (*Person)(nil)
	case "nilSlice":
		return []any(nil)
	case "nilMap":
		return map[string]any(nil)
	case "point":
		return Point{1, 2}
	case "pointPointer":
		return &Point{1, 2}
	case "points":
		return []Point{{1, 2}, {3, 4}}
	case "persons":
		return map[string]*Person{"a": {Name: "Ann"}}
	case "level":
		return Level(3)
	case "color":
		return ColorBlue
	case "names":
		return Names{"a"}
	case "struct":
		return struct {
			A int
			B []Level
			c string
		}{1, []Level{2}, "hidden"}
	case "func":
		return func(s string, n int) string { return strings.Repeat(s, n) }
	case "unboundFunc":
		return func(unsafe *sync.Mutex) {}
	case "chan":
		return make(chan int)
	case "month":
		return time.May
	case "number":
		return json.Number("12")
	case "header":
		return map[string][]string{"A": {"b"}}
	case "error":
		return errors.New("an error")
	case "cycle":
		all := make([]any, 2)
		all[0], all[1] = all, all
		return all
	case "keys":
		return map[any]any{1: "int", "a": "text", 2.5: "float", [2]any{1, "x"}: "tuple", nil: "nil", [2]byte{1, 2}: "bytes"}
	}
	return what
}

// Repeat is what Make has among its funcs.
var Repeat func(s string, n int) string = strings.Repeat

// Drain reads what can be read.
func Drain(v any) (string, error) {
	r, ok := v.(io.Reader)
	if !ok {
		return "no reader", nil
	}
	b, err := io.ReadAll(r)
	return string(b), err
}

// Fill writes to what can be written to, and says whether that seeks.
func Fill(v any, text string) (wrote, seeks bool, err error) {
	w, ok := v.(io.Writer)
	if ok {
		_, err = io.WriteString(w, text)
	}
	_, seeks = v.(io.Seeker)
	return ok, seeks, err
}

// Stored is the Go type of a driver.Value.
func Stored(v driver.Value) string { return TypeOf(v) }

// Value is a driver.Value.
func Value(v driver.Value) driver.Value { return v }

// Whatever is an interface that every value implements.
type Whatever interface{}

// What takes one.
func What(w Whatever, list []Whatever) (Whatever, []Whatever) { return w, list }

// Global is a variable.
var Global any = 1

// Globals is one that holds them.
var Globals = map[string]any{"a": 1}

// Slice, Map, Array and Keyed are of any.
func Slice(v []any) []any                     { return v }
func Map(v map[string]any) map[string]any     { return v }
func Array(v [2]any) [2]any                   { return v }
func Keyed(v map[any]int) map[any]int         { return v }
func Set(v map[any]struct{}) map[any]struct{} { return v }
func Optional(v *any) *any                    { return v }

// Keys lists the keys of a map with their types.
func Keys(v map[any]any) []string {
	var keys []string
	for k := range v {
		keys = append(keys, fmt.Sprintf("%T", k))
	}
	sort.Strings(keys)
	return keys
}

// Each calls a function with each value.
func Each(values []any, f func(i int, v any) any) []any {
	var all []any
	for i, v := range values {
		all = append(all, f(i, v))
	}
	return all
}

// Seq gives values.
func Seq(values ...any) iter.Seq[any] {
	return func(yield func(any) bool) {
		for _, v := range values {
			if !yield(v) {
				return
			}
		}
	}
}

// Chan gives values.
func Chan(values ...any) <-chan any {
	c := make(chan any, len(values))
	for _, v := range values {
		c <- v
	}
	close(c)
	return c
}

// Count counts what it gets.
func Count(values iter.Seq[any]) (n int) {
	for range values {
		n++
	}
	return n
}

// Call calls what it holds.
func Call(f any, args ...any) (any, error) {
	switch f := f.(type) {
	case func(...any) (any, error):
		return f(args...)
	case func(string, int) string:
		return f(args[0].(string), args[1].(int)), nil
	}
	return nil, fmt.Errorf("a %T can't be called", f)
}

// Execute fills in a template.
func Execute(text string, data any, funcs map[string]any) (string, error) {
	t, err := template.New("").Funcs(funcs).Parse(text)
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	err = t.Execute(&b, data)
	return b.String(), err
}

// Tags are the tags of the fields of a struct, or of what points to one.
func Tags(v any) []string {
	t := reflect.TypeOf(v)
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	var tags []string
	for i := range t.NumField() {
		tags = append(tags, t.Field(i).Tag.Get("json"))
	}
	return tags
}

// Later calls back from another goroutine.
func Later(ctx context.Context, f any) (any, error) {
	var v any
	var err error
	done := make(chan struct{})
	go func() {
		defer close(done)
		v, err = Call(f, "later")
	}()
	select {
	case <-done:
		return v, err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Equal is Go's == of two.
func Equal(a, b any) bool { return a == b }

// Unwrap is the text of an error.
func Unwrap(v any) string {
	if err, ok := v.(error); ok {
		return err.Error()
	}
	return ""
}

// ErrKnown is a variable.
var ErrKnown = errors.New("known")

// A Problem is an error of a type.
type Problem struct{ Code int }

func (p *Problem) Error() string { return fmt.Sprint("problem ", p.Code) }

// A Coded is an interface of errors.
type Coded interface {
	error
	Number() int
}

type coded int

func (c coded) Error() string { return fmt.Sprint("coded ", int(c)) }
func (c coded) Number() int   { return int(c) }

// Failure is an error by its kind.
func Failure(what string) any {
	switch what {
	case "known":
		return ErrKnown
	case "wrapped":
		return fmt.Errorf("wrapped: %w", ErrKnown)
	case "problem":
		return &Problem{3}
	case "coded":
		return coded(4)
	}
	return errors.New(what)
}

// IsKnown asks errors.Is.
func IsKnown(v any) bool {
	err, ok := v.(error)
	return ok && errors.Is(err, ErrKnown)
}

var kept []any

// Keep and Kept hold values between calls.
func Keep(values ...any) { kept = values }
func Kept() []any        { return kept }

// ParseTo decodes to what a pointer leads to.
func ParseTo(text string, to any) error { return json.Unmarshal([]byte(text), to) }

// Row takes a pointer to a slice, as some do.
func Row(p any) (int, error) {
	v := reflect.ValueOf(p)
	if v.Kind() != reflect.Pointer || v.Elem().Kind() != reflect.Slice {
		return 0, fmt.Errorf("a pointer to a slice is wanted, not a %T", p)
	}
	return v.Elem().Len(), nil
}

// Reflect returns what it gets.
func Reflect(v reflect.Value) reflect.Value { return v }

// Field is a field of a struct by its number.
func Field(v reflect.Value, i int) reflect.Value {
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	return v.Field(i)
}

// Apply calls a function by reflection.
func Apply(f func(reflect.Value) any, v any) any { return f(reflect.ValueOf(v)) }

// Hold gives what can't be an any.
func Hold() reflect.Value { return reflect.ValueOf(struct{ n int }{1}).Field(0) }

// Extend appends to what a pointer leads to; it insists on one.
func Extend(to any, values ...any) error {
	if k := reflect.TypeOf(to); to == nil || k.Kind() != reflect.Ptr {
		return fmt.Errorf("a pointer is wanted, not a %T", to)
	}
	switch p := reflect.ValueOf(to).Interface().(type) {
	case *[]any:
		*p = append(*p, values...)
	case *map[string]any:
		*p = map[string]any{"all": values}
	case *[]float64:
		(*p)[0] = 7
	}
	return nil
}

// Tolerant takes lists itself.
func Tolerant(v any) (int, error) {
	switch v := v.(type) {
	case []any:
		return len(v), nil
	}
	if p := reflect.ValueOf(v); p.Kind() != reflect.Pointer {
		return 0, errors.New("no pointer")
	}
	return -1, nil
}

// Addr and Prefix name types that Python has too.
func Addr(text string) (netip.Addr, error)     { return netip.ParseAddr(text) }
func Prefix(text string) (netip.Prefix, error) { return netip.ParsePrefix(text) }

// Addresses gives some as any.
func Addresses() []any {
	a := netip.MustParseAddr("10.0.0.1")
	return []any{a, &a, netip.MustParsePrefix("10.0.0.0/8"), []netip.Addr{a}}
}

// Unnamed has a class by its place.
func Unnamed() struct{ Width int } { return struct{ Width int }{3} }

// UnnamedAny is such a value, one of another type, and an empty one.
func UnnamedAny() []any {
	return []any{struct{ Width int }{4}, &struct{ Width int }{5}, struct{ Depth int }{6}, struct{}{}}
}

// A Null is what a database writes to.
type Null struct {
	Text  string
	Valid bool
}

func (n *Null) Scan(v any) error {
	n.Text, n.Valid = v.(string)
	return nil
}

// Value is what it holds.
func (n Null) Value() (any, error) { return n.Text, nil }

// ScanTo writes to a pointer that has Scan.
func ScanTo(v any, text string) error { return v.(interface{ Scan(any) error }).Scan(text) }

// A Date is a value, though it is decoded by its pointer.
type Date struct{ Year, Month int }

// String is its text.
func (d Date) String() string { return fmt.Sprintf("%d-%d", d.Year, d.Month) }

// UnmarshalText reads it.
func (d *Date) UnmarshalText(text []byte) error {
	_, err := fmt.Sscanf(string(text), "%d-%d", &d.Year, &d.Month)
	return err
}

// Numbered gives each value the number of the one in seen that it is, by Go's ==.
func Numbered(seen []any, values ...any) []int {
	at := map[any]int{}
	for i, v := range seen {
		at[v] = i
	}
	var all []int
	for _, v := range values {
		i, ok := at[v]
		if !ok {
			i = -1
		}
		all = append(all, i)
	}
	return all
}
