package load

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func module(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	if files["go.mod"] == "" {
		files["go.mod"] = "module example.com/m\n\ngo 1.25\n"
	}
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// Each error once, with the path from the module's root, whoever has found it.
func TestErrorsAreToldOnce(t *testing.T) {
	const sub = "package sub\n\nfunc Two() int { return 2 }\n"
	for name, c := range map[string]struct {
		files map[string]string
		want  []string
	}{
		"types": {map[string]string{"m.go": "package m\n\nimport \"fmt\"\n\nfunc F() int { return nothing }\n\nfunc G() (int, string) { return 1 }\n"},
			[]string{`m.go:3:8: "fmt" imported and not used`, "m.go:5:23: undefined: nothing", "m.go:7:33: not enough return values", "\thave (number)", "\twant (int, string)"}},
		"syntax":         {map[string]string{"m.go": "package m\n\nimport \"fmt\"\n\nfunc F() int { return return }\n"}, []string{"m.go:5:23: syntax error: unexpected keyword return, expected expression"}},
		"unfinished":     {map[string]string{"m.go": "package m\n\nfunc F( {"}, []string{"m.go:3:9: syntax error: unexpected {, expected )"}},
		"in the imports": {map[string]string{"m.go": "package m\n\nimport \"fmt\n"}, []string{"m.go:3:8: string literal not terminated"}},
		"of a package below": {map[string]string{"m.go": "package m\n\nimport \"example.com/m/sub\"\n\nfunc F() int { return sub.Two() }\n", "sub/sub.go": strings.Replace(sub, "2 }", "`2` }", 1)},
			[]string{"sub/sub.go:3:25: cannot use `2` (untyped string constant \"2\") as int value in return statement"}},
		"of both": {map[string]string{"m.go": "package m\n\nimport \"example.com/m/sub\"\n\nfunc F() string { return sub.Two() }\n", "sub/sub.go": sub + "\nfunc Three() int { return x }\n"},
			[]string{"m.go:5:26: cannot use sub.Two() (value of type int) as string value in return statement", "sub/sub.go:5:27: undefined: x"}},
		"no body":  {map[string]string{"m.go": "package m\n\nfunc F()\n"}, []string{"m.go:3:6: missing function body"}},
		"language": {map[string]string{"go.mod": "module example.com/m\n\ngo 1.20\n", "m.go": "package m\n\nfunc F() { for range 3 {} }\n"}, []string{"m.go:3:22: cannot range over 3 (untyped int constant): requires go1.22 or later (-lang was set to go1.20; check go.mod)"}},
		"no module": {map[string]string{"m.go": "package m\n\nimport \"example.org/far/away\"\n\nvar X = away.X\n"},
			[]string{"m.go:3:8: no module that go.mod requires provides the package example.org/far/away; add one with `go get example.org/far/away`, or all that are missing with `go mod tidy`"}},
		"no package": {map[string]string{"m.go": "package m\n\nimport \"example.com/m/none\"\n\nvar X = none.X\n"},
			[]string{"m.go:3:8: the module has no package example.com/m/none: there is no Go code in its folder none"}},
		"declared twice": {map[string]string{"m.go": "package m\n\nfunc F() {}\n", "n.go": "package m\n\nfunc F() {}\n"},
			[]string{"n.go:3:6: F redeclared in this block", "\tm.go:3:6: other declaration of F"}},
		"cgo": {map[string]string{"m.go": "package m\n\nimport \"C\"\n\nfunc F() { C.nothing() }\n"}, []string{"m.go:5:12: could not determine what C.nothing refers to"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Load(context.Background(), Options{Dir: module(t, c.files), Patterns: []string{"."}, Flags: []string{"-trimpath", "-mod=readonly"}})
			want := "the Go code has errors:\n" + strings.Join(c.want, "\n")
			if err == nil || err.Error() != want {
				t.Errorf("got\n%v\nwant\n%s", err, want)
			}
		})
	}
}

func TestManyErrors(t *testing.T) {
	text := "package m\n"
	for range 30 {
		text += "\nvar _ = nothing\n"
	}
	_, err := Load(context.Background(), Options{Dir: module(t, map[string]string{"m.go": text}), Patterns: []string{"."}})
	if err == nil || strings.Count(err.Error(), "undefined: nothing") != most || !strings.HasSuffix(err.Error(), "\nand 20 more") {
		t.Errorf("%v", err)
	}
}

func TestAGoThatIsTooOldIsToldWithoutNoise(t *testing.T) {
	dir := module(t, map[string]string{"m.go": "package m\n"})
	other := filepath.Join(t.TempDir(), "go.mod")
	if err := os.WriteFile(other, []byte("module example.com/m\n\ngo 1.999\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := Load(context.Background(), Options{Dir: dir, Patterns: []string{"."}, Env: []string{"GOTOOLCHAIN=local"}, Flags: []string{"-modfile=" + other}})
	if err == nil || !strings.HasPrefix(err.Error(), "go list: go.mod requires go >= 1.999 (running go") || !strings.HasSuffix(err.Error(), "GOPHERSNAKE_GO") {
		t.Errorf("%v", err)
	}
}

// What the go command says of a broken environment is told.
func TestABrokenEnvironment(t *testing.T) {
	_, err := Load(context.Background(), Options{Dir: module(t, map[string]string{"m.go": "package m\n\nfunc F() {}\n"}), Patterns: []string{"."}, Env: []string{"GOCACHE=off"}})
	if err == nil || !strings.Contains(err.Error(), "build cache is disabled by GOCACHE=off") {
		t.Errorf("%v", err)
	}
}
