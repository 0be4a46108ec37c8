package bind

import "go/types"

// hasLock reports whether values must not be copied, by the rule of go vet: a part has
// a method Lock and a method Unlock of its pointer.
func hasLock(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Array:
		return hasLock(u.Elem())
	case *types.Struct:
		pointer := types.NewMethodSet(types.NewPointer(t))
		if pointer.Lookup(nil, "Lock") != nil && pointer.Lookup(nil, "Unlock") != nil && types.NewMethodSet(t).Lookup(nil, "Lock") == nil {
			return true
		}
		for f := range u.Fields() {
			if hasLock(f.Type()) {
				return true
			}
		}
	}
	return false
}

// notCopied reports whether values can't be copied at all. Of sync.Mutex and sync.RWMutex, and
// of types that only tell go vet something, a copy has one of its own, which is not locked. What
// else is a lock, an atomic or counts users has state that nothing can copy.
func notCopied(t types.Type) bool {
	if !hasLock(t) || onlyLock(t) {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Array:
		return notCopied(u.Elem())
	case *types.Struct:
		if ofSync(t) || hasOwnLock(t) {
			return true
		}
		for f := range u.Fields() {
			if notCopied(f.Type()) {
				return true
			}
		}
	}
	return false
}

// onlyLock reports whether values are a lock that belongs to what is around it, and nothing more.
func onlyLock(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Array:
		return onlyLock(u.Elem())
	case *types.Struct:
		return isMutex(t) || u.NumFields() == 0 && hasLock(t)
	}
	return false
}

// isMutex has a twin in rt/unlocked.go.
func isMutex(t types.Type) bool {
	n, named := types.Unalias(t).(*types.Named)
	return named && ofSync(t) && (n.Obj().Name() == "Mutex" || n.Obj().Name() == "RWMutex")
}

func ofSync(t types.Type) bool {
	n, named := types.Unalias(t).(*types.Named)
	if !named || n.Obj().Pkg() == nil {
		return false
	}
	path := n.Obj().Pkg().Path()
	return path == "sync" || path == "sync/atomic"
}

// hasOwnLock reports whether a type has a method Lock that it has not from what it embeds.
func hasOwnLock(t types.Type) bool {
	m := types.NewMethodSet(types.NewPointer(t)).Lookup(nil, "Lock")
	return m != nil && len(m.Index()) == 1
}

// lockOf says which part of a type must not be copied (an atomic, a sync.Once), or "".
func lockOf(t *types.Named) string {
	if !notCopied(t) {
		return ""
	}
	for f := range t.Underlying().(*types.Struct).Fields() {
		if notCopied(f.Type()) {
			return "its field " + f.Name() + " must not be copied"
		}
	}
	return "it is a lock itself"
}

// copier is what of rt copies values.
func copier(t types.Type) string {
	if hasLock(t) {
		return "rt.CopiedUnlocked"
	}
	return "rt.Copied"
}
