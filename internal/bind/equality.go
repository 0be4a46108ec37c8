package bind

import (
	"cmp"
	"go/types"
	"slices"
	"strings"

	"gophersnake/internal/convert"
	"gophersnake/internal/model"
)

// A comparability says how values of a type can be compared so that it says what Python
// says of what it sees of them.
type comparability int

const (
	byContent   comparability = iota // what pointers, slices and maps refer to must be looked at
	byFunctions                      // part by part, some by functions of rt/: convert.ByFunctions
	byOperator                       // Go's ==, which can't panic: no interface and no pointer inside
)

// comparabilityOf is that of a type, which is that of its worst part. It is a value
// for a map or a set where it is not byContent.
func comparabilityOf(t types.Type) comparability {
	switch convert.EqualityOf(t).Way {
	case convert.ByGo:
		return byOperator
	case convert.ByFunctions:
		return byFunctions
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		if u.Kind() != types.UnsafePointer {
			return byOperator
		}
	case *types.Array:
		return comparabilityOf(u.Elem())
	case *types.Struct:
		worst := byOperator
		for f := range u.Fields() {
			worst = min(worst, comparabilityOf(f.Type()))
		}
		return worst
	}
	return byContent
}

// equality gives a struct == and hash. What Go compares with == is compared so; only
// where Go has no ==, or one that compares pointers, its order says what is equal.
func (b *binder) equality(bc *boundClass, self *model.Type) {
	c, t := bc.class, bc.named
	settable, comparable := len(c.Fields) > 0 && !c.Frozen, comparabilityOf(t)
	boolean, _ := b.types.Of(types.Typ[types.Bool])
	word, _ := b.types.Of(types.Typ[types.Uint64])
	switch {
	case b.ownEquality(bc, self):
		c.Unhashable = true
	case comparable == byOperator:
		c.Equal = b.helper(c, model.Equal, self, "==", boolean)
		if c.Unhashable = settable; !settable {
			c.HashFunc = b.helper(c, model.Hash, self, "rt.Hash", word)
		}
	case comparable == byFunctions:
		b.compares(t)
		c.Equal = b.helper(c, model.Equal, self, "rt.DeepEqual", boolean)
		if c.Unhashable = settable; !settable {
			c.HashFunc = b.helper(c, model.Hash, self, "rt.DeepHash", word)
		}
	case b.equalInOrder(bc, self):
		c.Unhashable = true
	case settable:
		b.compares(t)
		c.Equal = b.helper(c, model.Equal, self, "rt.DeepEqual", boolean)
		c.Unhashable = true
	case types.Comparable(t) && isValue(t):
		call := "=="
		if holdsInterface(t) { // a value in it may be one that Go can't compare
			b.compares(t)
			call = "rt.Equal"
		}
		c.Equal = b.helper(c, model.Equal, self, call, boolean)
		c.HashFunc = b.helper(c, model.Hash, self, "rt.Hash", word)
	}
	// else: nothing to see and nothing to compare: equal to itself only
}

// ownEquality makes the method Equal or Equals of a type its ==. Whether values that it calls
// equal could have one hash, nobody knows.
func (b *binder) ownEquality(bc *boundClass, self *model.Type) bool {
	// One that takes its own type comes first.
	m := cmp.Or(b.comparing(bc.named, "Equal", types.Bool), b.comparing(bc.named, "Equals", types.Bool),
		b.comparingAny(bc.named, "Equals"), b.comparingAny(bc.named, "Equal"))
	if m == nil {
		return false
	}
	boolean, _ := b.types.Of(types.Typ[types.Bool])
	bc.class.Equal = b.asks(bc, model.Equal, self, m, boolean)
	return true
}

// equalInOrder makes what has one place in the order of a type equal.
func (b *binder) equalInOrder(bc *boundClass, self *model.Type) bool {
	m := b.threeWay(bc.named, oneResult(types.Int))
	if m == nil {
		return false
	}
	boolean, _ := b.types.Of(types.Typ[types.Bool])
	bc.class.Equal = b.asks(bc, model.Equal, self, m, boolean)
	return true
}

// order makes Cmp, Compare or Less of a type its <, <=, > and >=.
func (b *binder) order(bc *boundClass, self *model.Type) {
	if m := b.threeWay(bc.named, oneResult(types.Int)); m != nil {
		number, _ := b.types.Of(types.Typ[types.Int])
		bc.class.Order = b.asks(bc, model.Order, self, m, number)
	} else if m := b.comparing(bc.named, "Less", types.Bool); m != nil {
		boolean, _ := b.types.Of(types.Typ[types.Bool])
		bc.class.Order = b.asks(bc, model.Order, self, m, boolean)
	} else if m := b.threeWay(bc.named, oneOrError); m != nil {
		number, _ := b.types.Of(types.Typ[types.Int])
		bc.class.Order = b.asks(bc, model.Order, self, m, number)
		bc.class.Order.Error = true // in the words of a panic, which its callers read
	}
}

// threeWay is the method Cmp or Compare of a type, or nil.
func (b *binder) threeWay(t *types.Named, answers results) *types.Func {
	if m := b.asking(t, "Cmp", takesItself(t), answers); m != nil {
		return m
	}
	return b.asking(t, "Compare", takesItself(t), answers)
}

// results reports whether those of a method are the ones that are looked for.
type results func(*types.Tuple) bool

