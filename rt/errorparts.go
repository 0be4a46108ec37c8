//go:build go1.25

package rt

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"reflect"
	"strconv"
	"sync"
	"syscall"
)

// An exception is of every class that errors.Is and errors.As find in its Go error. The
// parts of an error say which these are. Twin: shim/objects/errorparts.h.
const (
	partEnd      = iota
	partSentinel // its number
	partPython   // what it is of Python's: its kind, errno, the number of files, and these
	partMembers  // of an error that is several: their number, and each as a value
	// errorChoice and more: an error whose type has a class, as the instance
)

// ByValue stands beside such a number: Go has the error by value, and the instance is over
// a copy.
const ByValue = 1 << 32

// What a Go error is of Python's own. The shim has the same list.
const (
	pythonNone = iota
	pythonOS   // an OSError: which, errno says
	pythonTimeout
	pythonEOF
	pythonValue
	pythonUnsupported
	pythonName // of a host
)

// A standardError says what an error of Go's standard library is in Python.
type standardError struct {
	kind  int
	errno syscall.Errno
	file  string // the field with the name of a file
	field string // it is so where this field
	is    string // has this text
}

// standardTypes are the error types that say all by themselves, but for those that
// errorParts.look knows. Of what they wrap, errno and timeouts come first.
var standardTypes = map[string]standardError{
	"strconv.NumError":                      {kind: pythonValue},
	"encoding/json.SyntaxError":             {kind: pythonValue},
	"encoding/json.UnmarshalTypeError":      {kind: pythonValue},
	"encoding/json.InvalidUnmarshalError":   {kind: pythonValue},
	"encoding/json.UnsupportedTypeError":    {kind: pythonValue},
	"encoding/json.UnsupportedValueError":   {kind: pythonValue},
	"encoding/json/jsontext.SyntacticError": {kind: pythonValue},
	"encoding/json/v2.SemanticError":        {kind: pythonValue},
	"encoding/base32.CorruptInputError":     {kind: pythonValue},
	"encoding/base64.CorruptInputError":     {kind: pythonValue},
	"encoding/hex.InvalidByteError":         {kind: pythonValue},
	"encoding/csv.ParseError":               {kind: pythonValue},
	"encoding/xml.SyntaxError":              {kind: pythonValue},
	"encoding/xml.UnmarshalError":           {kind: pythonValue},
	"encoding/asn1.SyntaxError":             {kind: pythonValue},
	"encoding/asn1.StructuralError":         {kind: pythonValue},
	"compress/flate.CorruptInputError":      {kind: pythonValue},
	"go/scanner.Error":                      {kind: pythonValue},
	"go/scanner.ErrorList":                  {kind: pythonValue},
	"time.ParseError":                       {kind: pythonValue},
	"regexp/syntax.Error":                   {kind: pythonValue},
	"net/url.Error":                         {kind: pythonValue, field: "Op", is: "parse"},
	"net/url.EscapeError":                   {kind: pythonValue},
	"net/url.InvalidHostError":              {kind: pythonValue},
	"net/netip.parseAddrError":              {kind: pythonValue},
	"net/netip.parsePrefixError":            {kind: pythonValue},
	"net.ParseError":                        {kind: pythonValue},
	"net.AddrError":                         {kind: pythonValue},
	"net.InvalidAddrError":                  {kind: pythonValue},
	"net.UnknownNetworkError":               {kind: pythonValue},
	"net.DNSError":                          {kind: pythonName},
	"internal/poll.errNetClosing":           {kind: pythonOS, errno: syscall.EBADF},
	"os/exec.Error":                         {kind: pythonOS, errno: syscall.ENOENT, file: "Name"},
}

