// Package words is in the other module.
package words

// All lists them.
func All() []string { return []string{"from", "the", "workspace"} }
