package docscase

import "slices"

// An Index finds words.
type Index struct {
	name     string
	tokenize func(string) []string
	from, to int
	sorted   bool
}

// An Option is one of an Index.
type Option func(*Index)

// WithTokenizer says what words are.
func WithTokenizer(f func(string) []string) Option { return func(i *Index) { i.tokenize = f } }

// WithRange leaves out shorter and longer words.
func WithRange(from, to int) Option { return func(i *Index) { i.from, i.to = from, to } }

// Sorted sorts the words.
func Sorted() Option { return func(i *Index) { i.sorted = true } }

// NewIndex makes one.
func NewIndex(name string, opts ...Option) *Index {
	i := &Index{name: name, to: 100}
	for _, opt := range opts {
		opt(i)
	}
	return i
}

// Name is what the index is called.
func (i *Index) Name() string { return i.name }

// Words are those of a text.
func (i *Index) Words(text string) []string {
	words := i.tokenize(text)
	kept := words[:0]
	for _, w := range words {
		if i.from <= len(w) && len(w) <= i.to {
			kept = append(kept, w)
		}
	}
	if i.sorted {
		slices.Sort(kept)
	}
	return kept
}

// Sorted reports whether the words are sorted.
func (i *Index) Sorted() bool { return i.sorted }
