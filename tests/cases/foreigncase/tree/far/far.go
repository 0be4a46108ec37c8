// Package far is too far away.
package far

// A Stem is not bound.
type Stem struct{ Length float64 }
