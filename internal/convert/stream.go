package convert

import (
	"go/types"

	"gophersnake/internal/model"
)

// sequence is an iter.Seq or an iter.Seq2: a Python iterator, of pairs or, where
// the second of each pair is an error, of what stands before it.
func (tab *Table) sequence(t *types.Named) (*model.Type, error) {
	args := t.TypeArgs()
	for arg := range args.Types() {
		if err := nameable(arg); err != nil {
			return nil, err
		}
	}
	first, err := tab.Of(args.At(0))
	if err != nil {
		return nil, within("an item of an iterator", err)
	}
	if args.Len() == 1 {
		return stream(model.Stream, nil, first), nil
	}
	if IsError(args.At(1)) {
		m := stream(model.Stream, nil, first)
		m.Flow.Errors = true
		return m, nil
	}
	second, err := tab.Of(args.At(1))
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
