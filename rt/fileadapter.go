//go:build go1.25

package rt

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"
)

// What reads or writes in another way than by io.Reader and io.Writer is a file object too. Each of these goes from the
// beginning of the value to its end, as a file does.

// readerOf is what reads a value; nil if it gives nothing.
func readerOf(v any) io.Reader {
	switch v := v.(type) {
	case io.Reader:
		return v
	case io.WriterTo:
		return &writtenOnce{from: v}
	case io.ByteReader:
		return eachByteOf{v}
	case io.RuneReader:
		return &eachRuneOf{from: v}
	case io.ReaderAt:
		return &offset{reader: v}
	}
	return nil
}

// writerOf is what writes to a value, given what reads it; nil if it takes nothing.
func writerOf(v any, r io.Reader) io.Writer {
	switch v := v.(type) {
	case io.Writer:
		return v
	case io.ReaderFrom:
		return fedTo{v}
	case io.StringWriter:
		return textTo{v}
	case io.ByteWriter:
		return eachByteTo{v}
	case io.WriterAt:
		if at, is := r.(*offset); is { // it reads at the same place
			at.writer = v
			return at
		}
		return &offset{writer: v}
	}
	return nil
}

// writtenOnce reads what a value writes, which it does all at once.
type writtenOnce struct {
	from io.WriterTo
	all  bytes.Buffer
	err  error
	done bool
}

func (w *writtenOnce) Read(p []byte) (int, error) {
	if !w.done {
		w.done = true
		_, w.err = w.from.WriteTo(&w.all)
	}
	n, err := w.all.Read(p)
	if err == io.EOF && w.err != nil {
		err = w.err
	}
	return n, err
}

type eachByteOf struct{ from io.ByteReader }

func (b eachByteOf) Read(p []byte) (n int, err error) {
	for n < len(p) {
		c, err := b.from.ReadByte()
		if err != nil {
			return n, err
		}
		p[n] = c
		n++
	}
	return n, nil
}

// eachRuneOf reads text as UTF-8.
type eachRuneOf struct {
	from io.RuneReader
	rest []byte // of a rune that had no room
}

func (r *eachRuneOf) Read(p []byte) (n int, err error) {
	for n < len(p) {
		if len(r.rest) == 0 {
			c, _, err := r.from.ReadRune()
			if err != nil {
				return n, err
			}
			r.rest = utf8.AppendRune(nil, c)
		}
		m := copy(p[n:], r.rest)
		n, r.rest = n+m, r.rest[m:]
	}
	return n, nil
}

type fedTo struct{ to io.ReaderFrom }

func (f fedTo) Write(p []byte) (int, error) {
	n, err := f.to.ReadFrom(bytes.NewReader(p))
	if err == nil && int(n) < len(p) {
		err = io.ErrShortWrite
	}
	return int(n), err
}

type textTo struct{ to io.StringWriter }

func (t textTo) Write(p []byte) (int, error) { return t.to.WriteString(string(p)) }

type eachByteTo struct{ to io.ByteWriter }

func (b eachByteTo) Write(p []byte) (int, error) {
	for i, c := range p {
		if err := b.to.WriteByte(c); err != nil {
			return i, err
		}
	}
	return len(p), nil
}

// offset is a place in what reads and writes at any.
type offset struct {
	reader io.ReaderAt
	writer io.WriterAt
	at     int64
}

func (o *offset) Read(p []byte) (int, error) {
	n, err := o.reader.ReadAt(p, o.at)
	o.at += int64(n)
	return n, err
}

func (o *offset) Write(p []byte) (int, error) {
	n, err := o.writer.WriteAt(p, o.at)
	o.at += int64(n)
	return n, err
}

// errNoEnd is that of a seek from the end, which nobody knows.
var errNoEnd = errors.New("a value that reads or writes at offsets does not say where it ends")

func (o *offset) Seek(to int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		to += o.at
	case io.SeekEnd:
		return o.at, errNoEnd
	}
	if to < 0 {
		return o.at, errors.New("negative offset")
	}
	o.at = to
	return to, nil
}
