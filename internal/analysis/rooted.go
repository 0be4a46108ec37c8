package analysis

import (
	"go/ast"
	"go/types"
)

// rooted reports whether an expression is one of some variables, or a part of it: an item, an entry, what a pointer
// leads to, what is asserted of it.
func rooted(x ast.Expr, info *types.Info, is func(types.Object) bool) bool {
	for x != nil {
		if id, ok := x.(*ast.Ident); ok {
			return is(info.Uses[id])
		}
		x = inner(x)
	}
	return false
}

// inner is the expression of which another one is a part, or the same; else nil.
func inner(x ast.Expr) ast.Expr {
	switch x := x.(type) {
	case *ast.ParenExpr:
		return x.X
	case *ast.IndexExpr:
		return x.X
	case *ast.SliceExpr:
		return x.X
	case *ast.StarExpr:
		return x.X
	case *ast.TypeAssertExpr:
		return x.X
	}
	return nil
}

// A parameterProof says of parameters of functions whether something holds for them, as their source shows. Each is
// looked at once.
type parameterProof struct {
	source *source
	known  map[parameterKey]bool
	// of one of which the same is being asked, by a function that calls itself, and of one that the source does not name
	meanwhile bool
	holds     func(b body, p types.Object) bool
}

// A parameterKey is a parameter, by its function and position.
type parameterKey struct {
	name  string
	param int
}

// of is false of functions whose source is not read.
func (q *parameterProof) of(fn *types.Func, param int) bool {
	fn = fn.Origin()
	key := parameterKey{fn.FullName(), param}
	if holds, ok := q.known[key]; ok {
		return holds
	}
	q.known[key] = q.meanwhile
	if b, ok := q.source.find(fn, false); !ok || b.decl.Body == nil || param >= fn.Signature().Params().Len() {
		q.known[key] = false
	} else if p := parameterOf(b, param); p != nil {
		q.known[key] = q.holds(b, p)
	}
	return q.known[key]
}
