package analysis

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
)

// The compiler says too little about text. To it, the result of a concatenation is new
// memory. But prefix+s with an empty prefix is s itself (concatstrings in
// runtime/string.go), so a callee may keep s although the compiler says that it does
// not. So text is borrowed only if no function that is called contains such a
// concatenation. A concatenation with a constant operand that is not empty is harmless:
// either both sides have bytes and the result is new, or the result is the constant.
//
// The proof looks at whole functions, not at the flow in them. Each call that it can't
// follow and that could carry text counts as a concatenation.
type concats struct{ prover }

func newConcats(s *source) *concats {
	c := &concats{prover{source: s, reads: true, known: onlyReads, decisions: map[string]string{}}}
	c.look = func(b body) string { return c.body(b.decl.Body, b.info) }
	return c
}

func (c *concats) body(n ast.Node, info *types.Info) string {
	why := ""
	ast.Inspect(n, func(n ast.Node) bool {
		if why != "" {
			return false
		}
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if n.Op == token.ADD && isText(info.Types[n].Type) && info.Types[n].Value == nil {
				if !constantPart(n, info) {
					why = "concatenates " + types.ExprString(n) + c.at(n)
				}
				return why == "" && !allOperandsPlain(n, info)
			}
		case *ast.AssignStmt:
			if n.Tok == token.ADD_ASSIGN && isText(info.Types[n.Lhs[0]].Type) && !nonEmpty(n.Rhs[0], info) {
				why = "concatenates with +=" + c.at(n)
			}
		case *ast.CallExpr:
			why = c.call(n, info)
		}
		return true
	})
	return why
}

func isText(t types.Type) bool {
	if t == nil {
		return false
	}
	if _, ok := t.(*types.TypeParam); ok {
		return true // it may be
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

// constantPart reports whether one operand of a chain of + is a non-empty constant.
func constantPart(e ast.Expr, info *types.Info) bool {
	e = ast.Unparen(e)
	if b, ok := e.(*ast.BinaryExpr); ok && b.Op == token.ADD && info.Types[b].Value == nil {
		return constantPart(b.X, info) || constantPart(b.Y, info)
	}
	return nonEmpty(e, info)
}

func nonEmpty(e ast.Expr, info *types.Info) bool {
	v := info.Types[e].Value
	return v != nil && v.Kind() == constant.String && constant.StringVal(v) != ""
}

// allOperandsPlain reports whether no operand of a chain must be looked at separately.
// An inner + is a part of the chain, for which the compiler makes one call.
func allOperandsPlain(e ast.Expr, info *types.Info) bool {
	e = ast.Unparen(e)
	if b, ok := e.(*ast.BinaryExpr); ok && b.Op == token.ADD {
		return allOperandsPlain(b.X, info) && allOperandsPlain(b.Y, info)
	}
	plain := true
	ast.Inspect(e, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.CallExpr, *ast.BinaryExpr, *ast.FuncLit:
			plain = false
		}
		return plain
	})
	return plain
}

func (c *concats) call(call *ast.CallExpr, info *types.Info) string {
	fun := ast.Unparen(call.Fun)
	if info.Types[fun].IsType() {
		return ""
	}
	if _, ok := fun.(*ast.FuncLit); ok {
		return "" // its body is inspected where it stands
	}
	fn, builtin := callee(call, info)
	if builtin != "" {
		return ""
	}
	if fn != nil {
		if !carries(fn.Signature()) {
			return ""
		}
		return c.why(fn)
	}
	if sig, ok := info.Types[call.Fun].Type.Underlying().(*types.Signature); ok && !carries(sig) {
		return ""
	}
	return fmt.Sprintf("makes a call that can't be followed: %s%s", types.ExprString(call.Fun), c.at(call))
}

// at formats the position for a reason.
func (c *concats) at(n ast.Node) string {
	return fmt.Sprintf(" (%s)", c.source.program.Position(n.Pos()))
}

// carries reports whether text can reach a function through its parameters or its
// receiver.
func carries(sig *types.Signature) bool {
	if sig.Recv() != nil && mayHoldText(sig.Recv().Type(), 0) {
		return true
	}
	for i := range sig.Params().Len() {
		if mayHoldText(sig.Params().At(i).Type(), 0) {
			return true
		}
	}
	return false
}

func mayHoldText(t types.Type, depth int) bool {
	if depth > 6 {
		return true
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0 || u.Kind() == types.UnsafePointer
	case *types.Slice:
		return mayHoldText(u.Elem(), depth+1)
	case *types.Array:
		return mayHoldText(u.Elem(), depth+1)
	case *types.Pointer:
		return mayHoldText(u.Elem(), depth+1)
	case *types.Struct:
		for i := range u.NumFields() {
			if mayHoldText(u.Field(i).Type(), depth+1) {
				return true
			}
		}
		return false
	}
	return true // maps, channels, functions, interfaces, type parameters
}
