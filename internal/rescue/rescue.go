package rescue

import (
	"fmt"
	"go/ast"
	"go/types"
	"os"
	"sort"
	"strings"

	"golang.org/x/tools/go/packages"

	"gophersnake/internal/load"
)

// runtimeImport is the package whose functions the new text calls, and
// runtimeName how it calls it.
const (
	runtimeImport = "gophersnake/rt"
	runtimeName   = "gophersnake_rt"
)

// Rewrite gives the new text of each file of the program that needs one, by
// its path.
func Rewrite(p *load.Program) (map[string][]byte, error) {
	out := map[string][]byte{}
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
		for _, syntax := range l.Syntax {
			file := p.Fset.File(syntax.FileStart)
			if file == nil || !written[file.Name()] {
				continue
			}
			src, err := os.ReadFile(file.Name())
			if err != nil {
				return nil, err
			}
			if len(src) != file.Size() {
				return nil, fmt.Errorf("%s changed while it was read", file.Name())
			}
			r := rewriter{text: text{file: file, src: src}, pkg: l, started: started, recoverers: recoverers, kept: map[string]bool{}, moved: map[*ast.Ident]bool{}}
			if r.edit(syntax); len(r.edits) > 0 || !imported {
				out[file.Name()] = r.finish(syntax)
				imported = true
			}
		}
	}
	return out, nil
}

type rewriter struct {
	text
	pkg                 *packages.Package
	kept                map[string]bool     // what must stay mentioned, or its import would be unused
	moved               map[*ast.Ident]bool // names that another edit has moved
	n                   int                 // go statements seen
	started, recoverers map[string]bool     // declared functions: that go statements start, that recover
}

// edit finds what is to be changed in a file.
func (r *rewriter) edit(file *ast.File) {
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if n.Recv == nil && n.Name.Name == "init" && n.Body != nil {
				r.insert(n.Body.Lbrace+1, " defer "+runtimeName+".Init();")
			}
			if fn, ok := r.pkg.TypesInfo.Defs[n.Name].(*types.Func); ok && n.Body != nil && r.started[fn.FullName()] {
				if name := runtimeNameOf(fn); name != "" {
					r.endings(n.Body, name)
				}
			}
		case *ast.GoStmt:
			r.goStatement(n)
		case *ast.CallExpr:
			r.starter(n)
		case *ast.SelectorExpr:
			r.ending(n, n.Sel)
		case *ast.Ident:
			if r.dotImported(file, n) {
				r.ending(n, n)
			}
		}
		return true
	})
}

// finish is the new text of a file. Each package imports the runtime, so that
// it is initialised before the package: variables of the environment are right
// by then (rt/environ.go).
func (r *rewriter) finish(file *ast.File) []byte {
	name := runtimeName
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

// dotImported says whether an identifier stands for a function of a package
// that is imported with a dot.
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

// endings are the functions of Go's that end the process or the goroutine, and
// those of rt/rescue.go that take their place.
var endings = map[string]string{
	"os.Exit":        "Exit",
	"runtime.Goexit": "Goexit",
	"log.Fatal":      "Fatal",
	"log.Fatalf":     "Fatalf",
	"log.Fatalln":    "Fatalln",
}

// loggerEndings are the same for methods; the replacement takes the receiver
// and gives a function.
var loggerEndings = map[string]string{
	"(*log.Logger).Fatal":   "LoggerFatal",
	"(*log.Logger).Fatalf":  "LoggerFatalf",
	"(*log.Logger).Fatalln": "LoggerFatalln",
}

// endingOf is what takes the place of the function that a name stands for; ""
// if nothing does.
func (r *rewriter) endingOf(name *ast.Ident) string {
	if fn, ok := r.pkg.TypesInfo.Uses[name].(*types.Func); ok {
		return endings[fn.FullName()]
	}
	return ""
}

func (r *rewriter) ending(n ast.Expr, name *ast.Ident) {
	fn, ok := r.pkg.TypesInfo.Uses[name].(*types.Func)
	if !ok || r.moved[name] {
		return
	}
	if to := r.endingOf(name); to != "" {
		r.kept[r.between(n.Pos(), n.End())] = true
		r.replace(n.Pos(), n.End(), runtimeName+"."+to)
	}
	sel, ok := n.(*ast.SelectorExpr)
	to := loggerEndings[fn.FullName()]
	if !ok || to == "" {
		return
	}
	if s := r.pkg.TypesInfo.Selections[sel]; s == nil || s.Kind() != types.MethodVal || len(s.Index()) != 1 {
		return // a method expression, or promoted from an embedded logger
	}
	if _, pointer := types.Unalias(r.pkg.TypesInfo.TypeOf(sel.X)).(*types.Pointer); pointer {
		r.insert(n.Pos(), runtimeName+"."+to+"(")
		r.replace(sel.X.End(), n.End(), ")")
	}
}

// starters are functions of the standard library that call one of their
// arguments in a goroutine of its own; the number is the argument's.
var starters = map[string]int{
	"time.AfterFunc":       1,
	"context.AfterFunc":    1,
	"(*sync.WaitGroup).Go": 0,
}

// starter guards a function that is handed to something that will start a
// goroutine with it: one of the starters, or a method Go(func() error), which
// is how groups of goroutines are made outside of the standard library.
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
		r.endings(lit.Body, "")
	}
	r.insert(arg.Pos(), runtimeName+"."+guard+"(")
	r.insert(arg.End(), ")")
}

// ours says whether the package's files are rewritten themselves.
func (r *rewriter) ours(p *types.Package) bool {
	return r.pkg.Module != nil && p != nil && strings.HasPrefix(p.Path()+"/", r.pkg.Module.Path+"/")
}
