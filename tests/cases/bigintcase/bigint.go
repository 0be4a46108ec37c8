// Package bigintcase takes and returns integers of any size.
package bigintcase

import (
	"errors"
	"iter"
	"math/big"
	"time"
)

func Value(x big.Int) big.Int                          { return x }
func Int(x *big.Int) *big.Int                          { return x }
func Text(x *big.Int) string                           { return x.String() }
func Add(x, y *big.Int) *big.Int                       { return new(big.Int).Add(x, y) }
func Ints(x []*big.Int) []*big.Int                     { return x }
func Values(x []big.Int) []big.Int                     { return x }
func Pair(x [2]*big.Int) [2]*big.Int                   { return x }
func ByName(m map[string]*big.Int) map[string]*big.Int { return m }
func Maybe(x **big.Int) **big.Int                      { return x }
func Factorial(n int64) *big.Int                       { return new(big.Int).MulRange(1, n) }
func Inverse(x, n *big.Int) *big.Int                   { return new(big.Int).ModInverse(x, n) }
func Parse(s string) (x *big.Int, ok bool)             { return new(big.Int).SetString(s, 10) }
func Sum(x ...*big.Int) *big.Int {
	s := new(big.Int)
	for _, y := range x {
		s.Add(s, y)
	}
	return s
}

// Sqrt returns a root and its error, and how often it was asked.
func Sqrt(x *big.Int) (int, *big.Int, error) {
	if x.Sign() < 0 {
		return 1, nil, errors.New("no root")
	}
	return 1, new(big.Int).Sqrt(x), nil
}

func Nothing() *big.Int { return nil }

func Call(f func(*big.Int) *big.Int, x *big.Int) *big.Int { return f(x) }

// Late calls f with a time that Python can't have, and with all else behind it.
func Late(f func(time.Time, *big.Int, *big.Int, big.Int, []*big.Int, *Account) error, x *big.Int) error {
	return f(time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC), nil, x, *x, []*big.Int{x, nil, x}, &Account{Limit: x})
}

func Powers(n int) iter.Seq[*big.Int] {
	return func(yield func(*big.Int) bool) {
		x := big.NewInt(1)
		for range n {
			if !yield(new(big.Int).Set(x)) {
				return
			}
			x.Lsh(x, 32)
		}
	}
}

type Account struct {
	Owner   string
	Balance big.Int
	Limit   *big.Int
	History []*big.Int
}

func (a *Account) Spend(x *big.Int) { a.Balance.Sub(&a.Balance, x) }
func (a *Account) Unlimited() bool  { return a.Limit == nil }

// Sealed shows nothing of what it is made of.
type Sealed struct {
	value *big.Int
	other big.Int
}

func Seal(x *big.Int, y big.Int) Sealed { return Sealed{x, y} }

// SealDifference seals y-x, whose zero is another than that of a new Int.
func SealDifference(x, y *big.Int) Sealed { return Sealed{value: new(big.Int).Sub(y, x)} }

var Total = *big.NewInt(7)
var Limit *big.Int
