package analysis

import (
	"go/ast"
	"go/types"
	"sort"
	"strings"

	"gophersnake/internal/load"
	"gophersnake/internal/model"
)

// hostLint lists what the module's code does that a package in somebody else's process
// should not do, or that its users should know.
func hostLint(p *load.Program, bounded *bounds) []model.Note {
	var notes []model.Note
	add := func(n ast.Node, text, cure string) {
		notes = append(notes, model.Note{Pos: p.Position(n.Pos()), Text: text, Cure: cure})
	}
	for _, l := range p.ByPath {
		for _, file := range l.Syntax {
			for _, d := range file.Decls {
				if fd, ok := d.(*ast.FuncDecl); ok && fd.Recv == nil && fd.Name.Name == "init" && fd.Body != nil {
					if why := bounded.body(fd.Body, l.TypesInfo, nil, nil); heavy(why) {
						add(fd, "an init function "+why+": it runs, and the first call waits for it, in every process", "do it when it is first needed, with sync.OnceValue")
					}
				}
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					if text, cure := hostLintOf(call, l.TypesInfo); text != "" {
						add(call, text, cure)
					}
				}
				return true
			})
		}
		for _, init := range l.TypesInfo.InitOrder {
			if why := bounded.body(init.Rhs, l.TypesInfo, nil, nil); heavy(why) {
				add(init.Rhs, "package variable "+init.Lhs[0].Name()+": its initialisation "+why+": it runs, and the first call waits for it, in every process; a panic there ends the process",
					"do it when it is first needed, with sync.OnceValue")
			}
		}
	}
	sort.Slice(notes, func(i, j int) bool { return notes[i].Pos < notes[j].Pos })
	return notes
}

// heavy reports whether a reason for not being bounded is worth a note. Most packages
// compile a pattern or read an environment variable at their start, which says nothing
// about time.
func heavy(why string) bool { return why != "" && !strings.Contains(why, "was not read") }

// hostLintOf returns the note about a call, or "".
func hostLintOf(call *ast.CallExpr, info *types.Info) (text, cure string) {
	fn, _ := callee(call, info)
	if fn == nil {
		return "", ""
	}
	switch fn.FullName() {
	case "os/signal.Notify", "os/signal.NotifyContext", "os/signal.Ignore":
		return "takes signals from Python: a KeyboardInterrupt or a handler of Python's for them does not come any more",
			"take a context instead: Ctrl-C cancels it"
	case "os.Chdir", "syscall.Chdir":
		return "changes the working directory of the whole process", ""
	case "syscall.Exit":
		return "ends the process past Python: nothing is flushed, no atexit function runs", "use os.Exit, which becomes SystemExit"
	}
	return "", ""
}
