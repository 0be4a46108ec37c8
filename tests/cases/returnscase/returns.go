// Package returnscase has functions whose results can be nil, or can't, and some whose last
// result says whether the others count.
package returnscase

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"
	"sync"
)

// ErrNotFound is what Store.Get returns where there is no such entry.
var ErrNotFound = errors.New("returnscase: not found")

// An Entry is what a Store keeps.
type Entry struct {
	Name   string
	Parent *Entry
	// Owner is set wherever the code of this package makes an Entry.
	//py:notnil
	Owner *Owner
}

// An Owner owns entries.
type Owner struct{ Name string }

// Default is set when the package begins.
var Default = &Owner{"nobody"}

// Last is not.
var Last *Entry

// A Store keeps entries by name.
type Store struct {
	mu      sync.Mutex
	entries map[string]*Entry
	first   *Entry
	log     *Entry
}

// NewStore makes a Store.
func NewStore() *Store { return &Store{entries: map[string]*Entry{}} }

// Open is NewStore with an error.
func Open(name string) (*Store, error) {
	if name == "" {
		return nil, errors.New("no name")
	}
	s := NewStore()
	if err := s.add(name); err != nil {
		return nil, fmt.Errorf("open: %w", err)
	}
	return s, nil
}

// OpenOld gives nil without an error.
func OpenOld(name string) (*Store, error) {
	if name == "" {
		return nil, nil
	}
	return Open(name)
}

func (s *Store) add(name string) error {
	if name == "bad" {
		return errors.New("bad name")
	}
	e := &Entry{Name: name, Owner: Default}
	s.entries[name] = e
	if s.first == nil {
		s.first = e
	}
	return nil
}

// Add adds entries, and is chained.
func (s *Store) Add(names ...string) *Store {
	for _, name := range names {
		_ = s.add(name)
	}
	return s
}

// Get gives an entry or an error.
func (s *Store) Get(name string) (*Entry, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if e, ok := s.entries[name]; ok {
		return e, nil
	}
	return nil, fmt.Errorf("get %s: %w", name, ErrNotFound)
}

// Find says by a bool whether there is one; the bool has no name.
func (s *Store) Find(name string) (*Entry, bool) {
	e, err := s.Get(name)
	return e, err == nil
}

// Lookup gives nil if there is none.
func (s *Store) Lookup(name string) *Entry { return s.entries[name] }

// First gives nil while there is none.
func (s *Store) First() *Entry { return s.first }

// Log is made at the first call.
func (s *Store) Log() *Entry {
	if s.log == nil {
		s.log = &Entry{Name: "log", Owner: Default}
	}
	return s.log
}

