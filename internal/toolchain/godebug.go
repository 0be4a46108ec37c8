package toolchain

import (
	"context"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"gophersnake/internal/model"
)

// Go 1.27 and later end a program at its start if GODEBUG in the environment sets a
// removed setting to an old value. The toolchain's own table says which settings these
// are.
const removedTable = "src/internal/godebugs/table.go"

// removedKnown is the table of Go 1.27.0, for a later toolchain whose table can't be
// read. Source: src/internal/godebugs/table.go there; https://go.dev/doc/godebug.
var removedKnown = []model.RemovedSetting{
	{Name: "x509sha1", Values: []string{"1"}, Release: 24},
	{Name: "tlskyber", Values: []string{"0"}, Release: 24},
	{Name: "gotypesalias", Values: []string{"0"}, Release: 27},
	{Name: "tlsunsafeekm", Values: []string{"1"}, Release: 27},
	{Name: "tlsrsakex", Values: []string{"1"}, Release: 27},
	{Name: "tls3des", Values: []string{"1"}, Release: 27},
	{Name: "tls10server", Values: []string{"1"}, Release: 27},
	{Name: "x509keypairleaf", Values: []string{"0"}, Release: 27},
	{Name: "asynctimerchan", Values: []string{"1", "2"}, Release: 27},
}

// fatalRemoved is the first release that ends programs for it: 1.27.
const fatalRemoved = 27

// RemovedSettings are the settings of GODEBUG by which a program that this Go
// builds does not start.
func (g *Go) RemovedSettings(ctx context.Context) ([]model.RemovedSetting, error) {
	if minor, ok := g.minor(); ok && minor < fatalRemoved {
		return nil, nil
	}
	out, err := g.Run(ctx, "", nil, "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	source, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(out)), filepath.FromSlash(removedTable)))
	if err == nil {
		var found []model.RemovedSetting
		if found, err = parseRemoved(source); err == nil {
			return found, nil
		}
	}
	return removedKnown, nil
}

// minor is the 27 of "go1.27.3"; false for a development version.
func (g *Go) minor() (int, bool) {
	rest, ok := strings.CutPrefix(g.Version, "go1.")
	if !ok {
		return 0, false
	}
	n, err := strconv.Atoi(rest[:len(rest)-len(strings.TrimLeft(rest, "0123456789"))])
	return n, err == nil
}

// parseRemoved reads the variable Removed of a table: a slice of
//
//	{Name: "asynctimerchan", Removed: 27, Old: func(s string) bool { return s == "1" || s == "2" }}
//
// where Old may also be the name of such a function. Its old values are the
// strings that it speaks of.
func parseRemoved(source []byte) ([]model.RemovedSetting, error) {
	file, err := parser.ParseFile(token.NewFileSet(), "table.go", source, 0)
	if err != nil {
		return nil, err
	}
	functions := map[string]ast.Node{}
	var table *ast.CompositeLit
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			functions[d.Name.Name] = d
		case *ast.GenDecl:
			for _, s := range d.Specs {
				if v, ok := s.(*ast.ValueSpec); ok && v.Names[0].Name == "Removed" && len(v.Values) == 1 {
					table, _ = v.Values[0].(*ast.CompositeLit)
				}
			}
		}
	}
	if table == nil {
		return nil, fmt.Errorf("no table of removed settings")
	}
	var found []model.RemovedSetting
	for _, e := range table.Elts {
		var r model.RemovedSetting
		entry, _ := e.(*ast.CompositeLit)
		for i := 0; entry != nil && i < len(entry.Elts); i++ {
			pair, ok := entry.Elts[i].(*ast.KeyValueExpr)
			if !ok {
				continue
			}
			switch fmt.Sprint(pair.Key) {
			case "Name":
				r.Name = strings.Join(stringsIn(pair.Value), "")
			case "Removed":
				if n, ok := pair.Value.(*ast.BasicLit); ok {
					r.Release, _ = strconv.Atoi(n.Value)
				}
			case "Old":
				old := ast.Node(pair.Value)
				if name, ok := old.(*ast.Ident); ok && functions[name.Name] != nil {
					old = functions[name.Name]
				}
				r.Values = stringsIn(old)
			}
		}
		if r.Name == "" || r.Release == 0 || len(r.Values) == 0 {
			return nil, fmt.Errorf("an entry of the table of removed settings can't be read")
		}
		found = append(found, r)
	}
	return found, nil
}

// stringsIn are the string literals below a node.
func stringsIn(n ast.Node) []string {
	var found []string
	ast.Inspect(n, func(n ast.Node) bool {
		if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
			if s, err := strconv.Unquote(l.Value); err == nil {
				found = append(found, s)
			}
		}
		return true
	})
	return found
}
