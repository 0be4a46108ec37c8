package held

import (
	"errors"
	"io"
)

type Log struct {
	Text  string
	Items []int64
	Data  []byte
	Names map[string]int
	Any   any
	Err   error
	N     int
	Small [4]int
	Pair  Pair
}

type Pair struct{ A, B string }

type Dot struct{ X, Y float64 }

type Large struct {
	Numbers [1 << 20]int64
	N       int
}

type Tag string

var (
	Big, Other [1 << 20]byte
	Words      = map[string]int{}
	Dots       = map[Dot]int{}
	Anything   = map[any]int{}
	ErrGone    = errors.New("gone")
	table      [1 << 20]int
)

// ---- what is of a fixed size

// hold: bounded
func (l *Log) Count() int { return l.N + len(l.Text) }

// hold: bounded
func (l *Log) Set(n int) { l.N = n; l.Small[1] = n }

// hold: bounded
func (d Dot) Same(e Dot) bool { return d == e }

// hold: bounded
func (l *Log) IsEmpty() bool { return l.Text == "" && l.Err == nil && l.Data == nil }

// hold: bounded
func (l *Log) IsGone() error {
	if l.Err == ErrGone || l.Err == io.EOF {
		return errors.New("it is gone")
	}
	return ErrGone
}

// hold: bounded
func (l *Log) Kind() int {
	switch l.Text {
	case "a", "b":
		return 1
	}
	return 2
}

// hold: bounded
func (l *Log) Known() int { return l.Names["known"] + Words["x"] + Dots[Dot{1, 2}] }

// hold: bounded
func At(i int) byte { return Big[i] + byte(table[i]) }

// hold: bounded
func (l *Large) First() int64 { return l.Numbers[0] + int64(len(l.Numbers)) + l.Numbers[1:][0] }

// hold: bounded
func Letter(n int32) string { return string(rune(n)) }

// hold: bounded
func Greeting() string { return "a" + "b" }

// hold: bounded
func Larger(a, b float64) float64 { return biggest(a, b) }

func biggest[T int | float64](a, b T) T {
	if a > b {
		return a
	}
	return b
}

// ---- what is made of the arguments

// small: bounded
func Join(a, b string) string { return a + ": " + b }

// small: bounded
func Decorate(s string) string {
	out := "<"
	if s != "" {
		out += s
	}
	t := out + ">"
	return t
}

// small: bounded
func Length(s string) int { return len([]rune(s)) }

// small: bounded
func Upper(b []byte) string { return string(b[1:]) }

// small: bounded
func Compare(s, t string) bool { return s < t || min(s, t) == s }

// small: bounded
func (l *Log) Named(s string) bool { return l.Text == s }

// small: bounded
func (l *Log) Put(k string, n int) { l.Names[k] = n; delete(Words, k) }

// small: bounded
func More(v []int64) int { return len(append(v, 1, 2)) }

// small: bounded
func Both(s string) int { return measure(s) + measure("x"+s) }

func measure(s string) int { t := s + "!"; return len(t) }

// small: bounded
func Two(a, b string) bool { return biggerText(a, b) == a }

func biggerText[T ~string](a, b T) T {
	if a > b {
		return a
	}
	return b
}

// small: it loops over its arguments
func CountsUp(a []int64) (sum int64) {
	for i := range len(a) {
		sum += a[i]
	}
	return sum
}

// small: it loops over its arguments
func CountsBoth(a, b []int64) (sum int64) {
	for i := range min(len(a), len(b)) {
		sum += a[i] * b[i]
	}
	return sum
}

// release: loops
func CountsLonger(a, b []int64, n int) (sum int64) {
	for range max(len(a), n) {
		sum++
	}
	return sum
}

// small: it loops over its arguments
func Find(words []string, w string) int {
	for i, x := range words {
		if x == w {
			return i
		}
	}
	return -1
}

// small: it loops over its arguments
func Unique(words []string) int {
	seen := map[string]bool{}
	for _, w := range words {
		seen[w] = true
	}
	return len(seen)
}

// small: it loops over its arguments
func Positive(v []int64) int {
	var out []int64
	for i := 0; i < len(v); i++ {
		if v[i] > 0 {
			out = append(out, v[i])
		}
	}
	return len(out)
}

