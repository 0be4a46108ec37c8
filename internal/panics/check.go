package panics

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/packages"

	"gophersnake/internal/load"
)

// runtimeStub declares the functions of the runtime that the new text calls, for the
// type checker. Loggers have any type here, since not every package imports log.
const runtimeStub = `package rt

func Guard()
func Init()
func RecordPanic(name string)
func Run(f func())
func Guarded(f func()) func()
func GuardedError(f func() error) func() error
func Recovered(v any) any
func Exit(code int)
func Goexit()
func Fatal(v ...any)
func Fatalf(format string, v ...any)
func Fatalln(v ...any)
func Starting()
func Started(f func()) func()
func LoggerFatal(l any) func(...any)
func LoggerFatalf(l any) func(string, ...any)
func LoggerFatalln(l any) func(...any)
`

// check finds files whose new text would not compile. Such a file stays as it is, so a
// bug of ours does not fail the author's build.
func check(p *load.Program, l *packages.Package, all []*rewritten) {
	judged := false
	for {
		again := false
		for _, w := range all {
			if w.why != nil {
				continue
			}
			if _, w.why = parser.ParseFile(token.NewFileSet(), w.name, w.text, parser.SkipObjectResolution); w.why != nil {
				again = true
			}
		}
		if again {
			continue
		}
		name, err := checkTypes(p, l, all)
		if err == nil {
			return
		}
		if !judged { // as the author wrote it, it must be in order
			judged = true
			if _, err := checkTypes(p, l, nil); err != nil {
				return
			}
		}
		found := false
		for _, w := range all {
			if w.why == nil && w.name == name {
				w.why, found = err, true
			}
		}
		for _, w := range all {
			if w.why == nil && !found { // it shows elsewhere, and any may be why
				w.why, again = err, true
			}
		}
		if !found && !again {
			return // it is the author's
		}
	}
}

// checkTypes returns the first error of a package with its new texts, and the file that
// has it.
func checkTypes(p *load.Program, l *packages.Package, all []*rewritten) (name string, first error) {
	instead := map[*ast.File][]byte{}
	for _, w := range all {
		if instead[w.syntax] = w.text; w.why != nil {
			instead[w.syntax] = w.own
		}
	}
	var files []*ast.File
	for _, syntax := range l.Syntax {
		text := instead[syntax]
		if text == nil {
			files = append(files, syntax)
			continue
		}
		name := p.Fset.File(syntax.FileStart).Name()
		file, err := parser.ParseFile(p.Fset, name, text, parser.SkipObjectResolution)
		if err != nil {
			return name, err
		}
		files = append(files, file)
	}
	version := ""
	if l.Module.GoVersion != "" {
		version = "go" + l.Module.GoVersion
	}
	config := types.Config{Importer: importer{l}, Sizes: l.TypesSizes, GoVersion: version, Error: func(err error) {
		var e types.Error
		if first == nil && errors.As(err, &e) {
			name, first = p.Fset.File(e.Pos).Name(), errors.New(e.Msg)
		}
	}}
	config.Check(l.PkgPath, p.Fset, files, nil)
	return name, first
}

// An importer returns the imports of a package as they were loaded for it.
type importer struct{ of *packages.Package }

func (i importer) Import(path string) (*types.Package, error) {
	switch path {
	case "unsafe":
		return types.Unsafe, nil
	case runtimeImport:
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, "rt.go", runtimeStub, 0)
		if err != nil {
			return nil, err
		}
		config := types.Config{IgnoreFuncBodies: true}
		return config.Check(path, fset, []*ast.File{file}, nil)
	}
	l := i.of.Imports[path]
	for _, imported := range i.of.Types.Imports() {
		if l != nil && imported.Path() == l.PkgPath {
			return imported, nil
		}
	}
	return nil, fmt.Errorf("package %s was not loaded", path)
}
