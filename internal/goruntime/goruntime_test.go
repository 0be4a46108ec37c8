package goruntime

import (
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func goroot(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// The Go that runs the tests is known, so the changes are made, and give files that compile.
func TestChangesOfThisGo(t *testing.T) {
	c, err := For(goroot(t), runtime.Version(), "linux", runtime.GOARCH, false)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Left) > 0 {
		t.Errorf("this release is not known: read it, and add its sums: %v", c.Left)
	}
	for path, text := range c.Files {
		if _, err := parser.ParseFile(token.NewFileSet(), path, text, parser.SkipObjectResolution); err != nil {
			t.Error(err)
		}
	}
}

// copyOf is a Go installation with the files that are read, changed by edit.
func copyOf(t *testing.T, edit func(name, text string) string) string {
	t.Helper()
	root, copied := goroot(t), t.TempDir()
	for _, a := range alterations {
		for _, r := range a.reads {
			text, err := os.ReadFile(filepath.Join(root, "src", "runtime", r.file))
			if err != nil {
				t.Fatal(err)
			}
			to := filepath.Join(copied, "src", "runtime", r.file)
			if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(to, []byte(edit(r.file, string(text))), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	return copied
}

// A statement more in a function that a change relies on, and the change is not made.
func TestUnknownRuntimeStays(t *testing.T) {
	const place = "func stopTheWorldWithSema(reason stwReason) worldStop {\n"
	root := copyOf(t, func(name, text string) string {
		if name != "proc.go" {
			return text
		}
		if strings.Count(text, place) != 1 {
			t.Fatal("the place is gone")
		}
		return strings.Replace(text, place, place+"\tosyield()\n", 1)
	})
	c, err := For(root, "go1.999", "linux", "amd64", false)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Left) != 1 || !strings.Contains(c.Left[0], stopAgain.what) || !strings.Contains(c.Left[0], "go1.999") {
		t.Errorf("left: %v", c.Left)
	}
	for path, text := range c.Files {
		if strings.Contains(string(text), "stopped := sched.stopwait == 0") {
			t.Errorf("%s was changed", path)
		}
	}
}

// Comments and layout are not part of what is known.
func TestCommentsDoNotCount(t *testing.T) {
	const place = "func stopTheWorldWithSema(reason stwReason) worldStop {\n"
	root := copyOf(t, func(name, text string) string {
		return strings.Replace(text, place, place+"\n\t// Another word.\n\n", 1)
	})
	c, err := For(root, runtime.Version(), "linux", "amd64", false)
	if err != nil || len(c.Left) > 0 {
		t.Errorf("%v, left: %v", err, c.Left)
	}
}

// A known runtime whose text has no place for a change is a mistake of the table, not a
// release to leave alone.
func TestEditsFit(t *testing.T) {
	s := &source{files: map[string]*file{"x.go": {text: []byte("a b a")}}}
	for _, old := range []string{"a", "c"} {
		if err := s.edit([]edit{{file: "x.go", old: old, new: "d"}}); err == nil {
			t.Errorf("%q was replaced", old)
		}
	}
	if err := s.edit([]edit{{file: "x.go", old: "b", new: "d", add: "!"}}); err != nil || string(s.files["x.go"].text) != "a d a!" {
		t.Errorf("%v: %s", err, s.files["x.go"].text)
	}
}

func TestWords(t *testing.T) {
	if got := wordsIn([]byte("func f(a int) {\n\tif a == 1 /* one */ { g() } // why\n}")); got != "func f ( a int ) { if a == 1 { g ( ) } ; } ;" {
		t.Error(got)
	}
	got := wordsOfAssembly("TEXT ·f(SB),NOSPLIT,$0\n\tMOVQ\tAX, BX\t// why\n\n\tRET\nTEXT runtime·g<ABIInternal>(SB),NOSPLIT,$0\n\tRET\n")
	if got["f"] != "TEXT ·f(SB),NOSPLIT,$0\nMOVQ AX, BX\nRET\n" || got["g"] != "TEXT runtime·g<ABIInternal>(SB),NOSPLIT,$0\nRET\n" {
		t.Errorf("%q", got)
	}
}
