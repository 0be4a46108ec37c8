package report

import (
	"fmt"
	"io"
	"strings"
)

// ExplainText prints explanations for people.
func ExplainText(w io.Writer, all []*Explanation) error {
	var b strings.Builder
	for i, e := range all {
		if i > 0 {
			b.WriteString("\n")
		}
		e.text(&b)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (e *Explanation) text(b *strings.Builder) {
	line := func(format string, args ...any) { fmt.Fprintf(b, format+"\n", args...) }
	line("%s %s", e.Kind, e.Go)
	line("  declared  %s, in %s", e.Pos, e.Package)
	line("            %s", e.Declared)
	for _, d := range e.Directives {
		line("            %s (%s)", d.Text, d.Pos)
	}
	if !e.Bound {
		line("  Python    none: %s", e.Reason)
		if e.Cure != "" {
			line("  cure      %s", e.Cure)
		}
		return
	}
	line("  Python    %s%s", e.Python, e.Signature)
	if e.Reason != "" {
		line("            %s%s", e.Reason, andCure(e.Cure))
	}
	for _, instance := range e.Instances {
		line("  instance  %s", instance)
	}
	if e.Async != "" {
		line("  awaited   %s", e.Async)
	}
	if e.Value != "" {
		line("  value     %s", e.Value)
	}
	if e.InPlace != "" {
		how := "read and written"
		if e.Field.Set != nil {
			how = "seen as a view"
		}
		line("  in place  %s by the shim, at %s", how, e.InPlace)
	}
	e.Class.text(line)
	for _, c := range e.Crossings {
		c.text(line)
	}
}

func (c *ClassFacts) text(line func(string, ...any)) {
	if c == nil {
		return
	}
	line("  class     %s", c.Kind)
	for _, row := range []struct{ name, value string }{
		{"made of", c.Constructor},
		{"==", c.Equality},
		{"<", c.Order},
		{"str()", c.Str},
		{"Python", strings.Join(c.Protocols, "; ")},
		{"pickle", c.Pickled},
		{"fields", strings.Join(c.Fields, ", ")},
		{"methods", strings.Join(c.Methods, ", ")},
		{"members", strings.Join(c.Members, ", ")},
		{"also", strings.Join(c.Aliases, ", ")},
		{"classes", strings.Join(c.Choices, ", ")},
		{"objects", c.Objects},
	} {
		if row.value != "" {
			line("  %-8s  %s", row.name, row.value)
		}
	}
	if c.Equality != "" && !c.Hashable {
		line("  hash()    none: what is equal changes with the value, or by a method")
	}
}

// inWords are the words for people of model.Argument.Passing.
var inWords = map[string]string{
	"value":  "crosses by value",
	"borrow": "borrowed, Go sees Python's memory",
	"write":  "borrowed, Go writes into Python's memory",
	"copy":   "copied",
}

func (c *Crossing) text(line func(string, ...any)) {
	line("")
	line("  %s", c.What)
	if c.Receiver != nil {
		line("    self: %s", c.Receiver.text())
	}
	for _, a := range c.Arguments {
		why := ""
		if a.Reason != "" {
			why = ": " + a.Reason
		}
		line("    %s: %s", a.Name, a.Value.text())
		line("        %s%s", inWords[a.Passing], why)
		for _, said := range a.Evidence {
			line("        the Go compiler says: %s", said)
		}
	}
	for _, r := range c.Results {
		line("    result: %s", r.text())
		line("        %s", r.How)
		if r.Nil != "" {
			line("        %s", r.Nil)
		}
	}
	if c.CommaOK {
		line("    None where Go's last result is false%s", because(c.OKReason))
	} else if c.OKReason != "" {
		line("    the bool at the end stays a result: %s", c.OKReason)
	}
	if c.Error {
		line("    an exception where Go's last result is an error")
	}
	line("    GIL: %s (%s)", c.GIL, c.GILReason)
	if c.Direct != "" {
		line("    called directly: %s", c.Direct)
	}
	if c.Vector != "" {
		line("    over columns in C: %s", c.Vector)
	}
	if c.Interrupt {
		line("    signals: Python's handlers run meanwhile, and may cancel the context")
	}
	line("    frame: %d words, %d bytes for results", c.Words, c.Scratch)
	code(line, "Go, in the core", c.Core)
	code(line, "C, in the shim", c.Shim)
}

func code(line func(string, ...any), title, text string) {
	if text == "" {
		return
	}
	line("    %s:", title)
	for _, l := range strings.Split(text, "\n") {
		line("%s", strings.TrimRight("        "+strings.ReplaceAll(l, "\t", "    "), " "))
	}
}

func (v *Value) text() string {
	at := "no words"
	switch v.Words {
	case 0:
	case 1:
		at = fmt.Sprintf("word %d", v.Word)
	default:
		at = fmt.Sprintf("words %d to %d", v.Word, v.Word+v.Words-1)
	}
	form := at + " of the frame"
	if v.Form == "encoded" {
		form = "encoded by " + v.Codec + ", " + form
	}
	if v.Go == "" { // the deadline of a context
		return fmt.Sprintf("%s in Python; %s", v.Hint, form)
	}
	return fmt.Sprintf("%s in Python, %s in Go; %s", v.Hint, v.Go, form)
}

func because(why string) string {
	if why == "" {
		return ""
	}
	return ": " + why
}