// All gives the entries in order.
func (s *Store) All() []*Entry {
	var all []*Entry
	for _, e := range s.entries {
		all = append(all, e)
	}
	slices.SortFunc(all, func(a, b *Entry) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// Each goes over them.
func (s *Store) Each() iter.Seq2[int, *Entry] {
	return func(yield func(int, *Entry) bool) {
		for i, e := range s.All() {
			if !yield(i, e) {
				return
			}
		}
	}
}

// Visit calls f for each.
func (s *Store) Visit(f func(*Entry)) {
	for _, e := range s.All() {
		f(e)
	}
}

// A Slot may hold nothing.
type Slot struct{ N int }

// Slots has nil among its items.
func Slots(n int) []*Slot {
	all := []*Slot{nil}
	for i := range n {
		all = append(all, &Slot{i})
	}
	return all
}

// Parent follows a field.
func Parent(e *Entry) *Entry { return e.Parent }

// Sized gives an int by a pointer, always.
func Sized(n int) *int { return &n }

// Positive gives one or nil.
func Positive(n int) *int {
	if n > 0 {
		return &n
	}
	return nil
}

// Adder gives a function.
func Adder(n int) func(int) int { return func(x int) int { return x + n } }

// A Shape has an area.
type Shape interface{ Area() float64 }

// A Square is a Shape.
type Square struct{ Side float64 }

// Area implements Shape.
func (s *Square) Area() float64 { return s.Side * s.Side }

// Unit gives an interface.
func Unit() Shape { return &Square{1} }

// ShapeOf gives none for other kinds.
func ShapeOf(kind string) Shape {
	if kind == "square" {
		return &Square{2}
	}
	return nil
}

// Text gives a reader.
func Text(s string) io.Reader { return strings.NewReader(s) }

// File opens a file.
func File(name string) (*os.File, error) { return os.Open(name) }

// Recovered gives nil after a panic.
func Recovered(fail bool) *Owner {
	defer func() { _ = recover() }()
	if fail {
		panic("fail")
	}
	return Default
}

var hidden = map[string]*Owner{"a": Default}

// Trusted is never nil for the names that its author passes.
//
//py:notnil
func Trusted(name string) *Owner { return hidden[name] }

// Doubted is never nil today.
//
//py:nil
func Doubted() *Owner { return Default }

// Count looks a number up.
func Count(m map[string]int, key string) (int, bool) {
	v, found := m[key]
	return v, found
}

// CountAgain is Count.
func CountAgain(m map[string]int, key string) (int, bool) { return Count(m, key) }

// Longest gives the longest text.
func Longest(all []string) (string, int, bool) {
	at := -1
	for i, s := range all {
		if at < 0 || len(s) > len(all[at]) {
			at = i
		}
	}
	if at < 0 {
		return "", 0, false
	}
	return all[at], at, true
}

// CutPrefix gives the text even where there is no prefix.
func CutPrefix(s, prefix string) (string, bool) {
	if !strings.HasPrefix(s, prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// Sign gives two values.
func Sign(n int) (int, bool) { return max(n, -n), n < 0 }

// Kept would be None where it is false.
//
//py:tuple
func Kept(m map[string]int, key string) (int, bool) { return Count(m, key) }

// Chosen gives a rest that nobody wants.
//
//py:optional
func Chosen(s string) (string, bool) { return CutPrefix(s, "x") }

// Switches are two bools.
func Switches(m map[string]bool, key string) (bool, bool) {
	v, found := m[key]
	return v, found
}

// A Getter is an interface whose method has a bool without a name.
type Getter interface {
	Item(key string) (int, bool)
}

// Items has the method as the interface has it.
type Items struct{ N map[string]int }

// Item implements Getter.
func (i *Items) Item(key string) (int, bool) {
	v, found := i.N[key]
	return v, found
}

// GetterOf gives it as the interface.
func GetterOf(i *Items) Getter { return i }

// ---- bytes of which nil says that there is nothing ----

// A Cabinet has bytes by name.
type Cabinet struct{ files map[string][]byte }

// NewCabinet has a file "full" and an empty one.
func NewCabinet() *Cabinet {
	return &Cabinet{map[string][]byte{"full": []byte("text"), "empty": {}}}
}

// Get returns nil if there is no such file.
func (c *Cabinet) Get(name string) []byte {
	if data, ok := c.files[name]; ok {
		return data
	}
	return nil
}

// Entry gives name and content of the file at a place. Behind the last, a nil name and content are returned.
func (c *Cabinet) Entry(at int) (name, content []byte) {
	if at > 0 {
		return nil, nil
	}
	return []byte("empty"), []byte{}
}

// Read returns nil if there is no such file, as it returns nil for large ones.
func (c *Cabinet) Read(name string) ([]byte, error) {
	if name == "" {
		return nil, errors.New("returnscase: no name")
	}
	return c.Get(name), nil
}

// Pack gives nothing for nothing, and says so nowhere.
func Pack(data []byte) []byte {
	if len(data) == 0 {
		return nil
	}
	return bytes.ToUpper(data)
}

// Packed is Pack.
//
//py:nil
func Packed(data []byte) []byte { return Pack(data) }

// Unpacked returns nil if there is nothing.
//
//py:notnil
func Unpacked(data []byte) []byte { return Pack(data) }

// A Finder finds.
type Finder interface {
	// Find returns nil if it finds nothing.
	Find(name string) []byte
}

// Find is Get.
func (c *Cabinet) Find(name string) []byte { return c.Get(name) }

// FinderOf is c itself.
func FinderOf(c *Cabinet) Finder { return c }

// Found asks any.
func Found(f Finder, name string) int { return len(f.Find(name)) }

// found is generic, and says by a bool what its zero value says.
func found[T any](all []T, fits func(T) bool) (v T, ok bool) {
	for _, v := range all {
		if fits(v) {
			return v, true
		}
	}
	return
}

func foundOr[T any](all []T, fits func(T) bool) T {
	v, _ := found(all, fits)
	return v
}

func same[T any](v T) T { return v }

// OwnerNamed is nil where there is none.
func OwnerNamed(name string) *Owner {
	return foundOr([]*Owner{{Name: "a"}}, func(o *Owner) bool { return o.Name == name })
}

// OwnerFor asks before.
func OwnerFor(name string) *Owner {
	if o, ok := found([]*Owner{{Name: "a"}}, func(o *Owner) bool { return o.Name == name }); ok {
		return o
	}
	return &Owner{Name: name}
}

// OwnerSame goes through a generic function that gives back what it got.
func OwnerSame() *Owner { return same(&Owner{}) }
