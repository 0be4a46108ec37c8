package convert

import (
	"go/types"

	"gophersnake/internal/model"
)

const loadFraction = "gs_fraction_load"

// rat is a rational number. A pointer is the value, as of big.Int.
func (tab *Table) rat(*types.Named) (*model.Type, error) {
	m := fraction("!= 0")
	m.Read, m.Write = "rt.ReadRatValue", "rt.WriteRatValue"
	return m, nil
}

func (tab *Table) ratPointer(*types.Named) (*model.Type, error) {
	m := fraction("")
	m.Read, m.Write = "rt.ReadRat", "rt.WriteRat"
	return m, nil
}

func fraction(sign string) *model.Type {
	m := &model.Type{Kind: model.Rational, HintIn: "_fractions.Fraction | _decimal.Decimal | int | str", HintOut: "_fractions.Fraction",
		Expected: "Fraction, Decimal, int or str", NotZero: notNil, StubImports: []string{"fractions", "decimal"}, Loads: []string{loadFraction}}
	if sign != "" {
		m.NotZero = "%s.Sign() " + sign
	}
	return m
}

// takesFloat marks decimal numbers that a float can be exactly, in model.Type.Len.
const takesFloat = 1

// bigFloat is a decimal number: the shortest that is this float at its precision.
func (tab *Table) bigFloat(*types.Named) (*model.Type, error) {
	m := binary("%s.Sign() != 0")
	m.Read, m.Write = "rt.ReadFloatValue", "rt.WriteFloatValue"
	return m, nil
}

func (tab *Table) bigFloatPointer(*types.Named) (*model.Type, error) {
	m := binary(notNil)
	m.Read, m.Write = "rt.ReadFloat", "rt.WriteFloat"
	return m, nil
}

func binary(nonZero string) *model.Type {
	m := decimal(nonZero)
	m.HintIn, m.Expected, m.Len = "_decimal.Decimal | float | str", "Decimal, float, int or str", takesFloat
	return m
}

func decimal(nonZero string) *model.Type {
	return &model.Type{Kind: model.Decimal, HintIn: "_decimal.Decimal | int | str", HintOut: "_decimal.Decimal",
		Expected: "Decimal, int or str", NotZero: nonZero, StubImports: []string{"decimal"}, Loads: []string{loadFraction}}
}
