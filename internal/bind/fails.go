package bind

import (
	"go/types"
	"strings"

	"gophersnake/internal/model"
)

// raisesInDocs adds to the docstrings of functions which of the classes of errors of the module
// they are seen to raise.
func (b *binder) raisesInDocs() {
	classes := map[types.Object]*model.Class{}
	for _, c := range b.m.Classes {
		if c.Error && c.Object != nil {
			classes[c.Object] = c
		}
	}
	for _, f := range b.m.Funcs {
		if !f.Error || f.Object == nil || f.Hidden || f.Shape != model.Function && f.Shape != model.Method {
			continue
		}
		var all []string
		for _, e := range b.returns.Fails(f.Object) {
			if s := b.sentinels[e]; s != nil {
				all = append(all, shownError(f.Package, s.Package, s.Python))
			} else if c := classes[e]; c != nil {
				all = append(all, shownError(f.Package, c.Package, c.Python))
			}
		}
		const most = 8
		if len(all) > most {
			all = append(all[:most], "and others")
		}
		if len(all) > 0 {
			f.Doc = strings.TrimLeft(f.Doc+"\n\nRaises "+strings.Join(all, ", ")+".", "\n")
		}
	}
}

// shownError is the name of a class of errors as a function of another module may show it.
func shownError(at, of *model.Package, name string) string {
	if at == of || of.Python == "" {
		return name
	}
	return of.Python + "." + name
}
