package batchcase

import (
	"strings"
	"sync"
)

var (
	memory   []string
	remember sync.Mutex
)

// Remember keeps its text, and returns how many there are.
func Remember(text string) int {
	remember.Lock()
	defer remember.Unlock()
	memory = append(memory, text)
	return len(memory)
}

// Remembered is what is kept, which then is forgotten.
func Remembered() []string {
	remember.Lock()
	defer remember.Unlock()
	all := memory
	memory = nil
	return all
}

// Position is where a word begins, in bytes, and how often it is there.
func Position(text, word string, from int) (at int, n int8) {
	return strings.Index(text[from:], word), int8(strings.Count(text, word))
}

// BytesOf is how many bytes a text has.
func BytesOf(text string) int { return len(text) }

// Initial panics for a text of no bytes.
func Initial(text string) byte { return text[0] }

// GetVersion has the name of a symbol that Polars asks each plugin for.
func GetVersion(n int) int { return n + 1 }

// FieldUpper has the name of the one that gives the type of Upper.
func FieldUpper(s string) string { return s + "!" }
