package panics

import (
	"bytes"
	"context"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"gophersnake/internal/load"
)

// A rewritten program does what the program does, and its lines stay.
func TestRewrittenProgramsDoTheSame(t *testing.T) {
	text := same(t, "forms")
	for _, want := range []string{
		`go func(x int) { defer gophersnake_rt.Guard(); say("closure", x) }(x)`,
		`time.AfterFunc(0, gophersnake_rt.Guarded(func() { say("timer") }))`,
		`wg.Go(gophersnake_rt.Guarded(func() {`,
		`gophersnake_rt.Exit(3)`,
		"var _ = Exit\n",
		`defer wg.Done(); defer gophersnake_rt.RecordPanic("main.say")`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("not in the rewritten file: %s\n%s", want, text)
		}
	}
	text = same(t, "odd")
	for _, want := range []string{
		"\tgophersnake_rt__.Exit(Getpid())\n\tgophersnake_rt__.Exit(1)\n\tgophersnake_rt__.Exit(2)",
		`gophersnake_rt__.Recovered(recover()).(string)`,
		"defer recover()\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("not in the rewritten file: %s\n%s", want, text)
		}
	}
}

func loadProgram(t *testing.T, pattern string) *load.Program {
	program, err := load.Load(context.Background(), load.Options{Dir: ".", Patterns: []string{pattern}})
	if err != nil {
		t.Fatal(err)
	}
	return program
}

// same runs a program as it is and rewritten, and gives its new text.
func same(t *testing.T, name string) string {
	pattern := "./testdata/" + name
	instead, notes, err := Rewrite(loadProgram(t, pattern))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	replace := map[string]string{}
	for path, text := range instead {
		if strings.Count(string(text), "\n") < bytes.Count(read(t, path), []byte("\n")) {
			t.Errorf("%s has lost lines", path)
		}
		file := filepath.Join(dir, filepath.Base(path))
		if err := os.WriteFile(file, text, 0o644); err != nil {
			t.Fatal(err)
		}
		replace[path] = file
	}
	if len(notes) != 0 {
		t.Error("notes:", notes)
	}
	if len(replace) != 1 {
		t.Fatal("rewritten:", replace)
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(file, overlay, 0o644); err != nil {
		t.Fatal(err)
	}
	plain, rewritten := run(t, pattern), run(t, "-overlay="+file, pattern)
	if plain != rewritten {
		t.Errorf("plain:\n%s\nrewritten:\n%s", plain, rewritten)
	}
	return string(instead[mustAbs(t, "testdata/"+name+"/main.go")])
}

// A new text that the compiler would not take is given up, and that of other
// files stays.
func TestWhatDoesNotCompileIsGivenUp(t *testing.T) {
	program := loadProgram(t, "./testdata/two")
	for _, wrong := range []string{"package two\nfunc A() { unknown() }\n", "package two\nimport \"os\"\nfunc A() {}\n", "package two\nfunc A( {\n"} {
		var all []*rewritten
		for _, l := range program.ByPath {
			for _, syntax := range l.Syntax {
				name := program.Fset.File(syntax.FileStart).Name()
				w := &rewritten{syntax: syntax, name: name, own: read(t, name), text: read(t, name)}
				if filepath.Base(name) == "a.go" {
					w.text = []byte(wrong)
				}
				all = append(all, w)
			}
			check(program, l, all)
		}
		for _, w := range all {
			if got := w.why != nil; got != (filepath.Base(w.name) == "a.go") {
				t.Errorf("%s: %v, where a.go is %q", w.name, w.why, wrong)
			}
		}
	}
}

func TestEditsThatOverlapAreRefused(t *testing.T) {
	file := token.NewFileSet().AddFile("x.go", -1, 10)
	text := text{file: file, src: []byte("0123456789")}
	text.replace(file.Pos(2), file.Pos(5), "a")
	text.insert(file.Pos(5), "b")
	if out, err := text.result(""); err != nil || string(out) != "01ab56789" {
		t.Errorf("%q, %v", out, err)
	}
	text.replace(file.Pos(4), file.Pos(6), "c")
	if out, err := text.result(""); err == nil {
		t.Errorf("%q", out)
	}
}

// The type checker sees the functions of the runtime as they are.
func TestTheStubIsTheRuntime(t *testing.T) {
	fset := token.NewFileSet()
	functions := map[string]string{}
	of := func(file *ast.File) {
		for _, d := range file.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil {
				var out strings.Builder
				printer.Fprint(&out, fset, fn.Type)
				functions[fn.Name.Name] = strings.ReplaceAll(out.String(), "*log.Logger", "any")
			}
		}
	}
	for _, name := range []string{"panics.go", "exit.go", "callscope.go"} {
		file, err := parser.ParseFile(fset, filepath.Join("..", "..", "rt", name), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		of(file)
	}
	real := maps.Clone(functions)
	file, err := parser.ParseFile(fset, "stub.go", runtimeStub, 0)
	if err != nil {
		t.Fatal(err)
	}
	of(file)
	for name, is := range functions {
		if real[name] != is {
			t.Errorf("%s is %s, and in the runtime %s", name, is, real[name])
		}
	}
}

func read(t *testing.T, path string) []byte {
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func mustAbs(t *testing.T, path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return abs
}

func run(t *testing.T, args ...string) string {
	cmd := exec.Command("go", append([]string{"run"}, args...)...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go run %v: %v\n%s", args, err, stderr.String())
	}
	return string(out)
}
