// Package shape has types in the shape of Python's own.
package shape

import (
	"encoding/hex"
	"errors"
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"example.com/tree/v2/internal/mark"
)

// A UUID is one of 16 bytes.
type UUID [16]byte

// String is the usual text.
func (u UUID) String() string {
	return fmt.Sprintf("%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}

// UnmarshalText reads it.
func (u *UUID) UnmarshalText(text []byte) error {
	b, err := hex.DecodeString(strings.ReplaceAll(string(text), "-", ""))
	if err != nil || len(b) != len(u) {
		return errors.New("no UUID")
	}
	copy(u[:], b)
	return nil
}

// SetVersion changes it.
func (u *UUID) SetVersion(v byte) { u[6] = u[6]&0xf | v<<4 }

// A Token has 16 bytes too, and another text.
type Token [16]byte

// String is hexadecimal.
func (t Token) String() string { return hex.EncodeToString(t[:]) }

// UnmarshalText reads it.
func (t *Token) UnmarshalText(text []byte) error { _, err := hex.Decode(t[:], text); return err }

// A Decimal is a coefficient and an exponent.
type Decimal struct {
	value *big.Int
	exp   int32
}

// Parse reads a decimal.
func Parse(s string) (Decimal, error) {
	whole, rest, _ := strings.Cut(s, ".")
	n, ok := new(big.Int).SetString(whole+rest, 10)
	if !ok {
		return Decimal{}, fmt.Errorf("can't convert %s to decimal", s)
	}
	return Decimal{n, int32(-len(rest))}, nil
}

func (d Decimal) whole() *big.Int {
	if d.value == nil {
		return new(big.Int)
	}
	return d.value
}

// Coefficient is the number without its exponent.
func (d Decimal) Coefficient() *big.Int { return d.whole() }

// Exponent is the power of ten.
func (d Decimal) Exponent() int32 { return d.exp }

// String is the usual text.
func (d Decimal) String() string { return d.whole().String() + "e" + strconv.Itoa(int(d.exp)) }

// Sign is that of the number.
func (d Decimal) Sign() int { return d.whole().Sign() }

// Cmp compares.
func (d Decimal) Cmp(other Decimal) int {
	a, b := new(big.Int).Set(d.whole()), new(big.Int).Set(other.whole())
	for e := d.exp; e > other.exp; e-- {
		a.Mul(a, big.NewInt(10))
	}
	for e := other.exp; e > d.exp; e-- {
		b.Mul(b, big.NewInt(10))
	}
	return a.Cmp(b)
}

// Add adds.
func (d Decimal) Add(other Decimal) Decimal {
	if d.exp != other.exp {
		panic("other exponents")
	}
	return Decimal{new(big.Int).Add(d.whole(), other.whole()), d.exp}
}

// EncodeColumn is for databases.
func (d Decimal) EncodeColumn() (any, error) { return d.String(), nil }

// DecodeColumn is its counterpart.
func (d *Decimal) DecodeColumn(v any) (err error) { *d, err = Parse(v.(string)); return }

// An Account has methods that change it, so it stays a class.
type Account struct{ Decimal }

// Set changes it.
func (a *Account) Set(d Decimal) { a.Decimal = d }

// Marked has a part that nobody else can name.
type Marked struct {
	Mark mark.Mark
	Name string
}

// A Text may be missing.
type Text struct {
	String string
	Valid  bool
}

// Scan is for databases.
func (t *Text) Scan(v any) error { t.String, t.Valid = v.(string); return nil }

// Value is for databases.
func (t Text) Value() (any, error) { return t.String, nil }
