package report

import (
	"fmt"
	"html/template"
	"io"
	"path"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"gophersnake/internal/model"
)

// HTML writes one self-contained page: the Go source, coloured by what calls cost. A
// line that declares a symbol opens to its decisions. A line that is a reason for a
// decision says for which symbol.
func HTML(w io.Writer, module *model.Module) error {
	page := newPage(module)
	return pageTemplate.Execute(w, page)
}

type htmlPage struct {
	Title string
	Files []*htmlFile
	Bound int
	All   int
	Costs []costCount
}

type costCount struct {
	Class, Name string
	N           int
}

type htmlFile struct {
	Name  string
	ID    string
	Lines []*htmlLine
}

type htmlLine struct {
	N       int
	Text    string
	Class   string // of the cost: see costs
	Symbols []*htmlSymbol
	Notes   []string // what other symbols cite of this line
}

type htmlSymbol struct {
	model.Symbol
	Cost string
}

// costs are the colours, the most expensive last.
var costs = []costCount{
	{"borrowed", "nothing is copied, and the GIL is kept or need not be", 0},
	{"free", "nothing is copied, the GIL is released", 0},
	{"copy", "arguments are copied", 0},
	{"unbound", "not bound", 0},
}

// costOf is the CSS class of a symbol's line, or "".
func costOf(s model.Symbol) string {
	if !s.Bound {
		return "unbound"
	}
	if s.GIL == "" {
		return ""
	}
	for _, a := range s.Arguments {
		if a.Passing == "copy" {
			return "copy"
		}
	}
	if s.GIL == "release" {
		return "free"
	}
	return "borrowed"
}

var citedLines = regexp.MustCompile(`\(([^()\s]+\.go):(\d+):\d+\)`)

func newPage(module *model.Module) *htmlPage {
	p := &htmlPage{Title: module.ImportName, Costs: append([]costCount(nil), costs...)}
	files := map[string]*htmlFile{}
	for name, source := range module.Sources {
		f := &htmlFile{Name: name, ID: strings.NewReplacer("/", "-", ".", "-").Replace(name)}
		for i, text := range strings.Split(strings.TrimRight(string(source), "\n"), "\n") {
			f.Lines = append(f.Lines, &htmlLine{N: i + 1, Text: strings.ReplaceAll(text, "\t", "    ")})
		}
		files[name] = f
		p.Files = append(p.Files, f)
	}
	sort.Slice(p.Files, func(i, j int) bool { return p.Files[i].Name < p.Files[j].Name })
	at := func(file, line string) *htmlLine {
		f := files[file]
		n, err := strconv.Atoi(line)
		if f == nil || err != nil || n < 1 || n > len(f.Lines) {
			return nil
		}
		return f.Lines[n-1]
	}
	for _, s := range module.Symbols {
		if !s.Served {
			p.All++
		}
		if s.Bound {
			p.Bound++
		}
		cost := costOf(s)
		for i := range p.Costs {
			if p.Costs[i].Class == cost {
				p.Costs[i].N++
			}
		}
		parts := strings.Split(s.Pos, ":")
		if len(parts) < 3 {
			continue
		}
		if l := at(strings.Join(parts[:len(parts)-2], ":"), parts[len(parts)-2]); l != nil {
			l.Symbols = append(l.Symbols, &htmlSymbol{s, cost})
			if worse(cost, l.Class) {
				l.Class = cost
			}
		}
		for _, m := range citedLines.FindAllStringSubmatch(s.GILReason, -1) {
			if l := at(m[1], m[2]); l != nil {
				l.Notes = append(l.Notes, fmt.Sprintf("keeps %s from holding the GIL", s.Go))
			}
		}
	}
	return p
}

func worse(a, b string) bool {
	rank := func(class string) int {
		for i, c := range costs {
			if c.Class == class {
				return i + 1
			}
		}
		return 0
	}
	return rank(a) > rank(b)
}

func (f *htmlFile) Base() string { return path.Base(f.Name) }

var pageTemplate = template.Must(template.New("page").Parse(`<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{.Title}}: what a call costs</title>
<style>
:root { color-scheme: light dark; --borrowed: #d9f2dc; --free: #e8f0fb; --copy: #fdeeba; --unbound: #f9d4d0; --line: #8884; }
@media (prefers-color-scheme: dark) { :root { --borrowed: #173d20; --free: #17304d; --copy: #4d3d0a; --unbound: #55211c; } }
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2.5rem; }
.source { font: 13px/1.5 ui-monospace, monospace; border: 1px solid var(--line); border-radius: 6px; overflow-x: auto; }
.source > div, summary { white-space: pre; padding: 0 .6rem; }
.n { display: inline-block; width: 3.2rem; color: #888; user-select: none; }
summary { cursor: pointer; list-style: none; } summary::after { content: "  ▸"; color: #888; } details[open] > summary::after { content: "  ▾"; }
.borrowed { background: var(--borrowed); } .free { background: var(--free); } .copy { background: var(--copy); } .unbound { background: var(--unbound); }
.why { font: 14px/1.5 system-ui, sans-serif; padding: .5rem 1rem .7rem 3.8rem; border-block: 1px solid var(--line); }
.why code, td { font: 13px ui-monospace, monospace; } td { padding: .1rem 1rem .1rem 0; vertical-align: top; }
.why p { margin: .3rem 0; } .key span { padding: .1rem .5rem; border-radius: 4px; margin-right: .6rem; white-space: nowrap; }
nav a { margin-right: 1rem; }
</style>
<h1>{{.Title}}: what a call costs</h1>
<p>{{.Bound}} of {{.All}} exported symbols are bound. A coloured line opens.</p>
<p class="key">{{range .Costs}}{{if .N}}<span class="{{.Class}}">{{.N}} × {{.Name}}</span> {{end}}{{end}}</p>
<nav>{{range .Files}}<a href="#{{.ID}}">{{.Name}}</a>{{end}}</nav>
{{range .Files}}<h2 id="{{.ID}}">{{.Name}}</h2>
<div class="source">
{{- range .Lines}}{{if or .Symbols .Notes}}<details><summary class="{{.Class}}"><span class="n">{{.N}}</span>{{.Text}}</summary><div class="why">
{{- range .Symbols}}<p><code>{{if .Bound}}{{.Python}}{{.Signature}}{{else}}{{.Go}}{{end}}</code></p>
{{- if .Arguments}}<table>{{range .Arguments}}<tr><td>{{.Name}}<td>{{.Passing}}<td>{{.Reason}}{{end}}</table>{{end}}
{{- if .GIL}}<p>the GIL: {{.GIL}} ({{.GILReason}})</p>{{end}}
{{- if .Reason}}<p>{{.Reason}}{{if .Cure}}: {{.Cure}}{{end}}</p>{{end}}{{end}}
{{- range .Notes}}<p>{{.}}</p>{{end}}</div></details>
{{- else}}<div><span class="n">{{.N}}</span>{{.Text}}</div>{{end}}{{end}}</div>
{{end}}</html>
`))
