package report

import (
	"bytes"
	"testing"

	"gophersnake/internal/model"
)

var symbols = []model.Symbol{
	{Go: "WordCount", Kind: "func", Python: "word_count", Signature: "(text: str) -> int", Bound: true, Pos: "words.go:3:6", Package: "example.com/w"},
	{Go: "Wait", Kind: "func", Pos: "words.go:9:6", Reason: "parameter c: a channel has no Python form yet", Cure: "take a slice", Package: "example.com/w"},
	{Go: "Wordcount", Kind: "func", Python: "Wordcount", Signature: "() -> int", Bound: true, Pos: "words.go:12:6", Reason: "word_count is taken", Package: "example.com/w"},
}

var notes = []model.Note{{Pos: "words.go:20:2", Text: "takes signals from Python", Cure: "take a context"}, {Pos: "words.go:30:1", Text: "changes the directory"}}

func TestText(t *testing.T) {
	var b bytes.Buffer
	if err := Text(&b, symbols, notes); err != nil {
		t.Fatal(err)
	}
	want := `func  WordCount  word_count(text: str) -> int
func  Wordcount  Wordcount() -> int
                   words.go:12:6: word_count is taken

Not bound:
words.go:9:6: func Wait: parameter c: a channel has no Python form yet; take a slice

Of note:
words.go:20:2: takes signals from Python; take a context
words.go:30:1: changes the directory

2 of 3 exported symbols are bound.
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestJSON(t *testing.T) {
	var b bytes.Buffer
	if err := JSON(&b, symbols[:1], notes); err != nil {
		t.Fatal(err)
	}
	want := `{
  "symbols": [
    {
      "go": "WordCount",
      "kind": "func",
      "python": "word_count",
      "signature": "(text: str) -> int",
      "bound": true,
      "pos": "words.go:3:6",
      "reason": "",
      "cure": "",
      "package": "example.com/w"
    }
  ],
  "notes": [
    {
      "pos": "words.go:20:2",
      "text": "takes signals from Python",
      "cure": "take a context"
    },
    {
      "pos": "words.go:30:1",
      "text": "changes the directory"
    }
  ]
}
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	b.Reset()
	if err := JSON(&b, nil, nil); err != nil || b.String() != "{\n  \"symbols\": [],\n  \"notes\": []\n}\n" {
		t.Errorf("no symbols: %s, %v", b.String(), err)
	}
}

func TestComplaints(t *testing.T) {
	if n := Complaints(symbols); n != 2 {
		t.Errorf("got %d, want 2", n)
	}
}
