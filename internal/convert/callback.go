package convert

import (
	"fmt"
	"go/types"
	"strings"

	"gophersnake/internal/model"
)

// callable is a function: any Python callable in, a Python callable out.
// None is nil. t is the type itself or one that is declared over it.
func (tab *Table) callable(t types.Type, sig *types.Signature) (*model.Type, error) {
	f := &model.FuncType{Signature: sig, Variadic: sig.Variadic()}
	if n, ok := t.(*types.Named); ok {
		f.Name = n.Obj().Name()
	}
	for i := range sig.Params().Len() {
		v := sig.Params().At(i)
		if IsContext(v.Type()) {
			f.Params = append(f.Params, model.FuncParam{Go: tab.Spell(v.Type())})
			continue
		}
		spelled := v.Type()
		m, err := tab.Of(v.Type())
		if f.Variadic && i == sig.Params().Len()-1 {
			m, err = tab.Rest(v.Type().(*types.Slice))
			spelled = v.Type().(*types.Slice).Elem()
		}
		if err != nil {
			return nil, within(fmt.Sprintf("parameter %d of a function value", i+1), err)
		}
		f.Params = append(f.Params, model.FuncParam{Go: tab.Spell(spelled), Type: m})
	}
	results := sig.Results()
	r, err := tab.Results(results, Raises(results), NamedOK(results))
	if err != nil {
		return nil, within("a function value", err)
	}
	f.Results, f.CommaOK, f.Error = r.Types, r.CommaOK, r.Error
	if last := results.Len() - 1; f.Error && !IsError(results.At(last).Type()) {
		f.ErrorType = tab.Spell(results.At(last).Type())
	}
	return &model.Type{Kind: model.Callable, Func: f, Len: -1, Expected: "callable or None",
		HintIn: callableHint(f, itemHint, inHint, "object"), HintOut: callableHint(f, inHint, resultHint(f), "None"),
		HintItem: callableHint(f, itemHint, resultHint(f), "object"), NotZero: notNil, StubImports: abc}, nil
}

// Raises reports whether a func type fails by its last result, as a function of that signature does. An error
// whose type has no name in the core stays a value there.
func Raises(results *types.Tuple) bool {
	return model.EndsInError(results) && !HasUnnamed(results.At(results.Len()-1).Type())
}

// Function is a callable of some signature, also where Of gives what ranges over items: that of a method.
func (tab *Table) Function(sig *types.Signature) (*model.Type, error) {
	if rangedOver(sig) == nil {
		return tab.Of(sig)
	}
	for _, known := range tab.Types {
		if known.Kind == model.Callable && known.Func.Name == "" && types.Identical(known.Func.Signature, sig) {
			return known, nil
		}
	}
	f, err := tab.callable(sig, sig)
	if err != nil {
		return nil, err
	}
	return tab.add(sig, f), nil
}

// In is Of for a parameter. A function of a type with methods is a callable there, which Go need
// not own, as any function is; an instance of its class is that function.
func (tab *Table) In(t types.Type) (*model.Type, error) {
	m, err := tab.Of(t)
	if err != nil || m.Kind != model.Boxed {
		return m, err
	}
	n := types.Unalias(t).(*types.Named)
	sig, function := n.Underlying().(*types.Signature)
	if !function {
		return m, err
	}
	for _, known := range tab.Types {
		if known.Kind == model.Callable && known.Class == m.Class {
			return known, nil
		}
	}
	f, err := tab.callable(n, sig)
	if err != nil {
		return m, nil
	}
	f.Class, f.HintIn = m.Class, m.HintIn
	return tab.add(n, f), nil
}

func inHint(t *model.Type) string  { return t.HintIn }
func outHint(t *model.Type) string { return t.HintOut }

// resultHint is what a Go function of the type returns: as of functions whose bodies are not read,
// no nil where an error or another value says that there is nothing (internal/returns).
func resultHint(f *model.FuncType) func(*model.Type) string {
	if !f.Error && len(f.Results) < 2 || f.CommaOK {
		return outHint
	}
	return func(t *model.Type) string {
		switch t.Kind {
		case model.Ref, model.Dynamic, model.Callable:
			return model.NotNilHint(t.HintOut)
		}
		return t.HintOut
	}
}

// itemHint is what a callable gets.
func itemHint(t *model.Type) string { return t.HintItem }

// callableHint writes "_abc.Callable[[int, str], bool]". A Python callable gets items and returns
// what Go takes; a Go function takes what others do. An item of a list or a dict is what Go calls
// and what Python has put there: it gets items. none stands for no result, at which Go does not
// look. A variadic function has no form for its parameters.
func callableHint(f *model.FuncType, param, result func(*model.Type) string, none string) string {
	var params []string
	for _, t := range f.Crossing() {
		params = append(params, param(t))
	}
	list := "[" + strings.Join(params, ", ") + "]"
	if f.Variadic {
		list = "..."
	}
	r := model.ResultHint(f.Results, f.CommaOK, result)
	if r == "None" {
		r = none
	}
	return "_abc.Callable[" + list + ", " + r + "] | None"
}

// Results are the results of a function, as Python sees them.
type Results struct {
	Types   []*model.Type
	CommaOK bool // the last one, a bool, says whether the others count
	Error   bool // the last one is an error: an exception
}

// Results converts the results of a function or of a func type.
// raises says that the last one is an error and no value; optional, that a bool at the end is none.
func (tab *Table) Results(r *types.Tuple, raises, optional bool) (Results, error) {
	out := Results{Error: raises}
	n := r.Len()
	if raises {
		n--
	}
	if optional && !out.Error {
		out.CommaOK = true
		n--
	}
	for i := range n {
		t, err := tab.Of(r.At(i).Type())
		if err != nil {
			name := r.At(i).Name()
			if name == "" {
				name = fmt.Sprint(i + 1)
			}
			return out, within("result "+name, err)
		}
		out.Types = append(out.Types, t)
	}
	return out, nil
}

// EndsInBool reports whether the last of several results is a bool.
func EndsInBool(r *types.Tuple) bool {
	return r.Len() > 1 && types.Identical(r.At(r.Len()-1).Type(), types.Typ[types.Bool])
}

// NamedOK reports whether a bool at the end says by its name what it is for.
func NamedOK(r *types.Tuple) bool { return EndsInBool(r) && r.At(r.Len()-1).Name() == "ok" }

// within says where a type that can't cross stands.
func within(where string, err error) error {
	if r, ok := err.(*Reason); ok {
		return &Reason{Why: where + ": " + r.Why, Cure: r.Cure}
	}
	return fmt.Errorf("%s: %w", where, err)
}

// IsError reports whether t is the predeclared error.
func IsError(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Pkg() == nil && n.Obj().Name() == "error"
}

// IsErrorType reports whether values of t, or pointers to them, are errors.
func IsErrorType(t types.Type) bool {
	iface := types.Universe.Lookup("error").Type().Underlying().(*types.Interface)
	return types.Implements(t, iface) || types.Implements(types.NewPointer(t), iface)
}

// IsContext reports whether t is context.Context.
func IsContext(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "context" && n.Obj().Name() == "Context"
}
