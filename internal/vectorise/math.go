package vectorise

import (
	"fmt"

	"golang.org/x/tools/go/ssa"
)

// An exact is a function of package math that C's compilers have as well, with the same result for each number.
type exact struct {
	text  string // %[1]s and %[2]s are the arguments
	sound int    // how NaNs are treated: one of these
}

const (
	computed  = iota // the bits of a NaN may differ
	kept             // the bits of a NaN are those of an argument, but for its sign
	looksAt          // it depends on all bits of its argument
	looksAtY         // it depends on the sign of its second argument, and keeps the rest of the first
	unchanged        // it is no floating-point number, and NaNs are alike
)

// exacts are those of which docs/rationale.md says why. Go computes others in software, in its own way.
var exacts = map[string]exact{
	"Sqrt":            {"__builtin_sqrt(%[1]s)", computed},
	"Floor":           {"__builtin_floor(%[1]s)", computed},
	"Ceil":            {"__builtin_ceil(%[1]s)", computed},
	"Trunc":           {"__builtin_trunc(%[1]s)", computed},
	"Abs":             {"__builtin_fabs(%[1]s)", kept},
	"Copysign":        {"__builtin_copysign(%[1]s, %[2]s)", looksAtY},
	"Signbit":         {"(gs_bits_of_double(%[1]s) >> 63 != 0)", looksAt},
	"Float64bits":     {"gs_bits_of_double(%[1]s)", looksAt},
	"Float32bits":     {"gs_bits_of_float(%[1]s)", looksAt},
	"Float64frombits": {"gs_double_of_bits(%[1]s)", unchanged},
	"Float32frombits": {"gs_float_of_bits(%[1]s)", unchanged},
	"IsNaN":           {"(%[1]s != %[1]s)", unchanged},
	"IsInf":           {"((%[2]s >= 0 & %[1]s > 0x1.fffffffffffffp+1023) | (%[2]s <= 0 & %[1]s < -0x1.fffffffffffffp+1023))", unchanged},
	"Inf":             {"(%[1]s >= 0 ? __builtin_inf() : -__builtin_inf())", unchanged},
	"NaN":             {"__builtin_nan(\"\")", computed},
	"Max":             {"gs_max_of_math(%[1]s, %[2]s)", computed},
	"Min":             {"gs_min_of_math(%[1]s, %[2]s)", computed},
}

// math translates a call of a function of package math.
func (b *body) math(v *ssa.Call, name string) error {
	e, is := exacts[name]
	args := v.Common().Args
	k, ok := kindOf(v.Type())
	if !is || !ok {
		return fmt.Errorf("it calls math.%s, which Go computes in a way of its own", name)
	}
	all, err := b.operands(args...)
	if err != nil {
		return err
	}
	switch e.sound {
	case kept:
		b.sound[v] = b.isSound(args[0])
	case looksAt:
		if !b.isSound(args[0]) {
			return fmt.Errorf("math.%s sees the bits of a NaN that was computed", name)
		}
	case looksAtY:
		if !b.isSound(args[1]) {
			return fmt.Errorf("math.%s sees the sign of a NaN that was computed", name)
		}
		b.sound[v] = b.isSound(args[0])
	case unchanged:
		b.sound[v] = true
	}
	given := make([]any, len(all))
	for i, a := range all {
		given[i] = a
	}
	if len(given) == 0 {
		b.define(v, k.c, "%s", e.text)
		return nil
	}
	b.define(v, k.c, e.text, given...)
	return nil
}

// builtin translates min and max.
func (b *body) builtin(v *ssa.Call, name string) error {
	k, ok := kindOf(v.Type())
	if name != "min" && name != "max" || !ok || k.boolean {
		return fmt.Errorf("it calls %s", name)
	}
	all, err := b.operands(v.Common().Args...)
	if err != nil {
		return err
	}
	text := all[0]
	for i, y := range all[1:] {
		switch {
		case k.float:
			text = fmt.Sprintf("gs_%s_of_%s(%s, %s)", name, k.c, text, y)
		default:
			x := text
			if i > 0 { // each argument once
				x = fmt.Sprintf("m%d_%d", len(b.names), i)
				b.line("const %s %s = %s;", k.c, x, text)
			}
			text = fmt.Sprintf("(%s %s %s ? %s : %s)", x, map[string]string{"min": "<", "max": ">"}[name], y, x, y)
		}
	}
	b.define(v, k.c, "%s", text)
	return nil
}
