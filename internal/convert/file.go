package convert

import (
	"go/types"

	"gophersnake/internal/model"
)

// What Go asks of a file object, in the bits of model.Type.Len; shim/streams/file.h has
// the same.
const (
	readable = 1 << iota
	writable
	seekable
)

// file is an interface of package io that a Python file object can be: what Go calls
// are the object's own methods. Readers take anything with a buffer too. read names the
// function of rt/ that makes the Go value.
func file(asks int64, read string) conversion {
	return func(tab *Table, t *types.Named) (*model.Type, error) {
		m := &model.Type{Kind: model.File, Len: asks, NotZero: notNil, ReadBody: "return rt." + read + "(r)", WriteBody: `panic("file objects come from Python only")`}
		switch {
		case asks == readable:
			m.HintIn, m.Expected = "_SupportsRead[bytes] | _Buffer", "a binary file object to read or a bytes-like object"
		case asks == writable:
			m.HintIn, m.Expected = "_SupportsWrite[bytes]", "a binary file object to write"
		case asks&writable == 0:
			m.HintIn, m.Expected = "_typing.BinaryIO | _Buffer", "a binary file object to read or a bytes-like object"
		default:
			m.HintIn, m.Expected = "_typing.BinaryIO", "a binary file object"
		}
		m.HintIn += " | None"
		m.HintOut = "_typing.BinaryIO" // where a func type has one, which Python can't be given yet
		m.Expected += " or None"
		m.Loads = []string{"gs_file_load"}
		return m, nil
	}
}

// reader is what Go reads from. As a result it is an iterator over the chunks that it
// gives.
func reader(read string) conversion {
	in := file(readable, read)
	return func(tab *Table, t *types.Named) (*model.Type, error) {
		chunk, err := tab.Of(types.NewSlice(types.Typ[types.Uint8]))
		if err != nil {
			return nil, err
		}
		m, err := in(tab, t)
		if err != nil {
			return nil, err
		}
		m.Elem, m.Flow, m.HintOut = chunk, &model.Flow{Reader: true}, "_abc.Iterator[bytes]"
		m.StubImports = abc
		return m, nil
	}
}

// goesOut says why values of a type can't go to Python: of what Go writes to there is
// no Python form yet.
func goesOut(m *model.Type) error {
	if m.Any(func(t *model.Type) bool { return t.Kind == model.File && t.Flow == nil }) {
		return no("take it as a parameter", "a %s can come from Python, and not go there", m.Shown)
	}
	return nil
}

// Out is Of for a type whose values go to Python.
func (tab *Table) Out(t types.Type) (*model.Type, error) {
	m, err := tab.Of(t)
	if err != nil {
		return nil, err
	}
	return m, goesOut(m)
}

// stays says why no field, variable or item of a container can be of a type: looking at
// a reader would take from it.
func stays(m *model.Type) error {
	if m.Any(func(t *model.Type) bool { return t.Kind == model.File }) {
		return no("give it a method that takes or returns it", "%s is read or written by whoever holds it", m.Shown)
	}
	return nil
}

// bothWays says why a type can't cross in both directions.
func bothWays(m *model.Type) error {
	if err := comesIn(m); err != nil {
		return err
	}
	return goesOut(m)
}
