package convert

import (
	"go/types"

	"gophersnake/internal/model"
)

// bigInt is an integer of any size.
func (tab *Table) bigInt(*types.Named) (*model.Type, error) {
	return &model.Type{Kind: model.BigInt, HintIn: "int", HintOut: "int", Expected: "int",
		NotZero: "%s.Sign() != 0", Read: "rt.ReadBigInt", Write: "rt.WriteBigInt"}, nil
}

// bigIntPointer is *big.Int, as which most of Go passes one: it is the value. None is
// no int, so what comes in is never nil.
func (tab *Table) bigIntPointer(*types.Named) (*model.Type, error) {
	return &model.Type{Kind: model.BigInt, HintIn: "int", HintOut: "int", Expected: "int",
		NotZero: notNil, Read: "rt.ReadBigIntPointer", Write: "rt.WriteBigIntPointer"}, nil
}
