package bind

import (
	"gophersnake/internal/convert"
	"gophersnake/internal/model"
)

// live lets Python change what a field or a variable holds, if that is a container. One that
// the core can read by reflection only is read, and refuses to be changed.
func (b *binder) live(get *model.Func, name string) {
	t := get.Results[0]
	if !t.Contains() {
		return
	}
	get.Live, get.LiveName = true, name
	if t.Edit == "" || get.Reflected || get.Atomic || get.Recv != nil && get.Recv.Unnamed {
		return
	}
	get.Edit = &model.Func{Shape: model.Edit, Package: get.Package, Go: get.Go + " (a part)", Call: get.Call, Python: get.Python, Recv: get.Recv,
		RecvType: get.RecvType, Context: -1, Edits: t}
	b.add(get.Edit)
}

// shown lets Python change what a box is over: its items, and what lies in them, since its index gives containers that
// stand for those in Go.
func (b *binder) shown(bc *boundClass, self *model.Type) {
	c := bc.class
	switch c.Value.Kind {
	case model.List, model.Array, model.Dict:
		if !c.Unhashable { // it is hashed by its value
			return
		}
		c.ShowsItems = c.Value.Elem.Any(func(t *model.Type) bool { return t.Contains() || t.Kind == model.Obj })
	case model.Set:
	default:
		return
	}
	if c.Unnamed {
		return
	}
	c.Shown = b.helper(c, model.BoxShown, self, "", c.Value)
	c.Shown.Reflected = convert.HasUnnamed(bc.named.Underlying())
	b.live(c.Shown, c.Python)
	c.Mutable = c.Shown.Edit != nil && !c.Frozen && !c.Error
}
