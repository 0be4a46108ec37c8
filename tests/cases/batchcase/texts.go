package batchcase

import (
	"errors"
	"fmt"
	"io"
	"math"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"
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

// Measures are of each kind of number that a result may be: small ones and others.
func Measures(text string) (size int, square uint64, share float64, long bool, low int8) {
	n := len(text)
	return n, uint64(n) * uint64(n) * 1_000_000, 1 / float64(n+1), n > 20, int8(n%100 - 50)
}

// Largest is the largest number but some.
func Largest(text string, less uint64) uint64 { return math.MaxUint64 - less - uint64(len(text)) }

// Turned is complex.
func Turned(text string) complex128 { return complex(float64(len(text)), -1) }

// Pause takes its time.
func Pause(text string, ms int) int {
	time.Sleep(time.Duration(ms) * time.Millisecond)
	return len(text)
}

var hook func(string) int

// Hook is what Ask will ask.
func Hook(f func(string) int) { hook = f }

// Ask calls Python from the midst of a row.
func Ask(text string) int {
	if text == "ask" {
		return hook(text)
	}
	return len(text)
}

// AskAndRemember does both: what it returns for "row N" is 1000 + N. It panics for a text of no bytes.
func AskAndRemember(text string) int {
	_ = text[0]
	Remember(text)
	if text == "ask" {
		return hook(text)
	}
	n, _ := strconv.Atoi(text[4:])
	return 1000 + n
}

// WaitAndRemember takes its time for some texts.
func WaitAndRemember(text string, ms int) int {
	Remember(text)
	if text == "wait" {
		time.Sleep(time.Duration(ms) * time.Millisecond)
	}
	return len(text)
}

// A Slug is text of a type of its own.
type Slug string

// Split gives texts, a number between them, and what is no text at all for "bad".
func Split(text string, at int) (head string, n int, tail Slug) {
	if text == "bad" {
		return "\xff" + text, -1, ""
	}
	at = min(at, len(text))
	return text[:at], len(text), Slug(strings.Repeat(text[at:], 2))
}

// Numeral is text made of a number.
func Numeral(n int, sign bool) string {
	if sign {
		return fmt.Sprintf("%+d", n)
	}
	return strconv.Itoa(n)
}

// Long texts are longer than what is set aside for results.
func Long(text string, n int) string { return strings.Repeat(text, n) }

// Quoted fails for texts with a quote, with what it has so far.
func Quoted(text string) (string, error) {
	if i := strings.IndexByte(text, '"'); i >= 0 {
		return text[:i], fmt.Errorf("a quote at %d", i)
	}
	return `"` + text + `"`, nil
}

// AskForText calls Python for some texts.
func AskForText(text string) string {
	Remember(text)
	if strings.HasPrefix(text, "ask") {
		return strconv.Itoa(hook(text))
	}
	return text[1:]
}

// ErrOpen is of parentheses.
var ErrOpen = errors.New("a parenthesis is open")

// A DepthError says where.
type DepthError struct{ At int }

func (e *DepthError) Error() string { return "closes none at " + strconv.Itoa(e.At) }

// Depth is how deep parentheses are nested; beside an error, how deep they were.
func Depth(text string) (deepest int, share float64, err error) {
	n := 0
	for i, c := range text {
		switch c {
		case '(':
			n++
			deepest = max(deepest, n)
		case ')':
			n--
		}
		if n < 0 {
			return deepest, 0.5, &DepthError{i}
		}
	}
	if n > 0 {
		return deepest, 0, fmt.Errorf("%q: %w", text, ErrOpen)
	}
	return deepest, 1 / float64(1+deepest), nil
}

// Closed has an error type of its own, and nothing beside it.
func Closed(text string, more int) (at int, failed *DepthError) {
	if i := strings.IndexByte(text, ')'); i >= 0 {
		return 0, &DepthError{i + more}
	}
	return len(text), nil
}

// Rest has an error of package io.
func Rest(text string) (int, error) {
	if text == "" {
		return 0, io.EOF
	}
	return len(text), nil
}

var failing func(string) (int, error)

// HookOrFail is what AskOrFail will ask.
func HookOrFail(f func(string) (int, error)) { failing = f }

// AskOrFail calls Python for some texts.
func AskOrFail(text string) (int, error) {
	if strings.HasPrefix(text, "ask") {
		n, err := failing(text)
		return n + 1, err
	}
	return len(text), nil
}

// WaitForText gives the text.
func WaitForText(text string, ms int) string {
	WaitAndRemember(text, ms)
	return text
}

// Ends ends its goroutine.
func Ends(text string) int {
	if text == "end" {
		runtime.Goexit()
	}
	return len(text)
}
