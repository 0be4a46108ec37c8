package bind

import (
	"fmt"
	"go/types"
	"maps"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"

	"gophersnake/internal/load"
	"gophersnake/internal/model"
	"gophersnake/internal/naming"
)

// directives are the directives of one symbol, from its doc comment or from
// pyproject.toml.
type directives struct {
	name      string
	skip      bool
	async     bool
	direct    bool
	vectorise model.VectorWish
	gil       string
	signature string
	core      string                   // a //py:signature with an arrow
	passing   map[string]model.Passing // by parameter: //py:borrow and //py:copy
	nil_      string                   // notnil or nil: of results, or of a field or a variable
	results   string                   // optional or tuple: of results that end in a bool
	bytes     []string                 // text parameters that take bytes too
	frozen    bool                     // no field can be set
	hashable  bool                     // there is a hash though fields can be set
	instances []string                 // //py:instantiate, one each
	protocols map[string]bool          // //py:protocol: whether there is one, by its name in model.ProtocolNames
	raises    string                   // a class of Python's
	returns   string                   // array: of results and fields that are slices of numbers
	said      []model.Directive        // all of them, as written
}

// verbs lists the kinds of symbols to which each directive applies.
var verbs = map[string]string{
	"name":      "func method type field const var",
	"skip":      "func method type field const var",
	"signature": "func method",
	"gil":       "func method",
	"borrow":    "func method",
	"copy":      "func method",
	"bytes":     "func method",
	"async":     "func method",
	"direct":    "func",
	"vectorise": "func",
	"notnil":    "func method field var",
	"nil":       "func method field var",
	"optional":  "func method",
	"tuple":     "func method",
	"raises":    "type const var",
	"returns":   "func method field",

	"frozen":   "type",
	"hashable": "type",

	"instantiate": "func type",
	"protocol":    "type",
}

