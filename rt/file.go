//go:build go1.25

package rt

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"unicode/utf8"
	"unsafe"
)

// What a file object is in a wire buffer; shim/streams/file.h has the same.
const (
	fileNone = iota
	fileObject
	fileBytes
	fileGo       // a File of Go's
	fileInstance // out: an instance of a class
)

// What else a file object can do.
const (
	fileSeeks = 1 << iota
	fileReadsAtOnce
	fileFills
	fileFillsAtOnce
	fileOfSystem
)

// The methods that fill Go's memory; shim/callbacks/operation.h has the same.
const (
	fillsNot = iota
	fillsReadInto
	fillsReadInto1
)

var fillers = [...]string{fillsReadInto: "readinto", fillsReadInto1: "readinto1"}

// filledNothing stands for what they gave that is no number: None.
const filledNothing = -1

// A pyFile is a Python file object that Go holds. Its methods are the object's own,
// each called under the GIL; exceptions are their errors.
type pyFile struct {
	object Object
	seeks  bool
	mu     sync.Mutex // of what takes several calls
	read1  bool       // read1() is there, which gives what has come, where read() waits for all
	fills  uint64     // the method that fills Go's memory, of classes that keep no view of it; or fillsNot
	filled atomic.Pointer[byte]
	fd     int // of a regular file that is not buffered, and Go's own; or -1
}

// readPyFile reads an object and what it can.
func readPyFile(r *Decoder) *pyFile {
	f := &pyFile{object: ReadObject(r), fd: -1}
	can, fd := r.word(), int(int64(r.word()))
	f.seeks, f.read1 = can&fileSeeks != 0, can&fileReadsAtOnce != 0
	switch {
	case can&fileFills != 0:
		f.fills = fillsReadInto
	case can&fileFillsAtOnce != 0:
		f.fills = fillsReadInto1
	}
	if can&fileOfSystem != 0 {
		f.ownDescriptor(fd)
	}
	return f
}

// ownDescriptor lets Go read the file by a descriptor of its own, which stands where
// Python's does, and stays open with the Go value.
func (f *pyFile) ownDescriptor(fd int) {
	own, err := dupDescriptor(fd)
	if err != nil {
		return
	}
	f.fd = own
	runtime.AddCleanup(f, closeDescriptor, own)
}

// readFile reads a file object; or bytes, or nothing.
func readFile[T any](r *Decoder, of func(*pyFile) T, ofBytes func(*bytes.Reader) T) (none T) {
	switch r.word() {
	case fileObject:
		return of(readPyFile(r))
	case fileGo: // and the object, if it is not of the type after all
		file := ReadPtr[File](r)
		f := readPyFile(r)
		if v, ok := file.v.(T); ok && len(file.rest) == 0 {
			return v
		}
		return of(f)
	case fileBytes:
		n := r.count()
		return ofBytes(bytes.NewReader(bytes.Clone(r.bytes(max(n, 0)))))
	}
	return none
}

// gophersnakeFile is the object, for when it comes home.
func (f *pyFile) gophersnakeFile() Object { return f.object }

// method calls a method.
func (f *pyFile) method(name string, args ...any) (any, error) {
	return operate(opMethodValue, f.object, name, tuple(args))
}

// unexpected is the error of a method that gave what no such method may.
func (f *pyFile) unexpected(name string, v any) error {
	if _, text := v.(string); text {
		return Raise("TypeError", name+"() gave text: Go wants a file of bytes, opened with 'b' in its mode")
	}
	return Raise("TypeError", fmt.Sprintf("%s() gave what no file object gives (%T in Go)", name, v))
}

// number calls a method that gives a number.
func (f *pyFile) number(name string, args ...any) (int64, error) {
	v, err := f.method(name, args...)
	if err != nil {
		return 0, err
	}
	n, ok := v.(int64)
	if !ok {
		return 0, f.unexpected(name, v)
	}
	return n, nil
}

func nothingYet() error {
	return Raise("BlockingIOError", "the file object has nothing to read yet, and Go waits for files that block")
}

