// Package shout is a module of its own below a Python project, with a go line
// from before modules were pruned.
package shout

import "example.com/odd/native.go/v2/internal/loud"

// Shout says text louder.
func Shout(text string) string { return loud.Louder(text) }

// Loops shows which rule for loop variables the module is compiled by: that of
// its own go line, where all closures share one.
func Loops() []int {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { return i })
	}
	seen := []int{}
	for _, f := range fs {
		seen = append(seen, f())
	}
	return seen
}
