// Package namedcase has named types over plain ones.
package namedcase

import "fmt"

// Color is an enum.
type Color int

const (
	ColorRed Color = iota + 1 // like blood
	ColorGreen
	ColorDeepBlue
)

func (c Color) String() string { return fmt.Sprintf("color %d", int(c)) }
func (c Color) Next() Color    { return c + 1 }
func (c *Color) Reset()        { *c = 0 }

type Level string

const (
	Debug Level = "debug"
	Info  Level = "info"
)

func (l Level) Loud() Level { return l + "!" }

type ID uint32

func (i ID) Half() ID { return i / 2 }

type Celsius float64

func (c Celsius) Fahrenheit() float64 { return float64(c)*9/5 + 32 }

const Boiling Celsius = 100

type Name string

func (n Name) String() string { return "name:" + string(n) }

type Header map[string][]string

func (h Header) Set(k, v string) { h[k] = []string{v} }
func (h Header) Get(k string) string {
	if v := h[k]; len(v) > 0 {
		return v[0]
	}
	return ""
}

type UUID [4]byte

func (u UUID) String() string { return fmt.Sprintf("%x", u[:]) }

type Stack []int

func (s *Stack) Push(x int) { *s = append(*s, x) }
func (s *Stack) Pop() (x int, ok bool) {
	if len(*s) == 0 {
		return 0, false
	}
	x = (*s)[len(*s)-1]
	*s = (*s)[:len(*s)-1]
	return x, true
}

type Counter int

func (c *Counter) Inc() int { *c++; return int(*c) }

// A Tally has methods with both receivers.
type Tally int

func (t *Tally) Add(n int)     { *t += Tally(n) }
func (t Tally) String() string { return fmt.Sprintf("%d in all", int(t)) }
func (t Tally) Twice() int     { return 2 * int(t) }
func NewTally(n int) *Tally    { t := Tally(n); return &t }
func Total(all ...Tally) (n int) {
	for _, t := range all {
		n += int(t)
	}
	return n
}

// A Board has fields of such types.
type Board struct {
	Tally   Tally
	Counter Counter
	Stack   Stack
	Head    Header
	Text    Text
	Tallies []Tally
}

// Sum is what Go sees.
func (b *Board) Sum() int {
	return int(b.Tally) + int(b.Counter) + len(b.Stack) + len(b.Head) + len(b.Text)
}

// A Text grows.
type Text string

func (t *Text) Append(s string) { *t += Text(s) }
func (t Text) Len() int         { return len(t) }

// A Day is decoded, and is a plain number otherwise.
type Day int

func (d *Day) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		return fmt.Errorf("no day")
	}
	*d = Day(len(text))
	return nil
}
func (d Day) Next() Day { return d + 1 }

// Pop takes the least bit of a color, and says which.
func (c *Color) Pop() (int, error) {
	if *c == 0 {
		return 0, fmt.Errorf("nothing left")
	}
	least := *c & -*c
	*c &^= least
	return int(least), nil
}

type Set map[string]struct{}

type Thing struct {
	Color Color
	Level Level
	ID    ID
	Head  Header
	UUID  UUID
}

type Alias = Thing

func Mix(a, b Color) Color                  { return a + b }
func Raise(l Level) Level                   { return l + "+" }
func Same(i ID) ID                          { return i }
func Warm(c Celsius) Celsius                { return c + 1 }
func Greet(n Name) Name                     { return n }
func Echo(h Header) Header                  { return h }
func MakeUUID(b []byte) (u UUID)            { copy(u[:], b); return }
func Colors(c []Color) []Color              { return c }
func ByColor(m map[Color]int) map[Color]int { return m }
func MaybeColor(c *Color) *Color            { return c }
func IDs(i []ID) []ID                       { return i }
func Stacks(s []Stack) int                  { return len(s) }
func Twice(s *Stack) int                    { return len(*s) * 2 }
func MakeAlias() Alias                      { return Alias{ID: 3} }
