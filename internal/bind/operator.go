package bind

import (
	"go/types"

	"gophersnake/internal/model"
)

// An operatorRule says which method is an operator of Python.
type operatorRule struct {
	symbol, name, slot string
	methods            []string
	scales             bool // the other operand, or the result, may be of another type; of one operand, the result may be a number
}

var binaryOperators = []operatorRule{
	{"+", "add", "nb_add", []string{"Add", "Plus"}, true},
	{"-", "sub", "nb_subtract", []string{"Sub", "Minus"}, true},
	{"*", "mul", "nb_multiply", []string{"Mul", "Times"}, true},
	{"/", "truediv", "nb_true_divide", []string{"Div", "Quo"}, true},
	{"%", "mod", "nb_remainder", []string{"Mod", "Rem"}, true},
	{"**", "pow", "nb_power", []string{"Pow"}, true},
	{"<<", "lshift", "nb_lshift", []string{"Lsh"}, true},
	{">>", "rshift", "nb_rshift", []string{"Rsh"}, true},
	{"&", "and", "nb_and", []string{"And"}, false},
	{"|", "or", "nb_or", []string{"Or"}, false},
	{"^", "xor", "nb_xor", []string{"Xor"}, false},
}

var unaryOperators = []operatorRule{
	{"-x", "neg", "nb_negative", []string{"Neg"}, false},
	{"abs()", "abs", "nb_absolute", []string{"Abs"}, true},
	{"~", "invert", "nb_invert", []string{"Not"}, false},
}

func isOperator(symbol string) bool {
	for _, rules := range [][]operatorRule{binaryOperators, unaryOperators} {
		for _, r := range rules {
			if r.symbol == symbol {
				return true
			}
		}
	}
	return false
}

// operators makes methods operators that make a new value of their own type.
func (b *protocolBinder) operators(t *types.Named) {
	if b.c.Kind == model.Interface {
		return
	}
	for i, rules := range [][]operatorRule{unaryOperators, binaryOperators} {
		for _, r := range rules {
			for _, name := range r.methods {
				f := b.method(name, i)
				if f == nil || len(f.Params) != i || !b.wantsOperator(r) || !b.makesValue(f, r, t) {
					continue
				}
				o := model.Operator{Symbol: r.symbol, Name: r.name, Slot: r.slot, Method: f}
				if i == 1 {
					o.Own = isOf(f.Params[0].Type, b.c)
					o.Reflects = (r.symbol == "+" || r.symbol == "*") && isNumber(f.Params[0].Type)
				}
				b.p.Operators = append(b.p.Operators, o)
				break
			}
		}
	}
}

func (b *protocolBinder) wantsOperator(r operatorRule) bool {
	if on, said := b.said[r.symbol]; said {
		return on
	}
	return b.wants(model.OperatorsProtocol)
}

// isNumber reports whether a value is a plain number, or a time between two others.
func isNumber(t *model.Type) bool {
	switch t.Kind {
	case model.Float32, model.Float64, model.Complex64, model.Complex128, model.BigInt, model.Duration:
		return true
	}
	return isInteger(t)
}

func isOf(t *model.Type, c *model.Class) bool {
	return t.Class == c && (t.Kind == model.Obj || t.Kind == model.Ref || t.Kind == model.Boxed)
}

// makesValue reports whether a method is an operation on values: it makes one of its own
// type, of another one of it, or of a number and the like, or says how long one is, and leaves its receiver as it is.
func (b *protocolBinder) makesValue(f *model.Func, r operatorRule, t *types.Named) bool {
	if len(f.Results) != 1 || f.CommaOK {
		return false
	}
	own := isOf(f.Results[0], b.c)
	if len(f.Params) == 1 {
		p := f.Params[0]
		other := isOf(p.Type, b.c)
		switch {
		case p.Kind == model.Star || p.Type.HoldsObjects():
			return false
		case own && other:
		case own || other:
			if !r.scales || !own && r.symbol != "-" && r.symbol != "*" && r.symbol != "/" {
				return false
			}
		default:
			return false
		}
	} else if !own && (!r.scales || !isNumber(f.Results[0])) {
		return false
	}
	return b.said[r.symbol] || b.leavesReceiver(f.Object, t)
}
