// Package greet is somebody else's.
package greet

// With puts a word before a name.
func With(word, name string) string { return word + ", " + name }
