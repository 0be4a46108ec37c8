package model

import (
	"slices"
	"strings"
)

// Protocols are what Python's syntax and builtins do with instances of a class, by methods
// of its Go type. A field is nil where Python can't do it.
type Protocols struct {
	Len      *Func // len()
	AlwaysIs bool  // bool() is True though there is a len()

	// x[k]: of a sequence by an index, else by a key.
	Sequence    bool
	Get         *Func
	Finds       Finds
	Set, Delete *Func
	Has         *Func // in
	HasFinds    Finds

	Iter  *Func // what iter() goes over; nil: see How
	How   Iteration
	Gives []Given // what the iteration gives: one, or the two of pairs
	Next  Steps   // of an iterator
	Async string  // the method of the async API by which `async for` iterates

	Close, Format *Func
	Operators     []Operator
	Properties    []Property
	JSON          *Func // gives what encoding/json writes

	Plain      bool     // of a box over a list, an array, bytes or a dict: it has len(), x[k], in and for already
	Added      []string // the methods of a tuple or a dict that Go's type does not have itself
	Registered string   // the class of collections.abc that it is too
}

// Names of protocols in //py:protocol, beside the symbols of operators.
const (
	LenProtocol       = "len"
	SequenceProtocol  = "sequence"
	MappingProtocol   = "mapping"
	InProtocol        = "in"
	IterProtocol      = "iter"
	WithProtocol      = "with"
	FormatProtocol    = "format"
	OperatorsProtocol = "operators"
	PropertyProtocol  = "properties"
	JSONProtocol      = "json"
	FlagProtocol      = "flags"
	NoProtocol        = "none"
)

// ProtocolNames lists them.
var ProtocolNames = []string{LenProtocol, SequenceProtocol, MappingProtocol, InProtocol, IterProtocol, WithProtocol,
	FormatProtocol, OperatorsProtocol, PropertyProtocol, JSONProtocol, FlagProtocol, NoProtocol}

// Finds says how a method tells that there is nothing. The numbers are those of GS_FINDS_*
// in shim/objects/protocol.h.
type Finds int

const (
	FindsAlways  Finds = iota // it does not
	FindsOrNone               // the result is None
	FindsOrFalse              // the last result is False
	FindsOrFails              // an error
	FindsTruth                // the result is the answer itself
)

// An Iteration is how instances are iterated. The numbers are those of GS_ITER_*.
type Iteration int

const (
	NoIteration Iteration = iota
	IterResult            // over what a method returns
	IterFirsts            // over the first of each pair of what a method returns
	IterIndexes           // item by item
	IterItself            // the instance is an iterator
)

// A Given is what an iteration gives: what a method returns, or items of a type.
type Given struct {
	By     *Func
	Item   *Type
	NotNil bool // nil is the end
}

// Hint is its hint.
func (g Given) Hint() string {
	switch {
	case g.By == nil:
		return g.Item.HintItem
	case g.NotNil:
		return NotNilHint(g.By.ResultHint(0))
	}
	return g.By.ResultHint(0)
}

// Steps are the methods of an iterator.
type Steps struct {
	Next  *Func
	Finds Finds // FindsTruth: Value and Key give the item
	More  *Func // asked before Next; nil: Next says it
	Key   *Func
	Value *Func
	Err   *Func // asked at the end
}

// An Operator is a method that is an operator of Python.
type Operator struct {
	Symbol string // "+", "-x", "abs()"
	Name   string // "add": of __add__
	Slot   string // "nb_add"
	Method *Func
	Own    bool // the other operand must be an instance of the class
	// A number may stand on the left too: 2 * x is x * 2.
	Reflects bool
}

// A Property is a pair of methods that are an attribute too.
type Property struct {
	Python   string
	Get, Set *Func
}

// Unary reports whether it has one operand.
func (o Operator) Unary() bool { return len(o.Method.Params) == 0 }

// Does lists what Python's syntax does with instances, and by which method of Go, for people.
func (c *Class) Does() []string {
	all := c.Protocols.Does()
	if c.Flags {
		all = append(all, "| & ^ ~ and in of flags")
	}
	if c.Kind == Interface && c.Error {
		all = append(all, "except by errors.As")
	}
	return all
}

// Does lists what Python does by which method: "len() by Len".
func (p *Protocols) Does() []string {
	if p == nil {
		return nil
	}
	var all []string
	by := func(what string, f *Func, more ...*Func) {
		if f == nil {
			return
		}
		names := f.Call
		for _, m := range more {
			if m != nil {
				names += ", " + m.Call
			}
		}
		all = append(all, what+" by "+names)
	}
	by("len()", p.Len)
	item := "x[k]"
	if p.Sequence {
		item = "x[i]"
	}
	by(item, p.Get)
	by(item+" = v", p.Set)
	by("del "+item, p.Delete)
	by("in", p.Has)
	switch p.How {
	case IterIndexes:
		by("for", p.Get)
	case IterItself:
		by("for", p.Next.Next, p.Next.More, p.Next.Key, p.Next.Value, p.Next.Err)
	default:
		by("for", p.Iter)
	}
	by("with", p.Close)
	by("format()", p.Format)
	for _, o := range p.Operators {
		by(o.Symbol, o.Method)
	}
	for _, property := range p.Properties {
		by("x."+property.Python, property.Get, property.Set)
	}
	if p.JSON != nil {
		all = append(all, "to_json() by encoding/json")
	}
	if len(p.Added) > 0 {
		all = append(all, strings.Join(p.Added, "(), ")+"() added")
	}
	if p.Registered != "" {
		all = append(all, "a collections.abc."+p.Registered)
	}
	return all
}

// Empty reports whether Python can do nothing with instances.
func (p *Protocols) Empty() bool {
	return !p.Plain && p.Len == nil && p.Get == nil && p.Has == nil && p.How == NoIteration && p.Close == nil && p.Format == nil && len(p.Operators) == 0 && len(p.Properties) == 0 && p.JSON == nil
}

func sameHint(a, b Given) bool { return a.Hint() == b.Hint() }

// Promised is what type checkers may expect. For them, an interface is a class with methods,
// and what implements it must have them all: so of an interface it is what all its choices can do.
func (c *Class) Promised() *Protocols {
	if c.Kind != Interface || c.Protocols == nil {
		return c.Protocols
	}
	p := *c.Protocols
	p.AlwaysIs, p.Properties = false, nil
	for _, choice := range c.Choices {
		q := choice.Class.Protocols
		if q == nil {
			q = &Protocols{}
		}
		if q.Len == nil {
			p.Len = nil
		}
		if q.Get == nil || q.Sequence != p.Sequence {
			p.Get = nil
		}
		if q.Set == nil || p.Get == nil {
			p.Set = nil
		}
		if q.Delete == nil || p.Get == nil {
			p.Delete = nil
		}
		if q.Has == nil {
			p.Has = nil
		}
		if q.How == NoIteration || p.How == IterItself && q.How != IterItself || !slices.EqualFunc(q.Gives, p.Gives, sameHint) {
			p.How, p.Async = NoIteration, ""
		}
		if q.Async == "" {
			p.Async = ""
		}
		if q.Close == nil {
			p.Close = nil
		}
		if q.Format == nil {
			p.Format = nil
		}
	}
	if p.Get == nil {
		p.Sequence = false
	}
	return &p
}
