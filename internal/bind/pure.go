package bind

import (
	"go/ast"
	"go/token"
	"go/types"
)

// leavesReceiver reports whether a method leaves its receiver as it is. Of one whose body is
// not known, a value receiver says so, unless the value is a map or a slice.
func (b *binder) leavesReceiver(m *types.Func, t *types.Named) bool {
	return b.leaves(m, t, map[*types.Func]bool{})
}

// leaves does the work. Methods that are looked at already count as if they did: what they
// do is found there.
func (b *binder) leaves(m *types.Func, t *types.Named, seen map[*types.Func]bool) bool {
	if m = m.Origin(); seen[m] {
		return true
	}
	seen[m] = true
	recv := m.Signature().Recv()
	if recv == nil || types.IsInterface(recv.Type()) {
		return false
	}
	_, pointer := types.Unalias(recv.Type()).(*types.Pointer)
	var body *ast.FuncDecl
	if d := b.declaration(m); d != nil {
		body = d.Func
	}
	l := b.program.ByPath[m.Pkg().Path()]
	if body == nil || body.Body == nil || l == nil || l.TypesInfo == nil {
		switch t.Underlying().(type) {
		case *types.Map, *types.Slice:
			return false
		}
		return !pointer
	}
	if len(body.Recv.List[0].Names) == 0 {
		return true
	}
	p := &purity{leaves: func(m *types.Func) bool { return b.leaves(m, t, seen) }, info: l.TypesInfo, recv: l.TypesInfo.Defs[body.Recv.List[0].Names[0]], pointer: pointer, pure: true}
	if p.recv == nil { // _
		return true
	}
	var above []ast.Node
	ast.Inspect(body.Body, func(n ast.Node) bool {
		if n == nil {
			above = above[:len(above)-1]
			return true
		}
		if id, ok := n.(*ast.Ident); ok && p.info.Uses[id] == p.recv {
			p.use(id, above)
		}
		above = append(above, n)
		return true
	})
	return p.pure
}

// A purity looks at the uses of a receiver.
type purity struct {
	leaves  func(*types.Func) bool // whether another method of the receiver does
	info    *types.Info
	recv    types.Object
	pointer bool
	pure    bool
}

// use looks at one use, from the inside out: the parts of the value that it names, and what
// is done with the last of them. What is behind a pointer, a slice or a map is shared; a
// value receiver itself is not.
func (p *purity) use(id *ast.Ident, above []ast.Node) {
	shared := p.pointer
	var at ast.Expr = id
	for i := len(above) - 1; i >= 0; i-- {
		switch n := above[i].(type) {
		case *ast.ParenExpr:
			at = n
			continue
		case *ast.SelectorExpr:
			sel := p.info.Selections[n]
			if sel == nil || n.X != at {
				return
			}
			if sel.Kind() != types.FieldVal {
				p.calls(sel, shared, at == id)
				return
			}
			if !(at == id && p.pointer) && isPointer(p.info.TypeOf(n.X)) {
				shared = true
			}
			at = n
			continue
		case *ast.IndexExpr:
			if n.X != at {
				return // an index
			}
			if _, array := p.info.TypeOf(n.X).Underlying().(*types.Array); !array {
				shared = true
			}
			at = n
			continue
		case *ast.SliceExpr:
			if n.X != at {
				return
			}
			at = n
			continue
		case *ast.StarExpr:
			shared, at = true, n
			continue
		case *ast.AssignStmt:
			for _, e := range n.Lhs {
				if e == at && shared {
					p.pure = false
				}
			}
			for _, e := range n.Rhs {
				if e == at && p.isShared(at, id) {
					p.pure = false // another name of it
				}
			}
			return
		case *ast.IncDecStmt:
			p.pure = p.pure && !shared
			return
		case *ast.UnaryExpr:
			if n.Op == token.AND && shared {
				p.pure = false
			}
			return
		case *ast.CallExpr:
			p.argument(n, at, id)
			return
		case *ast.ReturnStmt, *ast.KeyValueExpr, *ast.CompositeLit:
			if at == id && p.pointer {
				p.pure = false // the receiver itself is the result
			}
			return
		default:
			return
		}
	}
}

// isShared reports whether a part, if it gets another name, can be written by it: the pointer
// itself, or a slice or a map.
func (p *purity) isShared(at ast.Expr, id *ast.Ident) bool {
	if at == id && p.pointer {
		return true
	}
	switch p.info.TypeOf(at).Underlying().(type) {
	case *types.Slice, *types.Map:
		return true
	}
	return false
}

// calls looks at a method of the receiver, or of a part of it.
func (p *purity) calls(sel *types.Selection, shared, itself bool) {
	m, ok := sel.Obj().(*types.Func)
	if !ok {
		return
	}
	r := m.Signature().Recv()
	if r == nil || !isPointer(r.Type()) {
		return
	}
	switch {
	case itself:
		p.pure = p.pure && (!p.pointer || p.leaves(m))
	case shared && !isPointer(sel.Recv()):
		p.pure = p.pure && !p.pointer // a part's method may do anything
	}
}

// argument looks at a call that gets the receiver or a part of it.
func (p *purity) argument(call *ast.CallExpr, at ast.Expr, id *ast.Ident) {
	if f, ok := ast.Unparen(call.Fun).(*ast.Ident); ok {
		if _, builtin := p.info.Uses[f].(*types.Builtin); builtin {
			switch f.Name {
			case "copy", "append", "delete", "clear":
				if len(call.Args) > 0 && call.Args[0] == at {
					p.pure = false
				}
			}
			return
		}
	}
	if at == id && p.pointer {
		p.pure = false
	}
}

func isPointer(t types.Type) bool {
	_, pointer := t.Underlying().(*types.Pointer)
	return pointer
}