func oneResult(kind types.BasicKind) results {
	return func(r *types.Tuple) bool {
		return r.Len() == 1 && types.Identical(r.At(0).Type(), types.Typ[kind])
	}
}

// oneOrError is for an order that fails for what has none, such as amounts of two currencies. == never asks it.
func oneOrError(r *types.Tuple) bool {
	return r.Len() == 2 && types.Identical(r.At(0).Type(), types.Typ[types.Int]) && convert.IsError(r.At(1).Type())
}

// comparing is the method name(T) result, or name(*T) result, of T or *T, or nil.
func (b *binder) comparing(t *types.Named, name string, result types.BasicKind) *types.Func {
	return b.asking(t, name, takesItself(t), oneResult(result))
}

func takesItself(t *types.Named) func(types.Type) bool {
	return func(other types.Type) bool { return types.Identical(pointedTo(other), t) }
}

// comparingAny is the method name(any) bool of T or *T, or one whose parameter is of another interface
// that they implement; or nil. What it looks for in the interface is a pointer, where the package
// passes pointers.
func (b *binder) comparingAny(t *types.Named, name string) *types.Func {
	return b.asking(t, name, func(other types.Type) bool {
		iface, ok := other.Underlying().(*types.Interface)
		return ok && iface.IsMethodSet() && types.Implements(types.NewPointer(t), iface)
	}, oneResult(types.Bool))
}

// asking is a method of T or *T with one parameter, or nil.
func (b *binder) asking(t *types.Named, name string, takes func(types.Type) bool, answers results) *types.Func {
	for _, m := range b.methodSet(t) {
		s := m.Signature()
		if m.Name() == name && s.Params().Len() == 1 && !s.Variadic() && takes(s.Params().At(0).Type()) && answers(s.Results()) {
			return m
		}
	}
	return nil
}

// asks is a crossing that compares two values by a method.
func (b *binder) asks(bc *boundClass, shape model.Shape, self *model.Type, m *types.Func, result *model.Type) *model.Func {
	f := b.helper(bc.class, shape, self, m.Name(), result)
	f.OtherPointer = takesPointer(m) || types.IsInterface(m.Signature().Params().At(0).Type()) && b.passedByPointer(bc.named, m)
	receiver(f, bc.named, m)
	return f
}

// passedByPointer reports whether an interface holds pointers to a type, rather than its values.
func (b *binder) passedByPointer(t *types.Named, m *types.Func) bool {
	_, pointer := types.Unalias(m.Signature().Recv().Type()).(*types.Pointer)
	return pointer || b.givenAsPointers()[t.Obj()] || !types.Implements(t, m.Signature().Params().At(0).Type().Underlying().(*types.Interface))
}

func takesPointer(m *types.Func) bool {
	_, pointer := types.Unalias(m.Signature().Params().At(0).Type()).(*types.Pointer)
	return pointer
}

func pointedTo(t types.Type) types.Type {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// isValue reports whether a type is one whose values are the same where Go's == says
// so: no method changes them, but for those that decode into a new one. Of other types
// Go's code passes pointers, and compares these.
func isValue(t *types.Named) bool {
	if hasLock(t) {
		return false
	}
	values := types.NewMethodSet(t)
	all := types.NewMethodSet(types.NewPointer(t))
	for i := range all.Len() {
		m := all.At(i).Obj()
		if m.Exported() && values.Lookup(m.Pkg(), m.Name()) == nil && !decodes(all, m.Name()) {
			return false
		}
	}
	return true
}

// decodes reports whether a method, one of all, reads what the value is from an encoding.
func decodes(all *types.MethodSet, method string) bool {
	if format, ok := strings.CutPrefix(method, "Decode"); ok {
		return all.Lookup(nil, "Encode"+format) != nil // a decoder of other values has none
	}
	return strings.HasPrefix(method, "Unmarshal") || method == "GobDecode" || method == "Scan"
}

// holdsInterface reports whether Go's == of two values of a type looks into an interface.
func holdsInterface(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Interface:
		return true
	case *types.Array:
		return holdsInterface(u.Elem())
	case *types.Struct:
		for f := range u.Fields() {
			if holdsInterface(f.Type()) {
				return true
			}
		}
	}
	return false
}

// compares notes which types are compared by functions where values of t are
// compared part by part.
func (b *binder) compares(t types.Type) {
	t = types.Unalias(t)
	if n, ok := t.(*types.Named); ok {
		if b.walked.Set(n, true) != nil {
			return
		}
		switch e := convert.EqualityOf(n); e.Way {
		case convert.ByFunctions:
			b.compared(e)
			return
		case convert.ByGo:
			return
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		b.compares(u.Elem())
	case *types.Slice:
		b.compares(u.Elem())
	case *types.Array:
		b.compares(u.Elem())
	case *types.Map:
		b.compares(u.Key())
		b.compares(u.Elem())
	case *types.Struct:
		for f := range u.Fields() {
			b.compares(f.Type())
		}
	case *types.Interface: // which may hold any of them
		for _, e := range convert.Equalities() {
			b.compared(e)
		}
	}
}

func (b *binder) compared(e convert.Equality) {
	c := model.Comparison{Equal: e.Equal, Hash: e.Hash}
	if !slices.Contains(b.m.Compared, c) {
		b.m.Compared = append(b.m.Compared, c)
	}
}
