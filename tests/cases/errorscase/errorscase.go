// Package errorscase has error types of every kind, and fails as Go's own packages do.
package errorscase

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"maps"
	"net"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// A ParseError says where a text is wrong.
type ParseError struct {
	// Line counts from 1.
	Line int
	Col  int
	// Near is the text there.
	Near string
	Err  error
}

func (e *ParseError) Error() string { return fmt.Sprintf("%d:%d: near %q", e.Line, e.Col, e.Near) }

// Unwrap is the cause.
func (e *ParseError) Unwrap() error { return e.Err }

// Position is where.
func (e *ParseError) Position() string { return fmt.Sprint(e.Line, ":", e.Col) }

// Shift moves it.
func (e *ParseError) Shift(lines int) { e.Line += lines }

// A RangeError is an error by value.
//
//py:raises IndexError
type RangeError struct{ Index, Length int }

func (e RangeError) Error() string { return fmt.Sprintf("%d is not below %d", e.Index, e.Length) }

// A Message is a string that is an error.
type Message string

func (m Message) Error() string { return "message: " + string(m) }

// Loud is the message in capitals.
func (m Message) Loud() string { return strings.ToUpper(string(m)) }

// A Status is a number that is an error.
type Status int

// These are the statuses.
const (
	StatusGone Status = 410
	// StatusTeapot is no joke.
	//py:raises ValueError
	StatusTeapot Status = 418
)

func (s Status) Error() string { return "status " + strconv.Itoa(int(s)) }

// Temporary reports whether it passes.
func (s Status) Temporary() bool { return s >= 500 }

// A Problems is a list of texts that is an error.
type Problems []string

func (p Problems) Error() string { return strings.Join(p, "; ") }

// Count counts them.
func (p Problems) Count() int { return len(p) }

// A Fault holds a number in a map.
type Fault map[string]int

func (f Fault) Error() string { return fmt.Sprint("fault ", len(f)) }

// A Slow is an error that is a timeout.
type Slow struct{ After time.Duration }

func (s *Slow) Error() string { return "slow: " + s.After.String() }

// Timeout says so.
func (s *Slow) Timeout() bool { return true }

// A Trouble has no text without a cause.
type Trouble struct {
	Op    string
	Cause *Slow
}

func (t *Trouble) Error() string { return t.Op + ": " + t.Cause.Error() }

var (
	// ErrKey has a class of Python's.
	//py:raises KeyError
	ErrKey = errors.New("no such key")
	// ErrParse is a parse error that is known.
	ErrParse = &ParseError{Line: 1, Col: 2, Near: "known"}
	ErrPlain = errors.New("plain")
	// ErrReadOnly wraps an error of Go's own.
	ErrReadOnly = fmt.Errorf("read only: %w", fs.ErrPermission)
	// ErrSealed wraps another.
	ErrSealed = fmt.Errorf("sealed: %w", ErrReadOnly)
)

// Fail fails in some way.
func Fail(kind string) error {
	switch kind {
	case "task":
		return &TaskError{"a", &ParseError{Line: 3, Col: 4, Near: "x"}}
	case "parse":
		return &ParseError{3, 4, "x", nil}
	case "parse eof":
		return fmt.Errorf("file a: %w", &ParseError{3, 4, "x", io.ErrUnexpectedEOF})
	case "range":
		return RangeError{7, 3}
	case "range pointer":
		return &RangeError{8, 3}
	case "message":
		return Message("hello")
	case "status":
		return Status(500)
	case "gone":
		return fmt.Errorf("page: %w", StatusGone)
	case "teapot":
		return StatusTeapot
	case "problems":
		return Problems{"one", "two"}
	case "fault":
		return Fault{"a": 1}
	case "slow":
		return &Slow{time.Second}
	case "trouble":
		return &Trouble{"open", &Slow{time.Second}}
	case "wrapped trouble":
		return fmt.Errorf("first: %w", &Trouble{"open", &Slow{time.Second}})
	case "key":
		return ErrKey
	case "read only":
		return ErrReadOnly
	case "sealed":
		return &fs.PathError{Op: "write", Path: "a.txt", Err: ErrSealed}
	case "wrapped key":
		return fmt.Errorf("config: %w", ErrKey)
	case "known":
		return ErrParse
	case "plain":
		return ErrPlain
	case "both":
		return fmt.Errorf("%w, %w", &ParseError{Line: 9}, Message("m"))
	case "three":
		return fmt.Errorf("a: %w", fmt.Errorf("b: %w", ErrPlain))
	case "joined":
		return errors.Join(ErrPlain, &ParseError{Line: 5}, fs.ErrNotExist)
	case "wrapped joined":
		return fmt.Errorf("all: %w", errors.Join(ErrPlain, Message("m")))
	case "joined one":
		return errors.Join(nil, &ParseError{Line: 6})
	case "loop":
		var err error
		for i := range 300 {
			err = errors.Join(err, Status(i))
		}
		return err
	case "deep":
		err := error(ErrPlain)
		for i := range 300 {
			err = fmt.Errorf("%d: %w", i, errors.Join(err, Status(i)))
		}
		return err
	}
	return nil
}

