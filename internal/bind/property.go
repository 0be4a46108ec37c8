package bind

import (
	"strings"

	"gophersnake/internal/model"
)

// properties makes attributes of pairs GetX and SetX, and of X and SetX where the author has
// given X another name. The methods stay.
func (b *protocolBinder) properties() {
	if b.c.Kind == model.Interface || !b.wants(model.PropertyProtocol) {
		return
	}
	for _, set := range b.c.Methods {
		of, ok := strings.CutPrefix(set.Call, "Set")
		name, plain := strings.CutPrefix(set.Python, "set_")
		if !ok || !plain || !isIdentifier(name) {
			continue
		}
		for _, getter := range []string{"Get" + of, of} {
			get := b.method(getter, 0)
			if get == nil || len(get.Params) > 0 || !gives(get) || !isWhole(get.Results[0]) || len(set.Overloads) > 0 || len(set.Params) != 1 ||
				!takes(set, get.Results[0]) || !b.setsOnly(set) {
				continue
			}
			if _, taken := b.scope.taken[name]; !taken {
				b.scope.taken[name] = ""
				b.p.Properties = append(b.p.Properties, model.Property{Python: name, Get: get, Set: set})
			}
			break
		}
	}
}

// isWhole reports whether Python can't write into a value: what is written into one that a
// method has returned would be lost.
func isWhole(t *model.Type) bool {
	switch t.Kind {
	case model.Bool, model.Str, model.Bytes, model.Named, model.Time, model.NetipAddr, model.NetipPrefix, model.NetipAddrPort, model.Ref:
		return true
	case model.Opt:
		return isWhole(t.Elem)
	}
	return isNumber(t)
}

// setsOnly reports whether a method returns nothing, beside an error or its receiver.
func (b *protocolBinder) setsOnly(f *model.Func) bool {
	return len(f.Results) == 0 && !f.CommaOK || len(f.Results) == 1 && f.Results[0].Class == b.c
}
