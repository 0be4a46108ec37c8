//go:build go1.25

package rt

import "slices"

// The address types of package net, as those of net/netip. No core links the package for them.

var mapped = [12]byte{10: 0xff, 11: 0xff} // before an IPv4 address that is written as IPv6

// ip4 is the four bytes of an IPv4 address, in either form; nil: it is none.
func ip4(b []byte) []byte {
	if len(b) == ipv6Bytes && [12]byte(b[:12]) == mapped {
		return b[12:]
	}
	if len(b) == ipv6Bytes-len(mapped) {
		return b
	}
	return nil
}

// ReadIP reads an address, in the form in which net.ParseIP returns it; None is nil.
func ReadIP[T ~[]byte](r *Decoder) T {
	switch b := readIP(r); len(b) {
	case 0:
		return nil
	case ipv6Bytes:
		return T(b)
	default:
		return T(append(mapped[:len(mapped):len(mapped)], b...))
	}
}

func readIP(r *Decoder) []byte {
	n := r.count()
	if n <= 0 {
		return nil
	}
	b := slices.Clone(r.bytes(n))
	if n == ipv6Bytes && ReadStr[string](r) != "" {
		must(Raise("ValueError", "expected an address without a zone (a net.IP has none)"))
	}
	return b
}

// WriteIP writes an address. What is none, as nil is, is None.
func WriteIP[T ~[]byte](w *Encoder, ip T) {
	b := ip4(ip)
	if b == nil && len(ip) == ipv6Bytes {
		b = ip
	}
	WriteBytes(w, b[:len(b):len(b)])
	if len(b) == ipv6Bytes {
		WriteStr(w, "")
	}
}

// ReadIPNet reads a network. of makes a mask of a number of bits.
func ReadIPNet[IP, Mask ~[]byte](r *Decoder, of func(ones, bits int) Mask) (ip IP, mask Mask) {
	if r.word() == 0 {
		return nil, nil
	}
	ones := int(r.word())
	ip = IP(readIP(r))
	return ip, of(ones, 8*len(ip))
}

// WriteIPNet writes a network; one of an address with bits below its mask is an interface.
// What is none, or has a mask that is not a number of bits, is None.
func WriteIPNet[IP ~[]byte](w *Encoder, ip IP, ones, bits int) {
	b := ip4(ip)
	if b == nil && len(ip) == ipv6Bytes {
		b = ip
	}
	if len(b) == 4 && bits == 128 && ones >= 96 {
		ones, bits = ones-96, 32
	}
	if b == nil || bits != 8*len(b) {
		w.word(0)
		return
	}
	how := uint64(ones)
	for i := range bits {
		if i >= ones && b[i/8]&(0x80>>(i%8)) != 0 {
			how |= hostBits
		}
	}
	w.word(1)
	w.word(how)
	WriteIP(w, b)
}
