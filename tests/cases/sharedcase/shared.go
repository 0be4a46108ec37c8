// Package sharedcase has values of more than a word, which many threads of Python
// read and write. Its Go code shares nothing.
package sharedcase

import (
	"iter"
	"strings"
	"time"
)

// Tags is a box over a map.
type Tags map[string]string

// Size is how many there are; by value.
func (t Tags) Size() int { return len(t) }

// Pairs is a box over a slice header.
type Pairs []int64

// Grow makes it a class of its own.
func (p *Pairs) Grow() { *p = append(*p, 0) }

// An Inner is a part of a Rec.
type Inner struct {
	Text  string
	Items []int64
	Pair  [2]string
}

// Torn says what of the value never was: each of its fields has one letter or
// one number alone, as often as that says.
func (i Inner) Torn() string {
	switch {
	case !wholeText(i.Text):
		return "text"
	case !wholeItems(i.Items):
		return "items"
	case i.Pair[0] != i.Pair[1] || !wholeText(i.Pair[0]):
		return "pair"
	}
	return ""
}

// Base is embedded.
type Base struct{ Label string }

// LabelTorn has a value receiver that is promoted through a pointer.
func (b Base) LabelTorn() bool { return !wholeText(b.Label) }

// A Rec has a field of every kind that takes more than a word.
type Rec struct {
	*Base
	Text   string
	Data   []byte
	Items  []int64
	Floats []float64
	Names  []string
	Grid   [][]int64
	When   time.Time
	In     Inner
	Arr    [4]int64
	Words  [2]string
	Big    complex128
	Small  complex64
	Kids   []Inner
	Pairs  Pairs
	Index  map[string][]string
	Opt    *string
	Ref    *Inner
	N      int64
}

// NewRec makes one with a Base.
func NewRec() *Rec { return &Rec{Base: &Base{}} }

// First is an instance inside of another's memory, which Go gave away.
func (r *Rec) First() *Inner { return &r.In }

func letters(text string) bool {
	return strings.Count(text, text[:1]) == len(text)
}

// length is how often a letter stands where all are the same: 'a' once, 'b' 41 times, ...
func length(letter byte) int { return 1 + 40*int(letter-'a') }

func wholeText(s string) bool {
	return s == "" || s[0] >= 'a' && s[0] <= 'z' && letters(s) && len(s) == length(s[0])
}

func wholeItems(v []int64) bool {
	for _, x := range v {
		if x != v[0] {
			return false
		}
	}
	return len(v) == 0 || int(v[0]) == len(v)
}

// Torn says which field holds what never was.
func (r Rec) Torn() string {
	switch {
	case !wholeText(r.Text):
		return "text"
	case !wholeText(string(r.Data)):
		return "data"
	case !wholeItems(r.Items):
		return "items"
	case len(r.Floats) > 0 && int(r.Floats[len(r.Floats)-1]) != len(r.Floats):
		return "floats"
	case len(r.Names) > 0 && (r.Names[0] != r.Names[len(r.Names)-1] || len(r.Names) != len(r.Names[0])):
		return "names"
	case len(r.Grid) > 0 && (len(r.Grid) != len(r.Grid[0]) || len(r.Grid) != len(r.Grid[len(r.Grid)-1])):
		return "grid"
	case !r.When.IsZero() && r.When.Nanosecond()/1000 != r.When.Second():
		return "when"
	case r.In.Torn() != "":
		return "in." + r.In.Torn()
	case r.Arr != [4]int64{r.Arr[0], r.Arr[0], r.Arr[0], r.Arr[0]}:
		return "arr"
	case r.Words[0] != r.Words[1] || !wholeText(r.Words[0]):
		return "words"
	case real(r.Big) != imag(r.Big):
		return "big"
	case real(r.Small) != imag(r.Small):
		return "small"
	case len(r.Kids) > 0 && r.Kids[0].Torn() != "":
		return "kids"
	case !wholeItems(r.Pairs):
		return "pairs"
	case r.Opt != nil && !wholeText(*r.Opt):
		return "opt"
	}
	return ""
}

// String has a value receiver.
func (r Rec) String() string { return "torn: " + r.Torn() }

// Check takes one by value.
func Check(r Rec) string { return r.Torn() }

// CheckAll takes many.
func CheckAll(rs []Rec) string {
	for _, r := range rs {
		if t := r.Torn(); t != "" {
			return t
		}
	}
	return ""
}

// CheckMap takes them as the values of a map.
func CheckMap(rs map[string]Rec) string {
	for _, r := range rs {
		if t := r.Torn(); t != "" {
			return t
		}
	}
	return ""
}

// CheckArray takes an array of them.
func CheckArray(rs [3]Rec) string { return CheckAll(rs[:]) }

// CheckRest takes them one by one.
func CheckRest(rs ...Rec) string { return CheckAll(rs) }

// CheckCall gets one from Python while it runs.
func CheckCall(f func() Rec) string { return f().Torn() }

// CheckSeq gets them from an iterable.
func CheckSeq(rs iter.Seq[Rec]) string {
	for r := range rs {
		if t := r.Torn(); t != "" {
			return t
		}
	}
	return ""
}

// CheckPairs takes a box by value.
func CheckPairs(p Pairs) bool { return !wholeItems(p) }

// CheckInner takes a part of a Rec by value.
func CheckInner(i Inner) string { return i.Torn() }

// TextAfter gives the text of a Rec that it was given, a moment later.
func TextAfter(r Rec, ms int) string {
	time.Sleep(time.Duration(ms) * time.Millisecond)
	return r.Text
}

// TextsAfter gives the texts of Recs that it was given.
func TextsAfter(rs map[string][]Rec, ms int) (texts []string) {
	time.Sleep(time.Duration(ms) * time.Millisecond)
	for _, list := range rs {
		for _, r := range list {
			texts = append(texts, r.Text)
		}
	}
	return texts
}

// Later gives the receiver's text, by value.
func (r Rec) Later(ms int) string { return TextAfter(r, ms) }

// LaterLabel gives what is embedded, by value.
func (b Base) LaterLabel(ms int) string {
	time.Sleep(time.Duration(ms) * time.Millisecond)
	return b.Label
}

// PairsAfter gives what a box held at the call.
func PairsAfter(p Pairs, ms int) []int64 {
	time.Sleep(time.Duration(ms) * time.Millisecond)
	return p
}

// TextOf reads behind a pointer, a moment later: what Python wrote meanwhile is seen.
func TextOf(r *Rec, ms int) string {
	time.Sleep(time.Duration(ms) * time.Millisecond)
	return r.Text
}

// A Key is compared by Go's == and has a hash where nobody can write it.
type Key struct {
	A, B string
	C    complex128
}

// A Same has an Equal of its own, with a value receiver.
type Same struct{ A, B string }

// Equal says whether both are whole, and equal.
func (s Same) Equal(o Same) bool {
	if s.A != s.B || o.A != o.B {
		panic("torn")
	}
	return s.A == o.A
}

// A Node is compared at any depth.
type Node struct {
	Name string
	Next *Node
	Kids []Node
}

// Chain is n nodes.
func Chain(n int) *Node {
	var first *Node
	for range n {
		first = &Node{Name: "node", Next: first}
	}
	return first
}

// Variables of the package.
var (
	CurrentText  string
	CurrentItems []int64
	CurrentInner Inner
	CurrentBig   complex128
)

// Compute keeps a processor of Go's busy.
func Compute(ms int) int {
	n := 0
	for end := time.Now().Add(time.Duration(ms) * time.Millisecond); time.Now().Before(end); n++ {
	}
	return n
}
