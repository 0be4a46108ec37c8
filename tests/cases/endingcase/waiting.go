// Package endingcase ends calls in every way: by errors and panics whose methods
// take their time, by goroutines, by os.Exit.
package endingcase

import (
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
)

var (
	mu      sync.Mutex
	waiting atomic.Int64

	ErrPlain   = errors.New("plain")
	ErrWrapped = fmt.Errorf("wrapped: %w", ErrPlain)
)

// Hold calls f while it holds what the methods below wait for.
func Hold(f func()) {
	mu.Lock()
	defer mu.Unlock()
	f()
}

// Waiting says how often one of them has begun to wait.
func Waiting() int64 { return waiting.Load() }

func wait() {
	waiting.Add(1)
	mu.Lock()
	mu.Unlock()
}

type ByError struct{}

func (ByError) Error() string { wait(); return "by Error" }

type ByIs struct{}

func (*ByIs) Error() string   { return "by Is" }
func (*ByIs) Is(e error) bool { wait(); return e == ErrPlain }

type ByAs struct{}

func (ByAs) Error() string { return "by As" }
func (ByAs) As(any) bool   { wait(); return false }

type ByUnwrap struct{}

func (ByUnwrap) Error() string { return "by Unwrap" }
func (ByUnwrap) Unwrap() error { wait(); return ErrPlain }

type Several struct{}

func (Several) Error() string   { return "several" }
func (Several) Unwrap() []error { wait(); return []error{errors.New("a"), ErrPlain} }

type ByString struct{}

func (ByString) String() string { wait(); return "by String" }

type ByFormat struct{}

func (ByFormat) Format(s fmt.State, _ rune) { wait(); s.Write([]byte("by Format")) }

// Names is an error and no struct.
type Names []string

func (n Names) Error() string { wait(); return n[0] }

var (
	names   = Names{"by a slice"}
	joined  = errors.Join(errors.New("first"), ByError{})
	around  = fmt.Errorf("around: %w", ByError{})
	deep    = fmt.Errorf("deep: %w", around)
	both    = fmt.Errorf("%w and %w", ErrPlain, ByError{})
	wrapsIs = fmt.Errorf("wraps: %w", &ByIs{})
)

func FailByError() error                    { return ByError{} }
func FailByIs() error                       { return &ByIs{} }
func FailByAs() error                       { return ByAs{} }
func FailByUnwrap() error                   { return ByUnwrap{} }
func FailBySeveral() error                  { return Several{} }
func FailByNames() error                    { return names }
func FailJoined() error                     { return joined }
func FailAround() error                     { return around }
func FailDeep() error                       { return deep }
func FailBoth() error                       { return both }
func FailWraps() error                      { return wrapsIs }
func FailBeside(n int) (int, string, error) { return n, "beside", ByError{} }

func PanicByError()  { panic(ByError{}) }
func PanicByString() { panic(ByString{}) }
func PanicByFormat() { panic(ByFormat{}) }
func PanicByAs()     { panic(ByAs{}) }

func Plain() error   { return ErrPlain }
func Wrapped() error { return ErrWrapped }
func Long(n int) error {
	if n > 0 {
		return long
	}
	return nil
}

var long = errors.New(string(make([]byte, 1<<20)))

// chunks is a reader whose Close waits.
type chunks struct{}

func (chunks) Read(b []byte) (int, error) { return copy(b, "x"), nil }
func (chunks) Close() error               { wait(); return nil }

func Chunks() io.ReadCloser { return chunks{} }

// CallThenFail calls what it borrows with the GIL, and then fails.
func CallThenFail(f func()) error { f(); return ByError{} }

func CallThenPanic(f func()) { f(); panic(ByString{}) }

type Thing struct{ N int }

func NewThing(n int) (*Thing, error) {
	if n < 0 {
		return nil, ByError{}
	}
	return &Thing{n}, nil
}

func (t *Thing) Fail() error { return ByError{} }
func (t *Thing) Panic() int  { panic(ByString{}) }

type Number int

func (n Number) Fail() error { return ByError{} }
