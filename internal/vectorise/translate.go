package vectorise

import (
	"errors"
	"fmt"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// Options say what Go's compiler makes of the same code.
type Options struct {
	// FMA says that it may compute x*y + z with one rounding: on arm64, and for amd64 from GOAMD64=v3 on. Where it does
	// is not known, so what multiplies and adds is refused.
	FMA bool
}

// sizeMost limits a function with all that it calls: instructions of the SSA form. Far below, vectors have no use: their
// registers are full.
const sizeMost = 600

// Function translates a function, with those that it calls: the text of C functions of which the last one, with the given
// name, is it. Several results are the fields r0, r1 of a struct with the name and _results. An error says why it is refused.
func Function(fn *ssa.Function, name string, o Options) (text string, err error) {
	if fn == nil {
		return "", errors.New("its source is not known")
	}
	t := &translation{options: o, name: name, done: map[*ssa.Function]string{}, sizes: map[*ssa.Function]int{}}
	if err := t.function(fn, name, true); err != nil {
		return "", err
	}
	return t.text.String(), nil
}

// A translation is that of one function, with those that it calls.
type translation struct {
	options    Options
	name       string
	text       strings.Builder
	done       map[*ssa.Function]string // the names of those that are translated,
	sizes      map[*ssa.Function]int    // and how long they are, with what they call
	called     int
	active     []*ssa.Function
	size       int  // of all of them, as often as they are called
	multiplies bool // floating-point numbers
	adds       bool
}

// A body is the translation of the instructions of one function.
type body struct {
	*translation
	fn     *ssa.Function
	lines  []string
	names  map[ssa.Value]string
	tuples map[ssa.Value]bool
	sound  map[ssa.Value]bool // of floating-point numbers: NaN's bits are the same in both languages
	paths  map[path]string
}

func (t *translation) function(fn *ssa.Function, name string, outer bool) error {
	switch {
	case slices.Contains(t.active, fn):
		return fmt.Errorf("%s is recursive", fn.Name())
	case len(fn.Blocks) == 0:
		return fmt.Errorf("the body of %s is not known", fn.RelString(nil))
	case len(fn.FreeVars) > 0:
		return fmt.Errorf("it calls a closure")
	case fn.Recover != nil:
		return fmt.Errorf("%s defers a call", fn.Name())
	case fn.TypeParams().Len() > 0 || len(fn.TypeArgs()) > 0:
		return fmt.Errorf("%s is generic", fn.Name())
	case fn.Signature.Results().Len() == 0:
		return fmt.Errorf("%s has no result", fn.Name())
	}
	t.active = append(t.active, fn)
	defer func() { t.active = t.active[:len(t.active)-1] }()
	b := &body{translation: t, fn: fn, names: map[ssa.Value]string{}, tuples: map[ssa.Value]bool{}, sound: map[ssa.Value]bool{}, paths: map[path]string{}}
	params := make([]string, len(fn.Params))
	for i, p := range fn.Params {
		k, ok := kindOf(p.Type())
		if !ok {
			return fmt.Errorf("%s takes a %s", fn.Name(), types.TypeString(p.Type(), short))
		}
		b.names[p] = fmt.Sprintf("a%d", i)
		b.sound[p] = outer
		params[i] = "const " + k.c + " " + b.names[p]
	}
	result, err := t.results(fn, name)
	if err != nil {
		return err
	}
	if err := b.blocks(result); err != nil {
		return err
	}
	if t.options.FMA && t.multiplies && t.adds {
		return errors.New("it multiplies and adds floating-point numbers, which Go's compiler may do with one rounding on this machine")
	}
	fmt.Fprintf(&t.text, "GS_ROW %s %s(%s) { /* %s */\n", result, name, strings.Join(params, ", "), fn.Name())
	for _, line := range b.lines {
		fmt.Fprintf(&t.text, "    %s\n", line)
	}
	t.text.WriteString("}\n\n")
	return nil
}

// results declares what a function returns.
func (t *translation) results(fn *ssa.Function, name string) (string, error) {
	all := fn.Signature.Results()
	var fields []string
	for i := range all.Len() {
		k, ok := kindOf(all.At(i).Type())
		if !ok {
			return "", fmt.Errorf("%s returns a %s", fn.Name(), types.TypeString(all.At(i).Type(), short))
		}
		if all.Len() == 1 {
			return k.c, nil
		}
		fields = append(fields, fmt.Sprintf("%s r%d;", k.c, i))
	}
	fmt.Fprintf(&t.text, "typedef struct { %s } %s_results;\n", strings.Join(fields, " "), name)
	return name + "_results", nil
}

// short spells packages by their names.
func short(p *types.Package) string { return p.Name() }

// blocks translates all of them, in an order in which what is used is known.
func (b *body) blocks(result string) error {
	order, err := inOrder(b.fn)
	if err != nil {
		return err
	}
	var returns []*ssa.BasicBlock
	for _, block := range order {
		for _, in := range block.Instrs {
			if b.size++; b.size > sizeMost {
				return errors.New("it is too long")
			}
			switch in := in.(type) {
			case *ssa.If, *ssa.Jump, *ssa.DebugRef:
			case *ssa.Return:
				returns = append(returns, block)
			case ssa.Value:
				if err := b.value(in); err != nil {
					return err
				}
			default:
				return refusal(in)
			}
		}
	}
	if len(returns) == 0 {
		return errors.New("it never returns")
	}
	return b.returned(returns, result)
}

// returned selects among the results of several returns.
func (b *body) returned(returns []*ssa.BasicBlock, result string) error {
	all := b.fn.Signature.Results()
	fields := make([]string, all.Len())
	for i := range fields {
		values := make([]string, len(returns))
		for k, block := range returns {
			v, err := b.operand(block.Instrs[len(block.Instrs)-1].(*ssa.Return).Results[i])
			if err != nil {
				return err
			}
			values[k] = v
		}
		conditions := make([]string, len(returns))
		for k, block := range returns {
			conditions[k] = b.reached(block, b.fn.Blocks[0])
		}
		fields[i] = choose(conditions, values)
	}
	if len(fields) == 1 {
		b.line("return %s;", fields[0])
	} else {
		b.line("return (%s){ %s };", result, strings.Join(fields, ", "))
	}
	return nil
}

func (b *body) line(format string, args ...any) {
	b.lines = append(b.lines, fmt.Sprintf(format, args...))
}

// define gives a value a name.
func (b *body) define(v ssa.Value, c, format string, args ...any) {
	name := fmt.Sprintf("v%d", len(b.names))
	b.names[v] = name
	b.line("const %s %s = %s;", c, name, fmt.Sprintf(format, args...))
}

// operand is the expression of a value that is known.
func (b *body) operand(v ssa.Value) (string, error) {
	if c, is := v.(*ssa.Const); is {
		return literal(c)
	}
	if name := b.names[v]; name != "" && !b.tuples[v] {
		return name, nil
	}
	if g, is := v.(*ssa.Global); is {
		return "", fmt.Errorf("it uses the variable %s", g.Name())
	}
	return "", fmt.Errorf("it uses %s", v)
}

func (b *body) operands(values ...ssa.Value) ([]string, error) {
	all := make([]string, len(values))
	for i, v := range values {
		var err error
		if all[i], err = b.operand(v); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// isSound reports whether the bits of a value that may be NaN are the same in both languages: of what was given and
// written down, not of what was computed.
func (b *body) isSound(v ssa.Value) bool {
	if _, is := v.(*ssa.Const); is {
		return true
	}
	k, _ := kindOf(v.Type())
	return !k.float || b.sound[v]
}