// some calls read1() or read() for at most n bytes.
func (f *pyFile) some(n int) ([]byte, error) {
	name := "read"
	f.mu.Lock()
	if f.read1 {
		name = "read1"
	}
	f.mu.Unlock()
	v, err := f.method(name, n)
	if err != nil && name == "read1" && strings.HasPrefix(err.Error(), "UnsupportedOperation") {
		f.mu.Lock()
		f.read1 = false // it is inherited and does nothing: io.BufferedIOBase
		f.mu.Unlock()
		return f.some(n)
	}
	if err != nil {
		return nil, err
	}
	switch b := v.(type) {
	case []byte:
		return b, nil
	case nil: // a raw file that does not block, and has nothing yet
		return nil, nothingYet()
	case Object: // a bytearray or a memoryview
		if b, err := b.bytes(); err == nil {
			return b, nil
		}
	}
	return nil, f.unexpected(name, v)
}

// bytes is bytes(o).
func (o Object) bytes() ([]byte, error) {
	builtins, err := Import("builtins")
	if err != nil {
		return nil, err
	}
	v, err := operate(opMethodValue, builtins, "bytes", tuple{o})
	b, ok := v.([]byte)
	if err == nil && !ok {
		err = errors.New("bytes() gave no bytes")
	}
	return b, err
}

// The methods of Go's interfaces. Each type below has those that its interface asks
// for, and Seek where the object can: Go code asks values for more than their types
// say, and would close what is not its own, or read a compressed file byte by byte.
type (
	canRead     struct{ *pyFile }
	canWrite    struct{ *pyFile }
	canClose    struct{ *pyFile }
	canSeek     struct{ *pyFile }
	canReadAt   struct{ *pyFile }
	canWriteAt  struct{ *pyFile }
	canReadByte struct{ *pyFile }
	canReadRune struct {
		*pyFile
		rest *[]byte
	}
	canWriteByte struct{ *pyFile }
	canWriteTo   struct{ *pyFile }
	canReadFrom  struct{ *pyFile }
)

func (f canRead) Read(p []byte) (int, error) {
	switch {
	case len(p) == 0:
		return 0, nil
	case f.fd >= 0:
		return f.readSystem(p)
	case f.fills != fillsNot && len(p) >= worthFilling:
		return f.fill(p)
	}
	b, err := f.some(len(p))
	if err != nil {
		return 0, err
	}
	if len(b) > len(p) {
		return 0, Raise("ValueError", fmt.Sprintf("read(%d) gave %d bytes", len(p), len(b)))
	}
	if len(b) == 0 {
		return 0, io.EOF
	}
	return copy(p, b), nil
}

// worthFilling is how many bytes are filled in place.
const worthFilling = 512

// fill lets the object write into p.
func (f *pyFile) fill(p []byte) (int, error) {
	at := unsafe.SliceData(p)
	f.filled.Store(at) // so that p is not on a stack, which moves
	k := calls.Get().(*Call)
	k.c.operation, k.c.object = opFill, cUintptr(f.object.ref.object)
	k.Args.word(f.fills)
	k.Args.word(uint64(uintptr(unsafe.Pointer(at))))
	k.Args.word(uint64(len(p)))
	err := k.Run()
	runtime.KeepAlive(p)
	runtime.KeepAlive(f)
	if err != nil {
		return 0, err
	}
	n := int64(k.Results.word())
	k.End()
	switch {
	case n == filledNothing: // a raw file that does not block, and has nothing yet
		return 0, nothingYet()
	case n < 0 || n > int64(len(p)):
		return 0, f.unexpected(fillers[f.fills], n)
	case n == 0:
		return 0, io.EOF
	}
	return int(n), nil
}

// readSystem reads the file without Python.
func (f *pyFile) readSystem(p []byte) (int, error) {
	n, err := readDescriptor(f.fd, p)
	runtime.KeepAlive(f)
	switch {
	case err != nil:
		return 0, err
	case n == 0:
		return 0, io.EOF
	}
	return n, nil
}

