//go:build go1.25

package rt

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"unsafe"
)

// A File is what a reader, a writer or any other value of package io is in Python: a file
// object, whose methods cross to FileDo. It is a Stream too, for the async API, where a
// reader is an iterator over chunks.
type File struct {
	Stream
	v      any
	reader io.Reader // of v; nil: it can't be read
	writer io.Writer
	seeker io.Seeker

	mu    sync.Mutex   // of the methods but close, which ends a read that waits
	close func() error // nil: it can't be closed
	rest  []byte       // what was read for a line, and not given yet
	buf   []byte
	state *uint64 // the word fileLeaving of the operation under way
}

// What a file object can do; shim/streams/fileobject.h has the same.
const (
	fileCanRead = 1 << iota
	fileCanWrite
	fileCanSeek
	fileCloses
	fileFlushes
	fileHasDescriptor
	fileTruncates
	fileHeld   // it keeps the context of the call that returned it
	fileOwned  // nobody else closes it
	fileAtOnce // a read never waits
)

// The operations, in word 1; shim/streams/fileobject.h has the same.
const (
	fileAsk      = iota // what it can do
	fileReadInto        // words 2, 3: the buffer
	fileRead            // word 2: how many bytes, -1: all
	fileReadOnce        // the same, by one Read
	fileReadLine        // word 2: how many bytes at most, or -1
	fileWrite           // words 2, 3: the bytes
	fileSeek            // word 2: the offset, 3: from where
	fileTruncate        // word 2: the size
	fileFlush
	fileClose
	fileDescriptor
	fileName
	fileDrop     // the object is gone
	fileWrap     // words 4, 5: a File over an instance
	fileGiveBack // words 2, 3: bytes that were read, and nobody got
)

// The words of the answer.
const (
	fileNumber = 4 // or the three words of bytes
	fileError  = 7
	FileWords  = 11
)

// fileLeaving is the word that says how Python waits; shim/call/interrupt.h has the first
// three, and shim/streams/fileobject.h the last.
const fileLeaving = 10

const (
	leavingNot  = 1 + iota // it may leave, and has not
	leavingDone            // the operation has ended before
	leavingLeft            // nobody waits for it any more
	ifAtOnce               // it does not wait: the word stays where it would have to
)

type (
	truncater interface{ Truncate(int64) error }
	flusher   interface{ Flush() error }
	describer interface{ Fd() uintptr }
	namer     interface{ Name() string }
)

// WriteFile writes a value of an interface of package io: the Python object that it is,
// if it comes home, else a File.
func WriteFile(w *Encoder, v any) { writeFile(w, v, 0) }

// WriteOwnFile is the same for an interface with Close. Whoever gets it as a result closes
// it, and the object does when it goes.
func WriteOwnFile(w *Encoder, v any) {
	owned := int64(fileOwned)
	if w.stays {
		owned = 0
	}
	writeFile(w, v, owned)
}

func newFile(v any) *File {
	f := &File{v: v, reader: readerOf(v)}
	f.writer = writerOf(v, f.reader)
	if at, is := f.reader.(*offset); is {
		f.seeker = at
	} else if at, is := f.writer.(*offset); is {
		f.seeker = at
	} else {
		f.seeker, _ = v.(io.Seeker)
	}
	return f
}

func writeFile(w *Encoder, v any, owned int64) {
	if v == nil {
		w.word(fileNone)
		return
	}
	f := newFile(v)
	can := f.can() | owned
	if c, ok := v.(io.Closer); ok {
		f.close = sync.OnceValue(c.Close)
	}
	if f.reader != nil {
		f.of = readerStream(w, f.reader, f.close)
		if w.hold != nil {
			can |= fileHeld
		}
	}
	p, home := v.(interface{ gophersnakeFile() Object })
	class, known := fileClasses[reflect.TypeOf(v)]
	switch {
	case home:
		w.word(fileObject)
	case known:
		w.word(fileInstance)
	default:
		w.word(fileGo)
	}
	WritePtr(w, f)
	w.word(uint64(can))
	switch {
	case home:
		WriteObject(w, p.gophersnakeFile())
	case known:
		w.word(uint64(class))
		writePointer(w, reflect.ValueOf(v).UnsafePointer())
	}
}