func (b *binder) directives(obj types.Object, kind, goName string) directives {
	var d directives
	var all []load.Directive
	if decl := b.declaration(obj); decl != nil {
		all = append(all, decl.Directives...)
	}
	if obj.Pkg() != nil && b.foreign[obj.Pkg().Path()] != nil {
		goName = obj.Pkg().Name() + "." + goName // the module may have the same name
	}
	written := len(all) // pyproject.toml has the last word over these
	for _, line := range b.options.Directives[goName] {
		verb, args, _ := strings.Cut(line, " ")
		all = append(all, load.Directive{Verb: strings.TrimPrefix(verb, "//py:"), Args: strings.TrimSpace(args), Pos: obj.Pos()})
		b.used[goName] = true
	}
	for i, x := range all {
		where := b.program.Position(x.Pos)
		kinds, known := verbs[x.Verb]
		said := model.Directive{Text: strings.TrimSpace("//py:" + x.Verb + " " + x.Args), Pos: where}
		if i >= written {
			said.Pos = "pyproject.toml"
			where = "pyproject.toml: tool.gophersnake.bind." + strconv.Quote(goName)
		}
		d.said = append(d.said, said)
		once := func(word *string, said string) {
			if *word != "" && *word != said && i < written {
				b.fail("%s: //py:%s %s, and //py:%s %s: say one of them", where, x.Verb, *word, x.Verb, said)
			}
			*word = said
		}
		switch {
		case !known:
			known := slices.Sorted(maps.Keys(verbs))
			b.fail("%s: unknown directive //py:%s%s; there are %s", where, x.Verb, naming.Meant(x.Verb, known), strings.Join(known, ", "))
		case !strings.Contains(" "+kinds+" ", " "+kind+" "):
			b.fail("%s: //py:%s can't stand at a %s", where, x.Verb, kind)
		case x.Verb == "name":
			if !isIdentifier(x.Args) {
				b.fail("%s: //py:name needs a Python identifier, not %q", where, x.Args)
			}
			once(&d.name, x.Args)
		case x.Verb == "skip":
			d.skip = true
		case x.Verb == "async":
			d.async = true
		case x.Verb == "direct":
			d.direct = true
		case x.Verb == "vectorise":
			wish, known := map[string]model.VectorWish{"": model.VectorAsked, "off": model.VectorOff}[x.Args]
			switch {
			case !known:
				b.fail("%s: //py:vectorise stands alone, or is off, not %q", where, x.Args)
			case d.vectorise != model.VectorIfPossible && d.vectorise != wish && i < written:
				b.fail("%s: //py:vectorise, and //py:vectorise off: say one of them", where)
			}
			d.vectorise = wish
		case x.Verb == "frozen":
			d.frozen = true
		case x.Verb == "hashable":
			d.hashable = true
		case x.Verb == "notnil" || x.Verb == "nil":
			once(&d.nil_, x.Verb)
		case x.Verb == "optional" || x.Verb == "tuple":
			once(&d.results, x.Verb)
		case x.Verb == "gil":
			if x.Args != "hold" && x.Args != "release" {
				b.fail("%s: //py:gil is hold or release, not %q", where, x.Args)
			}
			once(&d.gil, x.Args)
		case x.Verb == "returns":
			if x.Args != "array" {
				b.fail("%s: //py:returns is array, not %q", where, x.Args)
			}
			once(&d.returns, x.Args)
		case x.Verb == "raises":
			class, err := raised(obj, x.Args)
			if err != nil {
				b.fail("%s: %w", where, err)
				break
			}
			once(&d.raises, class)
		case x.Verb == "signature" && saysLengths.MatchString(x.Args):
			once(&d.core, x.Args)
		case x.Verb == "signature":
			once(&d.signature, x.Args)
		case x.Verb == "instantiate":
			d.instances = append(d.instances, x.Args)
		case x.Verb == "protocol":
			if d.protocols == nil {
				d.protocols = map[string]bool{}
			}
			b.saysProtocols(d.protocols, x.Args, where)
		case x.Verb == "bytes":
			d.bytes = append(d.bytes, names(x.Args)...)
			if len(d.bytes) == 0 {
				b.fail("%s: //py:bytes needs the name of a parameter", where)
			}
		case x.Verb == "borrow" || x.Verb == "copy":
			if d.passing == nil {
				d.passing = map[string]model.Passing{}
			}
			for _, name := range names(x.Args) {
				d.passing[name] = map[string]model.Passing{"borrow": model.Borrowed, "copy": model.Copied}[x.Verb]
			}
			if len(d.passing) == 0 {
				b.fail("%s: //py:%s needs the name of a parameter", where, x.Verb)
			}
		}
	}
	return d
}

// remarks lists comments that look like directives and have no effect. They are not
// errors, since prose may begin with the same words.
func (b *binder) remarks() {
	for _, l := range b.program.Main {
		for _, r := range load.Remarks(l) {
			verb, _, _ := strings.Cut(strings.TrimSpace(strings.TrimPrefix(r.Text, "//")), " ")
			verb = strings.TrimPrefix(verb, "py:")
			note := model.Note{Pos: b.program.Position(r.Pos)}
			_, known := verbs[verb]
			switch {
			case r.Spaced && known:
				note.Text, note.Cure = fmt.Sprintf("%q is a comment, not a directive", r.Text), "write //py: without a space"
			case !r.Spaced:
				note.Text, note.Cure = fmt.Sprintf("%s has no effect here", r.Text), "put it directly above the exported declaration that is meant: a name, and not a group of them"
			default:
				continue
			}
			b.m.Lost = append(b.m.Lost, note)
		}
	}
	sort.SliceStable(b.m.Lost, func(i, j int) bool { return b.m.Lost[i].Pos < b.m.Lost[j].Pos })
}

// names splits a list of parameters: "a, b".
func names(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' })
}

