package convert

import (
	"go/types"

	"gophersnake/internal/model"
)

// sequence is an iter.Seq or an iter.Seq2: a Python iterator, of pairs or, where
// the second of each pair is an error, of what stands before it.
func (tab *Table) sequence(t *types.Named) (*model.Type, error) {
	args := t.TypeArgs()
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

// channel is a channel that Python receives from.
func (tab *Table) channel(t *types.Chan) (*model.Type, error) {
	if t.Dir() == types.SendOnly {
		return nil, no("take a func", "a channel to send to has no Python form")
	}
	elem, err := tab.Of(t.Elem())
	if err != nil {
		return nil, within("an item of a channel", err)
	}
	return stream(model.Channel, nil, elem), nil
}

func stream(kind model.Kind, key, elem *model.Type) *model.Type {
	in, out, expected := elem.HintIn, elem.HintOut, elem.Expected
	if key != nil {
		in = "tuple[" + key.HintIn + ", " + in + "]"
		out = "tuple[" + key.HintOut + ", " + out + "]"
		expected = "tuple[" + key.Expected + ", " + expected + "]"
	}
	return &model.Type{Kind: kind, Len: -1, Key: key, Elem: elem, Flow: &model.Flow{}, HintIn: "_Items[" + in + "]", HintOut: "_abc.Iterator[" + out + "]",
		Expected: "an iterable of " + expected, NotZero: notNil, StubImports: abc}
}

// In is Of for a type whose values come from Python.
func (tab *Table) In(t types.Type) (*model.Type, error) {
	m, err := tab.Of(t)
	if err != nil {
		return nil, err
	}
	return m, comesIn(m)
}

// comesIn says why values of a type can't come from Python: nobody would know
// when to stop feeding a channel that Go no longer receives from.
func comesIn(m *model.Type) error {
	if m.Any(func(t *model.Type) bool { return t.Kind == model.Channel }) {
		return no("take an iter.Seq or a slice", "a channel can't come from Python")
	}
	return nil
}