// fileClasses are the numbers of the classes to which pointers belong that read or write.
var fileClasses = map[reflect.Type]int{}

// FileClass says so of a class. It is called before anything else.
func FileClass[T any](class int) { fileClasses[reflect.TypeFor[*T]()] = class }

// FileDo does what a file object is asked for. Word 0 is the File.
func FileDo(f *Frame) {
	file := (*File)(f.pointer(0))
	do(f, file.v, file)
}

// FileOf is FileDo for an instance of a class whose Go type reads or writes.
func FileOf(f *Frame, v any) { do(f, v, nil) }

// do reads and writes v; file keeps what lies between two calls, and is nil for an
// instance.
func do(f *Frame, v any, file *File) {
	what, state := *f.word(1), f.word(fileLeaving)
	if file == nil {
		if what == fileWrap {
			PutPtr(f, fileNumber, newFile(v))
			return
		}
		shared := false
		if file, shared = givenBack.find(*f.word(0), v, *state == leavingNot); shared {
			defer givenBack.keep(*f.word(0), file)
		}
	}
	if what != fileClose && what != fileAsk {
		if *state != ifAtOnce {
			file.mu.Lock()
		} else if !file.mu.TryLock() {
			return
		}
		defer file.mu.Unlock()
		if *state == ifAtOnce && !file.hasAtOnce(what, int64(*f.word(2))) {
			return
		}
		file.state = state
		defer func() { file.state = nil }()
	}
	var read []byte // to Python's memory
	n, b, err := file.do(what, int64(*f.word(2)), int64(*f.word(3)), func() []byte {
		return unsafe.Slice((*byte)(f.pointer(2)), int(*f.word(3)))
	}, &read)
	if *state == ifAtOnce {
		*state = 0
	} else if *state != 0 && !atomic.CompareAndSwapUint64(state, leavingNot, leavingDone) {
		file.giveBack(append(read, b...))
		return
	}
	switch what {
	case fileRead, fileReadOnce, fileReadLine, fileName:
		PutBytes(f, fileNumber, b)
	case fileReadInto:
		copy(unsafe.Slice((*byte)(f.pointer(2)), int(*f.word(3))), read)
		fallthrough
	default:
		*f.word(fileNumber) = uint64(n)
	}
	if err != nil {
		f.Fail(fileError, err, false)
	}
}

// giveBack makes the next read begin with what this one has read, and nobody got.
func (f *File) giveBack(b []byte) {
	if len(b) > 0 {
		f.rest = append(bytes.Clone(b), f.rest...)
	}
}

// givenBack are the Files of instances in which something is left, or may be by a read that
// Python may leave, by the instances' addresses: an instance has no File of its own.
var givenBack files

type files struct {
	n atomic.Int64
	sync.Mutex
	of map[uint64]*File
}

// find returns the File of an instance that is v, and whether others find it too; or else a new one, for this
// operation alone unless Python may leave it.
func (g *files) find(instance uint64, v any, mayLeave bool) (f *File, shared bool) {
	if g.n.Load() == 0 && !mayLeave {
		return newFile(v), false
	}
	g.Lock()
	defer g.Unlock()
	if f = g.of[instance]; f != nil {
		return f, true
	}
	f = newFile(v)
	if mayLeave {
		g.put(instance, f)
	}
	return f, mayLeave
}

func (g *files) put(instance uint64, f *File) {
	if g.of == nil {
		g.of = map[uint64]*File{}
	}
	g.of[instance] = f
	g.n.Store(int64(len(g.of)))
}

// keep keeps the File of an instance while something is left in it.
func (g *files) keep(instance uint64, f *File) {
	if !f.mu.TryLock() {
		return // who has the lock comes here afterwards
	}
	defer f.mu.Unlock()
	g.Lock()
	defer g.Unlock()
	if len(f.rest) > 0 {
		g.put(instance, f)
	} else if g.of[instance] == f { // it may be found and in use: then it is put down again
		delete(g.of, instance)
		g.n.Store(int64(len(g.of)))
	}
}

