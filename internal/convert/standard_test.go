package convert

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"gophersnake"
	"gophersnake/internal/model"
)

// Every entry names a type that there is, converts it, and says how it is compared; and
// what it names of rt/ and shim/ is there.
func TestEntriesOfTheStandardLibrary(t *testing.T) {
	from := importer.ForCompiler(token.NewFileSet(), "source", nil)
	functions := functionsOfRuntime(t)
	shim := textOf(t, gophersnake.Shim)
	named := regexp.MustCompile(`\brt\.([A-Z]\w*)`)
	for name, entry := range standard {
		t.Run(name, func(t *testing.T) {
			dot := strings.LastIndexByte(name, '.')
			path := name[:dot]
			switch {
			case entry.convert == nil:
				t.Fatal("it has no conversion")
			case entry.equal.Way == notSaid:
				t.Error("it does not say how values are compared")
			case (entry.equal.Way == ByFunctions) != (entry.equal.Equal != "" && entry.equal.Hash != ""):
				t.Error("functions that compare and hash come together, and with ByFunctions:", entry.equal)
			}
			for _, f := range []string{entry.equal.Equal, entry.equal.Hash} {
				if f != "" && !functions[strings.TrimPrefix(f, "rt.")] {
					t.Error("rt/ has no", f)
				}
			}
			if path == "gophersnake/rt" {
				return
			}
			typ := typeOfEntry(t, from, name)
			w := newWorld(t)
			conversions := []types.Type{typ}
			if entry.pointer != nil {
				conversions = append(conversions, types.NewPointer(typ))
			}
			for _, c := range conversions {
				m, err := w.table.Of(c)
				if err != nil {
					t.Fatal(err)
				}
				for _, code := range []string{m.Read, m.Write, m.ReadBody, m.WriteBody, m.Get, m.Put, m.Borrow, m.NotZero} {
					for _, f := range named.FindAllStringSubmatch(code, -1) {
						if !functions[f[1]] {
							t.Errorf("%s: rt/ has no %s", code, f[1])
						}
					}
				}
				for _, f := range m.Loads {
					if !strings.Contains(shim, "int "+f+"(void)") {
						t.Error("shim/ has no", f)
					}
				}
				for _, module := range m.StubImports {
					if module != "collections.abc" && len(m.Loads) == 0 {
						t.Errorf("it makes objects of %s, which nothing imports: at the first call, that may hang in a forked child", module)
					}
				}
			}
			if EqualityOf(typ) != entry.equal {
				t.Error("it is compared in another way:", EqualityOf(typ))
			}
			if pointer := EqualityOf(types.NewPointer(typ)); (pointer == entry.equal && pointer.Way != ByParts) != (entry.pointer != nil) {
				t.Error("a pointer to it is compared:", pointer)
			}
		})
	}
}

// typeOfEntry is the type that an entry names; of a generic one, that of ints.
func typeOfEntry(t *testing.T, from types.Importer, name string) *types.Named {
	t.Helper()
	dot := strings.LastIndexByte(name, '.')
	pkg, err := from.Import(name[:dot])
	if err != nil {
		t.Fatal(err)
	}
	obj, ok := pkg.Scope().Lookup(name[dot+1:]).(*types.TypeName)
	if !ok {
		t.Fatal("there is no such type")
	}
	typ := obj.Type().(*types.Named)
	n := typ.TypeParams().Len()
	if n == 0 {
		return typ
	}
	args := make([]types.Type, n)
	for i := range args {
		args[i] = types.Typ[types.Int]
	}
	instance, err := types.Instantiate(nil, typ, args, true)
	if err != nil {
		t.Fatal(err)
	}
	return instance.(*types.Named)
}

func TestOthersHaveNoEntry(t *testing.T) {
	w := newWorld(t)
	for _, expr := range []string{"Point", "url.URL", "error", "int", "*Point", "time.Month"} {
		typ := w.typ(expr)
		if e := EqualityOf(typ); e.Way != ByParts {
			t.Errorf("%s: %v", expr, e)
		}
		if n, ok := typ.(*types.Named); ok && standardOf(n) != nil {
			t.Errorf("%s has an entry", expr)
		}
	}
	if all := Equalities(); len(all) < 2 {
		t.Error("the functions that compare are not found:", all)
	}
	// a type that is declared over one is another
	if m, err := w.table.Of(w.typ("Celsius")); err != nil || m.Kind != model.Named {
		t.Error(m, err)
	}
}

// functionsOfRuntime are the exported functions of rt/.
func functionsOfRuntime(t *testing.T) map[string]bool {
	names, err := fs.Glob(gophersnake.Runtime, "rt/*.go")
	if err != nil || len(names) == 0 {
		t.Fatal("no rt/:", err)
	}
	found := map[string]bool{}
	for _, name := range names {
		text, err := fs.ReadFile(gophersnake.Runtime, name)
		if err != nil {
			t.Fatal(err)
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil {
				found[fn.Name.Name] = true
			}
		}
	}
	return found
}

func textOf(t *testing.T, tree fs.FS) string {
	var b strings.Builder
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(tree, name)
		b.Write(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}
