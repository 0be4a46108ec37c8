// Package failures is what can go wrong with builds and imports: how each failure shows,
// its cause and its cure. Errors of our own are made from the table, what others say is
// recognised by it, and docs/failures.md is written from it.
package failures

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// A Failure is one way in which a build or an import fails.
type Failure struct {
	Name  string // of its row in the docs
	Cause string // one sentence without its full stop; ${name} stands for a part of the message
	Cure  string // the same

	// Says are regular expressions of messages, whose named groups fill Cause and Cure. Where
	// there are none, the message is ours and says both: Cause, a colon, Cure.
	Says []string
	// Unless: another, whose patterns match less, says more of the same message.
	Unless *Failure
	// Complete: the message that Says matches is ours, and has the cure in it.
	Complete bool

	patterns []*regexp.Regexp
}

// An Error is a failure that the tool itself has found.
type Error struct {
	Failure *Failure
	text    string
}

func (e *Error) Error() string { return e.text }

// Error is the failure as an error. The pairs are names in Cause and Cure, and what stands
// for them.
func (f *Failure) Error(pairs ...string) error {
	return &Error{f, f.Text(pairs...)}
}

// Is reports whether an error is this failure.
func Is(err error, f *Failure) bool {
	var own *Error
	return errors.As(err, &own) && own.Failure == f
}

// Text is what the error says.
func (f *Failure) Text(pairs ...string) string {
	return expand(f.Cause, pairs) + ": " + expand(f.Cure, pairs)
}

// expand fills a template. A name that nobody gives a value is a mistake of ours.
func expand(template string, pairs []string) string {
	return os.Expand(template, func(name string) string {
		if name == strings.ToUpper(name) { // one of cgo's
			return "${" + name + "}"
		}
		for i := 0; i+1 < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		panic("failures: no value for " + name + " in " + template)
	})
}

var placeholder = regexp.MustCompile(`\\\$\\\{(\w+)\\\}`)

var compile = sync.OnceFunc(func() {
	for _, phase := range Phases {
		for _, f := range phase.Failures {
			says := f.Says
			if len(says) == 0 {
				seen := map[string]bool{}
				says = []string{placeholder.ReplaceAllStringFunc(regexp.QuoteMeta(f.Cause), func(s string) string {
					name := placeholder.FindStringSubmatch(s)[1]
					if seen[name] {
						return `.+?`
					}
					seen[name] = true
					return `(?P<` + name + `>.+?)`
				}) + ": "}
			}
			for _, s := range says {
				f.patterns = append(f.patterns, regexp.MustCompile(s))
			}
		}
	}
})

// A Diagnosis is a failure that a text tells of.
type Diagnosis struct {
	Failure     *Failure
	Cause, Cure string
}

// Diagnose finds the failures that a text tells of, each once.
func Diagnose(text string) []Diagnosis {
	compile()
	var all []Diagnosis
	for _, phase := range Phases {
		for _, f := range phase.Failures {
			if f.Unless != nil && slices.ContainsFunc(all, func(d Diagnosis) bool { return d.Failure == f.Unless }) {
				continue
			}
			if d, ok := f.in(text); ok {
				all = append(all, d)
			}
		}
	}
	return all
}

func (f *Failure) in(text string) (Diagnosis, bool) {
	for _, p := range f.patterns {
		m := p.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		var pairs []string
		for i, name := range p.SubexpNames() {
			if name != "" {
				pairs = append(pairs, name, strings.TrimSpace(m[i]))
			}
		}
		if len(f.Says) == 0 { // the cure may have names that the cause has not
			_, cure, _ := strings.Cut(text[strings.Index(text, m[0]):], m[0])
			cure, _, _ = strings.Cut(cure, "\n")
			return Diagnosis{f, expand(f.Cause, pairs), strings.TrimSpace(cure)}, true
		}
		return Diagnosis{f, expand(f.Cause, pairs), expand(f.Cure, pairs)}, true
	}
	return Diagnosis{}, false
}

// Explain is what a command says after the text of an error: the cause and the cure of
// what others have complained of. Errors of our own have said both.
func Explain(err error) string {
	var b strings.Builder
	for _, d := range Diagnose(err.Error()) {
		if d.Failure.Complete || len(d.Failure.Says) == 0 || Is(err, d.Failure) {
			continue
		}
		b.WriteString(d.String())
	}
	return b.String()
}

func (d Diagnosis) String() string {
	return fmt.Sprintf("  cause: %s\n  cure:  %s\n", d.Cause, d.Cure)
}

// Named is the failure of a name.
func Named(name string) *Failure {
	for _, phase := range Phases {
		if i := slices.IndexFunc(phase.Failures, func(f *Failure) bool { return f.Name == name }); i >= 0 {
			return phase.Failures[i]
		}
	}
	return nil
}

// A Phase is when failures happen: a table of the docs.
type Phase struct {
	Title    string
	Failures []*Failure
}

// Phases are all failures. A text is compared with them in this order.
var Phases = []Phase{
	{"Before a build", machine},
	{"Sources and modules", sources},
	{"Compiling", compiling},
	{"Wheels", wheels},
	{"Importing", importing},
}
