package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"gophersnake/internal/model"
)

func generated(f *model.Func) (string, string, error) {
	return "func f0(f *rt.Frame) {\n\tcall()\n}", "t0", nil
}

// counting is a model of one function.
func counting() *model.Module {
	text := &model.Type{Kind: model.Str, Shown: "string", HintIn: "str", Direct: true, InWords: 2}
	words := &model.Type{Kind: model.List, Shown: "[]string", HintIn: "list[str]", InWords: 2, OutWords: 3, Scratch: 256, Read: "in1", Write: "out1", HintOut: "list[str]"}
	f := &model.Func{Shape: model.Function, Go: "Count", Python: "count", Context: -1, Error: true, GIL: model.Hold, GILReason: "bounded",
		Params: []*model.Param{
			{Go: "text", Python: "text", Type: text, Passing: model.Borrowed, PassingReason: "Go neither keeps nor writes it", Evidence: []string{"text does not escape"}},
			{Go: "words", Python: "words", Type: words},
		},
		Results: []*model.Type{words}}
	f.Place()
	m := &model.Module{ImportName: "m", Funcs: []*model.Func{f}, Symbols: []model.Symbol{
		{Go: "Count", Kind: "func", Python: "count", Bound: true, Pos: "m.go:3:6", Package: "example.com/m", Declared: "func Count(text string, words []string) ([]string, error)",
			Directives: []model.Directive{{Text: "//py:gil hold", Pos: "m.go:2:1"}}, Func: f},
		{Go: "Wait", Kind: "func", Pos: "m.go:9:6", Package: "example.com/m", Declared: "func Wait(c any)", Reason: "parameter c: no form", Cure: "take a slice"},
	}}
	m.Describe()
	return m
}

func TestExplainASymbol(t *testing.T) {
	m := counting()
	all, err := Explain(m, "Count", generated)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := ExplainText(&b, all); err != nil {
		t.Fatal(err)
	}
	want := `func Count
  declared  m.go:3:6, in example.com/m
            func Count(text string, words []string) ([]string, error)
            //py:gil hold (m.go:2:1)
  Python    count(text: str, words: list[str]) -> list[str]
  awaited   aio.count

  call
    text: str in Python, string in Go; words 0 to 1 of the frame
        borrowed, Go sees Python's memory: Go neither keeps nor writes it
        the Go compiler says: text does not escape
    words: list[str] in Python, []string in Go; encoded by in1, words 2 to 3 of the frame
        copied: it is built anew in Go
    result: list[str] in Python, []string in Go; encoded by out1, words 4 to 6 of the frame
        copied; 256 bytes and less need no allocation in Go
    an exception where Go's last result is an error
    GIL: hold (bounded)
    frame: 10 words, 256 bytes for results
    Go, in the core:
        func f0(f *rt.Frame) {
            call()
        }
    C, in the shim:
        t0
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}

	b.Reset()
	if err := ExplainJSON(&b, all); err != nil {
		t.Fatal(err)
	}
	var found struct {
		Symbols []struct {
			Declared   string
			Directives []model.Directive
			Crossings  []struct {
				What      string
				GIL       string
				Arguments []struct {
					Name, Go, Form string
					Evidence       []string
				}
				Results []struct{ Codec string }
				Core    string
			}
		}
	}
	if err := json.Unmarshal(b.Bytes(), &found); err != nil {
		t.Fatal(err)
	}
	s := found.Symbols[0]
	if c := s.Crossings[0]; s.Declared == "" || len(s.Directives) != 1 || c.What != "call" || c.GIL != "hold" || c.Arguments[1].Form != "encoded" ||
		c.Arguments[0].Evidence[0] != "text does not escape" || c.Results[0].Codec != "out1" || !strings.HasPrefix(c.Core, "func f0") {
		t.Errorf("got %+v", s)
	}
}

func TestExplainAnInterface(t *testing.T) {
	word := &model.Type{Kind: model.Uint64, Shown: "uint64", HintOut: "int", Direct: true, OutWords: 1}
	held := &model.Type{Kind: model.Ref, Shown: "any", Direct: true, InWords: 1}
	hash := &model.Func{Shape: model.Hash, Go: "rt.HashHeld", Context: -1, RecvType: held, Results: []*model.Type{word}}
	hash.Place()
	c := &model.Class{Kind: model.Interface, Error: true, Go: "Failure", Python: "Failure", HashFunc: hash}
	m := &model.Module{ImportName: "m", Symbols: []model.Symbol{
		{Go: "Failure", Kind: "type", Python: "Failure", Bound: true, Package: "example.com/m", Declared: "type Failure interface", Class: c}}}
	all, err := Explain(m, "Failure", generated)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := ExplainText(&b, all); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"matched by errors.As", "except by errors.As", "self: what an interface holds in Python"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}

func TestExplainWhatIsNotBound(t *testing.T) {
	all, err := Explain(counting(), "Wait", generated)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := ExplainText(&b, all); err != nil {
		t.Fatal(err)
	}
	want := `func Wait
  declared  m.go:9:6, in example.com/m
            func Wait(c any)
  Python    none: parameter c: no form
  cure      take a slice
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestExplainTellsWhatFails(t *testing.T) {
	failed := errors.New("failed")
	if _, err := Explain(counting(), "Count", func(*model.Func) (string, string, error) { return "", "", failed }); err != failed {
		t.Errorf("got %v", err)
	}
}

func TestFind(t *testing.T) {
	m := &model.Module{Symbols: []model.Symbol{
		{Go: "WordCount", Python: "word_count", Package: "example.com/m"},
		{Go: "Point", Python: "Point", Package: "example.com/m/geo"},
		{Go: "Point.Scale", Python: "Point.scale", Package: "example.com/m/geo"},
		{Go: "Point", Python: "Point", Package: "example.com/m/flat"},
		{Go: "Gone", Package: "example.com/m"},
	}}
	for name, want := range map[string]string{
		"WordCount":               "example.com/m",
		"word_count":              "example.com/m",
		"Point":                   "example.com/m/geo example.com/m/flat",
		"geo.Point":               "example.com/m/geo",
		"example.com/m/geo.Point": "example.com/m/geo",
		"flat.Point":              "example.com/m/flat",
		"geo.Point.scale":         "example.com/m/geo",
		"Gone":                    "example.com/m",
		"WordCont":                "there is no exported symbol WordCont; do you mean WordCount?",
		"Scale":                   "there is no exported symbol Scale; do you mean Point.Scale?",
		"Piont":                   "there is no exported symbol Piont; do you mean Point?",
		"eo.Point":                "there is no exported symbol eo.Point; `gophersnake check` lists all that there are",
	} {
		symbols, err := find(m, name)
		var got []string
		for _, s := range symbols {
			got = append(got, s.Package)
		}
		if err != nil {
			got = []string{err.Error()}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}
