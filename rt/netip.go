//go:build go1.25

package rt

// The types of net/netip, by their methods: a core that has none of them does not link
// the package. What is not valid, as the zero values are, is None.

type ipAddress[A any] interface {
	AsSlice() []byte
	Zone() string
	WithZone(string) A
}

type ipPrefix[P, A any] interface {
	comparable
	IsValid() bool
	Addr() A
	Bits() int
	Masked() P
}

type ipAddrPort[A any] interface {
	IsValid() bool
	Addr() A
	Port() uint16
}

// hostBits is set beside the number of bits of a prefix that is no network, but an
// address in one; shim/values/netip.h has the same.
const hostBits = 1 << 8

const ipv6Bytes = 16 // of an address that may have a zone

// ReadAddr reads an address with its zone. from makes one of its bytes.
func ReadAddr[A ipAddress[A]](r *Decoder, from func([]byte) (A, bool)) A {
	n := r.count()
	a, _ := from(r.bytes(n)) // the shim has checked the length; of none it is the zero Addr
	if n == ipv6Bytes {
		if zone := ReadStr[string](r); zone != "" {
			return a.WithZone(zone)
		}
	}
	return a
}

func WriteAddr[A ipAddress[A]](w *Encoder, a A) {
	b := a.AsSlice()
	WriteBytes(w, b[:len(b):len(b)])
	if len(b) == ipv6Bytes {
		WriteStr(w, a.Zone())
	}
}

// ReadPrefix reads an address and a number of bits. of makes a prefix of them.
func ReadPrefix[P ipPrefix[P, A], A ipAddress[A]](r *Decoder, from func([]byte) (A, bool), of func(A, int) P) (p P) {
	if r.word() == 0 {
		return p
	}
	bits := int(r.word())
	return of(ReadAddr(r, from), bits)
}

func WritePrefix[P ipPrefix[P, A], A ipAddress[A]](w *Encoder, p P) {
	if !p.IsValid() {
		w.word(0)
		return
	}
	bits := uint64(p.Bits())
	if p.Masked() != p {
		bits |= hostBits
	}
	w.word(1)
	w.word(bits)
	WriteAddr(w, p.Addr())
}

// ReadAddrPort reads an address and a port. of makes one of them.
func ReadAddrPort[P ipAddrPort[A], A ipAddress[A]](
	r *Decoder, from func([]byte) (A, bool), of func(A, uint16) P,
) (p P) {
	if r.word() == 0 {
		return p
	}
	port := uint16(r.word())
	return of(ReadAddr(r, from), port)
}

func WriteAddrPort[P ipAddrPort[A], A ipAddress[A]](w *Encoder, p P) {
	if !p.IsValid() {
		w.word(0)
		return
	}
	w.word(1)
	w.word(uint64(p.Port()))
	WriteAddr(w, p.Addr())
}
