package panics

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"os"
	"sort"
	"strings"

	"golang.org/x/tools/go/packages"

	"gophersnake/internal/load"
	"gophersnake/internal/model"
)

// runtimeImport is the package whose functions the new text calls, and runtimeName is
// its name there.
const (
	runtimeImport = "gophersnake/rt"
	runtimeName   = "gophersnake_rt"
)

// Rewrite returns the new text of each file of the program that needs one, by its path,
// and notes about files that could not be rewritten.
func Rewrite(p *load.Program) (map[string][]byte, []model.Note, error) {
	out := map[string][]byte{}
	var notes []model.Note
	started, recoverers := targets(p), recoverers(p)
	var paths []string
	for path := range p.ByPath {
		paths = append(paths, path)
	}
	sort.Strings(paths)
	for _, path := range paths {
		l := p.ByPath[path]
		if l.Module == nil {
			continue // the standard library's, which the runtime stands on
		}
		written := map[string]bool{} // files that are as the user wrote them
		for _, f := range l.GoFiles {
			written[f] = true
		}
		imported := false
		var all []*rewritten
		for _, syntax := range l.Syntax {
			file := p.Fset.File(syntax.FileStart)
			if file == nil || !written[file.Name()] {
				continue
			}
			src, err := os.ReadFile(file.Name())
			if err != nil {
				return nil, nil, err
			}
			if len(src) != file.Size() {
				return nil, nil, fmt.Errorf("%s changed while it was read", file.Name())
			}
			r := rewriter{text: text{file: file, src: src}, pkg: l, started: started, recoverers: recoverers, kept: map[string]bool{}, moved: map[*ast.Ident]bool{},
				alone: map[*ast.CallExpr]bool{}}
			r.names(syntax)
			if r.edit(syntax); len(r.edits) > 0 || !imported {
				w := &rewritten{syntax: syntax, name: file.Name(), own: bare(syntax, file, src)}
				w.text, w.why = r.finish(syntax)
				all = append(all, w)
				imported = true
			}
		}
		if name, text := loggingFile(l); name != "" {
			out[name] = text
		}
		check(p, l, all)
		for _, w := range all {
			if out[w.name] = w.text; w.why != nil {
				out[w.name] = w.own
				notes = append(notes, model.Note{Pos: p.Position(w.syntax.Package),
					Text: fmt.Sprintf("this file could not be rewritten (%v): in it, os.Exit, log.Fatal and a panic in a goroutine end Python's process", w.why)})
			}
		}
	}
	return out, notes, nil
}

// A rewritten is a file that the compiler gets instead of another.
type rewritten struct {
	syntax    *ast.File
	name      string
	text, own []byte // own is the author's text, but for an import
	why       error  // text will not do
}

type rewriter struct {
	text
	pkg                 *packages.Package
	kept                map[string]bool        // what must stay mentioned, or its import would be unused
	moved               map[*ast.Ident]bool    // names that another edit has moved
	n                   int                    // go statements seen
	started, recoverers map[string]bool        // declared functions: that go statements start, that recover
	runtime, prefix     string                 // of the new text: what it calls the runtime, how its variables begin
	alone               map[*ast.CallExpr]bool // the calls of go and defer statements
}

// names finds names for the new text that the file does not use.
func (r *rewriter) names(file *ast.File) {
	used, begun := map[string]bool{}, map[string]bool{}
	for _, name := range r.pkg.Types.Scope().Names() {
		used[name] = true
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			used[id.Name] = true
			begun[strings.TrimRight(id.Name, "pf_0123456789")] = true
		}
		return true
	})
	for r.runtime = runtimeName; used[r.runtime]; {
		r.runtime += "_"
	}
	for r.prefix = "gs"; begun[r.prefix]; {
		r.prefix += "x"
	}
}

// edit collects the edits of a file.
func (r *rewriter) edit(file *ast.File) {
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if n.Recv == nil && n.Name.Name == "init" && n.Body != nil {
				r.insert(n.Body.Lbrace+1, " defer "+r.runtime+".Init();")
			}
			if fn, ok := r.pkg.TypesInfo.Defs[n.Name].(*types.Func); ok && n.Body != nil && r.started[fn.FullName()] {
				if name := runtimeNameOf(fn); name != "" {
					r.recordPanics(n.Body, name)
				}
			}
		case *ast.GoStmt:
			r.alone[n.Call] = true
			r.goStatement(n)
		case *ast.DeferStmt:
			r.alone[n.Call] = true
		case *ast.CallExpr:
			r.starter(n)
			r.recover(n)
		case *ast.SelectorExpr:
			r.replaceExit(n, n.Sel)
			r.moved[n.Sel] = true
		case *ast.Ident:
			if r.dotImported(file, n) {
				r.replaceExit(n, n)
			}
		}
		return true
	})
}

// finish returns the new text of a file. Each package imports the runtime, so that the
// runtime is initialised before it and the environment variables are right
// (rt/environ.go).
func (r *rewriter) finish(file *ast.File) ([]byte, error) {
	name := r.runtime
	if len(r.edits) == 0 {
		name = "_"
	}
	r.insert(file.Name.End(), "; import "+name+` "`+runtimeImport+`"`)
	tail := ""
	var kept []string
	for k := range r.kept {
		kept = append(kept, k)
	}
	sort.Strings(kept)
	for _, k := range kept {
		tail += "\nvar _ = " + k + "\n"
	}
	return r.result(tail)
}

