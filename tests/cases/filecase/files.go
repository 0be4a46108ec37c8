// Package filecase reads and writes what Python opens.
package filecase

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
)

// ReadAll reads to the end.
func ReadAll(r io.Reader) ([]byte, error) { return io.ReadAll(r) }

// First reads n bytes and no more.
func First(r io.Reader, n int) ([]byte, error) {
	b := make([]byte, n)
	_, err := io.ReadFull(r, b)
	return b, err
}

// IsNil says whether Go got nil.
func IsNil(r io.Reader, w io.Writer) (bool, bool) { return r == nil, w == nil }

// Sizes reads with buffers of a size, and gives what each Read gave.
func Sizes(r io.Reader, size int) (sizes []int, err error) {
	buf := make([]byte, size)
	for {
		n, err := r.Read(buf)
		if err == io.EOF {
			return sizes, nil
		}
		if err != nil {
			return sizes, err
		}
		sizes = append(sizes, n)
	}
}

// Write writes pieces, and gives how many bytes that were.
func Write(w io.Writer, pieces ...[]byte) (n int, err error) {
	for _, p := range pieces {
		m, err := w.Write(p)
		n += m
		if err != nil {
			return n, fmt.Errorf("after %d bytes: %w", n, err)
		}
	}
	return n, nil
}

// Copy copies.
func Copy(w io.Writer, r io.Reader) (int64, error) { return io.Copy(w, r) }

// Compress and Decompress are gzip's.
func Compress(w io.Writer, r io.Reader) error {
	z := gzip.NewWriter(w)
	if _, err := io.Copy(z, r); err != nil {
		return err
	}
	return z.Close()
}

func Decompress(r io.Reader) ([]byte, error) {
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

// Rows reads CSV.
func Rows(r io.Reader) ([][]string, error) { return csv.NewReader(r).ReadAll() }

// Lines keeps a reader, and gives its lines as they are asked for.
type Lines struct{ scanner *bufio.Scanner }

func NewLines(r io.Reader) *Lines { return &Lines{bufio.NewScanner(r)} }

func (l *Lines) Next() (line string, ok bool) {
	ok = l.scanner.Scan()
	return l.scanner.Text(), ok
}

// Concatenate reads one after the other.
func Concatenate(readers ...io.Reader) ([]byte, error) { return io.ReadAll(io.MultiReader(readers...)) }

// ByName reads each.
func ByName(readers map[string]io.Reader) (map[string]int, error) {
	sizes := map[string]int{}
	for name, r := range readers {
		b, err := io.ReadAll(r)
		if err != nil {
			return nil, err
		}
		sizes[name] = len(b)
	}
	return sizes, nil
}

// Asks says which interfaces Go finds in a value.
func Asks(r io.Reader) []string { return asks(r) }

func AsksWriter(w io.Writer) []string { return asks(w) }

func AsksWriteCloser(w io.WriteCloser) []string { return asks(w) }

func AsksReadWriteCloser(f io.ReadWriteCloser) []string { return asks(f) }

func AsksReaderAt(r io.ReaderAt) []string { return asks(r) }

func AsksWriterAt(w io.WriterAt) []string { return asks(w) }

func asks(v any) (found []string) {
	if _, ok := v.(io.Seeker); ok {
		found = append(found, "Seeker")
	}
	if _, ok := v.(io.Closer); ok {
		found = append(found, "Closer")
	}
	if _, ok := v.(io.ReaderAt); ok {
		found = append(found, "ReaderAt")
	}
	if _, ok := v.(io.ByteReader); ok {
		found = append(found, "ByteReader")
	}
	if _, ok := v.(io.StringWriter); ok {
		found = append(found, "StringWriter")
	}
	return found
}

// CloseReader and CloseWriter close.
func CloseReader(r io.ReadCloser) error { return r.Close() }

func CloseWriter(w io.WriteCloser, last string) error {
	_, err := io.WriteString(w, last)
	return errors.Join(err, w.Close())
}

// Tail reads the last n bytes.
func Tail(r io.ReadSeeker, n int64) ([]byte, error) {
	if _, err := r.Seek(-n, io.SeekEnd); err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// Skip seeks from where the file stands, and says where it stands then.
func Skip(s io.Seeker, n int64) (int64, error) { return s.Seek(n, io.SeekCurrent) }

// Size seeks.
func Size(s io.Seeker) (int64, error) { return s.Seek(0, io.SeekEnd) }

// At reads n bytes at an offset.
func At(r io.ReaderAt, n int, offset int64) ([]byte, error) {
	b := make([]byte, n)
	m, err := r.ReadAt(b, offset)
	if err == io.EOF {
		err = nil
	}
	return b[:m], err
}

// Patch writes at an offset.
func Patch(w io.WriterAt, p []byte, offset int64) (int, error) { return w.WriteAt(p, offset) }

// Upper reads the first line of a file and appends it in capitals.
func Upper(f io.ReadWriteSeeker) error {
	line, err := bufio.NewReader(f).ReadString('\n')
	if err != nil && err != io.EOF {
		return err
	}
	if _, err := f.Seek(0, io.SeekEnd); err != nil {
		return err
	}
	_, err = io.WriteString(f, strings.ToUpper(line))
	return err
}

// Talk writes a question and reads the answer.
func Talk(c io.ReadWriteCloser, question string) (string, error) {
	if _, err := io.WriteString(c, question); err != nil {
		return "", err
	}
	answer := make([]byte, 100)
	n, err := c.Read(answer)
	return string(answer[:n]), errors.Join(err, c.Close())
}

// FirstByte, Runes, PutByte, PutString, Drain and Fill are of the small interfaces.
func FirstByte(r io.ByteReader) (byte, error) { return r.ReadByte() }

func Runes(r io.RuneReader) (runes []rune, sizes []int, err error) {
	for {
		c, n, err := r.ReadRune()
		if err == io.EOF {
			return runes, sizes, nil
		}
		if err != nil {
			return nil, nil, err
		}
		runes, sizes = append(runes, c), append(sizes, n)
	}
}

func PutByte(w io.ByteWriter, c byte) error { return w.WriteByte(c) }

func PutString(w io.StringWriter, s string) (int, error) { return w.WriteString(s) }

func Drain(r io.WriterTo) ([]byte, error) {
	var b bytes.Buffer
	_, err := r.WriteTo(&b)
	return b.Bytes(), err
}

func Fill(w io.ReaderFrom, n int) (int64, error) {
	return w.ReadFrom(bytes.NewReader(bytes.Repeat([]byte("x"), n)))
}

// InGoroutine reads in a goroutine of its own.
func InGoroutine(r io.Reader) ([]byte, error) {
	type answer struct {
		b   []byte
		err error
	}
	c := make(chan answer)
	go func() {
		b, err := io.ReadAll(r)
		c <- answer{b, err}
	}()
	a := <-c
	return a.b, a.err
}

// Reread hands a reader back.
func Reread(r io.Reader) io.Reader { return r }

// Consume calls f with a reader of its own.
func Consume(f func(io.Reader) error) error { return f(strings.NewReader("from Go")) }
