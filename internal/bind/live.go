package bind

import "gophersnake/internal/model"

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
