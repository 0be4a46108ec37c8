// Package jsonlines makes Parquet and Arrow of files of JSON lines. A file is divided into parts of whole lines, which are read,
// parsed into columns and written each by itself, on all processors.
package jsonlines

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"example.com/jsonlines/internal/arrowfile"
	"example.com/jsonlines/ndjson"
)

// ErrNoLines is the error of a file without a line.
var ErrNoLines = errors.New("there are no lines")

// ErrCompressed is the error of a file that gzip, bzip2, xz or Zstandard has made: it can't be divided into lines.
var ErrCompressed = errors.New("the file is compressed: unpack it first")

// ErrChanged is the error of a file that is no longer as it was when the work began.
var ErrChanged = errors.New("the file has changed meanwhile")

// A Part is a range of bytes of a file that begins and ends with a line.
type Part struct{ Start, End int64 }

// A BadLine is one that is no JSON, or does not fit the schema.
type BadLine struct {
	Line int64  // its number, from 1, in the file; in what Read reads for that
	Why  string // what is wrong, and in which column
	Text string
}

// ofSchema is how much of a file Infer reads, in bytes.
const ofSchema = 1 << 20

// Infer finds the schema of a file by its first lines (a megabyte of them), as JSON: {"id":"int","tags":["string"]}. The types are
// int, float, bool, string and json (what has several types, as text), lists of one type, and objects.
func Infer(path string) (string, error) {
	f, err := open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	block, err := firstLines(f)
	if err != nil {
		return "", err
	}
	if len(bytes.TrimSpace(block)) == 0 {
		return "", ErrNoLines
	}
	t, err := ndjson.Infer(block)
	if err != nil {
		return "", err
	}
	return t.String(), nil
}

// firstLines reads a megabyte of lines, or one that is longer.
func firstLines(r io.Reader) ([]byte, error) {
	var block []byte
	for size := ofSchema; ; size *= 2 {
		more, err := io.ReadAll(io.LimitReader(r, int64(size-len(block))))
		block = append(block, more...)
		if err != nil || len(block) < size { // all of it
			return block, err
		}
		if end := bytes.LastIndexByte(block, '\n') + 1; end > 0 || size > longest { // the last line may be half of one
			return block[:end], nil
		}
	}
}

// open opens a file of lines.
func open(path string) (*os.File, error) {
	if info, err := os.Stat(path); err != nil {
		return nil, err
	} else if !info.Mode().IsRegular() && !info.IsDir() { // whose size says nothing; a folder has an error of its own
		return nil, fmt.Errorf("%s is a pipe or a device: only a file can be divided", path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	var first [6]byte
	n, err := f.ReadAt(first[:], 0)
	if err == nil || err == io.EOF {
		err = nil
		for _, magic := range []string{"\x1f\x8b", "BZh", "\xfd7zXZ\x00", "\x28\xb5\x2f\xfd"} {
			if bytes.HasPrefix(first[:n], []byte(magic)) {
				err = fmt.Errorf("%w: %s", ErrCompressed, path)
			}
		}
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// Parts divides a file into parts of some size in bytes, or a little more.
func Parts(path string, size int64) ([]Part, error) {
	if size < 1 {
		return nil, fmt.Errorf("a part of %d bytes", size)
	}
	f, err := open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	var parts []Part
	for start := int64(0); start < info.Size(); {
		end, err := lineEnd(f, start+size, info.Size())
		if err != nil {
			return nil, err
		}
		parts = append(parts, Part{start, end})
		start = end
	}
	return parts, nil
}

// lineEnd is the end of the line that has the byte before at.
func lineEnd(f io.ReaderAt, at, size int64) (int64, error) {
	room := make([]byte, 64<<10)
	for at--; at < size; {
		n, err := f.ReadAt(room, at)
		if i := bytes.IndexByte(room[:n], '\n'); i >= 0 {
			return at + int64(i) + 1, nil
		}
		if at += int64(n); err != nil && err != io.EOF {
			return 0, err
		}
		if n == 0 {
			break
		}
	}
	return size, nil
}

// Read reads a part of a file, and returns its rows as a stream of Arrow's IPC format, and its bad lines.
// unknown says what to do with fields that the schema does not have: "ignore" leaves them out, "" sets their lines aside.
func Read(path string, part Part, schema string, unknown string) (arrow []byte, bad []BadLine, err error) {
	p, err := newParser(schema, unknown)
	if err != nil {
		return nil, nil, err
	}
	if err := parsePart(p, path, part); err != nil {
		return nil, nil, err
	}
	return result(p)
}

// Parse is Read for lines in memory.
func Parse(lines []byte, schema string, unknown string) (arrow []byte, bad []BadLine, err error) {
	p, err := newParser(schema, unknown)
	if err != nil {
		return nil, nil, err
	}
	if err := parseAll(p, bytes.NewReader(lines), int64(len(lines))); err != nil {
		return nil, nil, err
	}
	return result(p)
}

func result(p *ndjson.Parser) ([]byte, []BadLine, error) {
	var out bytes.Buffer
	if err := arrowfile.Write(&out, p.Columns); err != nil {
		return nil, nil, err
	}
	return out.Bytes(), badLines(p, 0), nil
}

func badLines(p *ndjson.Parser, before int64) []BadLine {
	var bad []BadLine
	for _, b := range p.Bad {
		bad = append(bad, BadLine{before + b.Line + 1, b.Why, b.Text})
	}
	return bad
}

func newParser(schema, unknown string) (*ndjson.Parser, error) {
	t, err := ndjson.ParseType(schema)
	if err != nil {
		return nil, err
	}
	p := ndjson.NewParser(t)
	switch unknown {
	case "ignore":
		p.IgnoreUnknown = true
	case "":
	default:
		return nil, fmt.Errorf("unknown fields can be ignored or not: %q is neither", unknown)
	}
	return p, nil
}

func parsePart(p *ndjson.Parser, path string, part Part) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return parseAll(p, io.NewSectionReader(f, part.Start, part.End-part.Start), part.End-part.Start)
}

const (
	block    = 1 << 20   // how much is read at once, in bytes, if no line is longer
	longest  = 256 << 20 // line that is parsed
	longText = 1000      // bytes that are kept of a line that is longer, which is bad
)

// parseAll parses all lines of a reader, which has so many bytes, the last line without its end, too.
func parseAll(p *ndjson.Parser, r io.Reader, size int64) error {
	room := make([]byte, min(size+1, block))
	held, aside := 0, false // aside: what comes belongs to a line that has been set aside
	for left := size; left > 0; {
		n := int(min(int64(len(room)-held), left))
		if _, err := io.ReadFull(r, room[held:held+n]); err == io.EOF || err == io.ErrUnexpectedEOF {
			return ErrChanged
		} else if err != nil {
			return err
		}
		held, left = held+n, left-int64(n)
		if left == 0 && room[held-1] != '\n' {
			room = append(room[:held], '\n')
			held++
		}
		start, end := 0, bytes.LastIndexByte(room[:held], '\n')+1
		if aside {
			if start = bytes.IndexByte(room[:held], '\n') + 1; start == 0 {
				held = 0
				continue
			}
			aside = false
		}
		if err := p.Parse(room[start:end]); err != nil {
			return err
		}
		switch held = copy(room, room[end:held]); {
		case held < len(room):
		case held < longest:
			room = append(room, make([]byte, len(room))...)
		default:
			p.SetAside(fmt.Sprintf("the line has more than %d bytes", longest), room[:longText])
			held, aside = 0, true
		}
	}
	return nil
}
