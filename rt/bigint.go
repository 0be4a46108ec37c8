//go:build go1.25

package rt

import (
	"hash/maphash"
	"math/big"
)

// What stands before an integer of any size in a wire buffer; shim/values/bigint.h has the same.
const (
	bigSmall = iota
	bigPositive
	bigNegative
	bigNil
)

func ReadBigInt(r *Decoder) (x big.Int) {
	readBig(r, &x)
	return x
}

func WriteBigInt(w *Encoder, x big.Int) { writeBig(w, &x) }

// ReadBigIntPointer reads what most of Go passes: an integer of its own behind a
// pointer. Python has no nil among its ints, so there is none here.
func ReadBigIntPointer(r *Decoder) *big.Int {
	x := new(big.Int)
	readBig(r, x)
	return x
}

func WriteBigIntPointer(w *Encoder, p *big.Int) {
	if p == nil {
		w.word(bigNil)
		return
	}
	x := Load(p) // it may point into what Python writes
	writeBig(w, &x)
}

func readBig(r *Decoder, x *big.Int) {
	switch what := r.word(); what {
	case bigSmall:
		x.SetInt64(int64(r.word()))
	default:
		x.SetBytes(r.bytes(r.count()))
		if what == bigNegative {
			x.Neg(x)
		}
	}
}

func writeBig(w *Encoder, x *big.Int) {
	if x.IsInt64() {
		w.word(bigSmall)
		w.word(uint64(x.Int64()))
		return
	}
	if x.Sign() < 0 {
		w.word(bigNegative)
	} else {
		w.word(bigPositive)
	}
	n := (x.BitLen() + 7) / 8
	w.word(uint64(n))
	at := len(w.buf)
	w.expect((n + 7) / 8)
	w.buf = append(w.buf, make([]byte, n)...)
	x.FillBytes(w.buf[at:])
	w.pad()
}

func EqualBigInt(a, b *big.Int) bool { return a.Cmp(b) == 0 }

func HashBigInt(x *big.Int) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	maphash.WriteComparable(&h, x.Sign())
	h.Write(x.Bytes())
	return h.Sum64()
}