// ---- what fields, variables and results hold

// release: concatenates what may be long
func (l *Log) Add(s string) { l.Text += s }

// release: concatenates what may be long
func (l *Log) Line() string { return l.Text + "\n" }

// release: appends
func (l *Log) Push(n int64) { l.Items = append(l.Items, n) }

// release: appends
func (l *Log) Pushed(n int64) int { items := l.Items; return len(append(items, n)) }

// release: converts
func (l *Log) Bytes() int { return len([]byte(l.Text)) }

// release: converts
func (l *Log) String2() string { return string(l.Data) }

// release: converts
func (l *Log) Runes() int { return len([]rune(l.Text)) }

// release: compares
func (l *Log) Twin(m *Log) bool { return l.Text == m.Text }

// release: compares
func (l *Log) Before(m *Log) bool { return l.Text < m.Text }

// release: compares
func (l *Log) Likes(m *Log) bool { return l.Any == m.Any }

// release: compares
func (l *Log) Pairs(m *Log) bool { return l.Pair == m.Pair }

// release: compares
func (l *Log) Smaller(m *Log) int { return len(min(l.Text, m.Text)) }

// release: compares
func (l *Log) Switched(m *Log) int {
	switch l.Text {
	case m.Text:
		return 1
	}
	return 0
}

// release: looks up
func (l *Log) Own() int { return l.Names[l.Text] }

// release: looks up
func (l *Log) AnyOf() int { return Anything[l.Any] }

// release: looks up
func (l *Log) Remove() { delete(l.Names, l.Text) }

// release: copies
func SameBig() bool { return Big == Other }

// release: copies
func Swap() { Big = Other }

// release: copies
func (l *Large) Clear() { *l = Large{} }

// release: copies
func (l Large) Value() int { return l.N }

// release: copies
func Clone(l *Large) Large { return *l }

// release: copies
func Keep(l *Large) { kept = *l }

var kept any

// release: copies
func Zeroed() int { var a [1 << 20]int; return a[len(kinds())] }

func kinds() []int { return nil }

// release: calls Value, which copies
func Calls(l *Large) int { return l.Value() }

// release: makes something large
func Alloc() int { return len(make([]byte, 1<<30)) }

// release: makes something large
func Sparse() int { return len([]int{1 << 24: 1}) }

// release: copies
func Fresh() *Large { return new(Large) }

// release: copies
func Literal() *Large { return &Large{N: 1} }

// release: calls measure, which concatenates
func (l *Log) Measured() int { return measure(l.Text) }

// release: concatenates
func (l *Log) Local(s string) int { t := l.Text; s = t; return len(s + "x") }

// release: concatenates
func (l *Log) ByAddress(s string) int { p := &s; *p = l.Text; return len(s + "x") }

// release: concatenates
func (l *Log) ByResult() int { t := l.text(); return len(t + "x") }

func (l *Log) text() string { return l.Text }

// release: concatenates
func Global() int { word = "x"; return len(word + "y") }

var word string

// release: concatenates
func (t Tag) Twice() string { return string(t + t) }

// release: loops
func Repeat(words []string) string {
	out := ""
	for _, w := range words {
		out += w
	}
	return out
}

// release: calls first, which compares
func (l *Log) Generic(m *Log) bool { return first(l.Text, m.Text) }

func first[T comparable](a, b T) bool { return a == b }

// release: calls first, which copies
func GenericCopy() bool { return first(Big, Other) }

// ---- loops that do not end with an argument

// release: loops
func Back(v []int64) {
	for i := 0; i < len(v); i++ {
		i--
	}
}

// release: loops
func Down(v []int64) {
	for i := 0; i < len(v); i-- {
	}
}

// release: loops
func Growing(v []int64) {
	for i := 0; i < len(v); i++ {
		v = append(v, 1)
	}
}

// release: loops
func (l *Log) Replaced(v []int64) (n int64) {
	v = l.Items
	for _, x := range v {
		n += x
	}
	return n
}

// ---- what calls functions that it borrows

// release: it takes functions
func Map(v []string, f func(string) string) int {
	var out []string
	for _, x := range v {
		out = append(out, f(x))
	}
	return len(out)
}
