package lentcase

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

// What Go gets by a pointer.

// Push appends through a pointer.
func Push(items *[]string, more ...string) { *items = append(*items, more...) }

// Pop takes the last item.
func Pop(items *[]int) (int, error) {
	s := *items
	if len(s) == 0 {
		return 0, fmt.Errorf("empty")
	}
	*items = s[:len(s)-1]
	return s[len(s)-1], nil
}

// Fill writes items, and leaves the slice.
func Fill(items *[]float64, x float64) {
	for i := range *items {
		(*items)[i] = x
	}
}

// Rows appends a row and extends the first one.
func Rows(rows *[][]int) {
	(*rows)[0] = append((*rows)[0], 9)
	*rows = append(*rows, []int{len(*rows)})
}

// Sum only reads.
func Sum(items *[]int) (n int) {
	if items != nil {
		for _, x := range *items {
			n += x
		}
	}
	return n
}

// Grow appends bytes.
func Grow(b *[]byte, text string) { *b = append(*b, text...) }

// Corner writes to an array.
func Corner(at *[3]int) { at[1] = 7 }

// Digest writes to an array of bytes.
func Digest(sum *[4]byte) { copy(sum[:], "abcd") }

// Tally counts words into a map behind a pointer, which it makes if it must.
func Tally(counts *map[string]int, text string) {
	if *counts == nil {
		*counts = map[string]int{}
	}
	for _, w := range strings.Fields(text) {
		(*counts)[w]++
	}
}

// Reset puts another map there.
func Reset(counts *map[string]int) { *counts = map[string]int{"new": 1} }

// Seen adds to a set.
func Seen(set *map[string]struct{}, word string) { (*set)[word] = struct{}{} }

// Incr adds to a number.
func Incr(n *int) { *n++ }

// Incr8 adds to a small number, with a result.
func Incr8(n *int8, by int8) int8 { *n += by; return *n }

// Limit writes only where the number is too large.
func Limit(n *int, most int) bool {
	if *n > most {
		*n = most
		return true
	}
	return false
}

// Trim writes text.
func Trim(text *string) { *text = strings.TrimSpace(*text) }

// Twice only reads.
func Twice(n *int) int {
	if n == nil {
		return -1
	}
	return 2 * *n
}

// Later is a time an hour later.
func Later(t *time.Time) { *t = t.Add(time.Hour) }

// A Mode is on or off.
type Mode int

const (
	Off Mode = iota
	On
)

// Switch writes an enum.
func Switch(m *Mode) { *m = 1 - *m }

// Double writes to a number that Go passes by pointer.
func DoubleBig(n *big.Int) { n.Lsh(n, 1) }

// AddBig writes to the first only.
func AddBig(z, x *big.Int) *big.Int { z.Add(z, x); return new(big.Int).Set(z) }

// Bits only reads.
func Bits(n *big.Int) int { return n.BitLen() }

// Half writes a fraction.
func Half(r *big.Rat) { r.Mul(r, big.NewRat(1, 2)) }

// A Leaf is a struct.
type Leaf struct{ Name string }

// Find sets a pointer to a pointer.
func Find(out **Leaf, name string) bool {
	if name == "" {
		return false
	}
	*out = &Leaf{name}
	return true
}

// Decode writes to an any.
func Decode(text string, out *any) error { return json.Unmarshal([]byte(text), out) }

// A Binder keeps pointers.
type Binder struct {
	n     *int
	names *[]string
}

// Bind keeps a pointer.
func (b *Binder) Bind(n *int) { b.n = n }

// BindNames keeps a pointer.
func (b *Binder) BindNames(names *[]string) { b.names = names; *names = append(*names, "bound") }

// Bump writes to what was bound.
func (b *Binder) Bump() {
	if b.n != nil {
		*b.n++
	}
	if b.names != nil {
		*b.names = append(*b.names, "bumped")
	}
}

// Bound is what was bound.
func (b *Binder) Bound() int { return *b.n }

// A Scanner scans.
type Scanner interface {
	Scan(n *int, words *[]string) error
}

type scanner struct{}

func (scanner) Scan(n *int, words *[]string) error {
	*n = 5
	*words = append(*words, "five")
	return nil
}

// NewScanner is one.
func NewScanner() Scanner { return scanner{} }

// ScanWith calls a method of an interface.
func ScanWith(s Scanner, n *int, words *[]string) error { return s.Scan(n, words) }

// Adder is a function that writes.
func Adder() func(n *int) { return func(n *int) { *n += 10 } }

// Scale is generic.
func Scale[T int | float64](n *T, by T) { *n *= by }

// Put is generic over anything.
func Put[T any](p *T, v T) { *p = v }

// AppendTo is generic over items.
func AppendTo[T any](s *[]T, v T) { *s = append(*s, v) }

// Each writes to each.
func Each(ns []*int) {
	for _, n := range ns {
		*n += 1
	}
}

// All writes to each.
func All(ns ...*int) {
	for _, n := range ns {
		*n += 1
	}
}

// SameAny returns what an any holds as a pointer to an int.
func SameAny(v any) bool {
	n, ok := v.(*int)
	if ok {
		*n += 100
	}
	return ok
}

// FailAfterPush writes, and fails.
func FailAfterPush(items *[]string) error {
	*items = append(*items, "x")
	return fmt.Errorf("failed")
}

// PanicAfterPush writes, and panics.
func PanicAfterPush(items *[]string) {
	*items = append(*items, "x")
	panic("after")
}

// Keys returns the keys, and clears the map.
func Keys(m *map[string][]int) []string {
	keys := slices.Sorted(maps.Keys(*m))
	clear(*m)
	return keys
}

// Upgrade writes to a struct that Python can give as text.
func Upgrade(u *url.URL) { u.Scheme = "https" }

// Host only reads one.
func Host(u *url.URL) string { return u.Host }

// Secure returns what it has written.
func Secure(u *url.URL) *url.URL { u.Scheme = "https"; return u }

// A Site keeps one.
type Site struct{ base *url.URL }

// NewSite keeps it.
func NewSite(base *url.URL) *Site { return &Site{base} }

// At is an address of the site.
func (s *Site) At(path string) string { return s.base.JoinPath(path).String() }

// A Source is implemented in Python too.
type Source interface {
	Fill(words *[]string, counts *map[string]int, at *[2]int) (int, error)
}

// FilledBy is what a source writes.
func FilledBy(s Source) (int, []string, map[string]int, []int, error) {
	words, counts, at := []string{"w"}, map[string]int(nil), [2]int{1, 2}
	n, err := s.Fill(&words, &counts, &at)
	return n, words, counts, at[:], err
}

// Changed is what a function makes of a map, of a set, and of what is in them.
func Changed(f func(m map[string][]int, set map[int]struct{})) (map[string][]int, map[int]struct{}) {
	m, set := map[string][]int{"a": {1}}, map[int]struct{}{1: {}}
	f(m, set)
	return m, set
}

// Watched calls a function that only reads from many goroutines, with one map.
func Watched(f func(m map[string]string, at *[]string), n int) {
	m, at := map[string]string{"k": "v"}, []string{"x"}
	var all sync.WaitGroup
	for range n {
		all.Go(func() {
			for range 50 {
				f(m, &at)
			}
		})
	}
	all.Wait()
}
