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
