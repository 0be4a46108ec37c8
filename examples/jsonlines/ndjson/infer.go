package ndjson

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
)

// unknown is the kind of what was null alone.
const unknown Kind = 255

// Infer finds the type of lines. Integers beside other numbers are floats; what is null alone, an object without
// fields, of several types, or deeper than MostLevels, is JSON. Lines that are no objects are left out: a parser will set
// them aside.
func Infer(block []byte) (*Type, error) {
	all := &Type{Kind: unknown}
	for line := range bytes.Lines(block) {
		d := json.NewDecoder(bytes.NewReader(line))
		d.UseNumber()
		if t, err := inferValue(d, MostLevels); err == nil && t.Kind == Struct && !d.More() {
			all = merge(all, t)
		}
	}
	settled := settle(all)
	if settled.Kind != Struct {
		return nil, errors.New("there is no object with a field in the first lines")
	}
	return settled, nil
}

// inferValue finds the type of a value that may have so many levels more.
func inferValue(d *json.Decoder, levels int) (*Type, error) {
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch v := token.(type) {
	case nil:
		return &Type{Kind: unknown}, nil
	case bool:
		return &Type{Kind: Bool}, nil
	case string:
		return &Type{Kind: String}, nil
	case json.Number:
		if strings.ContainsAny(v.String(), ".eE") {
			return &Type{Kind: Float}, nil
		}
		if _, err := v.Int64(); err != nil {
			return &Type{Kind: Float}, nil
		}
		return &Type{Kind: Int}, nil
	case json.Delim:
		if levels == 0 {
			return &Type{Kind: JSON}, skipMembers(d)
		}
		t := &Type{Kind: List, Elem: &Type{Kind: unknown}}
		if v == '{' {
			t = &Type{Kind: Struct}
		}
		for d.More() {
			if err := inferMember(d, t, levels-1); err != nil {
				return nil, err
			}
		}
		_, err := d.Token()
		return t, err
	}
	return nil, errors.New("no value")
}

// skipMembers reads to the end of a list or an object that has begun.
func skipMembers(d *json.Decoder) error {
	for inside := 1; inside > 0; {
		token, err := d.Token()
		if err != nil {
			return err
		}
		switch token {
		case json.Delim('['), json.Delim('{'):
			inside++
		case json.Delim(']'), json.Delim('}'):
			inside--
		}
	}
	return nil
}

// inferMember reads an item of a list or a field of an object.
func inferMember(d *json.Decoder, into *Type, levels int) error {
	name := ""
	if into.Kind == Struct {
		token, err := d.Token()
		if err != nil {
			return err
		}
		name = token.(string)
	}
	t, err := inferValue(d, levels)
	if err != nil {
		return err
	}
	if into.Kind == List {
		into.Elem = merge(into.Elem, t)
	} else {
		into.put(name, t)
	}
	return nil
}

// put merges a field into those of an object.
func (t *Type) put(name string, of *Type) {
	for i := range t.Fields {
		if t.Fields[i].Name == name {
			t.Fields[i].Type = merge(t.Fields[i].Type, of)
			return
		}
	}
	t.Fields = append(t.Fields, Field{name, of})
}

// merge is the type of values of both types.
func merge(a, b *Type) *Type {
	switch {
	case a.Kind == unknown:
		return b
	case b.Kind == unknown:
		return a
	case a.Kind == List && b.Kind == List:
		return &Type{Kind: List, Elem: merge(a.Elem, b.Elem)}
	case a.Kind == Struct && b.Kind == Struct:
		for _, f := range b.Fields {
			a.put(f.Name, f.Type)
		}
		return a
	case a.Kind == b.Kind:
		return a
	case a.Kind <= Float && b.Kind <= Float:
		return &Type{Kind: Float}
	}
	return &Type{Kind: JSON}
}

// settle decides what is still open.
func settle(t *Type) *Type {
	switch t.Kind {
	case unknown:
		return &Type{Kind: JSON}
	case List:
		return &Type{Kind: List, Elem: settle(t.Elem)}
	case Struct:
		if len(t.Fields) == 0 {
			return &Type{Kind: JSON}
		}
		for i := range t.Fields {
			t.Fields[i].Type = settle(t.Fields[i].Type)
		}
	}
	return t
}
