package textstats

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// ErrNoWords is the error of a text that has no words to measure.
var ErrNoWords = errors.New("the text has no words")

// Stats are the numbers that formulas of readability are made of.
type Stats struct {
	Letters   int // in words
	Words     int
	Sentences int
	Syllables int // estimated
}

// Measure counts letters, words, sentences and syllables.
func Measure(text string) (Stats, error) {
	var s Stats
	for word := range words(text) {
		s.Words++
		s.Letters += utf8.RuneCountInString(word) - strings.Count(word, "'") - strings.Count(word, "’")
		s.Syllables += Syllables(word)
	}
	if s.Words == 0 {
		return s, ErrNoWords
	}
	s.Sentences = max(1, sentences(text))
	return s, nil
}

// ReadingEase is Flesch's formula: 100 is easy, 0 is hard.
func (s Stats) ReadingEase() float64 {
	return 206.835 - 1.015*s.wordsPerSentence() - 84.6*s.syllablesPerWord()
}

// GradeLevel is the formula of Flesch and Kincaid: years of school that a
// reader needs.
func (s Stats) GradeLevel() float64 {
	return 0.39*s.wordsPerSentence() + 11.8*s.syllablesPerWord() - 15.59
}

// String tells the numbers in a line.
func (s Stats) String() string {
	return fmt.Sprintf("%d words in %d sentences, %d syllables, %d letters", s.Words, s.Sentences, s.Syllables, s.Letters)
}

func (s Stats) wordsPerSentence() float64 { return float64(s.Words) / float64(s.Sentences) }
func (s Stats) syllablesPerWord() float64 { return float64(s.Syllables) / float64(s.Words) }

// Syllables estimates the syllables of an English word: groups of vowels,
// without a silent e at the end.
func Syllables(word string) int {
	word = lower(word)
	n, before := 0, false
	for i := 0; i < len(word); i++ {
		vowel := isVowel(word[i])
		if vowel && !before {
			n++
		}
		before = vowel
	}
	if n > 1 && strings.HasSuffix(word, "e") && !strings.HasSuffix(word, "le") {
		n--
	}
	return max(1, n)
}

func isVowel(c byte) bool {
	switch c {
	case 'a', 'e', 'i', 'o', 'u', 'y':
		return true
	}
	return false
}

// sentences counts the marks that end one before a space or the end of text.
func sentences(text string) int {
	n := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '.', '!', '?':
			if i+1 == len(text) || text[i+1] == ' ' || text[i+1] == '\n' || text[i+1] == '\r' || text[i+1] == '\t' {
				n++
			}
		}
	}
	return n
}
