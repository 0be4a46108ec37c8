package analysis

import (
	"context"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"gophersnake/internal/bind"
	"gophersnake/internal/load"
	"gophersnake/internal/model"
)

// Each function of the package says in its comment what the GIL does: hold,
// small (held while its arguments are small) or release, and why.
func TestWhoKeepsTheLock(t *testing.T) {
	dir := filepath.Join("testdata", "held")
	program, err := load.Load(context.Background(), load.Options{Dir: dir, Patterns: []string{"."}})
	if err != nil {
		t.Fatal(err)
	}
	m, err := bind.Bind(program, bind.Options{ImportName: "held"})
	if err != nil {
		t.Fatal(err)
	}
	if err := Decide(context.Background(), program, m, func(context.Context, string, []byte, string, string) (string, error) { return "", nil }); err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile(filepath.Join(dir, "held.go"))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	comment := ""
	for line := range strings.Lines(string(source)) {
		if text, ok := strings.CutPrefix(line, "// "); ok {
			comment = strings.TrimSpace(text)
		}
		if rest, ok := strings.CutPrefix(line, "func "); ok && comment != "" {
			if _, method, ok := strings.Cut(rest, ") "); ok && strings.HasPrefix(rest, "(") {
				rest = method
			}
			name, _, _ := strings.Cut(rest, "(")
			want[name], comment = comment, ""
		}
	}
	seen := 0
	sort.Slice(m.Funcs, func(i, j int) bool { return m.Funcs[i].ID < m.Funcs[j].ID })
	for _, f := range m.Funcs {
		if f.Object == nil {
			continue
		}
		decision, why, _ := strings.Cut(want[f.Object.Name()], ": ")
		got := map[model.GIL]string{model.Hold: "hold", model.HoldSmall: "small", model.Release: "release"}[f.GIL]
		if got != decision || !strings.HasPrefix(f.GILReason, why) {
			t.Errorf("%s: %s, %q; want %s, %q", f.Object.Name(), got, f.GILReason, decision, why)
		}
		seen++
	}
	if seen < 60 || seen != len(want) {
		t.Errorf("%d functions seen of %d", seen, len(want))
	}
}
