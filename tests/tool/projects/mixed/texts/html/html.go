// Package html marks texts.
package html

// Bold marks a text.
func Bold(text string) string { return "<b>" + text + "</b>" }