func (f canWrite) Write(p []byte) (int, error) {
	written := 0
	for written < len(p) {
		v, err := f.method("write", p[written:])
		if err != nil {
			return written, err
		}
		switch n := v.(type) {
		case nil: // many that only look like a file say nothing, and have taken all
			return len(p), nil
		case int64:
			if n <= 0 || n > int64(len(p)-written) {
				return written, Raise("ValueError", fmt.Sprintf("write() of %d bytes gave %d", len(p)-written, n))
			}
			written += int(n)
		default:
			return written, f.unexpected("write", v)
		}
	}
	return written, nil
}

func (f canWrite) WriteString(s string) (int, error) { return f.Write([]byte(s)) }

func (f canClose) Close() error {
	_, err := f.method("close")
	if err != nil && strings.HasPrefix(err.Error(), "AttributeError") {
		if has, lookup := f.has("close"); lookup == nil && !has {
			return nil // nothing to close
		}
	}
	return err
}

// has is hasattr(object, name).
func (f *pyFile) has(name string) (bool, error) {
	builtins, err := Import("builtins")
	if err != nil {
		return false, err
	}
	v, err := operate(opMethodValue, builtins, "hasattr", tuple{f.object, name})
	has, _ := v.(bool)
	return has, err
}

func (f canSeek) Seek(offset int64, whence int) (int64, error) { return f.seek(offset, whence) }

// seek is io.Seeker's, of which a place before the beginning is an error. BytesIO, compressed files and others go to the
// beginning instead, so what gets there is looked at.
func (f *pyFile) seek(offset int64, whence int) (int64, error) {
	if whence == io.SeekStart || offset >= 0 {
		return f.seekTo(offset, whence)
	}
	before, err := f.seekTo(0, io.SeekCurrent)
	if err != nil {
		return 0, err
	}
	at, err := f.seekTo(offset, whence)
	if err != nil || at > 0 {
		return at, err
	}
	from := before
	if whence == io.SeekEnd {
		if from, err = f.seekTo(0, io.SeekEnd); err != nil {
			return 0, err
		}
	}
	if from+offset < 0 {
		at, err = before, os.NewSyscallError("seek", syscall.EINVAL)
	}
	if _, back := f.seekTo(at, io.SeekStart); back != nil {
		return 0, back
	}
	return at, err
}

func (f *pyFile) seekTo(offset int64, whence int) (int64, error) {
	v, err := f.method("seek", offset, whence)
	if err != nil {
		return 0, err
	}
	if at, ok := v.(int64); ok {
		return at, nil
	}
	return f.number("tell") // an old kind of object, whose seek() says nothing
}

// at does something at an offset, and goes back to where the file stood.
func (f *pyFile) at(offset int64, do func() (int, error)) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	before, err := f.number("tell")
	if err != nil {
		return 0, err
	}
	if _, err := f.seek(offset, io.SeekStart); err != nil {
		return 0, err
	}
	n, err := do()
	if _, back := f.seek(before, io.SeekStart); back != nil && (err == nil || err == io.EOF) {
		err = back
	}
	return n, err
}

func (f canReadAt) ReadAt(p []byte, offset int64) (int, error) {
	whole := canRead{&pyFile{object: f.object, fd: -1}} // read() alone: the lock is taken
	return f.at(offset, func() (int, error) {
		n, err := io.ReadFull(whole, p)
		if err == io.ErrUnexpectedEOF {
			err = io.EOF
		}
		return n, err
	})
}

func (f canWriteAt) WriteAt(p []byte, offset int64) (int, error) {
	return f.at(offset, func() (int, error) { return canWrite{f.pyFile}.Write(p) })
}

func (f canReadByte) ReadByte() (byte, error) {
	var b [1]byte
	_, err := canRead{f.pyFile}.Read(b[:])
	return b[0], err
}

// ReadRune takes no more bytes from the file than it needs: those of a broken rune, of
// which each is a rune of its own, are kept for the next call.
func (f canReadRune) ReadRune() (rune, int, error) {
	for !utf8.FullRune(*f.rest) {
		var b [1]byte
		if _, err := (canRead{f.pyFile}).Read(b[:]); err == io.EOF && len(*f.rest) > 0 {
			break
		} else if err != nil {
			return 0, 0, err
		}
		*f.rest = append(*f.rest, b[0])
	}
	c, size := utf8.DecodeRune(*f.rest)
	*f.rest = (*f.rest)[size:]
	return c, size, nil
}

