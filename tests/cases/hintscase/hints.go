// Package hintscase has names that Python has too: builtins, the names of its own members, and
// of modules that stubs import. None of them may change what an annotation means.
package hintscase

import (
	"errors"
	"iter"
	"strings"
)

// A Row has a field for each of Python's builtin types.
type Row struct {
	Int      int
	Str      string
	Float    float64
	Bool     bool
	Bytes    []byte
	List     []int
	Dict     map[string]int
	Set      map[string]struct{}
	Tuple    [2]int
	Object   any
	Type     string
	Property string
	Complex  complex128
	Builtins string
	Typing   string
	Self     string
	Cls      int
}

// Classmethod is called as a decorator is.
func (r *Row) Classmethod() int { return r.Int }

// Staticmethod too.
func (r *Row) Staticmethod() []string { return []string{r.Str} }

// Overload too.
func (r *Row) Overload() map[string]int { return r.Dict }

// Exception gives an error as a value.
func (r *Row) Exception() error { return errors.New("x") }

// Range and Frozenset take what they are called.
func (r *Row) Range(list []int, dict map[string]int) (int, string) {
	return len(list) + len(dict), r.Str
}

// Frozenset is a set.
func (r *Row) Frozenset() map[string]struct{} { return r.Set }

// Rows has methods alone, named as builtins.
type Rows struct{ rows []*Row }

// NewRows makes some.
func NewRows(n int) *Rows {
	r := &Rows{}
	for i := range n {
		r.rows = append(r.rows, &Row{Int: i, Str: strings.Repeat("x", i)})
	}
	return r
}

// Int is of a row.
func (r *Rows) Int(at int) int { return r.rows[at].Int }

// Str is of a row.
func (r *Rows) Str(at int) string { return r.rows[at].Str }

// List gives all.
func (r *Rows) List() []*Row { return r.rows }

// Dict gives all by their text.
func (r *Rows) Dict() map[string]*Row {
	byText := map[string]*Row{}
	for _, row := range r.rows {
		byText[row.Str] = row
	}
	return byText
}

// Bool says whether there is a row.
func (r *Rows) Bool() bool { return len(r.rows) > 0 }

// Bytes gives the texts.
func (r *Rows) Bytes() []byte { return []byte(r.Str(0)) }

// Object is anything.
func (r *Rows) Object(value any) any { return value }

// Type has a type in its name.
func (r *Rows) Type() (string, bool) { return "rows", true }

// Property is a pair.
func (r *Rows) Property() (int, string) { return len(r.rows), "rows" }

// Each goes over the rows.
func (r *Rows) Each() iter.Seq2[int, *Row] {
	return func(yield func(int, *Row) bool) {
		for i, row := range r.rows {
			if !yield(i, row) {
				return
			}
		}
	}
}

// reader is not exported, so its class is called as the method of Source that gives it.
type reader struct{ left int }

// Next is what is left.
func (r *reader) Next() int { r.left--; return r.left }

// A Source gives readers.
type Source struct{ Size int }

// Reader gives one.
func (s *Source) Reader() *reader { return &reader{s.Size} }

// Readers gives some.
func (s *Source) Readers(first *reader) []*reader { return []*reader{first, s.Reader()} }

// Level has methods that its values have in Python for themselves.
type Level int

// The levels.
const (
	Low Level = iota
	High
)

// Value is the number, twice.
func (l Level) Value() int { return int(l) * 2 }

// Name is a name.
func (l Level) Name() string { return [...]string{"low", "high"}[l] }

// Real is no attribute here.
func (l Level) Real() string { return "really " + l.Name() }

// Conjugate takes an argument.
func (l Level) Conjugate(with string) string { return with + l.Name() }

// Mode is text with methods of a str.
type Mode string

// The modes.
const (
	Fast Mode = "fast"
	Slow Mode = "slow"
)

// Value is the length.
func (m Mode) Value() int { return len(m) }

// Split has no arguments.
func (m Mode) Split() []Mode { return []Mode{m} }

// A Word is text with methods of a str.
type Word string

// Split has no arguments.
func (w Word) Split() []string { return strings.Split(string(w), "") }

// Upper is as the one of str.
func (w Word) Upper() string { return strings.ToUpper(string(w)) }

// Count counts all.
func (w Word) Count() int { return len(w) }

// Index takes a number.
func (w Word) Index(at int) string { return string(w[at]) }

// Str is the text.
func (w Word) Str() string { return string(w) }

// An Amount is a number with methods of a float.
type Amount float64

// Hex has another result.
func (a Amount) Hex() int { return int(a) }

// IsInteger is as the one of float.
func (a Amount) IsInteger() bool { return true }

// Imag is a method.
func (a Amount) Imag() float64 { return float64(a) }

// A Values is a box with methods of what it is over.
type Values map[string]int

// Keys is a list.
func (v Values) Keys() []string { return []string{"k"} }

// Get has no default.
func (v Values) Get(key string) (int, bool) { n, ok := v[key]; return n, ok }

// Int, Str, List, Dict, Bool, Bytes, Property, Type and Builtins are functions.
func Int(text string) int { return len(text) }

// Str is one of the functions.
func Str(n int) string { return strings.Repeat("x", n) }

// List is one of the functions.
func List(n int) []int { return make([]int, n) }

// Dict is one of the functions.
func Dict(rows []*Row) map[string]*Row { return map[string]*Row{rows[0].Str: rows[0]} }

// Bool is one of the functions.
func Bool(n int) bool { return n > 0 }

// Bytes is one of the functions.
func Bytes(text string) []byte { return []byte(text) }

// Property is one of the functions.
func Property(r *Row) *Row { return r }

// Type is one of the functions.
func Type(value any) string { return "" }

// Object is one of the functions.
func Object() any { return 1 }

// Builtins is the name of a module.
func Builtins() []string { return []string{"len"} }

// Typing is another.
func Typing() bool { return true }

// Classmethod is a decorator in Python.
func Classmethod(f func(int) string) string { return f(1) }

// Hintscase is called as the package.
func Hintscase() int { return 1 }

// AttributeError is what Python raises for names that are missing.
type AttributeError struct{ Attribute string }

// Exception is the base of exceptions in Python.
type Exception struct{ Code int }

func (e *Exception) Error() string { return "exception" }

// RuntimeError is an exception in Python.
type RuntimeError struct{ Cause *Exception }

func (e RuntimeError) Error() string { return "at run time" }

func (e RuntimeError) Unwrap() error { return e.Cause }

// Throw fails with both.
func Throw(code int) error { return RuntimeError{&Exception{code}} }

// Set is a set in Python.
var Set = map[string]struct{}{"a": {}}

// Tuple is a tuple in Python.
var Tuple = [2]int{1, 2}

// A R_REG is a register. Its constants have its name before theirs, as in C.
type R_REG int

const (
	R_REG_A R_REG = iota
	R_REG_7
	R_REG9
	R_REG_
)