// standardVariables are the errors that are variables, of those packages that every
// extension has.
var standardVariables = []struct {
	err error
	is  standardError
}{
	{io.EOF, standardError{kind: pythonEOF}},
	{io.ErrUnexpectedEOF, standardError{kind: pythonEOF}},
	{fs.ErrNotExist, standardError{kind: pythonOS, errno: syscall.ENOENT}},
	{fs.ErrExist, standardError{kind: pythonOS, errno: syscall.EEXIST}},
	{fs.ErrPermission, standardError{kind: pythonOS, errno: syscall.EACCES}},
	{fs.ErrClosed, standardError{kind: pythonValue}},
	{fs.ErrInvalid, standardError{kind: pythonValue}},
	{io.ErrClosedPipe, standardError{kind: pythonOS, errno: syscall.EPIPE}},
	{errors.ErrUnsupported, standardError{kind: pythonUnsupported}},
	{os.ErrDeadlineExceeded, standardError{kind: pythonTimeout}},
	{os.ErrProcessDone, standardError{kind: pythonOS, errno: syscall.ESRCH}},
	{hex.ErrLength, standardError{kind: pythonValue}},
	{strconv.ErrRange, standardError{kind: pythonValue}},
	{strconv.ErrSyntax, standardError{kind: pythonValue}},
}

// standardVariable finds one for an error of errors.New; nil: it is none.
func standardVariable(err error) *standardError {
	if is := texts.find(err); is != nil {
		return is.standard
	}
	return nil
}

// standardKinds has what is known of types that have been looked at: from the address of
// a type to a *standardError or nil.
var standardKinds sync.Map

// standardType finds an error's type among the standard library's.
func standardType(err error, kind uintptr) *standardError {
	if s, ok := standardKinds.Load(kind); ok {
		return s.(*standardError)
	}
	t := reflect.TypeOf(err)
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	var found *standardError
	if s, ok := standardTypes[t.PkgPath()+"."+t.Name()]; ok {
		found = &s
	}
	standardKinds.Store(kind, found)
	return found
}

// textField is a field of a struct, or of one behind a pointer, that is a text.
func textField(err error, name string) string {
	v := reflect.Indirect(reflect.ValueOf(err))
	if v.Kind() != reflect.Struct {
		return ""
	}
	if f := v.FieldByName(name); f.Kind() == reflect.String {
		return f.String()
	}
	return ""
}

// errorParts collects what an error is while its tree is walked, as errors.As does.
type errorParts struct {
	w       *Encoder
	kind    int
	errno   syscall.Errno // which a syscall returned
	says    syscall.Errno // which an error stands for
	timeout bool
	files   int
	file    [2]string
}

// writeParts writes the parts of an error.
func writeParts(w *Encoder, err error, members []error, depth int) {
	p := errorParts{w: w}
	p.walk(err)
	if members != nil {
		w.word(partMembers)
		w.word(uint64(len(members)))
		for _, one := range members {
			writeMember(w, one, depth+1)
		}
	} else {
		p.python()
	}
	w.word(partEnd)
}

func (p *errorParts) walk(err error) {
	for err != nil && !nilPointer(err) {
		p.look(err)
		switch e := err.(type) {
		case interface{ Unwrap() error }:
			err = e.Unwrap()
		case interface{ Unwrap() []error }:
			for _, one := range e.Unwrap() {
				p.walk(one)
			}
			return
		default:
			return
		}
	}
}

// look writes what one error of the tree is by itself.
func (p *errorParts) look(err error) {
	kind := kindOf(err)
	if core.errorInterfaces != nil {
		defer core.errorInterfaces(p.w, err) // after its own class, which is derived from theirs
	}
	if kind == wrappingError { // it has no methods that say more, but may be a sentinel itself
		for i, s := range core.sentinels {
			if err == s {
				p.w.word(partSentinel)
				p.w.word(uint64(i))
			}
		}
		return
	}
	is, _ := err.(interface{ Is(error) bool })
	for i, s := range core.sentinels {
		if s != nil && (core.comparable[i] && err == s || is != nil && is.Is(s)) {
			p.w.word(partSentinel)
			p.w.word(uint64(i))
		}
	}
	if kind == textError {
		p.stands(standardVariable(err))
		return
	}
	if core.errorChoice != nil {
		core.errorChoice(p.w, err)
	}
	switch e := err.(type) {
	case *fs.PathError:
		p.paths(e.Path)
		return
	case *os.LinkError:
		p.paths(e.Old, e.New)
		return
	case *os.SyscallError:
		return
	case syscall.Errno:
		if p.errno == 0 {
			p.errno = e
		}
		return
	}
	if s := standardType(err, kind); s != nil && (s.field == "" || textField(err, s.field) == s.is) {
		p.stands(s)
		if s.file != "" {
			p.paths(textField(err, s.file))
		}
	}
	if t, ok := err.(interface{ Timeout() bool }); ok && t.Timeout() {
		p.timeout = true
	}
	if is != nil {
		for i := range standardVariables {
			if is.Is(standardVariables[i].err) {
				p.stands(&standardVariables[i].is)
				break
			}
		}
	}
}

