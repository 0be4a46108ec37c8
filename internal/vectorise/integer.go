package vectorise

import (
	"errors"
	"fmt"
	"go/constant"
	"go/token"

	"golang.org/x/tools/go/ssa"
)

var bitwise = map[token.Token]string{token.ADD: "+", token.SUB: "-", token.MUL: "*", token.AND: "&", token.OR: "|", token.XOR: "^"}

// integers translates arithmetic of integers. It is done without signs, and wraps as in Go.
func (b *body) integers(v *ssa.BinOp, of, other kind, x, y string) error {
	u := of.unsigned()
	if result, ok := kindOf(v.Type()); !ok || result != of {
		return refusal(v)
	}
	if v.Op == token.SHL || v.Op == token.SHR {
		return b.shift(v, of, other, x, y)
	}
	if of != other {
		return refusal(v)
	}
	if op := bitwise[v.Op]; op != "" {
		b.define(v, of.c, "(%s)((%s)%s %s (%s)%s)", of.c, u, x, op, u, y)
		return nil
	}
	switch v.Op {
	case token.AND_NOT:
		b.define(v, of.c, "(%s)((%s)%s & ~(%s)%s)", of.c, u, x, u, y)
		return nil
	case token.QUO, token.REM:
		return b.divide(v, of, x, y)
	}
	return refusal(v)
}

// divide translates a division by a constant. Go panics for zero, and wraps where the result is too large: for -1 alone.
func (b *body) divide(v *ssa.BinOp, of kind, x, y string) error {
	c, is := v.Y.(*ssa.Const)
	if !is || c.Value == nil || constant.Sign(constant.ToInt(c.Value)) == 0 {
		return errors.New("it divides integers, and the divisor may be zero")
	}
	n, small := constant.Int64Val(constant.ToInt(c.Value))
	switch {
	case !small || n != -1:
		op := map[token.Token]string{token.QUO: "/", token.REM: "%"}[v.Op]
		b.define(v, of.c, "(%s)(%s %s %s)", of.c, x, op, y)
	case v.Op == token.QUO:
		b.define(v, of.c, "(%s)((%s)0 - (%s)%s)", of.c, of.unsigned(), of.unsigned(), x)
	default:
		b.define(v, of.c, "0")
	}
	return nil
}

// shift translates a shift. In Go, the count may be any number that is not negative.
func (b *body) shift(v *ssa.BinOp, of, by kind, x, y string) error {
	c, is := v.Y.(*ssa.Const)
	switch {
	case !by.integer():
		return refusal(v)
	case is && (c.Value == nil || constant.Sign(constant.ToInt(c.Value)) < 0), !is && by.signed:
		return errors.New("it shifts by a number that may be negative")
	}
	fits, most := fmt.Sprintf("(uint64_t)%s < %d", y, of.bits), of.bits-1
	switch {
	case v.Op == token.SHL:
		b.define(v, of.c, "%s ? (%s)((%s)%s << ((uint64_t)%s & %d)) : 0", fits, of.c, of.unsigned(), x, y, most)
	case of.signed: // the sign fills it; >> of a negative number does so in all our compilers
		b.define(v, of.c, "(%s)(%s >> (%s ? (int)((uint64_t)%s & %d) : %d))", of.c, x, fits, y, most, most)
	default:
		b.define(v, of.c, "%s ? (%s)(%s >> ((uint64_t)%s & %d)) : 0", fits, of.c, x, y, most)
	}
	return nil
}
