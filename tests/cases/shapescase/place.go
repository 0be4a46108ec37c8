package shapescase

import "fmt"

// A Config has a struct that has no name.
type Config struct {
	Server struct {
		Host string `json:"host"`
		Port int
		TLS  *struct{ Cert string }
	}
	Users []struct {
		Name string
		Age  int
	}
	Done chan struct{}
	By   map[string]struct{ N int }
}

// Defaults is a variable without a named type.
var Defaults = struct {
	Retries int
	Limit   float64
}{3, 0.5}

// Address is text.
func (c *Config) Address() string {
	text := fmt.Sprintf("%s:%d", c.Server.Host, c.Server.Port)
	if c.Server.TLS != nil {
		text += " " + c.Server.TLS.Cert
	}
	return text
}

// Swap takes and returns one.
func Swap(p struct{ A, B int }) struct{ A, B int } { return struct{ A, B int }{p.B, p.A} }

// Rows are unnamed in a named type.
type Rows []struct{ X, Y int }

// Total is the sum.
func (r Rows) Total() (total int) {
	for _, p := range r {
		total += p.X * p.Y
	}
	return total
}

// Measure takes an interface without a name.
func Measure(s interface{ Area() float64 }) float64 { return s.Area() }

// Log writes to an interface without a name, whose method takes text.
func Log(l interface{ Printf(string, ...any) }, text string) { l.Printf("%s", text) }

// Box is an interface without a name.
func Boxed(n float64) interface{ Area() float64 } { return square(n) }

type square float64

func (s square) Area() float64 { return float64(s * s) }

// Signals sends nothing.
func Signals(n int) <-chan struct{} {
	c := make(chan struct{}, n)
	for range n {
		c <- struct{}{}
	}
	close(c)
	return c
}

// Count counts signals.
func Count(c <-chan struct{}) (n int) {
	for range c {
		n++
	}
	return n
}

// A Label has a field and a method with the name of the package.
type Label struct {
	Shapescase string
	At         Cell
}

// A Tag has a method of that name.
type Tag struct{ Text string }

// Shapescase returns a Label.
func (t Tag) Shapescase() *Label { return &Label{Shapescase: t.Text} }