// stands notes what an error is in Python, unless the error around it has said so.
func (p *errorParts) stands(s *standardError) {
	if s != nil && p.kind == pythonNone {
		p.kind, p.says = s.kind, s.errno
	}
}

func (p *errorParts) paths(paths ...string) {
	if p.files == 0 {
		p.files = copy(p.file[:], paths)
	}
}

// python writes the class of Python's, if there is one.
func (p *errorParts) python() {
	kind, errno := p.kind, p.says
	switch {
	case p.errno != 0:
		kind, errno = pythonOS, p.errno
	case p.timeout:
		kind, errno = pythonTimeout, 0
	case kind == pythonNone && p.files > 0:
		kind = pythonOS
	case kind == pythonNone:
		return
	}
	p.w.word(partPython)
	p.w.word(uint64(kind))
	p.w.word(uint64(pythonErrno(errno)))
	if kind != pythonOS && kind != pythonTimeout {
		p.files = 0
	}
	p.w.word(uint64(p.files))
	for _, file := range p.file[:p.files] {
		WriteStr(p.w, file)
	}
}

// several reports whether an error that unwraps to others is a list of them. One of
// fmt.Errorf is a sentence, in which each %w is something that the error is.
func several(err error, all []error) bool {
	if kindOf(err) == sentenceError {
		return false
	}
	n := 0
	for _, one := range all {
		if one != nil {
			n++
		}
	}
	return n > 1
}

// deepestGroup is how deep groups are nested: Python reads and prints them by recursion.
const deepestGroup = 50

// membersOf are the errors that an error consists of, wrapped or not; nil: it is one, or too
// deep in others.
func membersOf(err error, depth int) []error {
	if depth == deepestGroup {
		return nil
	}
	for err != nil && kindOf(err) != textError && !nilPointer(err) {
		switch e := err.(type) {
		case *Error: // it comes home as what it is, also if it stands for a group
			return nil
		case interface{ Unwrap() error }:
			err = e.Unwrap()
		case interface{ Unwrap() []error }:
			all := e.Unwrap()
			if several(err, all) {
				return flat(nil, all)
			}
			if kindOf(err) == sentenceError {
				return nil
			}
			err = nil
			for _, one := range all {
				if one != nil {
					err = one
				}
			}
		default:
			return nil
		}
	}
	return nil
}

// flat puts the members of joined errors in the place of these: a loop joins what it has with
// one more each time.
func flat(to, all []error) []error {
	for _, one := range all {
		if joined, ok := one.(interface{ Unwrap() []error }); ok && kindOf(one) == joinedError {
			to = flat(to, joined.Unwrap())
		} else if one != nil {
			to = append(to, one)
		}
	}
	return to
}

// causeOf is the error that stands behind another. The number of a failed syscall is none:
// errno says it.
func causeOf(err error) error {
	if err == nil || nilPointer(err) {
		return nil
	}
	var cause error
	switch e := err.(type) {
	case interface{ Unwrap() error }:
		cause = e.Unwrap()
	case interface{ Unwrap() []error }:
		all := e.Unwrap()
		if several(err, all) {
			return nil // they are the members
		}
		for _, one := range all {
			if one != nil {
				cause = one
				break
			}
		}
	}
	if _, number := cause.(syscall.Errno); number {
		return nil
	}
	return cause
}

// unwraps reports whether there may be an error behind one.
func unwraps(err error) bool {
	switch err.(type) {
	case interface{ Unwrap() error }, interface{ Unwrap() []error }:
		return true
	}
	return false
}

var (
	sentenceError = kindOf(fmt.Errorf("%w%w", io.EOF, io.EOF))
	joinedError   = kindOf(errors.Join(io.EOF))
)
