// Command generate prepares the differential test of a module: it reads what
// `gophersnake check --json` says is bound, finds the functions whose arguments
// it can make up, and writes
//
//	table.go      the functions, for the Go side (tests/modules/native)
//	plan.json     what both sides know of functions and classes
//	inputs.jsonl  the calls, one a line; values.md says how
//	left_out.json the bound functions it can't call or compare, and why
//
// It asks go/types and nothing of gophersnake's own code about the packages:
// the test is to find out where the two disagree.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"go/types"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

func main() {
	dir := flag.String("dir", "", "folder of a Go module that requires the one under test; written to")
	symbols := flag.String("symbols", "", "what gophersnake check --json printed")
	calls := flag.Int("calls", 120, "at most so many calls of a function")
	flag.Parse()
	if err := run(*dir, *symbols, *calls); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run(dir, symbolsFile string, calls int) error {
	symbols, err := readSymbols(symbolsFile)
	if err != nil {
		return err
	}
	pkgs, err := load(dir, symbols)
	if err != nil {
		return err
	}
	g := newGenerator(pkgs, symbols, calls)
	g.selectFunctions()
	inputs := g.inputs()
	if err := os.WriteFile(filepath.Join(dir, "table.go"), []byte(g.table()), 0o666); err != nil {
		return err
	}
	if err := writeJSON(filepath.Join(dir, "plan.json"), g.plan); err != nil {
		return err
	}
	if err := writeJSON(filepath.Join(dir, "left_out.json"), g.leftOut); err != nil {
		return err
	}
	return writeLines(filepath.Join(dir, "inputs.jsonl"), inputs)
}

// A symbol is what gophersnake check --json prints of one.
type symbol struct {
	Go        string `json:"go"`
	Kind      string `json:"kind"`
	Python    string `json:"python"`
	Signature string `json:"signature"`
	Bound     bool   `json:"bound"`
	Package   string `json:"package"`
}

func readSymbols(file string) ([]symbol, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var report struct {
		Symbols []symbol `json:"symbols"`
	}
	return report.Symbols, json.Unmarshal(text, &report)
}

// load type-checks the packages that declare the symbols.
func load(dir string, symbols []symbol) (map[string]*types.Package, error) {
	paths := map[string]bool{}
	for _, s := range symbols {
		paths[s.Package] = true
	}
	config := &packages.Config{
		Dir:  dir,
		Mode: packages.NeedName | packages.NeedTypes | packages.NeedImports | packages.NeedDeps | packages.NeedSyntax,
	}
	loaded, err := packages.Load(config, slices.Sorted(maps.Keys(paths))...)
	if err != nil {
		return nil, err
	}
	found := map[string]*types.Package{}
	var failures []error
	for _, pkg := range loaded {
		for _, e := range pkg.Errors {
			failures = append(failures, e)
		}
		found[pkg.PkgPath] = pkg.Types
	}
	return found, errors.Join(failures...)
}

// table writes the file that fills native's table.
func (g *generator) table() string {
	imports, lines := []string{}, []string{}
	aliases := map[string]string{}
	for _, key := range slices.Sorted(maps.Keys(g.plan.Functions)) {
		f := g.plan.Functions[key]
		alias := aliases[f.Package]
		if alias == "" {
			alias = fmt.Sprintf("p%d", len(aliases))
			aliases[f.Package] = alias
			imports = append(imports, fmt.Sprintf("\t%s %q\n", alias, f.Package))
		}
		expression := alias + "." + f.object.Name()
		if f.Method {
			// Of the pointer: it has all methods, promoted ones too.
			expression = fmt.Sprintf("(*%s.%s).%s", alias, f.receiver.Obj().Name(), f.object.Name())
		}
		lines = append(lines, fmt.Sprintf("\ttable[%q] = reflect.ValueOf(%s)\n", key, expression))
	}
	return "package main\n\nimport (\n\t\"reflect\"\n\n" + strings.Join(imports, "") + ")\n\nfunc init() {\n" + strings.Join(lines, "") + "}\n"
}

func writeJSON(file string, v any) error {
	text, err := json.MarshalIndent(v, "", "\t")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(text, '\n'), 0o666)
}

func writeLines(file string, inputs []input) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	out := json.NewEncoder(f)
	for _, in := range inputs {
		if err := out.Encode(in); err != nil {
			return errors.Join(err, f.Close())
		}
	}
	return f.Close()
}
