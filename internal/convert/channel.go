package convert

import (
	"go/token"
	"go/types"

	"gophersnake/internal/model"
)

// What Python can do with a channel, in the bits of model.Type.Len; shim/streams/channel.h has
// the same.
const (
	receives = 1 << iota
	sends
)

// channel is a channel. One that is only received from is an iterator out, and any iterable in.
// One that can be sent to is an object, which is iterated too if it can be received from; in,
// it is such an object, or a function of the item, or an iterable of items.
func (tab *Table) channel(t types.Type, c *types.Chan) (*model.Type, error) {
	if err := nameable(c); err != nil {
		return nil, err
	}
	elem, err := tab.Of(c.Elem())
	if err != nil {
		return nil, within("an item of a channel", err)
	}
	if c.Dir() == types.RecvOnly {
		m := stream(model.Channel, nil, elem)
		m.Len = receives
		orNil(m)
		m.ReadBody = "return rt.ReadChan[" + tab.Spell(t) + "](r, " + elem.Read + ")"
		return m, nil
	}
	put, err := tab.Of(putTo(c))
	if err != nil {
		return nil, within("an item of a channel", err)
	}
	m := stream(model.Chan, nil, elem)
	m.Call, m.Flow.Put, m.StubImports = put, true, []string{"collections.abc", "datetime"}
	put.Func.Puts = true
	if c.Dir() == types.SendOnly {
		m.Len, m.Flow.Ends = sends, true
		m.HintIn, m.HintOut = "_abc.Callable[["+elem.HintItem+"], object] | _Sender["+elem.HintIn+"] | None", "_Sender["+elem.HintIn+"] | None"
		m.Expected = "callable, channel or None"
		m.ReadBody = "return rt.ReadSender[" + tab.Spell(t) + "](r, " + put.Read + ")"
		m.WriteBody = "rt.WriteSender(w, v, " + put.Write + ")"
		return m, nil
	}
	m.Len = receives | sends
	orNil(m)
	m.HintOut = "_Channel[" + elem.HintIn + ", " + elem.HintItem + "] | None"
	m.ReadBody = "return rt.ReadChan[" + tab.Spell(t) + "](r, " + elem.Read + ")"
	m.WriteBody = "rt.WriteChannel(w, v, " + elem.Write + ", " + put.Write + ")"
	return m, nil
}

// orNil says that None is taken for the nil channel, from which nothing ever comes: a channel that tells when to stop
// is nil where nothing is to tell it.
func orNil(m *model.Type) {
	m.HintIn += " | None"
	m.Expected += " or None"
}

// putTo is the function that sends to a channel, until its context ends.
func putTo(c *types.Chan) *types.Signature {
	item := types.NewVar(token.NoPos, nil, "item", c.Elem())
	ctx := types.NewVar(token.NoPos, nil, "ctx", aContext)
	failed := types.NewVar(token.NoPos, nil, "", types.Universe.Lookup("error").Type())
	return types.NewSignatureType(nil, nil, nil, types.NewTuple(ctx, item), types.NewTuple(failed), false)
}

// aContext stands for context.Context, which the program need not import.
var aContext = types.NewNamed(types.NewTypeName(token.NoPos, types.NewPackage("context", "context"), "Context", nil), types.NewInterfaceType(nil, nil), nil)
