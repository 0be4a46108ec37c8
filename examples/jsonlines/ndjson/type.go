// Package ndjson parses JSON lines into columns: each value goes to the column of its field as it is read, and
// nothing is made for a line. The columns have the layout of Apache Arrow.
//
//	Type, Field      what the lines hold; ParseType, Infer
//	Column           the values of one field
//	Parser           lines in, columns out; lines that do not fit are set aside
//
// It reads strict JSON in UTF-8. It has no types that change from line to line: a field has one type, and a line
// with another is set aside. It needs nothing but the standard library.
package ndjson

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// A Kind is what values of a field are.
type Kind uint8

const (
	Int    Kind = iota // int64
	Float              // float64; integers too
	Bool               //
	String             // UTF-8
	JSON               // any value, as its JSON text
	List               // of values of one type
	Struct             // an object
)

var kindNames = [...]string{Int: "int", Float: "float", Bool: "bool", String: "string", JSON: "json", List: "list", Struct: "struct"}

func (k Kind) String() string { return kindNames[k] }

// A Type is the type of a field. Every value may be null.
type Type struct {
	Kind   Kind
	Elem   *Type   // of a List
	Fields []Field // of a Struct, at least one
}

// A Field is a member of an object.
type Field struct {
	Name string
	Type *Type
}

// String is the type as ParseType reads it: {"id":"int","tags":["string"],"at":{"lat":"float"}}.
func (t *Type) String() string {
	switch t.Kind {
	case List:
		return "[" + t.Elem.String() + "]"
	case Struct:
		parts := make([]string, len(t.Fields))
		for i, f := range t.Fields {
			name, err := json.Marshal(f.Name)
			if err != nil {
				panic(err) // a string has a form
			}
			parts[i] = string(name) + ":" + f.Type.String()
		}
		return "{" + strings.Join(parts, ",") + "}"
	}
	return `"` + t.Kind.String() + `"`
}

// MostLevels is how deep a type may be: the libraries that write and read such columns take some 64 levels.
const MostLevels = 50

// ParseType reads the type of a line: an object of field names and types, in the order of the columns. A type is
// "int", "float", "bool", "string" or "json", a list of one type, or an object.
func ParseType(text string) (*Type, error) {
	d := json.NewDecoder(strings.NewReader(text))
	t, err := readType(d, MostLevels)
	switch {
	case err != nil:
		return nil, fmt.Errorf("schema: %w", err)
	case t.Kind != Struct:
		return nil, errors.New("schema: a line is an object")
	case d.More():
		return nil, errors.New("schema: there is something behind it")
	}
	return t, nil
}

// readType reads a type that may have so many more levels.
func readType(d *json.Decoder, levels int) (*Type, error) {
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	if _, nests := token.(json.Delim); nests && levels == 0 {
		return nil, fmt.Errorf("a type has %d levels at most; what is deeper can be \"json\"", MostLevels)
	}
	switch token {
	case json.Delim('['):
		elem, err := readType(d, levels-1)
		if err != nil {
			return nil, err
		}
		if end, err := d.Token(); err != nil || end != json.Delim(']') {
			return nil, errors.New("a list has one type")
		}
		return &Type{Kind: List, Elem: elem}, nil
	case json.Delim('{'):
		return readFields(d, levels-1)
	}
	for k := Int; k <= JSON; k++ {
		if token == k.String() {
			return &Type{Kind: k}, nil
		}
	}
	return nil, fmt.Errorf("%v is no type", token)
}

func readFields(d *json.Decoder, levels int) (*Type, error) {
	t, seen := &Type{Kind: Struct}, map[string]bool{}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, err
		}
		of, err := readType(d, levels)
		if err != nil {
			return nil, err
		}
		f := Field{name.(string), of}
		if seen[f.Name] {
			return nil, fmt.Errorf("the field %q is there twice", f.Name)
		}
		seen[f.Name] = true
		t.Fields = append(t.Fields, f)
	}
	if _, err := d.Token(); err != nil {
		return nil, err
	}
	if len(t.Fields) == 0 {
		return nil, errors.New("an object has a field at least")
	}
	return t, nil
}
