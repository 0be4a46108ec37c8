// Package textstats measures text: it counts words, finds the most frequent
// and the longest, estimates how hard a text is to read, and finds the lines
// where a word stands.
//
// A word is a run of letters; an apostrophe between letters belongs to it.
// Words are compared in lower case.
package textstats

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// WordCount counts the words in text.
func WordCount(text string) int {
	n := 0
	for range words(text) {
		n++
	}
	return n
}

// Frequencies counts how often each word occurs in text.
func Frequencies(text string) map[string]int {
	counts := map[string]int{}
	for word := range words(text) {
		counts[lower(word)]++
	}
	return counts
}

// A Frequency is a word and how often it occurs.
type Frequency struct {
	Word  string
	Count int
}

// MostCommon returns the n most frequent words of text, the most frequent
// first; words that occur equally often are sorted.
func MostCommon(text string, n int) []Frequency {
	var all []Frequency
	for word, count := range Frequencies(text) {
		all = append(all, Frequency{word, count})
	}
	slices.SortFunc(all, func(a, b Frequency) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Word, b.Word))
	})
	return all[:max(0, min(n, len(all)))]
}

// Longest returns the n longest words of text, the longest first; words of
// the same length are sorted.
func Longest(text string, n int) []string {
	type measured struct {
		word   string
		length int
	}
	var all []measured
	seen := map[string]bool{}
	for word := range words(text) {
		word = lower(word)
		if !seen[word] {
			seen[word] = true
			all = append(all, measured{word, utf8.RuneCountInString(word)})
		}
	}
	slices.SortFunc(all, func(a, b measured) int {
		return cmp.Or(cmp.Compare(b.length, a.length), cmp.Compare(a.word, b.word))
	})
	longest := []string{}
	for _, m := range all[:max(0, min(n, len(all)))] {
		longest = append(longest, m.word)
	}
	return longest
}

// words yields the words of text as they are written.
func words(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := 0; i < len(text); {
			size := letter(text[i:])
			if size == 0 {
				_, skip := utf8.DecodeRuneInString(text[i:])
				i += skip
				continue
			}
			start := i
			for size > 0 {
				i += size
				size = letter(text[i:])
				if size > 0 {
					continue
				}
				// An apostrophe counts if a letter follows.
				if quote := apostrophe(text[i:]); quote > 0 {
					if next := letter(text[i+quote:]); next > 0 {
						size = quote + next
					}
				}
			}
			if !yield(text[start:i]) {
				return
			}
		}
	}
}

// letter is the length of the letter that text begins with, or 0.
func letter(text string) int {
	if text == "" {
		return 0
	}
	if c := text[0]; c < utf8.RuneSelf {
		if c |= 0x20; 'a' <= c && c <= 'z' {
			return 1
		}
		return 0
	}
	r, size := utf8.DecodeRuneInString(text)
	if unicode.IsLetter(r) {
		return size
	}
	return 0
}

// apostrophe is the length of the apostrophe that text begins with, or 0.
func apostrophe(text string) int {
	switch {
	case strings.HasPrefix(text, "'"):
		return 1
	case strings.HasPrefix(text, "’"):
		return len("’")
	}
	return 0
}

// lower is strings.ToLower, without its cost for a word that is in lower case
// already.
func lower(word string) string {
	for i := 0; i < len(word); i++ {
		if c := word[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return strings.ToLower(word)
		}
	}
	return word
}