// hasAtOnce reports whether a read of a bytes needs no Read of Go's that may wait.
func (f *File) hasAtOnce(what uint64, a int64) bool {
	if neverWaits(f.v) {
		return true
	}
	ahead := f.rest
	if b, is := f.v.(buffered); is {
		if inside, err := b.Peek(b.Buffered()); err == nil && len(ahead) == 0 {
			ahead = inside
		}
	}
	switch what {
	case fileReadInto, fileReadOnce:
		return len(ahead) > 0
	case fileRead:
		return a >= 0 && int64(len(ahead)) >= a
	case fileReadLine:
		return bytes.IndexByte(ahead, '\n') >= 0 || a >= 0 && int64(len(ahead)) >= a
	}
	return false
}

// buffered is what says how much it has read ahead, such as a bufio.Reader.
type buffered interface {
	Buffered() int
	Peek(n int) ([]byte, error)
}

// errLeft ends a read between two Reads of Go's, when nobody waits for it any more.
var errLeft = errors.New("the read was interrupted")

func (f *File) isLeft() bool { return f.state != nil && atomic.LoadUint64(f.state) == leavingLeft }

// neverWaits reports whether a value has in memory all that it will give.
func neverWaits(v any) bool {
	switch v.(type) {
	case *bytes.Reader, *bytes.Buffer, *strings.Reader:
		return true
	}
	return false
}

// do returns the number or the bytes that an operation gives. What a fileReadInto reads is in *read, since
// Python's memory may be gone at the end.
func (f *File) do(what uint64, a, b int64, memory func() []byte, read *[]byte) (int64, []byte, error) {
	switch what {
	case fileAsk:
		return f.can(), nil, nil
	case fileReadInto:
		if cap(f.buf) < int(b) { // Go may keep it, and Python's memory stays for the call only
			f.buf = make([]byte, b)
		}
		n, err := f.once(f.buf[:b])
		*read = f.buf[:n]
		return int64(n), nil, err
	case fileRead:
		all, err := f.read(a)
		return 0, all, err
	case fileReadOnce:
		if a < 0 {
			a = chunk
		}
		one := make([]byte, min(a, 16*chunk))
		n, err := f.once(one)
		return 0, one[:n], err
	case fileReadLine:
		line, err := f.line(a)
		return 0, line, err
	case fileWrite:
		f.leave()
		if f.writer == nil {
			return 0, nil, unsupported("write")
		}
		n, err := f.writer.Write(bytes.Clone(memory()))
		return int64(n), nil, err
	case fileSeek:
		if f.seeker == nil {
			return 0, nil, unsupported("seek")
		}
		if b == io.SeekCurrent {
			a -= int64(len(f.rest))
		}
		n, err := f.seeker.Seek(a, int(b))
		if err == nil {
			f.rest = nil
		}
		return n, nil, err
	case fileTruncate:
		t, ok := f.v.(truncater)
		if !ok {
			return 0, nil, unsupported("truncate")
		}
		return a, nil, t.Truncate(a)
	case fileFlush:
		return 0, nil, f.flush()
	case fileClose:
		err := f.flush()
		if f.close != nil {
			err = errors.Join(err, f.close())
		} else if c, ok := f.v.(io.Closer); ok {
			err = errors.Join(err, c.Close())
		}
		f.drop()
		return 0, nil, err
	case fileDrop:
		f.drop()
		return 0, nil, nil
	case fileDescriptor:
		d, ok := f.v.(describer)
		if !ok {
			return 0, nil, unsupported("fileno")
		}
		return int64(d.Fd()), nil, nil
	case fileGiveBack:
		f.giveBack(memory())
		return 0, nil, nil
	case fileName:
		if n, ok := f.v.(namer); ok {
			return 0, []byte(n.Name()), nil
		}
		return 0, nil, nil
	}
	return 0, nil, errors.New("gophersnake: an operation of unknown kind")
}

// unsupported is the error of what Go's value has no method for.
func unsupported(what string) error {
	m, err := Import("io")
	if err != nil {
		return err
	}
	class, err := operateObject(opAttr, m, "UnsupportedOperation")
	if err != nil {
		return err
	}
	return Raise(class, what)
}

