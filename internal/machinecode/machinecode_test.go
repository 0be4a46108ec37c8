package machinecode

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// A sample is a function of testdata, with what is to be proven of it.
type sample struct {
	name     string
	want     string // the beginning of the refusal, or ok
	pointers []bool
}

// build compiles the functions of testdata as a core.
func build(t *testing.T) (*Image, []sample) {
	t.Helper()
	if runtime.GOOS != "linux" || runtime.GOARCH != "amd64" {
		t.Skip("direct calls are for Linux on x86-64")
	}
	source, err := os.ReadFile("testdata/functions.go.txt")
	if err != nil {
		t.Fatal(err)
	}
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, "functions.go", source, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	wants := map[int]string{}
	for _, group := range file.Comments {
		wants[set.Position(group.Pos()).Line] = strings.TrimSpace(group.Text())
	}
	var samples []sample
	for _, d := range file.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		s := sample{name: fn.Name.Name, want: wants[set.Position(fn.Body.Lbrace).Line]}
		if s.want == "" {
			t.Fatalf("%s does not say what is wanted", s.name)
		}
		for _, p := range fn.Type.Params.List {
			for range p.Names {
				s.pointers = append(s.pointers, wordsOf(p.Type)...)
			}
		}
		samples = append(samples, s)
	}
	dir := t.TempDir()
	var table bytes.Buffer
	fmt.Fprintf(&table, "package main\n\nimport \"C\"\n\nfunc main() {}\n\nvar table = struct {\n\tmagic [4]uint64\n\tdistance [%d]int64\n\tfunction [%d]any\n}{\n", len(samples), len(samples))
	fmt.Fprintf(&table, "\tmagic: [4]uint64{%#x, %#x, %#x, %d},\n\tfunction: [...]any{\n", Magic[0], Magic[1], Magic[2], len(samples))
	for _, s := range samples {
		fmt.Fprintf(&table, "\t\t%s,\n", s.name)
	}
	fmt.Fprintf(&table, "\t},\n}\n\n//export distance\nfunc distance(i int) int64 { return table.distance[i] }\n")
	for name, text := range map[string][]byte{"go.mod": []byte("module core\n\ngo 1.26\n"), "functions.go": source, "table.go": table.Bytes()} {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	core := filepath.Join(dir, "core.so")
	cmd := exec.Command("go", "build", "-buildmode=c-shared", "-trimpath", "-ldflags=-s -w", "-o", core, ".")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "CGO_ENABLED=1", "GOFLAGS=", "GOAMD64=v1")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	image, err := Open(core)
	if err != nil {
		t.Fatal(err)
	}
	return image, samples
}

// wordsOf says of each general register that an argument takes whether it is an address.
func wordsOf(t ast.Expr) []bool {
	switch t := t.(type) {
	case *ast.ArrayType:
		return []bool{true, false, false}
	case *ast.Ident:
		switch t.Name {
		case "string":
			return []bool{true, false}
		case "float64", "float32":
			return nil
		}
	}
	return []bool{false}
}

func TestProofs(t *testing.T) {
	image, samples := build(t)
	proven := make([]bool, len(samples))
	for n, s := range samples {
		t.Run(s.name, func(t *testing.T) {
			refusal := image.Prove(n, s.pointers)
			proven[n] = refusal == nil
			switch {
			case s.want == "ok" && refusal != nil:
				t.Errorf("refused: %v", refusal)
			case s.want != "ok" && refusal == nil:
				t.Errorf("proven; want %q", s.want)
			case s.want != "ok" && !strings.HasPrefix(refusal.Why, s.want):
				t.Errorf("refused: %v; want %q", refusal, s.want)
			case s.want != "ok" && !strings.Contains(refusal.Line, ".go:"):
				t.Errorf("%v: no line", refusal)
			default:
				t.Log(refusal)
			}
		})
	}
}

func TestTable(t *testing.T) {
	image, samples := build(t)
	proven := make([]bool, len(samples))
	proven[1] = true
	if err := image.Write(proven); err != nil {
		t.Fatal(err)
	}
	again, err := Open(image.path)
	if err != nil {
		t.Fatal(err)
	}
	for n, entry := range again.table.entries {
		distance, _ := again.word(again.table.addr + 8*uint64(n))
		want := uint64(0)
		if n == 1 {
			want = entry - again.table.addr
		}
		if distance != want {
			t.Errorf("the distance of %s is %#x; want %#x", samples[n].name, distance, want)
		}
	}
	data, err := os.ReadFile(image.path)
	if err != nil {
		t.Fatal(err)
	}
	at := int(image.table.file) - 32
	for what, change := range map[string]func([]byte) []byte{
		"no table":                func(b []byte) []byte { b[at]++; return b },
		"a table of no functions": func(b []byte) []byte { clear(b[at+24 : at+32]); return b },
		"a table beyond the file": func(b []byte) []byte { b[at+26] = 0xff; return b },
		"two tables":              func(b []byte) []byte { copy(b[at+48:], b[at:at+24]); return b },
		"half of a file":          func(b []byte) []byte { return b[:at] },
	} {
		file := filepath.Join(t.TempDir(), "core.so")
		if err := os.WriteFile(file, change(bytes.Clone(data)), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(file); err == nil {
			t.Errorf("%s: no error", what)
		}
	}
}
