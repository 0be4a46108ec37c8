//go:build go1.25

package rt

// UUIDs, of any type over 16 bytes. Twin: shim/values/uuid.h.

func ReadUUID[T ~[16]byte](r *Decoder) (v T) {
	copy(v[:], r.bytes(len(v)))
	return v
}

func WriteUUID[T ~[16]byte](w *Encoder, v T) { w.bytes(v[:]) }
