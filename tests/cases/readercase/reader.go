// Package readercase has types that read and write, which are file objects in Python.
package readercase

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"strings"
)

// Reader reads text.
type Reader struct{ r *strings.Reader }

func NewReader(text string) *Reader { return &Reader{strings.NewReader(text)} }

// Read is io.Reader's.
func (r *Reader) Read(p []byte) (n int, err error) { return r.r.Read(p) }

func (r *Reader) ReadAt(p []byte, off int64) (n int, err error) { return r.r.ReadAt(p, off) }

func (r *Reader) Seek(offset int64, whence int) (int64, error) { return r.r.Seek(offset, whence) }

// Left is how much has not been read.
func (r *Reader) Left() int { return r.r.Len() }

// Gunzip reads what is compressed, and does not seek.
type Gunzip struct{ *gzip.Reader }

func NewGunzip(r io.Reader) (*Gunzip, error) {
	z, err := gzip.NewReader(r)
	return &Gunzip{z}, err
}

// Gzip writes compressed data.
type Gzip struct{ z *gzip.Writer }

func NewGzip(w io.Writer) *Gzip { return &Gzip{gzip.NewWriter(w)} }

func (g *Gzip) Write(p []byte) (int, error) { return g.z.Write(p) }
func (g *Gzip) Flush() error                { return g.z.Flush() }
func (g *Gzip) Close() error                { return g.z.Close() }

// Queue does both.
type Queue struct{ b bytes.Buffer }

func (q *Queue) Read(p []byte) (int, error)  { return q.b.Read(p) }
func (q *Queue) Write(p []byte) (int, error) { return q.b.Write(p) }

// Bytes is a box that reads.
type Bytes []byte

func (b *Bytes) Read(p []byte) (int, error) {
	if len(*b) == 0 {
		return 0, io.EOF
	}
	n := copy(p, *b)
	*b = (*b)[n:]
	return n, nil
}

// Rows has a Read of its own, that is not io.Reader's.
type Rows struct{ n int }

func (r *Rows) Read() ([]string, error) { r.n++; return []string{"a", "b"}, nil }

// Broken fails.
type Broken struct{}

func (Broken) Read(p []byte) (int, error)  { return 0, ErrBroken }
func (Broken) Write(p []byte) (int, error) { return 0, ErrBroken }

var ErrBroken = errors.New("broken")

// Open gives a Reader as an io.Reader.
func Open(text string) io.Reader { return NewReader(text) }

// Kind says what Go has got.
func Kind(r io.Reader) string {
	switch r.(type) {
	case *Reader:
		return "Reader"
	case *Queue:
		return "Queue"
	case *Bytes:
		return "Bytes"
	case *bufio.Reader:
		return "bufio.Reader"
	}
	return "object"
}

func All(r io.Reader) ([]byte, error) { return io.ReadAll(r) }

func Put(w io.Writer, s string) error { _, err := io.WriteString(w, s); return err }

func PutAll(w io.Writer, r io.Reader) (int64, error) { return io.Copy(w, r) }

// Source is an interface with more than io.Reader has.
type Source interface {
	io.ReadCloser
	Name() string
}

// Load reads a Source.
func Load(s Source) (string, error) {
	b, err := io.ReadAll(s)
	return s.Name() + ": " + string(b), errors.Join(err, s.Close())
}
