// Package template has the name of another one.
package template

// A Template is one of three.
type Template struct{ Text string }
