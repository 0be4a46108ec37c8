package anycase

import "fmt"

// Settings has tags, and no method: decoders write to it.
type Settings struct {
	Name string `json:"name"`
	Size int    `json:"size"`
}

// Limits has none.
type Limits struct{ Low, High int }

// Origin is a point, by value.
func Origin() Point { return Point{} }

// A Walker is implemented in Python.
type Walker interface {
	Walk(steps int) string
	Rest() error
}

// WalkAny asserts what an any holds.
func WalkAny(v any, steps int) (string, bool) {
	w, ok := v.(Walker)
	if !ok {
		return "", false
	}
	return w.Walk(steps), w.Rest() == nil
}

// A Strider is a Walker in Go.
type Strider struct{ Step int }

// Walk says how far it got.
func (s *Strider) Walk(steps int) string { return fmt.Sprint(steps*s.Step, " far") }

// Rest is not to be had.
func (s *Strider) Rest() error { return nil }

// String is the text of fmt.
func (s *Strider) String() string { return "a strider" }