func (f *File) can() (can int64) {
	mark := func(is bool, what int64) {
		if is {
			can |= what
		}
	}
	_, closes := f.v.(io.Closer)
	_, flushes := f.v.(flusher)
	_, described := f.v.(describer)
	_, truncates := f.v.(truncater)
	mark(f.reader != nil, fileCanRead)
	mark(f.writer != nil, fileCanWrite)
	mark(f.seeker != nil, fileCanSeek)
	mark(closes, fileCloses)
	mark(flushes, fileFlushes)
	mark(described, fileHasDescriptor)
	mark(truncates, fileTruncates)
	mark(neverWaits(f.v), fileAtOnce)
	return can
}

// drop ends the stream of the async API, and with it what it keeps.
func (f *File) drop() {
	if f.of != nil {
		f.of.stop(false)
	}
}

// leave gives back what was read ahead, before something else than a read.
func (f *File) leave() {
	if f.seeker != nil && len(f.rest) > 0 {
		if _, err := f.seeker.Seek(-int64(len(f.rest)), io.SeekCurrent); err == nil {
			f.rest = nil
		}
	}
}

func (f *File) flush() error {
	switch v := f.v.(type) {
	case flusher:
		return v.Flush()
	case interface{ Flush() }: // http.Flusher
		v.Flush()
	}
	return nil
}

// once is one Read: 0 at the end.
func (f *File) once(p []byte) (int, error) {
	if len(f.rest) > 0 {
		n := copy(p, f.rest)
		f.rest = f.rest[n:]
		return n, nil
	}
	if f.reader == nil {
		return 0, unsupported("read")
	}
	if f.isLeft() {
		return 0, errLeft
	}
	return readOnce(f.reader, p)
}

// readOnce reads until something has come.
func readOnce(r io.Reader, p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	for range 100 {
		n, err := r.Read(p)
		if n > 0 || err == io.EOF {
			return n, nil // the error comes again
		}
		if err != nil {
			return 0, err
		}
	}
	return 0, io.ErrNoProgress
}

// atOnce makes readOnce of a method a reader that ends with io.EOF.
type atOnce struct{ f *File }

func (o atOnce) Read(p []byte) (int, error) {
	n, err := o.f.once(p)
	if n == 0 && err == nil && len(p) > 0 {
		err = io.EOF
	}
	return n, err
}

// read reads n bytes, or all if n is negative.
func (f *File) read(n int64) ([]byte, error) {
	if n < 0 {
		return io.ReadAll(atOnce{f})
	}
	if n <= chunk {
		b := make([]byte, n)
		m, err := io.ReadFull(atOnce{f}, b)
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			err = nil
		}
		return b[:m], err
	}
	return io.ReadAll(io.LimitReader(atOnce{f}, n))
}

// line reads to the end of a line, at most so many bytes.
func (f *File) line(most int64) ([]byte, error) {
	var line []byte
	full := func() bool { return most >= 0 && int64(len(line)) >= most }
	if r, ok := f.v.(io.ByteReader); ok && len(f.rest) == 0 {
		for !full() {
			c, err := r.ReadByte()
			if err == io.EOF {
				return line, nil
			}
			if err != nil {
				return line, err
			}
			if line = append(line, c); c == '\n' {
				break
			}
		}
		return line, nil
	}
	ahead := chunk
	if f.of == nil { // nothing keeps what is left
		ahead = 1
	}
	for !full() {
		if len(f.rest) == 0 {
			buf := make([]byte, ahead)
			n, err := f.once(buf)
			if err != nil {
				return line, err
			}
			if n == 0 {
				break
			}
			f.rest = buf[:n]
		}
		part := f.rest
		end := bytes.IndexByte(part, '\n') + 1
		if end > 0 {
			part = part[:end]
		}
		if most >= 0 {
			part = part[:min(int64(len(part)), most-int64(len(line)))]
		}
		line = append(line, part...)
		f.rest = f.rest[len(part):]
		if end > 0 && len(part) == end {
			break
		}
	}
	return line, nil
}
