package analysis

import (
	"fmt"
	"go/types"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"gophersnake/internal/model"
)

// The probe asks the Go compiler whether a function keeps or writes the memory
// of its arguments. It is a package with one wrapper a line:
//
//	func P17(r *T, a0 []byte, a1 string) (X, error) { return r.M(a0, a1) }
//
// compiled with -m and -d=escapemutationscalls=1. All that the compiler knows
// of the functions behind reaches it through export data, so lines map to
// functions, generics and blank parameters included, and none of the forms in
// which the diagnostics of a function's own body hide a leak can occur ("moved
// to heap" in the place of "leaking param").
//
// Source of the messages: cmd/compile/internal/escape, the same in Go 1.25 and 1.26.
type probe struct {
	source []byte
	lines  map[int]*model.Func // by line of the source
}

// ProbeFlags are the compiler flags of the probe.
const ProbeFlags = "-m=1 -d=escapemutationscalls=1"

// PureTags are build tags by which many packages replace assembly, of which the
// compiler knows nothing, by Go code.
const PureTags = "purego,noasm,safe,appengine"

// Package probe is imported by nobody; its name is in its own messages only.
const probePackage = "gophersnake_probe"

func newProbe(m *model.Module) *probe {
	p := &probe{lines: map[int]*model.Func{}}
	aliases := map[string]string{}
	var paths []string
	qualify := func(pkg *types.Package) string {
		if aliases[pkg.Path()] == "" {
			aliases[pkg.Path()] = fmt.Sprintf("p%d", len(aliases))
			paths = append(paths, pkg.Path())
		}
		return aliases[pkg.Path()]
	}
	var wrappers []string
	var funcs []*model.Func
	for _, f := range m.Funcs {
		if f.Object == nil || f.Over || f.Reflected || !hasViews(f) {
			continue
		}
		wrappers = append(wrappers, wrapper(m, f, qualify))
		funcs = append(funcs, f)
	}
	if len(funcs) == 0 {
		return nil
	}
	sort.Slice(paths, func(i, j int) bool { return aliases[paths[i]] < aliases[paths[j]] })
	var b strings.Builder
	// The version of the language is that of what is written here (any, instances), not
	// that of the module, whose go.mod may name an older one.
	b.WriteString("//go:build go1.25\n\npackage " + probePackage + "\n")
	for _, path := range paths {
		fmt.Fprintf(&b, "import %s %q\n", aliases[path], path)
	}
	first := 4 + len(paths)
	for i, w := range wrappers {
		b.WriteString(w)
		p.lines[first+i] = funcs[i]
	}
	p.source = []byte(b.String())
	return p
}

func hasViews(f *model.Func) bool {
	for _, p := range f.Params {
		if p.Type.CanBeBorrowed() || p.Type.GoesBack() || p.Type.TakesText() || p.Type.TakesFields() || p.Type.TakesRow() {
			return true
		}
	}
	return false
}

func wrapper(m *model.Module, f *model.Func, qualify types.Qualifier) string {
	sig := f.GoSignature()
	var in, args, out []string
	callee := ""
	if f.Shape == model.Method {
		t := f.RecvType.Go
		if named := receiver(f.Object, f); named != nil {
			t = types.TypeString(m.Spelled(named), qualify)
		}
		in = append(in, "r "+t)
		callee = "r." + f.Object.Name()
	} else {
		callee = qualify(f.Object.Pkg()) + "." + f.Object.Name()
		var instance []string
		for _, t := range f.TypeArgs {
			instance = append(instance, types.TypeString(m.Spelled(t), qualify))
		}
		if len(instance) > 0 {
			callee += "[" + strings.Join(instance, ", ") + "]"
		}
	}
	for i := range sig.Params().Len() {
		name, t := fmt.Sprintf("a%d", i), sig.Params().At(i).Type()
		arg := name
		if sig.Variadic() && i == sig.Params().Len()-1 {
			in = append(in, name+" ..."+types.TypeString(m.Spelled(t.(*types.Slice).Elem()), qualify))
			arg += "..."
		} else {
			in = append(in, name+" "+types.TypeString(m.Spelled(t), qualify))
		}
		args = append(args, arg)
	}
	for i := range sig.Results().Len() {
		out = append(out, types.TypeString(m.Spelled(sig.Results().At(i).Type()), qualify))
	}
	ret := ""
	if len(out) > 0 {
		ret = "return "
	}
	return fmt.Sprintf("func P%d(%s) (%s) { %s%s(%s) }\n", f.ID, strings.Join(in, ", "), strings.Join(out, ", "), ret, callee, strings.Join(args, ", "))
}

