// Package report prints what became of every exported symbol.
package report

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"gophersnake/internal/model"
)

// JSON prints the symbols and the notes for programs.
func JSON(w io.Writer, symbols []model.Symbol, notes []model.Note) error {
	if notes == nil {
		notes = []model.Note{}
	}
	if symbols == nil {
		symbols = []model.Symbol{} // [], not null
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(struct {
		Symbols []model.Symbol `json:"symbols"`
		Notes   []model.Note   `json:"notes"`
	}{symbols, notes})
}

// Text prints the symbols for people: first what is bound, a line each, then
// what is not, with the reason and the cure, and types that need no form; and the notes.
func Text(w io.Writer, symbols []model.Symbol, notes []model.Note) error {
	t := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	bound, served := 0, 0
	for _, s := range symbols {
		if s.Served {
			served++
		}
		if !s.Bound {
			continue
		}
		bound++
		fmt.Fprintf(t, "%s\t%s\t%s%s\n", s.Kind, s.Go, s.Python, s.Signature)
		if len(s.Protocols) > 0 {
			fmt.Fprintf(t, "\t\t  %s\n", strings.Join(s.Protocols, "; "))
		}
		if text := decisions(s); text != "" {
			fmt.Fprintf(t, "\t\t  %s\n", text)
		}
		if s.Reason != "" {
			// Bound, but not as its author would expect.
			fmt.Fprintf(t, "\t\t  %s: %s%s\n", s.Pos, s.Reason, andCure(s.Cure))
		}
	}
	if err := t.Flush(); err != nil {
		return err
	}
	var b strings.Builder
	for _, part := range []struct {
		title  string
		served bool
		n      int
	}{{"Not bound", false, len(symbols) - bound - served}, {"Types that need no form of their own", true, served}} {
		if part.n > 0 {
			fmt.Fprintf(&b, "\n%s:\n", part.title)
		}
		for _, s := range symbols {
			if !s.Bound && s.Served == part.served {
				fmt.Fprintf(&b, "%s: %s %s: %s%s\n", s.Pos, s.Kind, s.Go, s.Reason, andCure(s.Cure))
			}
		}
	}
	if len(notes) > 0 {
		b.WriteString("\nOf note:\n")
		for _, n := range notes {
			at := ""
			if n.Pos != "" { // else it is of the whole build
				at = n.Pos + ": "
			}
			fmt.Fprintf(&b, "%s%s%s\n", at, n.Text, andCure(n.Cure))
		}
	}
	fmt.Fprintf(&b, "\n%d of %d exported symbols are bound.\n", bound, len(symbols)-served)
	_, err := io.WriteString(w, b.String())
	return err
}

// decisions says what a call costs: what it copies, and the GIL.
func decisions(s model.Symbol) string {
	var parts []string
	for _, a := range s.Arguments {
		if a.Passing != "value" {
			parts = append(parts, fmt.Sprintf("%s: %s (%s)", a.Name, a.Passing, a.Reason))
		}
	}
	if s.GIL != "" {
		parts = append(parts, fmt.Sprintf("GIL: %s (%s)", s.GIL, s.GILReason))
	}
	if s.Direct != "" {
		parts = append(parts, "called directly: "+s.Direct)
	}
	if s.Vector != "" {
		parts = append(parts, "over columns in C: "+s.Vector)
	}
	return strings.Join(parts, "; ")
}

func andCure(cure string) string {
	if cure == "" {
		return ""
	}
	return "; " + cure
}

// Complaints counts the symbols that are not bound, or not as one would
// expect.
func Complaints(symbols []model.Symbol) int {
	n := 0
	for _, s := range symbols {
		if (!s.Bound || s.Reason != "") && !s.Served {
			n++
		}
	}
	return n
}
