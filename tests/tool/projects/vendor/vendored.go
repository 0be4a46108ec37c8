// Package vendored needs a module that lies in its vendor folder.
package vendored

import (
	"embed"

	"example.com/elsewhere/greet"
	"example.com/vendored/internal/data"
)

//go:embed texts
var texts embed.FS

// Hello greets name.
func Hello(name string) string { return greet.With(data.Word, name) }

// Text returns an embedded file.
func Text() (string, error) {
	text, err := texts.ReadFile("texts/note.txt")
	return string(text), err
}
