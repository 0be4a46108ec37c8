package convert

import (
	"go/types"

	"gophersnake/internal/model"
)

// sequence is an iter.Seq or an iter.Seq2.
func (tab *Table) sequence(t *types.Named) (*model.Type, error) {
	for arg := range t.TypeArgs().Types() {
		if err := nameable(arg); err != nil {
			return nil, err
		}
	}
	return tab.itemsOf(rangedOver(t.Underlying().(*types.Signature)))
}

// rangedOver are the items of a function without a name that a for statement ranges over, as the
// Go specification has it, and nil for other functions. One without items is an ordinary function.
func rangedOver(t *types.Signature) *types.Tuple {
	if t.Params().Len() != 1 || t.Variadic() || t.Results().Len() > 0 {
		return nil
	}
	yield, ok := types.Unalias(t.Params().At(0).Type()).(*types.Signature)
	if !ok || yield.Variadic() || yield.Params().Len() < 1 || yield.Params().Len() > 2 || yield.Results().Len() != 1 {
		return nil
	}
	if answer, ok := types.Unalias(yield.Results().At(0).Type()).(*types.Basic); !ok || answer.Kind() != types.Bool {
		return nil
	}
	return yield.Params()
}

// itemsOf is what ranges over items: a Python iterator, of pairs or, where the second of
// each pair is an error, of what stands before it.
func (tab *Table) itemsOf(items *types.Tuple) (*model.Type, error) {
	first, err := tab.Of(items.At(0).Type())
	if err != nil {
		return nil, within("an item of an iterator", err)
	}
	if items.Len() == 1 {
		return stream(model.Stream, nil, first), nil
	}
	if IsError(items.At(1).Type()) {
		m := stream(model.Stream, nil, first)
		m.Flow.Errors = true
		return m, nil
	}
	second, err := tab.Of(items.At(1).Type())
	if err != nil {
		return nil, within("an item of an iterator", err)
	}
	return stream(model.Stream, first, second), nil
}

func stream(kind model.Kind, key, elem *model.Type) *model.Type {
	in, out, expected := elem.HintIn, elem.HintItem, elem.Expected
	if key != nil {
		in = "tuple[" + key.HintIn + ", " + in + "]"
		out = "tuple[" + key.HintItem + ", " + out + "]"
		expected = "tuple[" + key.Expected + ", " + expected + "]"
	}
	return &model.Type{Kind: kind, Len: -1, Key: key, Elem: elem, Flow: &model.Flow{}, HintIn: "_Items[" + in + "]", HintOut: "_abc.Iterator[" + out + "]",
		Expected: "an iterable of " + expected, NotZero: notNil, StubImports: abc}
}