// receiver is the type on which a method is called: that of its class, which for a
// promoted method is not the one that declares it.
func receiver(m *types.Func, f *model.Func) types.Type {
	var t types.Type = f.Recv.Type
	if obj := f.Recv.Type.Obj(); obj.Pkg() != nil && obj.Parent() == nil { // made for a type without a name
		t = t.Underlying()
	}
	if f.RecvType.Kind == model.Ref && f.Recv.Kind != model.Interface {
		return types.NewPointer(t)
	}
	return t
}

// facts are what the compiler says of one parameter.
type facts struct {
	seen     bool // said anything at all
	kept     bool
	content  bool   // what its items refer to is kept
	result   bool   // flows to a result
	results  uint64 // to which: a bit each
	mutated  bool
	inner    bool // with mutated: only what its items refer to
	called   bool // with mutated, the mark of assembly that says nothing of itself
	unparsed string
	said     string // all of it, a message a line
}

var (
	diagnostic = regexp.MustCompile(probePackage + `\.go:(\d+):\d+: (.*)$`)
	toResult   = regexp.MustCompile(`^leaking param: (a\d+) to result (\S+) level=-?\d+$`)
	leaking    = regexp.MustCompile(`^leaking param: (a\d+)$`)
	content    = regexp.MustCompile(`^leaking param content: (a\d+)$`)
	mutates    = regexp.MustCompile(`^mutates param: (a\d+) derefs=(\d+)$`)
	calls      = regexp.MustCompile(`^calls param: (a\d+) derefs=\d+$`)
	moved      = regexp.MustCompile(`^moved to heap: (a\d+)$`)
	none       = regexp.MustCompile(`^(a\d+) does not escape(, mutate, or call)?$`)
	mentions   = regexp.MustCompile(`^(?:[a-z ]+param[a-z ]*: )?(a\d+)\b(?: |$)`)
)

// parse reads the compiler's output: facts by line and parameter name. A message about
// a parameter that it does not understand marks the parameter as unparsed, and it is
// copied.
func parse(output string) map[int]map[string]*facts {
	all := map[int]map[string]*facts{}
	for _, line := range strings.Split(output, "\n") {
		d := diagnostic.FindStringSubmatch(strings.TrimRight(line, "\r"))
		if d == nil {
			continue
		}
		n, err := strconv.Atoi(d[1])
		if err != nil {
			continue // no line number that a compiler writes
		}
		text := d[2]
		of := func(name string) *facts {
			if all[n] == nil {
				all[n] = map[string]*facts{}
			}
			if all[n][name] == nil {
				all[n][name] = &facts{}
			}
			f := all[n][name]
			f.seen = true
			f.said += text + "\n"
			return f
		}
		if m := toResult.FindStringSubmatch(text); m != nil {
			f := of(m[1])
			f.result = true
			f.results |= resultBit(m[2])
		} else if m := leaking.FindStringSubmatch(text); m != nil {
			of(m[1]).kept = true
		} else if m := content.FindStringSubmatch(text); m != nil {
			of(m[1]).content = true // what stands in text, bytes and numbers are no pointers
		} else if m := mutates.FindStringSubmatch(text); m != nil {
			f := of(m[1])
			f.inner = m[2] != "0" && (f.inner || !f.mutated)
			f.mutated = true
		} else if m := calls.FindStringSubmatch(text); m != nil {
			of(m[1]).called = true
		} else if m := moved.FindStringSubmatch(text); m != nil {
			of(m[1]).kept = true
		} else if m := none.FindStringSubmatch(text); m != nil {
			of(m[1])
		} else if m := mentions.FindStringSubmatch(text); m != nil {
			of(m[1]).unparsed = text
		}
	}
	return all
}

// resultBit is the bit of a result by the compiler's name for it. Those of the wrapper have none of their own.
func resultBit(name string) uint64 {
	n, err := strconv.Atoi(strings.TrimPrefix(name, "~r"))
	if err != nil || n >= 64 {
		return ^uint64(0)
	}
	return 1 << n
}
