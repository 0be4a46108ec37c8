package report

import (
	"strings"
	"testing"

	"gophersnake/internal/model"
)

func TestPageColoursTheLinesOfSymbols(t *testing.T) {
	m := &model.Module{ImportName: "x", Sources: map[string][]byte{"x.go": []byte("package x\n\nfunc A(b []byte) { <>&\n\tfor {}\n}\nfunc B() {}\n")},
		Symbols: []model.Symbol{
			{Go: "A", Kind: "func", Python: "a", Signature: "(b: bytes) -> None", Bound: true, Pos: "x.go:3:6", GIL: "release", GILReason: "loops (x.go:4:2)",
				Arguments: []model.Argument{{Name: "b", Passing: "copy", Reason: "Go may keep it"}}},
			{Go: "B", Kind: "func", Pos: "x.go:6:6", Reason: "a <reason>", Cure: "a cure"},
			{Go: "C", Kind: "func", Bound: true, Python: "c", Pos: "elsewhere.go:1:1", GIL: "hold"},
		}}
	p := newPage(m)
	lines := p.Files[0].Lines
	if lines[2].Class != "copy" || lines[5].Class != "unbound" || lines[0].Class != "" {
		t.Errorf("classes %q, %q, %q", lines[2].Class, lines[5].Class, lines[0].Class)
	}
	if len(lines[3].Notes) != 1 || !strings.Contains(lines[3].Notes[0], "A") {
		t.Errorf("notes %q", lines[3].Notes)
	}
	var b strings.Builder
	if err := HTML(&b, m); err != nil {
		t.Fatal(err)
	}
	page := b.String()
	for _, want := range []string{"2 of 3 exported symbols", "func A(b []byte) { &lt;&gt;&amp;", "Go may keep it", "a &lt;reason&gt;: a cure", "keeps A from holding"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(page, "http") || strings.Contains(page, "<script") {
		t.Error("the page needs something beside itself")
	}
}
