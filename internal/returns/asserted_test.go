package returns

import (
	"go/types"
	"testing"
)

func TestAsserted(t *testing.T) {
	j, p := judged(t, `package m

type A interface{ A() }
type B interface{ B() }
type C interface{ C() }

func looks(a A) bool {
	_, ok := a.(B)
	switch a.(type) {
	case C, interface{ D() }:
		return true
	case *made:
	}
	return ok
}

type made struct{}

func (*made) A() {}
`)
	of := func(name string) types.Type { return p.Main[0].Types.Scope().Lookup(name).Type() }
	var found string
	for _, one := range j.Asserted(of("A")) {
		found += types.TypeString(one, (*types.Package).Name) + " "
	}
	if found != "m.B m.C interface{D()} " {
		t.Error(found)
	}
	if all := j.Asserted(of("B")); len(all) > 0 {
		t.Error(all)
	}
	if all := (&Judge{}).Asserted(of("A")); all != nil {
		t.Error("the zero value knows nothing")
	}
}
