package protocolcase

import (
	"encoding/json"
	"fmt"
)

// Money says by itself how it is written.
type Money struct{ Cents int }

// MarshalJSON writes it as text.
func (m Money) MarshalJSON() ([]byte, error) {
	if m.Cents < 0 {
		return nil, fmt.Errorf("%d cents", m.Cents)
	}
	return json.Marshal(fmt.Sprintf("%d.%02d", m.Cents/100, m.Cents%100))
}

// Order says it by tags.
type Order struct {
	ID      int    `json:"id"`
	Note    string `json:"note,omitempty"`
	Secret  string `json:"-"`
	Total   Money  `json:"total"`
	Parents []*Order
}

// Cart says it by its parts.
type Cart struct{ Orders []Order }

// Bill is a box of such.
type Bill []Money

// Sealed leaves it out.
//
//py:protocol -json
type Sealed struct {
	X int `json:"x"`
}
