package model

import "slices"

// A Snapshot is a way to copy what is behind an instance.
type Snapshot struct {
	Class   *Class
	Through []string // as Func.CopiedThrough
}

// Snapshots lists what the async face takes by value, and so copies at the call;
// the place in the list is the number of the copying.
func (m *Module) Snapshots() []Snapshot {
	var all []Snapshot
	add := func(c *Class, through []string) {
		if SnapshotOf(all, c, through) < 0 {
			all = append(all, Snapshot{c, through})
		}
	}
	for _, f := range m.Funcs {
		if !f.HasAsyncFace() {
			continue
		}
		if f.Copied != "" {
			add(f.Recv, f.CopiedThrough)
		}
		for _, p := range f.Params {
			p.Type.eachByValue(map[*Type]bool{}, func(c *Class) { add(c, nil) })
		}
	}
	return all
}

// SnapshotOf is the number of a copying, or -1 where there is none.
func SnapshotOf(all []Snapshot, c *Class, through []string) int {
	return slices.IndexFunc(all, func(s Snapshot) bool { return s.Class == c && slices.Equal(s.Through, through) })
}

// eachByValue calls add with the classes of the instances that a value of the type
// is made of.
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
	}
}
