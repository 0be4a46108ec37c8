package hintscase

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"
)

// ErrNoBook is what Catalog.Get returns where there is no such book.
var ErrNoBook = errors.New("hintscase: no such book")

// A Book is what a Catalog keeps.
type Book struct {
	Title string
	Tags  map[string]string
	Added time.Time
	// Next is the book that was added after this one, if there is one.
	Next *Book
}

// String gives the title.
func (b *Book) String() string { return b.Title }

// A Hit is what Search finds.
type Hit struct {
	// Book is always there.
	Book  *Book
	Score float64
	// Words has the places of the words that were found.
	Words map[string][]int
}

// A Splitter splits text into words.
type Splitter interface{ Words(text string) []string }

// Spaces splits at spaces.
type Spaces struct{ Fold bool }

// Words implements Splitter.
func (s *Spaces) Words(text string) []string {
	if s.Fold {
		text = strings.ToLower(text)
	}
	return strings.Fields(text)
}

// An Option configures a Catalog.
type Option func(*options)

type options struct {
	splitter Splitter
	onAdd    func(*Book)
}

// WithSplitter sets how titles are split.
func WithSplitter(s Splitter) Option { return func(o *options) { o.splitter = s } }

// OnAdd is called for each book that is added.
func OnAdd(f func(*Book)) Option { return func(o *options) { o.onAdd = f } }

// A Catalog has books.
type Catalog struct {
	// Name is for people.
	Name string

	books   map[int]*Book
	last    *Book
	options options
}

// NewCatalog makes an empty Catalog.
func NewCatalog(name string, opts ...Option) *Catalog {
	c := &Catalog{Name: name, books: map[int]*Book{}, options: options{splitter: &Spaces{Fold: true}}}
	for _, o := range opts {
		o(&c.options)
	}
	return c
}

// Read makes a Catalog of lines.
func Read(r io.Reader, opts ...Option) (*Catalog, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	c := NewCatalog("", opts...)
	for line := range strings.Lines(string(text)) {
		if _, err := c.Add(strings.TrimSpace(line)); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// Add adds a book, and gives it a number.
func (c *Catalog) Add(title string, tags ...string) (int, error) {
	if title == "" {
		return 0, errors.New("a book without a title")
	}
	b := &Book{Title: title, Tags: map[string]string{}, Added: time.Unix(int64(len(c.books)), 0)}
	for _, tag := range tags {
		b.Tags[tag] = ""
	}
	if c.last != nil {
		c.last.Next = b
	}
	c.last = b
	c.books[len(c.books)] = b
	if c.options.onAdd != nil {
		c.options.onAdd(b)
	}
	return len(c.books) - 1, nil
}

// With adds a book and is chained.
func (c *Catalog) With(title string) *Catalog {
	if _, err := c.Add(title); err != nil {
		panic(err)
	}
	return c
}

// Get returns a book.
func (c *Catalog) Get(number int) (*Book, error) {
	b, ok := c.books[number]
	if !ok {
		return nil, fmt.Errorf("get %d: %w", number, ErrNoBook)
	}
	return b, nil
}

// Lookup returns a book and whether there is one.
func (c *Catalog) Lookup(number int) (*Book, bool) {
	b, found := c.books[number]
	return b, found
}

// All goes over the books in the order of their numbers.
func (c *Catalog) All() iter.Seq2[int, *Book] {
	return func(yield func(int, *Book) bool) {
		for _, n := range slices.Sorted(maps.Keys(c.books)) {
			if !yield(n, c.books[n]) {
				return
			}
		}
	}
}

// Search finds books.
func (c *Catalog) Search(ctx context.Context, word string) ([]Hit, error) {
	if word == "" {
		return nil, errors.New("nothing to search for")
	}
	var hits []Hit
	for _, n := range slices.Sorted(maps.Keys(c.books)) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		hit := Hit{Book: c.books[n], Words: map[string][]int{}}
		for i, w := range c.options.splitter.Words(hit.Book.Title) {
			if w == word {
				hit.Score++
				hit.Words[w] = append(hit.Words[w], i)
			}
		}
		if hit.Score > 0 {
			hits = append(hits, hit)
		}
	}
	return hits, nil
}

// Best is the first Hit, if there is one.
func (c *Catalog) Best(ctx context.Context, word string) (Hit, bool) {
	hits, err := c.Search(ctx, word)
	if err != nil || len(hits) == 0 {
		return Hit{}, false
	}
	return hits[0], true
}

// Export gives all titles, one a line.
func (c *Catalog) Export() io.Reader {
	r, w := io.Pipe()
	go func() {
		for _, b := range c.All() {
			if _, err := fmt.Fprintln(w, b.Title); err != nil {
				break
			}
		}
		w.Close()
	}()
	return r
}

// Save writes the catalog as JSON.
func (c *Catalog) Save(w io.Writer) error {
	var titles []string
	for _, b := range c.All() {
		titles = append(titles, b.Title)
	}
	return json.NewEncoder(w).Encode(titles)
}

// Shelf is chained, too.
type Shelf struct {
	titles []string
	limit  int
}

// NewShelf makes one.
func NewShelf() *Shelf { return &Shelf{limit: 10} }

// Put puts a title on it.
func (s *Shelf) Put(title string) *Shelf { s.titles = append(s.titles, title); return s }

// Limit sets how many there are.
func (s *Shelf) Limit(n int) *Shelf {
	if n > 0 {
		s.limit = n
	}
	return s
}

// Titles gives what it has.
func (s *Shelf) Titles() []string { return s.titles[:min(len(s.titles), s.limit)] }
