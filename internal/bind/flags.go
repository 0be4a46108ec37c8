package bind

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"math/big"

	"gophersnake/internal/model"
)

// isFlags reports whether the constants of an enum are bits to be combined: at least two
// single bits next to each other, and all else 0 or made of these. Where the source is known,
// it shows a shift for the first two, or has three of them; 1, 2, 3, 4 are numbers, and so are
// those of which most are no single bits, and those that the source counts by iota.
func (b *binder) isFlags(t *types.Named, said map[string]bool) bool {
	u, ok := t.Underlying().(*types.Basic)
	if !ok || u.Info()&types.IsInteger == 0 {
		return false
	}
	if on, decided := said[model.FlagProtocol]; decided {
		return on
	}
	bits, all := new(big.Int), map[string]bool{}
	var rest []*big.Int
	shifts := false
	for _, c := range b.constantsOf(t) {
		v, ok := new(big.Int).SetString(constant.ToInt(c.Val()).ExactString(), 10)
		if !ok || v.Sign() < 0 {
			return false
		}
		all[v.String()] = true
		if v.Sign() > 0 && v.TrailingZeroBits() == uint(v.BitLen()-1) {
			bits.Or(bits, v)
			shift, counted := b.numbering(c)
			if counted {
				return false
			}
			shifts = shifts || shift
		} else {
			rest = append(rest, v)
		}
	}
	for _, v := range rest {
		if new(big.Int).AndNot(v, bits).Sign() != 0 {
			return false
		}
	}
	singles, neighbours := 0, 0
	for i := range bits.BitLen() {
		if bits.Bit(i) == 0 {
			continue
		}
		singles++
		if i > 0 && bits.Bit(i-1) == 1 {
			neighbours++
		}
	}
	if singles < 2 || 2*neighbours < singles-1 { // 1<<10, 1<<20, 1<<30 are units
		return false
	}
	combined := len(rest)
	if all["0"] {
		combined--
	}
	return shifts || singles > 2 && !consecutive(all) && combined <= singles
}

// consecutive reports whether numbers follow one another, so that bits among them are so by
// chance: 1, 2, 3, 4.
func consecutive(all map[string]bool) bool { return all["3"] && (all["1"] || all["0"]) && all["2"] }

// numbering reports whether the source makes a constant by a shift, or by iota without one.
func (b *binder) numbering(c *types.Const) (shift, counted bool) {
	l := b.program.ByPath[c.Pkg().Path()]
	if l == nil {
		return false, false
	}
	for _, file := range l.Syntax {
		if c.Pos() < file.Pos() || c.Pos() > file.End() {
			continue
		}
		for _, decl := range file.Decls {
			if d, ok := decl.(*ast.GenDecl); ok && d.Tok == token.CONST && d.Pos() <= c.Pos() && c.Pos() < d.End() {
				return numberingIn(d, c)
			}
		}
	}
	return false, false
}

// numberingIn looks at the expression that a constant has, or repeats.
func numberingIn(d *ast.GenDecl, c *types.Const) (shift, counted bool) {
	iota := false
	for _, spec := range d.Specs {
		v := spec.(*ast.ValueSpec)
		if len(v.Values) > 0 {
			shift, iota = false, false
			for _, e := range v.Values {
				ast.Inspect(e, func(n ast.Node) bool {
					if x, ok := n.(*ast.BinaryExpr); ok && x.Op == token.SHL {
						shift = true
					}
					if id, ok := n.(*ast.Ident); ok && id.Name == "iota" {
						iota = true
					}
					return true
				})
			}
		}
		for _, id := range v.Names {
			if id.Pos() == c.Pos() {
				return shift, iota && !shift
			}
		}
	}
	return false, false
}
