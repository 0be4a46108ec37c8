package convert

import (
	"go/token"
	"go/types"
	"slices"

	"gophersnake/internal/model"
)

// A standIn is a type of rt/ that stands for a type parameter whose values Python gives
// and Go only passes on: rt.Object, or rt.Key where Go compares them. There is one for
// each name of a type parameter, so that stubs can tell them apart. All are spelled alike.
type standIn struct {
	name   string // of the type parameter; "" where it says nothing
	use    Use
	ofType bool // of a type, not of a function
}

// A Use is what Go does with the values of a type parameter.
type Use int

const (
	PassedOn Use = iota // it passes them on: rt.Object
	Hashed              // they are comparable: rt.Key
	Compared            // any values, and code compares them: rt.Key. Python objects that have no hash are equal to themselves alone
)

// What stands in Len of the type of a key; shim/callbacks/key.h has the same.
const (
	keyOfType = 1 << iota
	keyOfAny
)

var runtimePackage = types.NewPackage("gophersnake/rt", "rt")

// holdsReference is what lies under rt.Object and rt.Key, as far as anybody asks.
var holdsReference = types.NewStruct([]*types.Var{
	types.NewField(token.NoPos, runtimePackage, "ref", types.NewPointer(types.Typ[types.Int]), false),
}, nil)

// stubNames are those that stubs declare themselves, of the form that the names of type variables have.
var stubNames = []string{"_Array", "_AsyncFile", "_AsyncStream", "_Buffer", "_Callable", "_Channel", "_Error", "_Got", "_HasFileno",
	"_Item_co", "_Items", "_P", "_Put", "_Sender", "_Stream", "_SupportsRead", "_SupportsWrite"}

// StandIn is the type that stands for a type parameter of that name. ofType says that it is
// one of a generic type.
func (tab *Table) StandIn(name string, use Use, ofType bool) *types.Named {
	s := standIn{name, use, ofType}
	if t := tab.standIns[s]; t != nil {
		return t
	}
	spelled := "Object"
	if use != PassedOn {
		spelled = "Key"
	}
	t := types.NewNamed(types.NewTypeName(token.NoPos, runtimePackage, spelled, nil), holdsReference, nil)
	if tab.standIns == nil {
		tab.standIns, tab.variables = map[standIn]*types.Named{}, map[*types.TypeName]model.TypeVar{}
	}
	tab.standIns[s] = t
	if name != "" {
		v := model.TypeVar{Name: "_" + name, Hashable: use == Hashed}
		if slices.Contains(stubNames, v.Name) {
			v.Name += "_"
		}
		if v.Hashable {
			v.Name = "_Hashable" + name
		}
		tab.variables[t.Obj()] = v
		if !slices.Contains(tab.TypeVars, v) {
			tab.TypeVars = append(tab.TypeVars, v)
		}
	}
	return t
}

// useOf is the use of a stand-in as the core spells it: there, what is compared is one.
func useOf(t *types.Named) Use {
	if t.Obj().Name() == "Key" {
		return Hashed
	}
	return PassedOn
}

// IsStandIn reports whether a type stands for a type parameter.
func IsStandIn(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Pkg() == runtimePackage
}

// OfType gives type arguments of a generic type the names of its own type parameters,
// where they stand for these; vars are the names in stubs. All instances that the core
// spells alike become one so.
func (tab *Table) OfType(t *types.Named) (own *types.Named, vars []string, err error) {
	args := make([]types.Type, t.TypeArgs().Len())
	for i := range args {
		arg := types.Unalias(t.TypeArgs().At(i))
		if n, ok := arg.(*types.Named); ok && n.Obj().Pkg() == runtimePackage {
			p := t.TypeParams().At(i)
			name, use := p.Obj().Name(), useOf(n)
			if use == Hashed && tab.Compares != nil && tab.Compares(p) {
				use = Compared
			}
			if types.IsInterface(t) { // a protocol would have to say in which direction it varies
				name = ""
			}
			s := tab.StandIn(name, use, true)
			args[i], vars = s, append(vars, tab.variable(s))
			continue
		}
		if args[i] = tab.nameless(arg, 0); args[i] == nil {
			return nil, nil, no("name an instance of it",
				"instances of the generic type %s hold further instances without end", t.Obj().Name())
		}
	}
	instance, err := types.Instantiate(nil, t.Origin(), args, false)
	if err != nil {
		return nil, nil, err
	}
	return instance.(*types.Named), vars, nil
}

// Erased is a type in which all stand-ins are one, as in the core: so that types can be
// compared.
func (tab *Table) Erased(t types.Type) types.Type {
	if n, ok := t.(*types.Named); !ok || n.TypeArgs().Len() == 0 {
		return t
	}
	if erased := tab.nameless(t, 0); erased != nil {
		return erased
	}
	return t
}

// deepest limits type arguments of type arguments.
const deepest = 4

// nameless is a type argument in which all stand-ins are without a name. nil: it is too
// deep.
func (tab *Table) nameless(t types.Type, depth int) types.Type {
	if depth > deepest {
		return nil
	}
	in := func(t types.Type) types.Type { return tab.nameless(t, depth+1) }
	switch t := types.Unalias(t).(type) {
	case *types.Pointer:
		if elem := in(t.Elem()); elem != nil {
			return types.NewPointer(elem)
		}
	case *types.Slice:
		if elem := in(t.Elem()); elem != nil {
			return types.NewSlice(elem)
		}
	case *types.Array:
		if elem := in(t.Elem()); elem != nil {
			return types.NewArray(elem, t.Len())
		}
	case *types.Chan:
		if elem := in(t.Elem()); elem != nil {
			return types.NewChan(t.Dir(), elem)
		}
	case *types.Map:
		if key, elem := in(t.Key()), in(t.Elem()); key != nil && elem != nil {
			return types.NewMap(key, elem)
		}
	case *types.Named:
		if t.Obj().Pkg() == runtimePackage {
			return tab.StandIn("", useOf(t), true)
		}
		if t.TypeArgs().Len() == 0 {
			return t
		}
		args := make([]types.Type, t.TypeArgs().Len())
		for i := range args {
			if args[i] = in(t.TypeArgs().At(i)); args[i] == nil {
				return nil
			}
		}
		if instance, err := types.Instantiate(nil, t.Origin(), args, false); err == nil {
			return instance
		}
	default:
		return t
	}
	return nil
}

// variable is the hint of a stand-in.
func (tab *Table) variable(t *types.Named) string {
	if v, ok := tab.variables[t.Obj()]; ok {
		return v.Name
	}
	return "_typing.Any"
}

// key is rt.Key, a Python object that Go compares.
func (tab *Table) key(t *types.Named) (*model.Type, error) {
	hint := tab.variable(t)
	n, hashed, expected := int64(0), true, "a hashable object"
	for s, other := range tab.standIns {
		if other == t && s.ofType {
			n |= keyOfType
		}
		if other == t && s.use == Compared {
			n, hashed, expected = n|keyOfAny, false, "object"
		}
	}
	return &model.Type{Kind: model.Key, Len: n, HintIn: hint, HintOut: hint, Expected: expected,
		Hashable: hashed, NotZero: "!%s.IsNone()", Read: "rt.ReadKey", Write: "rt.WriteKey",
		Loads: []string{"gs_key_load"}}, nil
}
