package convert

import (
	"go/token"
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

// channel is a channel that is received from: an iterator out, any iterable in. One that
// is only sent to is a function of the item, which Go or Python calls to send.
func (tab *Table) channel(t types.Type, c *types.Chan) (*model.Type, error) {
	if err := nameable(c); err != nil {
		return nil, err
	}
	elem, err := tab.Of(c.Elem())
	if err != nil {
		return nil, within("an item of a channel", err)
	}
	if c.Dir() != types.SendOnly {
		m := stream(model.Channel, nil, elem)
		m.ReadBody = "return rt.ReadChan[" + tab.Spell(t) + "](r, " + elem.Read + ")"
		return m, nil
	}
	item := types.NewTuple(types.NewVar(token.NoPos, nil, "item", c.Elem()))
	send, err := tab.Of(types.NewSignatureType(nil, nil, nil, item, nil, false))
	if err != nil {
		return nil, within("an item of a channel", err)
	}
	m := via(send)
	m.ReadBody = "return rt.ReadSender[" + tab.Spell(t) + "](r, " + send.Read + ")"
	m.WriteBody = "rt.WriteSender(w, v, " + send.Write + ")"
	return m, nil
}

// via is a type that crosses as another one: ReadBody and WriteBody, which the caller
// sets, make the one of the other.
func via(of *model.Type) *model.Type {
	m := *of
	m.Via, m.Func, m.Flow = of, nil, nil
	m.Direct, m.Way, m.Get, m.Put, m.Borrow, m.Live, m.LiveBody, m.Read, m.Write = false, "", "", "", "", "", "", "", ""
	m.InWords, m.OutWords, m.Scratch = 0, 0, 0
	return &m
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

// In is Of for a type whose values come from Python.
func (tab *Table) In(t types.Type) (*model.Type, error) { return tab.Of(t) }
