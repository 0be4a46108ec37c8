package filecase

import (
	"errors"
	"io"
	"strings"
)

// What reads or writes in one way alone, and not by Read or Write.

type report struct{ parts []string }

func (r report) WriteTo(w io.Writer) (n int64, err error) {
	for _, part := range r.parts {
		m, err := io.WriteString(w, part)
		if n += int64(m); err != nil {
			return n, err
		}
		if part == "" {
			return n, errors.New("an empty part")
		}
	}
	return n, nil
}

// Report writes parts one after the other, and fails at an empty one.
func Report(parts ...string) io.WriterTo { return report{parts} }

type onlyBytes struct{ io.ByteReader }

// OnlyBytes reads one byte at a time.
func OnlyBytes(s string) io.ByteReader { return onlyBytes{strings.NewReader(s)} }

type onlyRunes struct{ io.RuneReader }

// OnlyRunes reads one rune at a time.
func OnlyRunes(s string) io.RuneReader { return onlyRunes{strings.NewReader(s)} }

type onlyAt struct{ io.ReaderAt }

// OnlyAt reads at offsets.
func OnlyAt(s string) io.ReaderAt { return onlyAt{strings.NewReader(s)} }

// A Sink has what was written to it.
type Sink struct{ all []byte }

// Text is what was written.
func (s *Sink) Text() string { return string(s.all) }

type (
	sinkFrom  struct{ *Sink }
	sinkText  struct{ *Sink }
	sinkBytes struct{ *Sink }
	sinkAt    struct{ *Sink }
)

func (s sinkFrom) ReadFrom(r io.Reader) (int64, error) {
	all, err := io.ReadAll(r)
	s.all = append(s.all, all...)
	return int64(len(all)), err
}

func (s sinkText) WriteString(text string) (int, error) {
	s.all = append(s.all, text...)
	return len(text), nil
}

func (s sinkBytes) WriteByte(c byte) error {
	if c == '!' {
		return errors.New("no exclamations")
	}
	s.all = append(s.all, c)
	return nil
}

func (s sinkAt) WriteAt(p []byte, at int64) (int, error) {
	if need := int(at) + len(p); need > len(s.all) {
		s.all = append(s.all, make([]byte, need-len(s.all))...)
	}
	return copy(s.all[at:], p), nil
}

// From, ByText, ByBytes and At write to it.
func (s *Sink) From() io.ReaderFrom     { return sinkFrom{s} }
func (s *Sink) ByText() io.StringWriter { return sinkText{s} }
func (s *Sink) ByBytes() io.ByteWriter  { return sinkBytes{s} }
func (s *Sink) At() io.WriterAt         { return sinkAt{s} }
