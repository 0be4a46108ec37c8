package emit

import (
	"bytes"
	"fmt"
)

// writer gathers one generated file, in the order in which it reads.
type writer struct {
	bytes.Buffer
}

// p prints a line.
func (w *writer) p(format string, args ...any) {
	fmt.Fprintf(w, format, args...)
	w.WriteByte('\n')
}
