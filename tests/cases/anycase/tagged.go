package anycase

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
