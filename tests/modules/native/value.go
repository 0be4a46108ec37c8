package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"sort"
	"strconv"
)

// A value is a tagged JSON array; values.md lists the tags.
type value []any

// maxDepth ends the writing of values that hold themselves.
const maxDepth = 8

// A notBuilt is the panic of an argument that its own constructor refused.
type notBuilt string

func (p plan) decode(v value, t reflect.Type) reflect.Value {
	out := reflect.New(t).Elem()
	p.fill(v, out)
	return out
}

// fill sets out, of whatever type, to v.
func (p plan) fill(v value, out reflect.Value) {
	tag := v[0].(string)
	if tag == "call" {
		p.fillCall(v, out)
		return
	}
	if out.Kind() == reflect.Pointer {
		if tag != "n" {
			out.Set(reflect.New(out.Type().Elem()))
			p.fill(v, out.Elem())
		}
		return
	}
	switch tag {
	case "n":
	case "b":
		out.SetBool(v[1].(bool))
	case "i":
		if out.CanUint() {
			n, err := strconv.ParseUint(v[1].(string), 10, 64)
			check(err)
			out.SetUint(n)
			return
		}
		n, err := strconv.ParseInt(v[1].(string), 10, 64)
		check(err)
		out.SetInt(n)
	case "f":
		out.SetFloat(float(v[1]))
	case "c":
		out.SetComplex(complex(float(v[1]), float(v[2])))
	case "s":
		out.SetString(string(base(v[1])))
	case "y":
		if out.Kind() == reflect.Array {
			reflect.Copy(out, reflect.ValueOf(base(v[1])))
			return
		}
		out.SetBytes(base(v[1]))
	case "l":
		items := list(v[1])
		if out.Kind() == reflect.Slice {
			out.Set(reflect.MakeSlice(out.Type(), len(items), len(items)))
		}
		for i, item := range items {
			p.fill(item, out.Index(i))
		}
	case "m":
		out.Set(reflect.MakeMap(out.Type()))
		for _, pair := range list(v[1]) {
			key := p.decode(asValue(pair[0]), out.Type().Key())
			out.SetMapIndex(key, p.decode(asValue(pair[1]), out.Type().Elem()))
		}
	case "of":
		p.fill(asValue(v[2]), out)
	case "o":
		for _, pair := range list(v[2]) {
			p.fill(asValue(pair[1]), out.FieldByName(pair[0].(string)))
		}
	default:
		panic("unknown tag " + tag)
	}
}

// fillCall sets out to the first result of another function.
func (p plan) fillCall(v value, out reflect.Value) {
	name := v[1].(string)
	results := p.call(name, p.arguments(name, list(v[2])))
	if last := results[len(results)-1]; last.Type() == errorType && !last.IsNil() {
		panic(notBuilt(name))
	} else if p.Functions[name].CommaOK && !last.Bool() {
		panic(notBuilt(name))
	}
	made := results[0]
	switch {
	case made.Type() == out.Type():
	case out.Kind() == reflect.Pointer: // a T where *T is wanted
		pointer := reflect.New(made.Type())
		pointer.Elem().Set(made)
		made = pointer
	case made.IsNil():
		panic(notBuilt(name))
	default:
		made = made.Elem()
	}
	if made.Kind() == reflect.Pointer && made.IsNil() {
		panic(notBuilt(name))
	}
	out.Set(made)
}

func float(bits any) float64 {
	n, err := strconv.ParseUint(bits.(string), 16, 64)
	check(err)
	return math.Float64frombits(n)
}

func base(text any) []byte {
	data, err := base64.StdEncoding.DecodeString(text.(string))
	check(err)
	return data
}

func asValue(v any) value { return value(v.([]any)) }

func list(v any) []value {
	items := v.([]any)
	out := make([]value, len(items))
	for i, item := range items {
		out[i] = asValue(item)
	}
	return out
}

func floatValue(f float64) string { return fmt.Sprintf("%016x", math.Float64bits(f)) }

// encode writes v as Python sees it: pointers and interfaces are what they
// hold, a nil slice is an empty one, and a named value the plain one.
func (p plan) encode(v reflect.Value, depth int) value {
	if depth > maxDepth {
		return value{"deep"}
	}
	switch v.Kind() {
	case reflect.Bool:
		return value{"b", v.Bool()}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return value{"i", strconv.FormatInt(v.Int(), 10)}
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return value{"i", strconv.FormatUint(v.Uint(), 10)}
	case reflect.Float32, reflect.Float64:
		return value{"f", floatValue(v.Float())}
	case reflect.Complex64, reflect.Complex128:
		return value{"c", floatValue(real(v.Complex())), floatValue(imag(v.Complex()))}
	case reflect.String:
		return value{"s", base64.StdEncoding.EncodeToString([]byte(v.String()))}
	case reflect.Slice, reflect.Array:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			data := make([]byte, v.Len())
			reflect.Copy(reflect.ValueOf(data), v)
			return value{"y", base64.StdEncoding.EncodeToString(data)}
		}
		items := make([]value, v.Len())
		for i := range items {
			items[i] = p.encode(v.Index(i), depth+1)
		}
		return value{"l", items}
	case reflect.Map:
		return p.encodeMap(v, depth)
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return value{"n"}
		}
		return p.encode(v.Elem(), depth)
	case reflect.Struct:
		return p.encodeStruct(v, depth)
	}
	return value{"?", v.Type().String()}
}

func (p plan) encodeMap(v reflect.Value, depth int) value {
	pairs := make([][]value, 0, v.Len())
	for _, key := range v.MapKeys() {
		pairs = append(pairs, []value{p.encode(key, depth+1), p.encode(v.MapIndex(key), depth+1)})
	}
	sort.Slice(pairs, func(i, j int) bool { return text(pairs[i][0]) < text(pairs[j][0]) })
	if v.Type().Elem() == reflect.TypeFor[struct{}]() {
		keys := make([]value, len(pairs))
		for i, pair := range pairs {
			keys[i] = pair[0]
		}
		return value{"set", keys}
	}
	return value{"m", pairs}
}

// encodeStruct writes the fields that the plan names: those that Python has.
func (p plan) encodeStruct(v reflect.Value, depth int) value {
	name := v.Type().PkgPath() + "." + v.Type().Name()
	c, ok := p.Classes[name]
	if !ok {
		return value{"?", name}
	}
	fields := make([][]any, 0, len(c.Fields))
	for _, f := range c.Fields {
		field, _ := v.Type().FieldByName(f.Go)
		held, err := v.FieldByIndexErr(field.Index)
		if err != nil { // promoted through a nil pointer
			fields = append(fields, []any{f.Go, value{"n"}})
			continue
		}
		fields = append(fields, []any{f.Go, p.encode(held, depth+1)})
	}
	return value{"o", name, fields}
}

func text(v value) string {
	data, err := json.Marshal(v)
	check(err)
	return string(data)
}
