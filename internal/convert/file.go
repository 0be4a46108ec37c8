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
		m := &model.Type{Kind: model.File, Len: asks, NotZero: notNil, ReadBody: "return rt." + read + "(r)", WriteBody: "rt.WriteFile(w, v)"}
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
		m.HintOut = "_typing.BinaryIO | None"
		m.Expected += " or None"
		if closer, _, _ := types.LookupFieldOrMethod(t, false, nil, "Close"); closer != nil {
			m.WriteBody = "rt.WriteOwnFile(w, v)"
		}
		m.Loads = []string{"gs_file_load"}
		return m, nil
	}
}

// reader is what Go reads from. In the async API it is an iterator over the chunks that
// it gives.
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
		m.Elem, m.Flow, m.HintOut = chunk, &model.Flow{Reader: true}, "_File"
		m.StubImports = abc
		return m, nil
	}
}