// bare is the author's own text, with that import.
func bare(syntax *ast.File, file *token.File, src []byte) []byte {
	t := text{file: file, src: src}
	t.insert(syntax.Name.End(), `; import _ "`+runtimeImport+`"`)
	out, _ := t.result("") // one edit
	return out
}

// recover lets exits pass where the author's code recovers a panic.
func (r *rewriter) recover(call *ast.CallExpr) {
	id, ok := ast.Unparen(call.Fun).(*ast.Ident)
	if !ok || r.alone[call] {
		return
	}
	if b, ok := r.pkg.TypesInfo.Uses[id].(*types.Builtin); ok && b.Name() == "recover" {
		r.insert(call.Pos(), r.runtime+".Recovered(")
		r.insert(call.End(), ")")
	}
}

// dotImported reports whether an identifier is a function of a package that is imported
// with a dot.
func (r *rewriter) dotImported(file *ast.File, id *ast.Ident) bool {
	fn, ok := r.pkg.TypesInfo.Uses[id].(*types.Func)
	if !ok || fn.Pkg() == nil || fn.Pkg() == r.pkg.Types || fn.Signature().Recv() != nil {
		return false
	}
	for _, spec := range file.Imports {
		if spec.Name != nil && spec.Name.Name == "." && spec.Path.Value == `"`+fn.Pkg().Path()+`"` {
			return true
		}
	}
	return false
}

// exitFuncs maps the functions of Go that end the process or the goroutine to their
// replacements in rt/panics.go.
var exitFuncs = map[string]string{
	"os.Exit":        "Exit",
	"runtime.Goexit": "Goexit",
	"log.Fatal":      "Fatal",
	"log.Fatalf":     "Fatalf",
	"log.Fatalln":    "Fatalln",
}

// loggerExits does the same for methods. The replacement takes the receiver and returns
// a function.
var loggerExits = map[string]string{
	"(*log.Logger).Fatal":   "LoggerFatal",
	"(*log.Logger).Fatalf":  "LoggerFatalf",
	"(*log.Logger).Fatalln": "LoggerFatalln",
}

// exitOf is the replacement for the function that a name refers to, or "".
func (r *rewriter) exitOf(name *ast.Ident) string {
	if fn, ok := r.pkg.TypesInfo.Uses[name].(*types.Func); ok {
		return exitFuncs[fn.FullName()]
	}
	return ""
}

func (r *rewriter) replaceExit(n ast.Expr, name *ast.Ident) {
	fn, ok := r.pkg.TypesInfo.Uses[name].(*types.Func)
	if !ok || r.moved[name] {
		return
	}
	if to := r.exitOf(name); to != "" {
		r.kept[r.between(n.Pos(), n.End())] = true
		r.replace(n.Pos(), n.End(), r.runtime+"."+to)
	}
	sel, ok := n.(*ast.SelectorExpr)
	to := loggerExits[fn.FullName()]
	if !ok || to == "" {
		return
	}
	if s := r.pkg.TypesInfo.Selections[sel]; s == nil || s.Kind() != types.MethodVal || len(s.Index()) != 1 {
		return // a method expression, or promoted from an embedded logger
	}
	if _, pointer := types.Unalias(r.pkg.TypesInfo.TypeOf(sel.X)).(*types.Pointer); pointer {
		r.insert(n.Pos(), r.runtime+"."+to+"(")
		r.replace(sel.X.End(), n.End(), ")")
	}
}

// starters are functions of the standard library that call one of their arguments in a
// new goroutine. The number is the argument's.
var starters = map[string]int{
	"time.AfterFunc":       1,
	"context.AfterFunc":    1,
	"(*sync.WaitGroup).Go": 0,
}

// starter wraps a function that is passed to something which starts a goroutine with
// it: one of the starters, or a method Go(func() error), the convention for groups of
// goroutines outside of the standard library.
func (r *rewriter) starter(call *ast.CallExpr) {
	fn := callee(r.pkg.TypesInfo, call)
	if fn == nil || fn.Pkg() == r.pkg.Types {
		return
	}
	at, known := starters[fn.FullName()]
	if !known {
		sig := fn.Signature()
		if sig.Recv() == nil || (fn.Name() != "Go" && fn.Name() != "TryGo") || sig.Params().Len() != 1 || r.ours(fn.Pkg()) {
			return
		}
	}
	if at >= len(call.Args) {
		return
	}
	arg := call.Args[at]
	sig, ok := r.pkg.TypesInfo.TypeOf(arg).Underlying().(*types.Signature)
	if !ok || sig.Params().Len() != 0 || sig.Variadic() {
		return
	}
	guard := ""
	switch res := sig.Results(); {
	case res.Len() == 0:
		guard = "Guarded"
	case res.Len() == 1 && res.At(0).Type() == types.Universe.Lookup("error").Type():
		guard = "GuardedError"
	default:
		return
	}
	if lit, ok := ast.Unparen(arg).(*ast.FuncLit); ok {
		r.recordPanics(lit.Body, "")
	}
	r.insert(arg.Pos(), r.runtime+"."+guard+"(")
	r.insert(arg.End(), ")")
}

// ours reports whether the package's files are rewritten.
func (r *rewriter) ours(p *types.Package) bool {
	return r.pkg.Module != nil && p != nil && strings.HasPrefix(p.Path()+"/", r.pkg.Module.Path+"/")
}