// unused reports directives in pyproject.toml for symbols that do not exist.
func (b *binder) unused() {
	var names []string
	for name := range b.options.Directives {
		if !b.used[name] {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	var symbols []string
	for _, s := range b.m.Symbols {
		symbols = append(symbols, s.Go)
	}
	for _, name := range names {
		where := "pyproject.toml: tool.gophersnake.bind." + strconv.Quote(name)
		if !slices.ContainsFunc(b.options.Directives[name], func(line string) bool { return !strings.HasPrefix(line, "//py:instantiate ") }) {
			where += ", or --instantiate"
		}
		b.fail("%s: there is no such exported symbol%s", where, naming.Meant(name, symbols))
	}
}

// isIdentifier reports whether a name can be used in Python programs. Go's keywords
// (type, map, range) can, Python's can't.
func isIdentifier(s string) bool {
	for i, r := range s {
		if r != '_' && !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r)) {
			return false
		}
	}
	return s != "" && naming.Safe(s) == s
}

// applySignature applies a //py:signature to a function's parameters by their Python
// names: (text, /, *, limit=10). It must name every parameter; their order is the one
// in Python.
func applySignature(f *model.Func, text string) error {
	text = strings.TrimSpace(text)
	if !strings.HasPrefix(text, "(") || !strings.HasSuffix(text, ")") {
		return fmt.Errorf("//py:signature needs parentheses: (text, /, *, limit=10)")
	}
	left := map[string]*model.Param{}
	for _, p := range f.Params {
		left[p.Python] = p
	}
	var params []*model.Param
	kind, optional := model.PositionalOrKeyword, ""
	for _, part := range splitArguments(text[1 : len(text)-1]) {
		name, def, hasDefault := strings.Cut(part, "=")
		name, def = strings.TrimSpace(name), strings.TrimSpace(def)
		switch name {
		case "/":
			for _, p := range params {
				p.Kind = model.PositionalOnly
			}
			continue
		case "*":
			kind = model.KeywordOnly
			continue
		}
		name, star := strings.CutPrefix(name, "*")
		p := left[name]
		switch {
		case p == nil:
			return fmt.Errorf("//py:signature: %s has no parameter %s left (%s)", f.Go, name, parameters(f))
		case star != (p.Kind == model.Star):
			return fmt.Errorf("//py:signature: a * stands before the variadic parameter and no other: %s", name)
		case hasDefault && def == "":
			return fmt.Errorf("//py:signature: the default of %s is empty", name)
		case star:
			kind = model.KeywordOnly
		default:
			if !hasDefault && kind != model.KeywordOnly && optional != "" {
				return fmt.Errorf("//py:signature: %s has no default, but stands after %s, which has", name, optional)
			}
			if hasDefault {
				optional = name
			}
			p.Kind, p.Default = kind, def
		}
		delete(left, name)
		params = append(params, p)
	}
	for _, p := range f.Params {
		if left[p.Python] == nil {
			continue
		}
		if p.Type.Kind != model.Timeout {
			return fmt.Errorf("//py:signature leaves out %s", p.Python)
		}
		params = append(params, p) // the deadline may stay where it was
	}
	f.Params = params
	return nil
}

// parameters lists a function's parameters for messages.
func parameters(f *model.Func) string {
	var all []string
	for _, p := range f.Params {
		all = append(all, p.Python)
	}
	if len(all) == 0 {
		return "it has none"
	}
	return "it has " + strings.Join(all, ", ")
}

// splitArguments splits at commas outside brackets and quotes.
func splitArguments(s string) []string {
	var parts []string
	depth, start := 0, 0
	var quote byte
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case quote != 0:
			if c == '\\' {
				i++
			} else if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case strings.IndexByte("([{", c) >= 0:
			depth++
		case strings.IndexByte(")]}", c) >= 0:
			depth--
		case c == ',' && depth == 0:
			parts = append(parts, strings.TrimSpace(s[start:i]))
			start = i + 1
		}
	}
	if last := strings.TrimSpace(s[start:]); last != "" {
		parts = append(parts, last)
	}
	return parts
}
