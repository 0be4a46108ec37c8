package bind

import (
	"cmp"
	"go/types"
	"slices"
	"strings"

	"gophersnake/internal/model"
)

const (
	mostWide     = 24 // of one interface
	mostCombined = 4  // so many interfaces that code looks for are combined with each other
)

// bindWider says what a Python object is where Go wants an interface and it has more methods: those of an interface
// that embeds it, or of others that code looks for in its values, by type assertions. An object that has them all is
// what has most of them.
func (b *binder) bindWider() {
	var all []*model.Class
	for _, c := range b.m.Classes {
		if c.Kind == model.Interface && len(c.Calls) > 0 && !c.Error {
			all = append(all, c)
		}
	}
	for _, c := range all {
		iface := b.types.Erased(c.Type).Underlying().(*types.Interface)
		var optional []*model.Class
		for _, other := range all {
			methods := b.types.Erased(other.Type).Underlying().(*types.Interface)
			embeds := types.Implements(methods, iface)
			if !types.Implements(iface, methods) && (embeds || b.isAsserted(c, other)) {
				optional = append(optional, other)
			}
		}
		for _, calls := range combined(c.Calls, optional) {
			wide := model.Wide{Calls: calls}
			for _, other := range all {
				if len(other.Calls) == len(calls) && methodsOf(other.Calls) == methodsOf(calls) {
					wide.Of, _ = b.types.Of(other.Type)
				}
			}
			c.Wider = append(c.Wider, wide)
		}
		slices.SortStableFunc(c.Wider, func(x, y model.Wide) int { return cmp.Compare(len(y.Calls), len(x.Calls)) })
		c.Wider = c.Wider[:min(len(c.Wider), mostWide)]
	}
}

func (b *binder) isAsserted(c, other *model.Class) bool {
	return slices.ContainsFunc(b.returns.Asserted(c.Type), func(t types.Type) bool {
		named, ok := types.Unalias(t).(*types.Named)
		return ok && named.Obj().Pkg() == other.Object.Pkg() && named.Obj().Name() == other.Object.Name()
	})
}

// combined are the methods of an interface with those of others: of each alone, of two and of all; where they are few
// of all combinations; each once.
func combined(own []model.Call, optional []*model.Class) [][]model.Call {
	var all [][]model.Call
	seen := map[string]bool{methodsOf(own): true}
	add := func(of []*model.Class) {
		calls, ok := slices.Clone(own), true
		for _, c := range of {
			for _, call := range c.Calls {
				at := slices.IndexFunc(calls, func(other model.Call) bool { return other.Go == call.Go })
				if at < 0 {
					calls = append(calls, call)
				} else if calls[at] != call { // no value has both
					ok = false
				}
			}
		}
		if key := methodsOf(calls); ok && !seen[key] {
			seen[key] = true
			all = append(all, calls)
		}
	}
	if len(optional) > mostCombined {
		add(optional)
		for _, c := range optional {
			add([]*model.Class{c})
		}
		for i, c := range optional {
			for _, other := range optional[i+1:] {
				if len(all) < mostWide {
					add([]*model.Class{c, other})
				}
			}
		}
		return all
	}
	for chosen := range 1 << len(optional) {
		var of []*model.Class
		for i, c := range optional {
			if chosen>>i&1 != 0 {
				of = append(of, c)
			}
		}
		add(of)
	}
	return all
}

// methodsOf names the methods, to tell sets of them apart.
func methodsOf(calls []model.Call) string {
	var names []string
	for _, c := range calls {
		names = append(names, c.Go)
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}