// Standard fails as a function of Go's own packages does. path is a folder to play in.
func Standard(kind, path string) error {
	var err error
	var v struct{ N int }
	switch kind {
	case "open":
		_, err = os.Open(path + "/missing")
	case "wrapped open":
		_, err = os.ReadFile(path + "/missing")
		err = fmt.Errorf("load: %w", err)
	case "mkdir":
		err = os.Mkdir(path, 0o700)
	case "rename":
		err = os.Rename(path+"/from", path+"/to")
	case "read folder":
		_, err = os.ReadFile(path)
	case "not a folder":
		_, err = os.ReadDir("/dev/null/x")
	case "ErrNotExist":
		err = fs.ErrNotExist
	case "ErrExist":
		err = fmt.Errorf("x: %w", os.ErrExist)
	case "ErrPermission":
		err = os.ErrPermission
	case "ErrProcessDone":
		err = os.ErrProcessDone
	case "fs":
		_, err = os.DirFS(path).Open("../x")
	case "errno":
		err = syscall.ECONNRESET
	case "syscall":
		err = os.NewSyscallError("kill", syscall.ESRCH)
	case "EOF":
		err = io.EOF
	case "unexpected EOF":
		_, err = io.ReadFull(strings.NewReader("ab"), make([]byte, 3))
	case "atoi":
		_, err = strconv.Atoi("x")
	case "range":
		_, err = strconv.ParseInt("300", 10, 8)
	case "json":
		err = json.Unmarshal([]byte("{"), &v)
	case "json type":
		err = json.Unmarshal([]byte(`{"N": "x"}`), &v)
	case "json value":
		_, err = json.Marshal(func() {})
	case "hex":
		_, err = hex.DecodeString("zz")
	case "hex length":
		_, err = hex.DecodeString("a")
	case "base64":
		_, err = base64.StdEncoding.DecodeString("?")
	case "time":
		_, err = time.Parse(time.DateOnly, "x")
	case "duration":
		_, err = time.ParseDuration("x")
	case "url":
		_, err = url.Parse("http://[::1")
	case "refused":
		_, err = net.DialTimeout("tcp", path, 5*time.Second)
	case "deadline":
		r, w, e := os.Pipe()
		if e != nil {
			return e
		}
		defer r.Close()
		defer w.Close()
		if err = r.SetReadDeadline(time.Unix(1, 0)); err == nil {
			_, err = r.Read(make([]byte, 1))
		}
	case "dns":
		err = &net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: "example.invalid", IsNotFound: true}}
	case "dns timeout":
		err = &net.DNSError{Err: "timed out", Name: "example.invalid", IsTimeout: true}
	case "unsupported":
		err = fmt.Errorf("x: %w", errors.ErrUnsupported)
	}
	return err
}

// Value is an error as a value of its type.
func Value(line int) *ParseError {
	if line == 0 {
		return nil
	}
	return &ParseError{Line: line}
}

// LineOf takes one.
func LineOf(e *ParseError) int {
	if e == nil {
		return -1
	}
	return e.Line
}

// IndexOf takes one by value.
func IndexOf(e RangeError) int { return e.Index }

// TextOf takes a string that is an error.
func TextOf(m Message) string { return string(m) }

// Next is the next status.
func Next(s Status) Status { return s + 1 }

// Sum adds what is in some.
func Sum(faults []*ParseError) int {
	sum := 0
	for _, f := range faults {
		sum += f.Line
	}
	return sum
}

