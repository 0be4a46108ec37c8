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
