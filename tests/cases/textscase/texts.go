// Package textscase takes and returns str and bytes.
package textscase

import "strings"

func Str(s string) string   { return s }
func Len(s string) int      { return len(s) }
func Bytes(b []byte) []byte { return b }
func IsNil(b []byte) bool   { return b == nil }
func Caps(b []byte) bool    { return len(b) == cap(b) }
func Four(b [4]byte) [4]byte {
	b[0], b[3] = b[3], b[0]
	return b
}

// Measure takes text and bytes alike.
//
//py:bytes s
func Measure(s, sep string) int { return len(s) + len(sep) }

func Runes(s string) []rune         { return []rune(s) }
func Bad() string                   { return "a\xffb\xc3" }
func Repeat(s string, n int) string { return strings.Repeat(s, n) }
func NilBytes() []byte              { return nil }
func Two(n int) (string, string)    { return strings.Repeat("a", n), strings.Repeat("b", n) }
func List(s []string) []string      { return s }
func Blobs(s [][]byte) [][]byte     { return s }
func Scribbled(b []byte) []byte {
	for i := range b {
		b[i] = 0
	}
	return b
}

var kept []string

// Keep keeps what it is given, as Go code may.
func Keep(s string)  { kept = append(kept, s) }
func Kept() []string { return kept }
