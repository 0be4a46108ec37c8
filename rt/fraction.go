//go:build go1.25

package rt

import (
	"hash/maphash"
	"math/big"
	"strings"
)

// Rational numbers, as two integers, and decimal numbers, as text. Twin: shim/values/fraction.h.

// ReadRat reads what most of Go passes: a number of its own behind a pointer.
func ReadRat(r *Decoder) *big.Rat {
	num, denom := ReadBigIntPointer(r), ReadBigIntPointer(r)
	return new(big.Rat).SetFrac(num, denom) // the shim has checked that it is not 0
}

func ReadRatValue(r *Decoder) big.Rat { return *ReadRat(r) }

func WriteRat(w *Encoder, p *big.Rat) {
	if p == nil {
		w.word(bigNil)
		return
	}
	x := Load(p) // it may point into what Python writes
	WriteRatValue(w, x)
}

func WriteRatValue(w *Encoder, x big.Rat) {
	writeBig(w, x.Num())
	writeBig(w, x.Denom())
}

func EqualRat(a, b *big.Rat) bool { return a.Cmp(b) == 0 }

func HashRat(x *big.Rat) uint64 {
	return maphash.Comparable(seed, [2]uint64{HashBigInt(x.Num()), HashBigInt(x.Denom())})
}

// ReadDecimal reads a number of a type that is made of text. What Go refuses is a ValueError.
func ReadDecimal[T any](r *Decoder, parse func(text string) (*T, error)) *T {
	v, err := parse(ReadStr[string](r))
	if err != nil {
		must(Raise("ValueError", err.Error()))
	}
	return v
}

// WriteDecimal writes its text.
func WriteDecimal(w *Encoder, text string) { WriteStr(w, text) }

// noDecimal is the length of the text of nil.
const noDecimal = ^uint64(0)

func ReadFloat(r *Decoder) *big.Float {
	return ReadDecimal(r, func(text string) (*big.Float, error) {
		bits := max(64, 4*uint(len(text))) // so that its shortest text is the same number
		f, _, err := big.ParseFloat(strings.TrimSuffix(text, "inity"), 10, bits, big.ToNearestEven)
		return f, err
	})
}

func ReadFloatValue(r *Decoder) big.Float { return *ReadFloat(r) }

func WriteFloat(w *Encoder, p *big.Float) {
	if p == nil {
		w.word(noDecimal)
		return
	}
	x := Load(p)
	WriteFloatValue(w, x)
}

func WriteFloatValue(w *Encoder, x big.Float) { WriteDecimal(w, x.Text('g', -1)) }

func EqualFloat(a, b *big.Float) bool { return a.Cmp(b) == 0 }

func HashFloat(x *big.Float) uint64 {
	if x.Sign() == 0 { // there are two of them
		return 0
	}
	return maphash.String(seed, x.Text('p', 0))
}
