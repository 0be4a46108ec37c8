//go:build go1.25

package rt

import "unsafe"

// A Frame is one call: a C struct on the caller's stack, with the layout of gs_frame in
// shim/call/frame.h. It holds numbers and addresses as integers, never a Go pointer
// type.
type Frame struct {
	code      int32
	nfree     int16
	how       int16 // bits, see below
	freed     [5]int32
	room      uint32
	scratch   uintptr
	pyContext uintptr   // with inContext: the context of the call, a PyObject that the shim holds
	measured  uintptr   // with measured: whose call it is, for samples of stacks (profile.go)
	w         [1]uint64 // in truth as many as the thunk gave it
}

// Bits of Frame.how.
const (
	ofJob       = 1  // no thread of Python's waits for the call: it has a goroutine of its own
	heldGIL     = 2  // the GIL is kept meanwhile
	inContext   = 4  // there is a context
	contextKept = 8  // out: and Go has taken the reference to it over
	fed         = 16 // set here: an argument has a supplier
	measured    = 32 // there is a measured
)

const (
	codeError         = 1
	codePanic         = 2
	codeExit          = 4 // os.Exit; word 0 is its argument
	codeAbsent        = 9 // an attribute that is not there
	codeRefused       = 5 // the call did not begin; gophersnake_take_panic tells why
	codeInterruptible = 3 // in: the call's context may be cancelled by gophersnake_interrupt
	codeAwaited       = 6 // in: the same for a job
	codeUnbegun       = 7 // a job that was cancelled before it began
	codeLater         = 8 // how it ended is still to be said, without the GIL: gophersnake_describe
)

func (f *Frame) word(i int) *uint64 {
	return (*uint64)(unsafe.Add(unsafe.Pointer(&f.w), 8*i))
}

// pointer reads word i as an address, without the arithmetic that vet and
// checkptr would ask about.
func (f *Frame) pointer(i int) unsafe.Pointer {
	return *(*unsafe.Pointer)(unsafe.Pointer(f.word(i)))
}

// Decoder returns a decoder of the wire buffer whose address is in word i.
func (f *Frame) Decoder(i int) *Decoder { return &Decoder{p: f.pointer(i), call: f} }

// take returns n bytes of the caller's scratch memory, rounded up to words, or nil if
// they do not fit.
func (f *Frame) take(n int) unsafe.Pointer {
	r := uint64(n+7) &^ 7
	if r > uint64(f.room) {
		return nil
	}
	p := *(*unsafe.Pointer)(unsafe.Pointer(&f.scratch))
	f.scratch += uintptr(r)
	f.room -= uint32(r)
	return p
}

// put writes an address, a length and a handle to words i to i+2.
func (f *Frame) put(i int, p unsafe.Pointer, n int, handle uint64) {
	*f.word(i) = uint64(uintptr(p))
	*f.word(i + 1) = uint64(n)
	*f.word(i + 2) = handle
}

// putBytes writes size bytes at p as a result of n items: copied into the
// scratch memory if they fit, else held for the shim to copy.
func (f *Frame) putBytes(i int, p unsafe.Pointer, n, size int) {
	if size == 0 {
		f.put(i, unsafe.Pointer(&empty), n, noHandle)
		return
	}
	if s := f.take(size); s != nil {
		copy(unsafe.Slice((*byte)(s), size), unsafe.Slice((*byte)(p), size))
		f.put(i, s, n, noHandle)
		return
	}
	f.put(i, p, n, f.hold(p))
}

// empty is the target of empty values that are not nil.
var empty [16]byte

// PutWire returns the encoder of a result in words i to i+2. The caller calls Done when
// it has written the value.
func (f *Frame) PutWire(i int) *Encoder {
	w := encoders.Get().(*Encoder)
	w.f, w.at = f, i
	if f.room >= 64 {
		// Small results stay in the caller's frame: append moves the wire buffer to
		// Go's heap only when it outgrows the scratch memory.
		w.buf = unsafe.Slice(*(**byte)(unsafe.Pointer(&f.scratch)), f.room)[:0]
	}
	return w
}
