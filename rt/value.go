//go:build go1.25

package rt

import (
	"fmt"
	"math"
	"math/big"
	"reflect"
)

// What stands before a value of any type in a wire buffer; shim/callbacks/value.h has the same.
const (
	valueNone = iota
	valueFalse
	valueTrue
	valueInt
	valueUint
	valueFloat
	valueComplex
	valueStr
	valueBytes
	valueList
	valueTuple
	valueDict
	valueBig
	valueObject
	valueEnd
)

// tuple is what Go writes where Python wants a tuple: the arguments of a call.
type tuple []any

// writeValue writes a Go value as the Python value that it is converted to.
func writeValue(w *Encoder, v any) error { return writeAt(w, v, 0) }

func writeAt(w *Encoder, v any, depth int) error {
	switch v := v.(type) {
	case nil:
		w.word(valueNone)
	case Object:
		writeObject(w, v)
	case Str:
		writeObject(w, v.object)
	case *Error:
		writeObject(w, Object{v.object})
	case string:
		w.word(valueStr)
		WriteStr(w, v)
	case []byte:
		w.word(valueBytes)
		WriteBytes(w, v)
	case *big.Int:
		if v == nil {
			w.word(valueNone)
			return nil
		}
		w.word(valueBig)
		WriteBigIntPointer(w, v)
	case big.Int:
		w.word(valueBig)
		WriteBigInt(w, v)
	case tuple:
		return writeItems(w, valueTuple, reflect.ValueOf([]any(v)), depth)
	default:
		return writeReflected(w, reflect.ValueOf(v), depth)
	}
	return nil
}

func writeObject(w *Encoder, o Object) {
	if o.ref == nil {
		w.word(valueNone)
		return
	}
	w.word(valueObject)
	w.word(uint64(o.ref.object))
}

func writeReflected(w *Encoder, v reflect.Value, depth int) error {
	switch v.Kind() {
	case reflect.Bool:
		w.word(valueFalse + bit(v.Bool()))
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		w.word(valueInt)
		w.word(uint64(v.Int()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		w.word(valueUint)
		w.word(v.Uint())
	case reflect.Float32, reflect.Float64:
		w.word(valueFloat)
		w.word(math.Float64bits(v.Float()))
	case reflect.Complex64, reflect.Complex128:
		w.word(valueComplex)
		WriteCplx(w, v.Complex())
	case reflect.String:
		w.word(valueStr)
		WriteStr(w, v.String())
	case reflect.Slice, reflect.Array:
		return writeItems(w, valueList, v, depth)
	case reflect.Map:
		if depth == maxDepth {
			return errDeep
		}
		w.word(valueDict)
		keys := v.MapKeys()
		w.word(uint64(len(keys)))
		for _, k := range keys {
			if err := writeAt(w, k.Interface(), depth+1); err != nil {
				return err
			}
			if err := writeAt(w, v.MapIndex(k).Interface(), depth+1); err != nil {
				return err
			}
		}
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			w.word(valueNone)
			return nil
		}
		return fmt.Errorf("a %s can't be made a Python value", v.Type())
	default:
		return fmt.Errorf("a %s can't be made a Python value", v.Type())
	}
	return nil
}

func writeItems(w *Encoder, as uint64, v reflect.Value, depth int) error {
	if depth == maxDepth {
		return errDeep
	}
	w.word(as)
	w.word(uint64(v.Len()))
	for i := range v.Len() {
		if err := writeAt(w, v.Index(i).Interface(), depth+1); err != nil {
			return err
		}
	}
	return nil
}

// end is the value of an iterator that has no more.
type end struct{}

// readValue reads what Python wrote. What has no Go form is an Object.
func readValue(r *Decoder) any {
	switch what := r.word(); what {
	case valueFalse, valueTrue:
		return what == valueTrue
	case valueInt:
		return int64(r.word())
	case valueFloat:
		return ReadFlt[float64](r)
	case valueComplex:
		return ReadCplx[complex128](r)
	case valueStr:
		return ReadStr[string](r)
	case valueBytes:
		return ReadBytes[[]byte](r)
	case valueBig:
		return ReadBigIntPointer(r)
	case valueList, valueTuple:
		items := make([]any, r.word())
		for i := range items {
			items[i] = readValue(r)
		}
		return items
	case valueDict:
		m := map[any]any{}
		for n := r.word(); n > 0; n-- {
			k := readValue(r)
			if k != nil && !reflect.TypeOf(k).Comparable() { // a tuple, or bytes
				k = fmt.Sprint(k)
			}
			m[k] = readValue(r)
		}
		return m
	case valueObject:
		return Object{own(uintptr(r.word()), object)}
	case valueEnd:
		return end{}
	}
	return nil
}
