package bind

import (
	"go/types"
	"slices"
	"strings"

	"gophersnake/internal/model"
)

// endNames are what packages call the error that ends an iteration, where it is not io.EOF.
var endNames = []string{"done", "eof", "end", "stop", "nomore", "iterdone", "iteratordone", "endofiteration", "stopiteration"}

// untilEnd is a method of an iterator that returns an error, as one that says by a bool whether it
// has given an item: the error io.EOF is the end, and so is a variable of the module that its
// code returns and that is called so.
func (b *protocolBinder) untilEnd(f *model.Func) *model.Func {
	boolean, _ := b.types.Of(types.Typ[types.Bool])
	g := *f
	g.Hidden, g.Ends = true, []string{}
	g.Results = append(slices.Clip(slices.Clone(f.Results)), boolean)
	g.ParamWords, g.ResultWords, g.Scratch = nil, nil, 0
	for _, e := range b.returns.Fails(f.Object) {
		if v, ok := e.(*types.Var); ok && isEnd(v) && b.m.Importable(v.Pkg().Path()) && v.Exported() {
			g.Ends = append(g.Ends, b.qualifier(v.Pkg())+"."+v.Name())
		}
	}
	b.add(&g)
	return &g
}

func isEnd(v *types.Var) bool {
	name := strings.ToLower(v.Name())
	return slices.Contains(endNames, strings.TrimPrefix(name, "err")) || slices.Contains(endNames, name)
}
