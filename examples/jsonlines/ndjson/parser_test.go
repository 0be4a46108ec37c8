package ndjson

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

const schema = `{"id":"int","name":"string","score":"float","ok":"bool","tags":["string"],"at":{"lat":"float","lon":"float","more":{"n":"int"}},"any":"json","odd \"name\"":"int","deep":[[{"x":"int"}]]}`

func typeOf(t testing.TB, text string) *Type {
	typ, err := ParseType(text)
	if err != nil {
		t.Fatal(err)
	}
	return typ
}

// value is a value of a column as encoding/json decodes it, with numbers as text.
func value(c *Column, i int) any {
	if c.IsNull(i) {
		return nil
	}
	switch c.Type.Kind {
	case Int:
		return float64(c.Ints[i])
	case Float:
		return c.Floats[i]
	case Bool:
		return c.Bits[i>>3]>>(i&7)&1 == 1
	case String:
		return string(c.Bytes[c.Ends[i]:c.Ends[i+1]])
	case JSON:
		var v any
		if err := json.Unmarshal(c.Bytes[c.Ends[i]:c.Ends[i+1]], &v); err != nil {
			panic(err)
		}
		return v
	case List:
		items := []any{}
		for k := c.Ends[i]; k < c.Ends[i+1]; k++ {
			items = append(items, value(c.Fields[0], int(k)))
		}
		return items
	}
	object := map[string]any{}
	for k, f := range c.Fields {
		object[c.Type.Fields[k].Name] = value(f, i)
	}
	return object
}

// expected is what encoding/json makes of a line: nil, with the reason, where the parser must set it aside.
func expected(t *Type, line string) (any, error) {
	if !utf8.ValidString(line) {
		return nil, errors.New("no UTF-8")
	}
	d := json.NewDecoder(strings.NewReader(line))
	d.UseNumber()
	v, err := decode(d, t)
	if err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("more")
	}
	if v == nil {
		return nil, errors.New("null")
	}
	return v, nil
}

func decode(d *json.Decoder, t *Type) (any, error) {
	if t.Kind == JSON {
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			return nil, err
		}
		var v any
		return v, json.Unmarshal(raw, &v)
	}
	token, err := d.Token()
	if err != nil || token == nil {
		return nil, err
	}
	switch v := token.(type) {
	case json.Number:
		if t.Kind == Int {
			n, err := v.Int64()
			return float64(n), err
		}
		if t.Kind == Float {
			return v.Float64()
		}
	case bool:
		if t.Kind == Bool {
			return v, nil
		}
	case string:
		if t.Kind == String {
			return v, nil
		}
	case json.Delim:
		switch {
		case v == '[' && t.Kind == List:
			items := []any{}
			for d.More() {
				item, err := decode(d, t.Elem)
				if err != nil {
					return nil, err
				}
				items = append(items, item)
			}
			_, err := d.Token()
			return items, err
		case v == '{' && t.Kind == Struct:
			return decodeObject(d, t)
		}
	}
	return nil, fmt.Errorf("%v is no %s", token, t.Kind)
}

func decodeObject(d *json.Decoder, t *Type) (any, error) {
	object := map[string]any{}
	for _, f := range t.Fields {
		object[f.Name] = nil
	}
	seen := map[string]bool{}
	for d.More() {
		token, err := d.Token()
		if err != nil {
			return nil, err
		}
		name := token.(string)
		var of *Type
		for _, f := range t.Fields {
			if f.Name == name {
				of = f.Type
			}
		}
		if of == nil || seen[name] {
			return nil, fmt.Errorf("%q is unknown or there twice", name)
		}
		seen[name] = true
		if object[name], err = decode(d, of); err != nil {
			return nil, err
		}
	}
	_, err := d.Token()
	return object, err
}

// halves reports whether the text may have half a surrogate pair, which encoding/json replaces.
func halves(line string) bool { return strings.Contains(strings.ToLower(line), `\ud`) }

// check parses a line between two others, and compares with encoding/json.
func check(t *testing.T, typ *Type, line string) {
	t.Helper()
	const other = `{"id":7,"tags":["x",null],"at":{"lat":1.5}}`
	p := NewParser(typ)
	if err := p.Parse([]byte(other + "\n" + line + "\n" + other + "\n")); err != nil {
		t.Fatal(err)
	}
	want, err := expected(typ, line)
	if strings.Trim(line, " \t\r") == "" {
		want, err = nil, nil
		if len(p.Bad) != 0 || p.Columns.Len != 2 {
			t.Fatalf("%q: an empty line: %v", line, p.Bad)
		}
		return
	}
	around, _ := expected(typ, other)
	last := p.Columns.Len - 1
	if p.Lines != 3 || !reflect.DeepEqual(value(p.Columns, 0), around) || !reflect.DeepEqual(value(p.Columns, last), around) {
		t.Fatalf("%q: the lines around it: %v, %v", line, value(p.Columns, 0), value(p.Columns, last))
	}
	switch {
	case len(p.Bad) == 1 && last == 1:
		if err == nil && !halves(line) {
			t.Fatalf("%q is set aside: %s", line, p.Bad[0].Why)
		}
		if p.Bad[0].Line != 1 || p.Bad[0].Text != strings.TrimSuffix(line, "\r") || p.Bad[0].Why == "" {
			t.Fatalf("%q: %+v", line, p.Bad[0])
		}
	case len(p.Bad) == 0 && last == 2:
		if err != nil {
			t.Fatalf("%q is taken, but %v", line, err)
		}
		if got := value(p.Columns, 1); !reflect.DeepEqual(got, want) {
			t.Fatalf("%q is %v, not %v", line, got, want)
		}
	default:
		t.Fatalf("%q: %d rows, bad %v", line, last+1, p.Bad)
	}
	sane(t, p.Columns)
}

