package panics

import (
	"fmt"
	"go/token"
	"sort"
	"strings"
)

// An edit replaces the text between two offsets of a file.
type edit struct {
	from, to int
	text     string
	order    int // of edits at the same place, the first added comes first
}

// A text is a file that is being edited.
type text struct {
	file  *token.File
	src   []byte
	edits []edit
}

func (t *text) offset(p token.Pos) int { return t.file.Offset(p) }

// between is the source between two positions.
func (t *text) between(from, to token.Pos) string { return string(t.src[t.offset(from):t.offset(to)]) }

// replace replaces the source between two positions. The line breaks of the old text
// stay.
func (t *text) replace(from, to token.Pos, s string) {
	s += strings.Repeat("\n", strings.Count(t.between(from, to), "\n"))
	t.edits = append(t.edits, edit{t.offset(from), t.offset(to), s, len(t.edits)})
}

func (t *text) insert(at token.Pos, s string) {
	t.edits = append(t.edits, edit{t.offset(at), t.offset(at), s, len(t.edits)})
}

// result returns the edited file with tail appended. Overlapping edits are a bug of
// ours.
func (t *text) result(tail string) ([]byte, error) {
	sort.Slice(t.edits, func(i, j int) bool {
		a, b := t.edits[i], t.edits[j]
		if a.from != b.from {
			return a.from < b.from
		}
		if in, jn := a.from == a.to, b.from == b.to; in != jn {
			return in // what is inserted before a piece comes before its replacement
		}
		return a.order < b.order
	})
	var out strings.Builder
	at := 0
	for _, e := range t.edits {
		if e.from < at {
			return nil, fmt.Errorf("edits overlap at line %d", t.file.Line(t.file.Pos(e.from)))
		}
		out.Write(t.src[at:e.from])
		out.WriteString(e.text)
		at = e.to
	}
	out.Write(t.src[at:])
	out.WriteString(tail)
	return []byte(out.String()), nil
}
