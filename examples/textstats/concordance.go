package textstats

import "strings"

// A Concordance knows the lines of a text where each word stands.
type Concordance struct {
	lines []string
	at    map[string][]int
}

// NewConcordance reads text.
func NewConcordance(text string) *Concordance {
	c := &Concordance{lines: strings.Split(text, "\n"), at: map[string][]int{}}
	for i, line := range c.lines {
		for word := range words(line) {
			word = lower(word)
			if at := c.at[word]; len(at) == 0 || at[len(at)-1] != i {
				c.at[word] = append(at, i)
			}
		}
	}
	return c
}

// Len is the number of different words.
func (c *Concordance) Len() int { return len(c.at) }

// LinesOf returns the numbers of the lines where word stands, counted from 1.
func (c *Concordance) LinesOf(word string) []int {
	numbers := []int{}
	for _, i := range c.at[lower(word)] {
		numbers = append(numbers, i+1)
	}
	return numbers
}

// Quote returns the lines where word stands, at most limit of them; all if
// limit is 0.
//
//py:signature (word, limit=0)
func (c *Concordance) Quote(word string, limit int) []string {
	quoted := []string{}
	for _, i := range c.at[lower(word)] {
		if limit > 0 && len(quoted) == limit {
			break
		}
		quoted = append(quoted, strings.TrimSpace(c.lines[i]))
	}
	return quoted
}
