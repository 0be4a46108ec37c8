package emit

import (
	"go/ast"
	"go/parser"
	"testing"
)

func TestConversionsParse(t *testing.T) {
	for _, spelled := range []string{"int", "p0.T", "*p0.T", "func()", "func(int) string", "[0]func()", "[]func() int", "map[string]func()", "<-chan int", "[]chan func()", "[]<-chan int", "p0.G[func()]"} {
		e, err := parser.ParseExpr(parens(spelled) + "(x)")
		if err != nil {
			t.Errorf("%s: %v", spelled, err)
			continue
		}
		if call, ok := e.(*ast.CallExpr); !ok || len(call.Args) != 1 {
			t.Errorf("%s: a conversion to it is a %T", spelled, e)
		}
	}
}
