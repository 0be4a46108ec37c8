package vectorise

import (
	"errors"
	"fmt"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// refusal says of an instruction what it does that is not translated.
func refusal(in ssa.Instruction) error {
	switch in := in.(type) {
	case *ssa.Panic:
		return errors.New("it may panic")
	case *ssa.Store, *ssa.MapUpdate:
		return errors.New("it writes to memory")
	case *ssa.Defer, *ssa.RunDefers:
		return errors.New("it defers a call")
	case *ssa.Go:
		return errors.New("it starts a goroutine")
	case *ssa.Send, *ssa.Select:
		return errors.New("it uses a channel")
	case *ssa.Alloc, *ssa.MakeSlice, *ssa.MakeMap, *ssa.MakeChan, *ssa.MakeClosure, *ssa.MakeInterface, *ssa.Slice, *ssa.Field, *ssa.FieldAddr,
		*ssa.Index, *ssa.IndexAddr, *ssa.Lookup, *ssa.Range, *ssa.Next, *ssa.TypeAssert:
		return fmt.Errorf("it uses more than numbers (%s)", types.TypeString(in.(ssa.Value).Type(), short))
	}
	return fmt.Errorf("it has an instruction that is not known (%T)", in)
}

// value translates one instruction that has a value.
func (b *body) value(v ssa.Value) error {
	switch v := v.(type) {
	case *ssa.Phi:
		return b.phi(v)
	case *ssa.BinOp:
		return b.binary(v)
	case *ssa.UnOp:
		return b.unary(v)
	case *ssa.ChangeType:
		return b.convert(v, v.X)
	case *ssa.Convert:
		return b.convert(v, v.X)
	case *ssa.Call:
		return b.call(v)
	case *ssa.Extract:
		if !b.tuples[v.Tuple] {
			return refusal(v)
		}
		k, ok := kindOf(v.Type())
		if !ok {
			return refusal(v)
		}
		b.define(v, k.c, "%s.r%d", b.names[v.Tuple], v.Index)
		return nil
	}
	return refusal(v.(ssa.Instruction))
}

var comparisons = map[token.Token]string{token.EQL: "==", token.NEQ: "!=", token.LSS: "<", token.LEQ: "<=", token.GTR: ">", token.GEQ: ">="}

var arithmetic = map[token.Token]string{token.ADD: "+", token.SUB: "-", token.MUL: "*", token.QUO: "/"}

func (b *body) binary(v *ssa.BinOp) error {
	of, ok := kindOf(v.X.Type())
	other, both := kindOf(v.Y.Type())
	result, known := kindOf(v.Type())
	if !ok || !both || !known {
		return fmt.Errorf("it computes with more than numbers (%s)", types.TypeString(v.X.Type(), short))
	}
	all, err := b.operands(v.X, v.Y)
	if err != nil {
		return err
	}
	x, y := all[0], all[1]
	if op := comparisons[v.Op]; op != "" {
		if of != other {
			return refusal(v)
		}
		b.define(v, result.c, "%s %s %s", x, op, y)
		return nil
	}
	switch op := arithmetic[v.Op]; {
	case of.integer():
		return b.integers(v, of, other, x, y)
	case of.float && of == other && of == result && op != "":
		b.multiplies = b.multiplies || v.Op == token.MUL
		b.adds = b.adds || v.Op == token.ADD || v.Op == token.SUB
		b.define(v, of.c, "%s %s %s", x, op, y)
		return nil
	}
	return refusal(v)
}

func (b *body) unary(v *ssa.UnOp) error {
	if v.Op == token.MUL {
		if g, is := v.X.(*ssa.Global); is {
			return fmt.Errorf("it uses the variable %s", g.Name())
		}
		return errors.New("it follows a pointer")
	}
	k, ok := kindOf(v.Type())
	if !ok || v.CommaOk {
		return refusal(v)
	}
	x, err := b.operand(v.X)
	if err != nil {
		return err
	}
	switch {
	case v.Op == token.NOT && k.boolean:
		b.define(v, k.c, "!%s", x)
	case v.Op == token.SUB && k.float:
		b.sound[v] = b.isSound(v.X)
		b.define(v, k.c, "-%s", x)
	case v.Op == token.SUB && k.integer():
		b.define(v, k.c, "(%s)((%s)0 - (%s)%s)", k.c, k.unsigned(), k.unsigned(), x)
	case v.Op == token.XOR && k.integer():
		b.define(v, k.c, "(%s)~(%s)%s", k.c, k.unsigned(), x)
	default:
		return refusal(v)
	}
	return nil
}

// convert translates conversions between numbers, but for those of floating-point numbers to integers: what Go makes of a
// number that is too large depends on the machine.
func (b *body) convert(v, of ssa.Value) error {
	to, ok := kindOf(v.Type())
	from, known := kindOf(of.Type())
	x, err := b.operand(of)
	switch {
	case !ok || !known || to.boolean != from.boolean:
		return fmt.Errorf("it converts a %s to %s", types.TypeString(of.Type(), short), types.TypeString(v.Type(), short))
	case from.float && !to.float:
		return errors.New("it converts a floating-point number to an integer")
	case err != nil:
		return err
	}
	b.sound[v] = b.isSound(of) && from == to
	b.define(v, to.c, "(%s)%s", to.c, x)
	return nil
}

// call translates the function that is called, unless this has been done.
func (b *body) call(v *ssa.Call) error {
	common := v.Common()
	if builtin, is := common.Value.(*ssa.Builtin); is {
		return b.builtin(v, builtin.Name())
	}
	callee := common.StaticCallee()
	if callee == nil || common.IsInvoke() {
		return errors.New("it calls a function that is known only when it runs")
	}
	if object := callee.Object(); object != nil && object.Pkg() != nil && object.Pkg().Path() == "math" {
		return b.math(v, callee.Name())
	}
	args, err := b.operands(common.Args...)
	if err != nil {
		return err
	}
	name := b.done[callee]
	if name == "" {
		b.called++
		name = fmt.Sprintf("%s_%d", b.name, b.called)
		before := b.size
		if err := b.function(callee, name, false); err != nil {
			return err
		}
		b.done[callee], b.sizes[callee] = name, b.size-before
	} else if b.size += b.sizes[callee]; b.size > sizeMost {
		return errors.New("it is too long")
	}
	c := name + "_results"
	if results := callee.Signature.Results(); results.Len() == 1 {
		k, _ := kindOf(results.At(0).Type()) // function() has looked
		c = k.c
	} else {
		b.tuples[v] = true
	}
	b.define(v, c, "%s(%s)", name, strings.Join(args, ", "))
	return nil
}