// sane checks what must hold of columns.
func sane(t *testing.T, c *Column) {
	t.Helper()
	nulls := 0
	for i := range c.Len {
		if c.IsNull(i) {
			nulls++
		}
	}
	if nulls != c.Nulls || c.Valid != nil && len(c.Valid) != (c.Len+7)/8 {
		t.Fatalf("%s: %d nulls, not %d", c.Type, c.Nulls, nulls)
	}
	switch c.Type.Kind {
	case List, String, JSON:
		n := len(c.Bytes)
		if c.Type.Kind == List {
			n = c.Fields[0].Len
		}
		if len(c.Ends) != c.Len+1 || int(c.Ends[c.Len]) != n {
			t.Fatalf("%s: ends %v of %d", c.Type, c.Ends, n)
		}
	case Struct:
		for _, f := range c.Fields {
			if f.Len != c.Len {
				t.Fatalf("%s: %d, not %d", f.Type, f.Len, c.Len)
			}
		}
	}
	for _, f := range c.Fields {
		sane(t, f)
	}
}

var lines = []string{
	`{}`, `{"id":1}`, ` { "id" : -0 , "name" : "x" } `, `{"name":"x","id":2}`, `{"id":null}`, `{"id":9223372036854775807}`,
	`{"id":-9223372036854775808}`, `{"id":9223372036854775808}`, `{"id":01}`, `{"id":1.0}`, `{"id":1e2}`, `{"id":"1"}`, `{"id":-}`, `{"id":+1}`,
	`{"score":1}`, `{"score":-0.0}`, `{"score":1.5e300}`, `{"score":1e400}`, `{"score":1e-400}`, `{"score":.5}`, `{"score":1.}`, `{"score":1e}`,
	`{"score":0.1234567890123456789}`, `{"score":123456789012345678901234567890}`, `{"score":5e-324}`, `{"score":9007199254740993}`, `{"score":1.7976931348623157e308}`,
	`{"score":0.3e1}`, `{"score":12e22}`, `{"score":12e-22}`, `{"score":NaN}`, `{"score":nul}`, `{"score":nullx}`, `{"score":1x}`, `{"score":00.5}`,
	`{"ok":true}`, `{"ok":false}`, `{"ok":tru}`, `{"ok":1}`, `{"ok":truefalse}`,
	`{"name":""}`, `{"name":"a\"b\\c\/d\b\f\n\r\t"}`, `{"name":"\u00e9\u20ac\ud83d\ude00"}`, `{"name":"\ud83d"}`, `{"name":"\ude00\ud83d"}`, `{"name":"\u12"}`,
	`{"name":"é€😀 and more than eight bytes of it"}`, "{\"name\":\"\xff\"}", "{\"name\":\"a long one with \xc3\x28 in it\"}", "{\"name\":\"tab\there\"}", `{"name":"\x41"}`,
	`{"name":"open`, `{"name":"open\`, `{"name":"exactly8"}`, `{"name":"sixteen bytes...\""}`,
	`{"tags":[]}`, `{"tags":["a","b",null]}`, `{"tags":[1]}`, `{"tags":["a",]}`, `{"tags":["a"}`, `{"tags":[,]}`, `{"tags":null}`, `{"tags":{}}`,
	`{"at":{}}`, `{"at":null}`, `{"at":{"lat":1,"lon":2,"more":{"n":3}}}`, `{"at":{"lon":2,"lat":1}}`, `{"at":{"lat":1,"lat":2}}`, `{"at":{"more":null}}`, `{"at":{"more":{}}}`, `{"at":[]}`, `{"at":{"x":1}}`,
	`{"any":1}`, `{"any":{"a":[1,2,{"b":null}],"c":"\u0041"}}`, `{"any":[}`, `{"any":"x"}`, `{"any":{"a" 1}}`, `{"any":{1:2}}`, `{"any":-}`,
	`{"odd \"name\"":5}`, `{"odd \u0022name\u0022":5}`, `{"\u0069d":5}`, `{"deep":[[{"x":1},null],[],null]}`, `{"deep":[[{"x":1,"y":2}]]}`,
	`{"id":1,"id":2}`, `{"id":1,}`, `{,}`, `{"id"}`, `{"id":}`, `{"id":1 "name":"x"}`, `{"id":1}}`, `{"id":1} x`, `[]`, `1`, `null`, `"x"`, `{`, `}`, ``, `   `, "\r", "{}\r",
	`{"unknown":1}`, `{"id":1,"unknown":[{}]}`, `{"id":3,"name":"x","score":2,"ok":true,"tags":[],"at":{},"any":0,"odd \"name\"":1,"deep":[],"x":1}`,
}

func TestAsEncodingJSON(t *testing.T) {
	typ := typeOf(t, schema)
	for _, line := range lines {
		check(t, typ, line)
	}
}

func TestTruncatedAndChangedLines(t *testing.T) {
	typ, r := typeOf(t, schema), rand.New(rand.NewPCG(1, 2))
	const bytesOfJSON = "{}[]\",:\\-+.eE0123456789tfnu \x80\x01é"
	for _, line := range lines {
		for i := range line {
			check(t, typ, line[:i])
			for range 3 {
				changed := []byte(line)
				changed[i] = bytesOfJSON[r.IntN(len(bytesOfJSON))]
				check(t, typ, string(changed))
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, line := range lines {
		f.Add(line)
	}
	typ := typeOf(f, schema)
	f.Fuzz(func(t *testing.T, line string) {
		if !strings.Contains(line, "\n") {
			check(t, typ, line)
		}
	})
}

func TestUnknownFieldsCanBeLeftOut(t *testing.T) {
	p := NewParser(typeOf(t, `{"a":"int","b":"int"}`))
	p.IgnoreUnknown = true
	deep := strings.Repeat("[", 2000) + strings.Repeat("]", 2000)
	if err := p.Parse([]byte(`{"x":{"y":[1,"}"]},"a":1,"z":null,"b":2}` + "\n" + `{"x":` + deep + "}\n{\"x\":tru}\n")); err != nil {
		t.Fatal(err)
	}
	if p.Columns.Len != 1 || len(p.Bad) != 2 || p.Columns.Fields[1].Ints[0] != 2 {
		t.Fatal(p.Columns.Len, p.Bad)
	}
}

func TestBlocksAreOneStream(t *testing.T) {
	typ := typeOf(t, schema)
	var all []byte
	for _, line := range lines {
		all = append(append(all, line...), '\n')
	}
	whole, parts := NewParser(typ), NewParser(typ)
	if err := whole.Parse(all); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		parts.Reset()
		for line := range bytes.Lines(all) {
			if err := parts.Parse(line); err != nil {
				t.Fatal(err)
			}
		}
	}
	if whole.Lines != int64(len(lines)) || !reflect.DeepEqual(whole.Bad, parts.Bad) || whole.Columns.Len != parts.Columns.Len {
		t.Fatal(whole.Lines, parts.Lines)
	}
	for i := range whole.Columns.Len {
		if !reflect.DeepEqual(value(whole.Columns, i), value(parts.Columns, i)) {
			t.Fatal(i)
		}
	}
	if err := parts.Parse([]byte("{}")); err == nil {
		t.Error("a block that ends nowhere is taken")
	}
}

func TestInfer(t *testing.T) {
	got, err := Infer([]byte(`{"a":1,"b":"x","c":[1,2.5],"d":{"e":null},"n":null}
{"a":1.5,"b":true,"c":[],"d":{"f":[null,{"g":false}]},"big":18446744073709551616}
no JSON
[1]
{"h":{},"i":[]}`))
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"a":"float","b":"json","c":["float"],"d":{"e":"json","f":[{"g":"bool"}]},"n":"json","big":"float","h":"json","i":["json"]}`
	if got.String() != want {
		t.Error(got)
	}
	if again := typeOf(t, got.String()); again.String() != want {
		t.Error(again)
	}
	for _, none := range []string{"", "{}\n", "1\n"} {
		if _, err := Infer([]byte(none)); err == nil {
			t.Errorf("%q has a type", none)
		}
	}
}

func TestSchemasThatAreNone(t *testing.T) {
	for _, text := range []string{``, `"int"`, `{}`, `{"a":"number"}`, `{"a":["int","int"]}`, `{"a":[]}`, `{"a":1}`, `{"a":"int","a":"int"}`, `{"a":"int"} x`, `{"a":{}}`} {
		if _, err := ParseType(text); err == nil {
			t.Errorf("%q is a schema", text)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	var block []byte
	for i := range 20000 {
		block = fmt.Appendf(block, `{"id":%d,"user":"user%d","active":%v,"score":%.4f,"country":"%s","text":"some words of a message that is not long","tags":["a","b%d"]}`+"\n",
			i, i*7%1000, i%3 == 0, float64(i)*1.37, []string{"DE", "FR", "US"}[i%3], i%5)
	}
	typ, err := Infer(block[:bytes.LastIndexByte(block[:10000], '\n')+1])
	if err != nil {
		b.Fatal(err)
	}
	p := NewParser(typ)
	b.SetBytes(int64(len(block)))
	for b.Loop() {
		p.Reset()
		if err := p.Parse(block); err != nil || len(p.Bad) > 0 {
			b.Fatal(err, p.Bad)
		}
	}
}