// A Report has errors in its fields.
type Report struct {
	First *ParseError
	Range RangeError
	Last  error
	All   []*ParseError
	State Status
}

// NewReport makes one.
func NewReport() *Report {
	return &Report{First: &ParseError{Line: 1}, Range: RangeError{1, 1}, Last: Message("last"), All: []*ParseError{{Line: 2}, {Line: 3}}, State: 404}
}

// TaskError is around what a task failed with.
type TaskError struct {
	Name string
	Err  error
}

func (e *TaskError) Error() string { return "task " + e.Name + ": " + e.Err.Error() }
func (e *TaskError) Unwrap() error { return e.Err }

// Rename changes the text.
func (e *TaskError) Rename(name string) { e.Name = name }

// ErrGaveUp is around what was tried too often.
var ErrGaveUp = errors.New("gave up")

// Tasks runs functions, and fails with what all of them have failed with.
func Tasks(fs map[string]func() error) error {
	var all []error
	for _, name := range slices.Sorted(maps.Keys(fs)) {
		if err := fs[name](); err != nil {
			all = append(all, &TaskError{name, err})
		}
	}
	if len(all) == 1 {
		return all[0]
	}
	return errors.Join(all...)
}

// GiveUp runs a function.
func GiveUp(f func() error) error { return fmt.Errorf("%w: %w", ErrGaveUp, f()) }

// Run calls f, and says what Go finds in its error.
func Run(f func() error) string {
	err := f()
	var parse *ParseError
	var message Message
	if errors.As(err, &parse) {
		return "line " + strconv.Itoa(parse.Line)
	}
	if errors.As(err, &message) {
		return "message " + string(message)
	}
	return fmt.Sprint(err)
}

// Each calls f with an error of a type.
func Each(f func(e *ParseError, s Status)) { f(&ParseError{Line: 8}, 503) }

// Lines yields some, and then fails.
func Lines(n int) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		for i := range n {
			if !yield(i, nil) {
				return
			}
		}
		yield(0, &ParseError{Line: n})
	}
}

// Errors yields errors.
func Errors(n int) iter.Seq[*ParseError] {
	return func(yield func(*ParseError) bool) {
		for i := range n {
			if !yield(&ParseError{Line: i}) {
				return
			}
		}
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// Reader reads nothing and fails.
func Reader(kind string) io.Reader { return failing{Fail(kind)} }

// Copy reads all of a reader.
func Copy(r io.Reader) (int64, error) { return io.Copy(io.Discard, r) }

// Is asks errors.Is.
func Is(err, target error) bool { return errors.Is(err, target) }

// Found lists the errors of Go's own that errors.Is finds in what f returns.
func Found(f func() error) (names []string) {
	err := f()
	for _, known := range []struct {
		name string
		err  error
	}{
		{"not exist", fs.ErrNotExist}, {"exist", fs.ErrExist}, {"permission", fs.ErrPermission}, {"EOF", io.EOF},
		{"deadline", context.DeadlineExceeded}, {"os deadline", os.ErrDeadlineExceeded}, {"canceled", context.Canceled},
		{"unsupported", errors.ErrUnsupported}, {"refused", syscall.ECONNREFUSED}, {"pipe", syscall.EPIPE}, {"full", syscall.ENOSPC},
	} {
		if errors.Is(err, known.err) {
			names = append(names, known.name)
		}
	}
	return names
}

// Rows joins what f says of n rows.
func Rows(f func(row int) error, n int) error {
	var all []error
	for i := range n {
		if err := f(i); err != nil {
			all = append(all, fmt.Errorf("row %d: %w", i, err))
		}
	}
	return errors.Join(all...)
}

// Both joins what two functions return.
func Both(f, g func() error) error { return errors.Join(f(), g()) }

// A Masked error has a field that Python can't see.
type Masked struct {
	Code int
	seen int
}

func (e *Masked) Error() string { return fmt.Sprint("masked ", e.Code+e.seen) }

// Mask makes one.
func Mask() *Masked { return &Masked{1, 2} }

// A Ticket can't be pickled.
type Ticket struct {
	Number int
	secret int
}

// A HeldError has one beside what can be.
type HeldError struct {
	Code int
	By   *Ticket
}

func (e *HeldError) Error() string { return fmt.Sprint("held ", e.Code) }
