package model

import "slices"

// A Snapshot says how to copy the value behind an instance.
type Snapshot struct {
	Class   *Class
	Through []string // as Func.CopiedThrough
	Fields  []int    // as Func.CopiedFields
}

// OfReceiver says how to copy the receiver of a method with a value receiver.
func (f *Func) OfReceiver() Snapshot { return Snapshot{f.Recv, f.CopiedThrough, f.CopiedFields} }

// Snapshots lists what the async API takes by value and copies at the call. An index in
// this list is the number of a copy function.
func (m *Module) Snapshots() []Snapshot {
	var all []Snapshot
	add := func(s Snapshot) {
		if SnapshotOf(all, s) < 0 {
			all = append(all, s)
		}
	}
	for _, f := range m.Funcs {
		if !f.HasAsyncAPI() {
			continue
		}
		if f.Copied != "" {
			add(f.OfReceiver())
		}
		for _, p := range f.Params {
			p.Type.eachByValue(map[*Type]bool{}, func(c *Class) { add(Snapshot{Class: c}) })
		}
	}
	return all
}

// SnapshotOf is the number of a copy function, or -1.
func SnapshotOf(all []Snapshot, as Snapshot) int {
	return slices.IndexFunc(all, func(s Snapshot) bool {
		return s.Class == as.Class && slices.Equal(s.Through, as.Through) && slices.Equal(s.Fields, as.Fields)
	})
}

// eachByValue calls add with the class of each instance that a value of the type
// contains.
func (t *Type) eachByValue(seen map[*Type]bool, add func(*Class)) {
	if t == nil || seen[t] {
		return
	}
	seen[t] = true
	switch t.Kind {
	case Obj:
		add(t.Class)
	case Boxed:
		add(t.Class)
		t.Class.Value.eachByValue(seen, add)
	case List, Array, Dict, Set, Opt:
		t.Key.eachByValue(seen, add)
		t.Elem.eachByValue(seen, add)
	case Dynamic:
		for _, c := range t.Class.Choices {
			c.Type.eachByValue(seen, add)
		}
	case Any:
		for _, c := range t.Choices {
			c.Type.eachByValue(seen, add)
		}
	}
}
