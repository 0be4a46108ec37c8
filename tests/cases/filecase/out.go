package filecase

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"iter"
	"os"
	"strings"
	"testing/iotest"
)

// Values that go to Python.

func Text(s string) io.Reader { return strings.NewReader(s) }

// Plain reads and does nothing else.
func Plain(b []byte) io.Reader { return iotest.OneByteReader(bytes.NewReader(b)) }

// Halves gives half of what it is asked for.
func Halves(b []byte) io.Reader { return iotest.HalfReader(struct{ io.Reader }{bytes.NewReader(b)}) }

// Failing gives some bytes and then an error.
func Failing() io.Reader {
	return io.MultiReader(strings.NewReader("some"), iotest.ErrReader(ErrBroken))
}

var ErrBroken = errors.New("broken")

func NoReader() io.Reader { return nil }
func NoWriter() io.Writer { return nil }

func Seekable(s string) io.ReadSeeker { return strings.NewReader(s) }
func ByOffset(s string) io.ReaderAt   { return strings.NewReader(s) }

// A closer counts how often it is closed.
type closer struct {
	io.Reader
	closed *int
}

func (c closer) Close() error { *c.closed++; return nil }

var closed int

func Closed() int { return closed }

func Closing(s string) io.ReadCloser { closed = 0; return closer{strings.NewReader(s), &closed} }

// OfContext reads until its context ends.
func OfContext(ctx context.Context) (io.Reader, error) { return &ofContext{ctx}, nil }

type ofContext struct{ ctx context.Context }

func (o *ofContext) Read(p []byte) (int, error) {
	if o.ctx.Err() != nil {
		return 0, o.ctx.Err()
	}
	return copy(p, "on and on"), nil
}

func OpenFile(name string) (io.ReadWriteCloser, error) {
	return os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
}

// Buffer is written by Python, and says what it has got.
type Buffer struct {
	W   io.Writer
	R   io.Reader
	All []io.Reader
	b   bytes.Buffer
}

func OpenBuffer() *Buffer {
	b := &Buffer{}
	b.W, b.R = &b.b, &b.b
	return b
}

func (b *Buffer) Content() string { return b.b.String() }

// Buffered has to be flushed.
func (b *Buffer) Buffered() io.Writer { return bufio.NewWriter(&b.b) }

// Zipped compresses what is written to w.
func Zipped(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }

func Unzipped(r io.Reader) (io.ReadCloser, error) { return gzip.NewReader(r) }

// Out is a variable.
var Out io.Writer

// Say writes to it.
func Say(s string) error { _, err := io.WriteString(Out, s); return err }

func Split(s string) []io.Reader {
	var all []io.Reader
	for _, part := range strings.Fields(s) {
		all = append(all, strings.NewReader(part))
	}
	return all
}

func Named(s string) map[string]io.ReadSeeker {
	return map[string]io.ReadSeeker{s: strings.NewReader(s)}
}

func Rewriter(w io.Writer) io.Writer { return w }

// Through calls f with a writer, and returns what it returns with what was written.
func Through(f func(w io.Writer) io.Reader) (string, string, error) {
	var b strings.Builder
	r := f(&b)
	rest, err := io.ReadAll(r)
	return b.String(), string(rest), err
}

func Maker(prefix string) func(s string) io.Reader {
	return func(s string) io.Reader { return strings.NewReader(prefix + s) }
}

func Many(n int) iter.Seq[io.Reader] {
	return func(yield func(io.Reader) bool) {
		for range n {
			if !yield(strings.NewReader("item")) {
				return
			}
		}
	}
}

func Same(a, b io.Reader) bool { return a == b }

// What it is in Go.
func TypeOf(r io.Reader) string {
	switch r.(type) {
	case *strings.Reader:
		return "strings.Reader"
	case *bytes.Reader:
		return "bytes.Reader"
	}
	return "something else"
}

// Countdown is a reader and a writer.
type Countdown struct {
	Left int
	Got  []byte
}

// Read gives as many bytes as are left.
func (c *Countdown) Read(p []byte) (int, error) {
	if c.Left == 0 {
		return 0, io.EOF
	}
	n := min(len(p), c.Left)
	copy(p, bytes.Repeat([]byte("a"), n))
	c.Left -= n
	return n, nil
}

// Write keeps what it gets.
func (c *Countdown) Write(p []byte) (int, error) {
	c.Got = append(c.Got, p...)
	return len(p), nil
}
