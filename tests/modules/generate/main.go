// Command generate prepares the differential test of one package: it reads what
// `gophersnake check --json` says is bound, finds the functions whose arguments
// it can make up, and writes
//
//	table.go      the functions, for the Go side (tests/modules/native)
//	plan.json     what both sides know of functions and classes
//	inputs.jsonl  the calls, one a line; values.md says how
//	left_out.json the bound functions it can't call or compare, and why
//
// It asks go/types and nothing of gophersnake's own code about the package:
// the test is to find out where the two disagree.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"go/types"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"golang.org/x/tools/go/packages"
)

func main() {
	dir := flag.String("dir", "", "folder of a module that requires the package; written to")
	path := flag.String("package", "", "import path of the package")
	symbols := flag.String("symbols", "", "what gophersnake check --json printed")
	calls := flag.Int("calls", 120, "at most so many calls of a function")
	flag.Parse()
	if err := run(*dir, *path, *symbols, *calls); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run(dir, path, symbolsFile string, calls int) error {
	symbols, err := readSymbols(symbolsFile)
	if err != nil {
		return err
	}
	pkg, err := load(dir, path)
	if err != nil {
		return err
	}
	g := newGenerator(pkg, symbols, calls)
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

func load(dir, path string) (*types.Package, error) {
	config := &packages.Config{
		Dir:  dir,
		Mode: packages.NeedName | packages.NeedTypes | packages.NeedImports | packages.NeedDeps | packages.NeedSyntax,
	}
	loaded, err := packages.Load(config, path)
	if err != nil {
		return nil, err
	}
	if len(loaded) != 1 {
		return nil, fmt.Errorf("%d packages match %s", len(loaded), path)
	}
	var failures []error
	for _, e := range loaded[0].Errors {
		failures = append(failures, e)
	}
	return loaded[0].Types, errors.Join(failures...)
}

// table writes the file that fills native's table.
func (g *generator) table() string {
	var b strings.Builder
	fmt.Fprintf(&b, "package main\n\nimport (\n\t\"reflect\"\n\n\tunder_test %q\n)\n\nfunc init() {\n", g.pkg.Path())
	names := make([]string, 0, len(g.plan.Functions))
	for name := range g.plan.Functions {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		expression := "under_test." + name
		if typ, method, ok := strings.Cut(name, "."); ok {
			expression = "(*under_test." + typ + ")." + method
		}
		fmt.Fprintf(&b, "\ttable[%q] = reflect.ValueOf(%s)\n", name, expression)
	}
	b.WriteString("}\n")
	return b.String()
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
