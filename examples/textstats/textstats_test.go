package textstats

import (
	"errors"
	"os"
	"reflect"
	"testing"
)

func TestWords(t *testing.T) {
	for text, want := range map[string]map[string]int{
		"":                      {},
		"To be, or not to be":   {"to": 2, "be": 2, "or": 1, "not": 1},
		"don't 'quote' rock'n'": {"don't": 1, "quote": 1, "rock'n": 1},
		"l’été, été; 3rd_place": {"l’été": 1, "été": 1, "rd": 1, "place": 1},
		"a\x00b \xff c":         {"a": 1, "b": 1, "c": 1},
	} {
		if got := Frequencies(text); !reflect.DeepEqual(got, want) {
			t.Errorf("Frequencies(%q) = %v, want %v", text, got, want)
		}
	}
}

func TestMostCommon(t *testing.T) {
	got := MostCommon("b a b c a b", 2)
	if want := []Frequency{{"b", 3}, {"a", 2}}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := MostCommon("a", -1); len(got) != 0 {
		t.Errorf("n = -1: got %v", got)
	}
}

func TestLongest(t *testing.T) {
	got := Longest("one three seven four été one", 3)
	if want := []string{"seven", "three", "four"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestSyllables(t *testing.T) {
	for word, want := range map[string]int{"light": 1, "the": 1, "reflexion": 3, "table": 2, "colour": 2, "Prime": 1} {
		if got := Syllables(word); got != want {
			t.Errorf("Syllables(%q) = %d, want %d", word, got, want)
		}
	}
}

func TestMeasure(t *testing.T) {
	s, err := Measure("Light is heterogeneal. It consists of rays!")
	if err != nil || s.Words != 7 || s.Sentences != 2 {
		t.Errorf("got %v, %v", s, err)
	}
	if _, err := Measure("... 42"); !errors.Is(err, ErrNoWords) {
		t.Errorf("got error %v, want ErrNoWords", err)
	}
}

func TestConcordance(t *testing.T) {
	book, err := os.ReadFile("testdata/opticks.txt")
	if err != nil {
		t.Fatal(err)
	}
	c := NewConcordance(string(book))
	if c.Len() != len(Frequencies(string(book))) {
		t.Errorf("%d words, want %d", c.Len(), len(Frequencies(string(book))))
	}
	if lines := c.Quote("Prism", 2); len(lines) != 2 {
		t.Errorf("got %q", lines)
	}
	if all := c.LinesOf("prism"); len(all) < 100 {
		t.Errorf("only %d lines tell of a prism", len(all))
	}
}
