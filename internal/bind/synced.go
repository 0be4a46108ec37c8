package bind

import (
	"go/types"

	"gophersnake/internal/convert"
)

// locks are types of package sync that guard what stands beside them. Python has nothing to do
// with a field of one: the methods of its struct lock it.
var locks = map[string]bool{"Mutex": true, "RWMutex": true, "WaitGroup": true, "Once": true, "Cond": true}

var errLock = &convert.Reason{Why: "a lock is the business of the Go code that it belongs to",
	Cure: "call the methods that use it; a method of its own can lock it for Python"}

// isLock reports whether a field is a lock, or a pointer to one.
func isLock(v *types.Var) bool { return lockType(v.Type()) != nil }

func lockType(t types.Type) *types.TypeName {
	n, ok := types.Unalias(pointedTo(t)).(*types.Named)
	if ok && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "sync" && locks[n.Obj().Name()] {
		return n.Obj()
	}
	return nil
}

// ofLock reports whether a method of a type is that of a lock which it embeds.
func ofLock(t *types.Named, m *types.Func) bool {
	recv := m.Signature().Recv()
	lock := (*types.TypeName)(nil)
	if recv != nil {
		lock = lockType(recv.Type())
	}
	return lock != nil && lock != t.Obj()
}

// atomicValue is what a field of package sync/atomic holds: Python sees that, by its methods
// Load and Store. nil: it is none.
func atomicValue(v *types.Var) types.Type {
	n, ok := types.Unalias(v.Type()).(*types.Named)
	if !ok || v.Embedded() || n.Obj().Pkg() == nil || n.Obj().Pkg().Path() != "sync/atomic" {
		return nil
	}
	methods := types.NewMethodSet(types.NewPointer(n))
	load, store := methods.Lookup(nil, "Load"), methods.Lookup(nil, "Store")
	if load == nil || store == nil {
		return nil
	}
	return load.Obj().(*types.Func).Signature().Results().At(0).Type()
}