func (f canWriteByte) WriteByte(c byte) error {
	_, err := canWrite{f.pyFile}.Write([]byte{c})
	return err
}

func (f canWriteTo) WriteTo(w io.Writer) (int64, error) {
	return io.Copy(w, canRead{f.pyFile})
}

func (f canReadFrom) ReadFrom(r io.Reader) (int64, error) {
	return io.Copy(struct{ io.Writer }{canWrite{f.pyFile}}, r)
}

// home says of a type with several of these which object it is: all of them know it.
type home struct{ *pyFile }

func (h home) gophersnakeFile() Object { return h.object }

// What a reader over bytes lacks of an interface.
type noClose struct{ *bytes.Reader }

func (noClose) Close() error { return nil }

// EndIsZero is the error of a Read whose end is 0 bytes in Python, and no error.
func EndIsZero(err error) error {
	if err == io.EOF {
		return nil
	}
	return err
}

// ReadBy is the Read of a Python object: its read(n).
func ReadBy(p []byte, read func(int) ([]byte, error)) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	b, err := read(len(p))
	switch {
	case err != nil:
		return 0, err
	case len(b) > len(p):
		return 0, Raise("ValueError", fmt.Sprintf("read(%d) gave %d bytes", len(p), len(b)))
	case len(b) == 0:
		return 0, io.EOF
	}
	return copy(p, b), nil
}

// Below, each reads an argument of the interface that it is named for.

func ReadReader(r *Decoder) io.Reader {
	return readFile(r, func(f *pyFile) io.Reader {
		if f.seeks {
			return struct {
				home
				canRead
				canSeek
			}{home{f}, canRead{f}, canSeek{f}}
		}
		return canRead{f}
	}, func(b *bytes.Reader) io.Reader { return b })
}

// readFileOf reads a file object that can do something, as fileCanRead and fileCanWrite say.
func readFileOf(r *Decoder, can int) any {
	switch can {
	case fileCanRead:
		return ReadReader(r)
	case fileCanWrite:
		return ReadWriter(r)
	}
	return ReadReadWriter(r)
}

func ReadReadCloser(r *Decoder) io.ReadCloser {
	return readFile(r, func(f *pyFile) io.ReadCloser {
		if f.seeks {
			return struct {
				home
				canRead
				canClose
				canSeek
			}{home{f}, canRead{f}, canClose{f}, canSeek{f}}
		}
		return struct {
			home
			canRead
			canClose
		}{home{f}, canRead{f}, canClose{f}}
	}, func(b *bytes.Reader) io.ReadCloser { return noClose{b} })
}

func ReadWriter(r *Decoder) io.Writer {
	return readFile(r, func(f *pyFile) io.Writer {
		if f.seeks {
			return struct {
				home
				canWrite
				canSeek
			}{home{f}, canWrite{f}, canSeek{f}}
		}
		return canWrite{f}
	}, nil)
}

func ReadStringWriter(r *Decoder) io.StringWriter {
	return readFile(r, func(f *pyFile) io.StringWriter { return canWrite{f} }, nil)
}

func ReadByteWriter(r *Decoder) io.ByteWriter {
	return readFile(r, func(f *pyFile) io.ByteWriter { return canWriteByte{f} }, nil)
}

func ReadWriteCloser(r *Decoder) io.WriteCloser {
	return readFile(r, func(f *pyFile) io.WriteCloser {
		if f.seeks {
			return struct {
				home
				canWrite
				canClose
				canSeek
			}{home{f}, canWrite{f}, canClose{f}, canSeek{f}}
		}
		return struct {
			home
			canWrite
			canClose
		}{home{f}, canWrite{f}, canClose{f}}
	}, nil)
}

