package vectorise

import (
	"fmt"
	"go/constant"
	"go/types"
	"math"
	"strconv"

	"golang.org/x/tools/go/ssa"
)

// A kind is one of Go's types of numbers in C. All machines have 64 bits.
type kind struct {
	c       string
	bits    int
	float   bool
	signed  bool
	boolean bool
}

var kinds = map[types.BasicKind]kind{
	types.Bool: {c: "_Bool", bits: 8, boolean: true}, types.UntypedBool: {c: "_Bool", bits: 8, boolean: true},
	types.Int8: {c: "int8_t", bits: 8, signed: true}, types.Uint8: {c: "uint8_t", bits: 8},
	types.Int16: {c: "int16_t", bits: 16, signed: true}, types.Uint16: {c: "uint16_t", bits: 16},
	types.Int32: {c: "int32_t", bits: 32, signed: true}, types.Uint32: {c: "uint32_t", bits: 32},
	types.Int64: {c: "int64_t", bits: 64, signed: true}, types.Uint64: {c: "uint64_t", bits: 64},
	types.Int: {c: "int64_t", bits: 64, signed: true}, types.Uint: {c: "uint64_t", bits: 64}, types.Uintptr: {c: "uint64_t", bits: 64},
	types.Float32: {c: "float", bits: 32, float: true}, types.Float64: {c: "double", bits: 64, float: true},
}

// kindOf is the kind of a type; ok is false of all but numbers and bools.
func kindOf(t types.Type) (k kind, ok bool) {
	if _, generic := types.Unalias(t).(*types.TypeParam); generic {
		return kind{}, false
	}
	basic, ok := t.Underlying().(*types.Basic)
	if !ok {
		return kind{}, false
	}
	k, ok = kinds[basic.Kind()]
	return k, ok
}

// InC is the type in C of a column of a type; "" if it has no such number. A bool is a byte.
func InC(t types.Type) string {
	switch k, ok := kindOf(t); {
	case !ok:
		return ""
	case k.boolean:
		return "uint8_t"
	default:
		return k.c
	}
}

func (k kind) integer() bool { return !k.float && !k.boolean }

// unsigned is the type in which integers are computed: it wraps, and is none that C would widen to a signed one.
func (k kind) unsigned() string {
	if k.bits == 64 {
		return "uint64_t"
	}
	return "uint32_t"
}

// literal spells a constant.
func literal(c *ssa.Const) (string, error) {
	k, ok := kindOf(c.Type())
	if !ok || c.Value == nil {
		return "", fmt.Errorf("it has a constant that is no number (%s)", c.Type())
	}
	switch {
	case k.boolean:
		if c.Value.Kind() != constant.Bool {
			break
		}
		return map[bool]string{true: "1", false: "0"}[constant.BoolVal(c.Value)], nil
	case k.float:
		v := constant.ToFloat(c.Value)
		if v.Kind() != constant.Float {
			break
		}
		suffix, x := "", 0.0
		if k.bits == 32 {
			f, _ := constant.Float32Val(v)
			suffix, x = "f", float64(f)
		} else {
			x, _ = constant.Float64Val(v)
		}
		if math.IsInf(x, 0) {
			break
		}
		return "(" + strconv.FormatFloat(x, 'x', -1, k.bits) + suffix + ")", nil
	case k.signed:
		if n, exact := constant.Int64Val(constant.ToInt(c.Value)); exact {
			if n == math.MinInt64 {
				return "INT64_MIN", nil
			}
			return fmt.Sprintf("((%s)INT64_C(%d))", k.c, n), nil
		}
	default:
		if n, exact := constant.Uint64Val(constant.ToInt(c.Value)); exact {
			return fmt.Sprintf("((%s)UINT64_C(%d))", k.c, n), nil
		}
	}
	return "", fmt.Errorf("it has a constant (%s) that is not known in C", c)
}
