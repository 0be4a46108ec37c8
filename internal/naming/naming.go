// Package naming turns Go's names into Python's. The rules are few and the
// golden table in its tests tells them best: UserIDs -> user_ids,
// SHA256Sum -> sha256_sum, IPv4 -> ipv4.
package naming

import (
	"strings"
	"unicode"
)

// irregular words are one word in Go's world though their letters say
// otherwise.
var irregular = []string{"IPv4", "IPv6", "OAuth2", "OAuth", "GitHub", "GitLab", "MySQL", "PostgreSQL", "GraphQL", "YouTube", "JavaScript", "TypeScript", "NaNs", "NaN"}

// keywords are Python's, and the soft ones that can't be used as a name of a
// parameter without surprise are not among them: match, case and type are fine.
var keywords = map[string]bool{}

func init() {
	for _, k := range strings.Fields(`False None True and as assert async await break class continue def del elif else except
		finally for from global if import in is lambda nonlocal not or pass raise return try while with yield`) {
		keywords[k] = true
	}
}

// Safe gives a name that is a keyword a trailing underscore.
func Safe(name string) string {
	if keywords[name] {
		return name + "_"
	}
	return name
}

// Snake is the name of a function, method, field or parameter.
func Snake(goName string) string {
	return Safe(strings.ToLower(strings.Join(Words(goName), "_")))
}

// Upper is the name of a constant.
func Upper(goName string) string {
	return strings.ToUpper(strings.Join(Words(goName), "_"))
}

// Type is the name of a class: Go's own.
func Type(goName string) string { return Safe(goName) }

// Words splits a Go name: UGCPolicy -> UGC Policy.
func Words(name string) []string {
	var words []string
	for _, part := range strings.Split(name, "_") {
		if part != "" {
			words = append(words, split([]rune(part))...)
		}
	}
	if len(words) == 0 {
		return []string{name}
	}
	return words
}

func split(r []rune) []string {
	var words []string
	for len(r) > 0 {
		n := next(r)
		words = append(words, string(r[:n]))
		r = r[n:]
	}
	return words
}

// next is the length of the first word of r.
func next(r []rune) int {
	for _, w := range irregular {
		n := len(w)
		if len(r) >= n && string(r[:n]) == w && (len(r) == n || !unicode.IsLower(r[n])) {
			return n
		}
	}
	i := 0
	for i < len(r) && unicode.IsUpper(r[i]) {
		i++
	}
	switch {
	case i <= 1: // Word, word
		for i < len(r) && isLower(r[i]) {
			i++
		}
		return digits(r, i)
	case i == len(r):
		return i
	case unicode.IsDigit(r[i]): // SHA256
		return digits(r, i)
	case r[i] == 's' && (i+1 == len(r) || !isLower(r[i+1])): // IDs, but not IDsomething
		return digits(r, i+1)
	case r[i] == 'v' && i+1 < len(r) && unicode.IsDigit(r[i+1]): // UUIDv4: UUID, v4
		return i
	}
	return i - 1 // UGCPolicy: the last capital begins the next word
}

// isLower takes letters without case as lower.
func isLower(c rune) bool { return !unicode.IsUpper(c) && !unicode.IsDigit(c) }

// digits lets a word keep the digits that follow it, and one capital after
// them that begins no word: Vec3D.
func digits(r []rune, i int) int {
	start := i
	for i < len(r) && unicode.IsDigit(r[i]) {
		i++
	}
	if i == start {
		return i
	}
	if i < len(r) && isLower(r[i]) { // base64url, 2nd
		for i < len(r) && isLower(r[i]) {
			i++
		}
		return digits(r, i)
	}
	if i < len(r) && unicode.IsUpper(r[i]) && (i+1 == len(r) || unicode.IsUpper(r[i+1]) && i+2 < len(r) && isLower(r[i+2])) {
		i++
	}
	return i
}
