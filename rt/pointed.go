//go:build go1.25

package rt

import (
	"maps"
	"reflect"
)

// A Pointed is an any for Go code that insists on a pointer: a list or a dict is passed by
// one, and gives back what Go has written. All else is what it is.
type Pointed struct {
	Value  any
	list   *[]any
	items  []any // of the list as it was
	dict   *map[string]any
	pairs  map[string]any
	keyed  map[any]any // a dict with other keys
	keys   map[any]any // as it was
	set    map[any]struct{}
	was    map[any]struct{}
	array  reflect.Value // a pointer to a slice of numbers or bytes
	before reflect.Value
}

// ReadPointed reads one.
func ReadPointed(r *Decoder) *Pointed {
	p := &Pointed{Value: ReadAny(r)}
	switch v := p.Value.(type) {
	case []any:
		p.list, p.items = &v, anyBefore(v).([]any)
		p.Value = &v
	case map[string]any:
		p.dict, p.pairs = &v, anyEntriesBefore(v)
		p.Value = &v
	case map[any]any:
		p.keyed, p.keys = v, anyEntriesBefore(v)
	case map[any]struct{}:
		p.set, p.was = v, maps.Clone(v)
	default:
		if s := reflect.ValueOf(v); s.Kind() == reflect.Slice && s.Type().Name() == "" {
			p.array, p.before = reflect.New(s.Type()), reflect.MakeSlice(s.Type(), s.Len(), s.Len())
			p.array.Elem().Set(s)
			reflect.Copy(p.before, s)
			p.Value = p.array.Interface()
		}
	}
	return p
}

// ReadAsserted reads one for Go code that finds the list or the dict itself, and writes there.
func ReadAsserted(r *Decoder) *Pointed {
	p := ReadPointed(r)
	switch {
	case p.list != nil:
		p.Value = *p.list
	case p.dict != nil:
		p.Value = *p.dict
	case p.array.IsValid():
		p.Value = p.array.Elem().Interface()
	}
	return p
}

// What stands in a wire buffer for what goes back; shim/values/lent.c has the same.
const (
	backList = iota // the length, how many items have changed, and of each its index and its value
	backDict        // how many keys have gone, and they; how many have come or changed, and they with their values
	backSet         // the same of members
	backLost        // what was passed can't take it
)

// GiveBack tells Python what has become of what was read from word i.
func (p *Pointed) GiveBack(f *Frame, i int) {
	w := &Encoder{f: f}
	switch {
	case p.list != nil:
		if !p.giveList(w) {
			return
		}
	case p.dict != nil:
		w.word(backDict)
		if !giveEntries(w, *p.dict, p.pairs, WriteAny) {
			return
		}
	case p.keyed != nil:
		w.word(backDict)
		if !giveEntries(w, p.keyed, p.keys, WriteAny) {
			return
		}
	case p.set != nil:
		w.word(backSet)
		if !giveEntries(w, p.set, p.was, nil) {
			return
		}
	case p.array.IsValid() && !reflect.DeepEqual(p.array.Elem().Interface(), p.before.Interface()):
		w.word(backLost)
	default:
		return
	}
	f.lent(i).give(w)
}

func (p *Pointed) giveList(w *Encoder) bool {
	now := *p.list
	w.word(backList)
	w.word(uint64(len(now)))
	w.word(0)
	n := uint64(0)
	for i, v := range now {
		if i < len(p.items) && !anyChanged(p.items[i], v) {
			continue
		}
		n++
		w.word(uint64(i))
		WriteAny(w, v)
	}
	w.patch(2*8, n)
	return n > 0 || len(now) != len(p.items)
}

// giveEntries writes what has become of a map. value: nil for a set.
func giveEntries[K comparable, V any](w *Encoder, now, before map[K]V, value func(*Encoder, any)) bool {
	at := len(w.buf)
	w.word(0)
	gone, changed := uint64(0), uint64(0)
	for k := range before {
		if _, there := now[k]; !there && k == k { // NaN is never found
			gone++
			WriteAnyKey(w, k)
		}
	}
	w.patch(at, gone)
	at = len(w.buf)
	w.word(0)
	for k, v := range now {
		if was, there := before[k]; there && !anyChanged(was, v) || k != k {
			continue
		}
		changed++
		WriteAnyKey(w, k)
		if value != nil {
			value(w, v)
		}
	}
	w.patch(at, changed)
	return gone+changed > 0
}
