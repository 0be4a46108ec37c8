//go:build go1.25

package rt

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"unicode"
)

// Format is what package fmt writes of v for a verb with its flags, such as "+v" or "8.2f": the
// format of Python's format().
func Format(v any, spec string) (string, error) {
	verb := strings.TrimLeft(strings.TrimLeft(spec, "+-# 0"), "0123456789")
	if rest, dot := strings.CutPrefix(verb, "."); dot {
		verb = strings.TrimLeft(rest, "0123456789")
	}
	if r := []rune(verb); len(r) != 1 || !unicode.IsLetter(r[0]) {
		return "", badFormat(spec)
	}
	return fmt.Sprintf("%"+spec, v), nil
}

// badFormat is a ValueError in Python.
type badFormat string

func (e badFormat) Error() string {
	return fmt.Sprintf("invalid format specifier %q: it is a verb of Go's fmt with its flags, such as +v", string(e))
}

func (badFormat) Is(target error) bool { return target == fs.ErrInvalid }

// Ended reports whether an error is the end of an iteration, and so none: io.EOF, or one of
// those given.
func Ended(err *error, ends ...error) bool {
	if *err == nil {
		return false
	}
	for _, end := range append(ends, io.EOF) {
		if same(*err, end) {
			*err = nil
			return true
		}
	}
	return false
}

// same compares errors, of which some can't be compared.
func same(err, end error) (is bool) {
	defer func() {
		if recover() != nil {
			is = errors.Is(err, end)
		}
	}()
	return err == end
}