func ReadReadWriter(r *Decoder) io.ReadWriter {
	return readFile(r, func(f *pyFile) io.ReadWriter {
		if f.seeks {
			return struct {
				home
				canRead
				canWrite
				canSeek
			}{home{f}, canRead{f}, canWrite{f}, canSeek{f}}
		}
		return struct {
			home
			canRead
			canWrite
		}{home{f}, canRead{f}, canWrite{f}}
	}, nil)
}

func ReadReadWriteCloser(r *Decoder) io.ReadWriteCloser {
	return readFile(r, func(f *pyFile) io.ReadWriteCloser {
		if f.seeks {
			return struct {
				home
				canRead
				canWrite
				canClose
				canSeek
			}{home{f}, canRead{f}, canWrite{f}, canClose{f}, canSeek{f}}
		}
		return struct {
			home
			canRead
			canWrite
			canClose
		}{home{f}, canRead{f}, canWrite{f}, canClose{f}}
	}, nil)
}

func ReadSeeker(r *Decoder) io.Seeker {
	return readFile(r, func(f *pyFile) io.Seeker { return canSeek{f} }, func(b *bytes.Reader) io.Seeker { return b })
}

func ReadReadSeeker(r *Decoder) io.ReadSeeker {
	return readFile(r, func(f *pyFile) io.ReadSeeker {
		return struct {
			home
			canRead
			canSeek
		}{home{f}, canRead{f}, canSeek{f}}
	}, func(b *bytes.Reader) io.ReadSeeker { return b })
}

func ReadReadSeekCloser(r *Decoder) io.ReadSeekCloser {
	return readFile(r, func(f *pyFile) io.ReadSeekCloser {
		return struct {
			home
			canRead
			canSeek
			canClose
		}{home{f}, canRead{f}, canSeek{f}, canClose{f}}
	}, func(b *bytes.Reader) io.ReadSeekCloser { return noClose{b} })
}

func ReadWriteSeeker(r *Decoder) io.WriteSeeker {
	return readFile(r, func(f *pyFile) io.WriteSeeker {
		return struct {
			home
			canWrite
			canSeek
		}{home{f}, canWrite{f}, canSeek{f}}
	}, nil)
}

func ReadReadWriteSeeker(r *Decoder) io.ReadWriteSeeker {
	return readFile(r, func(f *pyFile) io.ReadWriteSeeker {
		return struct {
			home
			canRead
			canWrite
			canSeek
		}{home{f}, canRead{f}, canWrite{f}, canSeek{f}}
	}, nil)
}

func ReadReaderAt(r *Decoder) io.ReaderAt {
	return readFile(r, func(f *pyFile) io.ReaderAt {
		if f.seeks { // Go code asks for Seek to find the size
			return struct {
				home
				canReadAt
				canSeek
			}{home{f}, canReadAt{f}, canSeek{f}}
		}
		return canReadAt{f}
	}, func(b *bytes.Reader) io.ReaderAt { return b })
}

func ReadWriterAt(r *Decoder) io.WriterAt {
	return readFile(r, func(f *pyFile) io.WriterAt {
		if f.seeks {
			return struct {
				home
				canWriteAt
				canSeek
			}{home{f}, canWriteAt{f}, canSeek{f}}
		}
		return canWriteAt{f}
	}, nil)
}

func ReadByteReader(r *Decoder) io.ByteReader {
	return readFile(r, func(f *pyFile) io.ByteReader { return canReadByte{f} },
		func(b *bytes.Reader) io.ByteReader { return b })
}

func ReadRuneReader(r *Decoder) io.RuneReader {
	return readFile(r, func(f *pyFile) io.RuneReader { return canReadRune{f, new([]byte)} },
		func(b *bytes.Reader) io.RuneReader { return b })
}

func ReadWriterTo(r *Decoder) io.WriterTo {
	return readFile(r, func(f *pyFile) io.WriterTo { return canWriteTo{f} },
		func(b *bytes.Reader) io.WriterTo { return b })
}

func ReadReaderFrom(r *Decoder) io.ReaderFrom {
	return readFile(r, func(f *pyFile) io.ReaderFrom { return canReadFrom{f} }, nil)
}
