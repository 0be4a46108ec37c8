//go:build go1.25

package rt

import (
	"encoding/binary"
	"slices"
	"sync"
	"unsafe"
)

// A Decoder reads a wire buffer that the shim wrote: arguments of any depth.
// shim/values/wire.h describes the format. What it returns is copied out of C memory.
type Decoder struct {
	p     unsafe.Pointer
	call  *Frame // of whose arguments it reads one; or nil
	boxes *Boxes // of an argument that Go may write; or nil
}

func (r *Decoder) word() uint64 {
	w := *(*uint64)(r.p)
	r.p = unsafe.Add(r.p, 8)
	return w
}

// bytes returns the next n bytes, which are C memory, and skips their padding.
func (r *Decoder) bytes(n int) []byte {
	b := unsafe.Slice((*byte)(r.p), n)
	r.p = unsafe.Add(r.p, (n+7)&^7)
	return b
}

// count reads a length; -1 stands for None.
func (r *Decoder) count() int { return int(int64(r.word())) }

// A Encoder writes a result of any depth. What it refers to by address is held
// in the handle table, each with a handle of its own that the shim gives back.
type Encoder struct {
	buf  []byte
	f    *Frame
	at   int
	hold *Hold // of the call whose result it writes, for the streams in it; or nil
	// what it writes stays where it is: a field or a variable
	stays bool
	live  bool // Python can change it
}

// Stays says that what is written is not handed over.
func (w *Encoder) Stays() { w.stays = true }

// Hold lets the streams that are written keep the context of the call.
func (w *Encoder) Hold(h *Hold) { w.hold = h }

var encoders = sync.Pool{New: func() any { return new(Encoder) }}

func (w *Encoder) word(x uint64) { w.buf = binary.NativeEndian.AppendUint64(w.buf, x) }

// expect makes room for a number of items, each of a word or more. If one word each
// does not fit, it reserves two: most items are an address or a length, and something
// beside it.
func (w *Encoder) expect(items int) {
	if n := 8 * items; n > cap(w.buf)-len(w.buf) {
		w.buf = slices.Grow(w.buf, 2*n)
	}
}

func (w *Encoder) bytes(b []byte) {
	w.buf = append(w.buf, b...)
	w.pad()
}

func (w *Encoder) pad() {
	var none [7]byte
	w.buf = append(w.buf, none[:-len(w.buf)&7]...)
}

// Done hands the wire buffer to the frame.
func (w *Encoder) Done() {
	p := unsafe.Pointer(unsafe.SliceData(w.buf))
	if uintptr(p) == w.f.scratch {
		w.f.take(len(w.buf))
		w.f.put(w.at, p, len(w.buf), noHandle)
	} else {
		w.f.put(w.at, p, len(w.buf), w.f.hold(p))
	}
	w.buf, w.f, w.hold, w.stays, w.live = nil, nil, nil, false, false
	encoders.Put(w)
}

// patch overwrites the word at an offset: a count that was not known before.
// (len(m) may differ from the number of pairs seen where another goroutine
// writes to the map.)
func (w *Encoder) patch(at int, x uint64) { binary.NativeEndian.PutUint64(w.buf[at:], x) }
