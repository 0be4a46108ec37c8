package analysis

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"gophersnake/internal/model"
)

// A Compiler compiles one Go file as a package inside the module, with the given
// compiler flags, and with tags in addition to the build's own. It returns the
// compiler's output.
type Compiler func(ctx context.Context, name string, source []byte, gcflags, tags string) (string, error)

// borrow decides which arguments Go may see as views of Python's own memory.
//
// A view is borrowed if the compiler proves that the callee neither keeps nor writes
// it. The view may flow into a result if all results are plain data, since results are
// copied before the view is released. A function without results that writes its
// argument exists for that, so it takes writable buffers.
func borrow(ctx context.Context, m *model.Module, compile Compiler) error {
	p := newProbe(m)
	if p == nil {
		return nil
	}
	output, err := compile(ctx, probePackage, p.source, ProbeFlags, "")
	if err != nil {
		return fmt.Errorf("asking the Go compiler what functions do with their arguments: %w", err)
	}
	first := parse(output)
	second := map[int]map[string]*facts{}
	if assembly(first) {
		// A failure only means that the module does not build with these tags. Then
		// nothing is known of its assembly, and arguments that it gets are copied.
		if output, err := compile(ctx, probePackage, p.source, ProbeFlags, PureTags); err == nil {
			second = parse(output)
		} else if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	for line, f := range p.lines {
		for _, param := range f.Params {
			if !param.Type.CanBeBorrowed() || param.PassingReason != "" {
				continue
			}
			name := fmt.Sprintf("a%d", param.Position)
			param.Passing, param.PassingReason = decision(f, param, first[line][name], second[line][name])
			param.Evidence = evidence(param, first[line][name], second[line][name])
		}
	}
	return nil
}

// assembly reports whether any parameter shows the mark of assembly: it is mutated and
// called, though it holds no function.
func assembly(all map[int]map[string]*facts) bool {
	for _, of := range all {
		for _, f := range of {
			if f.mutated && f.called {
				return true
			}
		}
	}
	return false
}

// evidence is what the compiler said of a parameter, with the parameter's own name.
func evidence(p *model.Param, first, second *facts) []string {
	var lines []string
	add := func(f *facts, with string) {
		if f == nil {
			return
		}
		for line := range strings.Lines(f.said) {
			lines = append(lines, probeName.ReplaceAllString(strings.TrimSpace(line), p.Go)+with)
		}
	}
	add(first, "")
	add(second, " (with -tags="+PureTags+")")
	return lines
}

// probeName matches the name of a parameter in the probe.
var probeName = regexp.MustCompile(`\ba\d+\b`)

func decision(f *model.Func, p *model.Param, first, second *facts) (model.Passing, string) {
	switch {
	case p.Kind == model.Star:
		return model.Copied, "its items come from a tuple"
	case p.Type.Plain().Kind == model.List && p.Type.Plain().Elem.Kind == model.Bool:
		return model.Copied, "a bool in Python's memory could become neither true nor false"
	case first == nil || !first.seen:
		return model.Copied, "the compiler says nothing of it"
	case first.unparsed != "":
		return model.Copied, "the compiler says: " + probeName.ReplaceAllString(first.unparsed, p.Go)
	case first.kept || second != nil && second.kept:
		return model.Copied, "Go may keep it"
	}
	// Go can't write text: what the compiler says of it is about assembly.
	kind := p.Type.Plain().Kind
	mutated := first.mutated && kind != model.Str && kind != model.Callable
	if mutated && first.called && second != nil && second.seen {
		mutated = second.mutated
	}
	if (first.result || second != nil && second.result) && !plainResults(f) {
		return model.Copied, "it may be part of a result that Go keeps"
	}
	if mutated {
		if len(f.Results) == 0 && !f.CommaOK {
			return model.Writable, "the function writes it"
		}
		if first.called {
			return model.Copied, byAssembly
		}
		return model.Copied, "Go may write it"
	}
	if kind == model.Callable {
		return model.Borrowed, "Go does not keep it"
	}
	if first.result {
		return model.Borrowed, "it may flow into a result, which is copied"
	}
	return model.Borrowed, "Go neither keeps nor writes it"
}

// isBorrowed reports whether the compiler's statement lets Go see Python's memory. That
// excludes buffers that the function exists to write: a copy of such a buffer would be
// of no use.
func isBorrowed(p *model.Param) bool {
	return p.Passing == model.Borrowed && p.PassingReason != byDirective && p.Type.Kind != model.Callable
}

func borrows(f *model.Func) bool { return slices.ContainsFunc(f.Params, isBorrowed) }

// borrowsText reports whether the compiler would let the function borrow any text
// argument.
func borrowsText(f *model.Func) bool {
	for _, p := range f.Params {
		if p.Passing == model.Borrowed && p.Type.Plain().Kind == model.Str && p.PassingReason != byDirective {
			return true
		}
	}
	return false
}

const byDirective = "//py:borrow"

// byAssembly is the reason for arguments that the compiler counts as written only
// because assembly gets them. If the function has no results it may exist to write
// them, so it is not asked again.
const byAssembly = "it is passed to assembly, which may write it"

func copiedForAssembly(f *model.Func) bool {
	for _, p := range f.Params {
		if p.PassingReason == byAssembly {
			return true
		}
	}
	return false
}

// crossCheck applies the proofs from source. It takes back borrowed text unless nothing
// is concatenated. It lets the function borrow what the compiler refuses only for
// assembly, if nothing is written. It takes back everything if the compiler could not
// follow an address.
func crossCheck(f *model.Func, whole *concats, written *writes, hidden *uintptrs) {
	if copiedForAssembly(f) && written.why(f.Object) == "" {
		for _, p := range f.Params {
			if p.PassingReason == byAssembly {
				p.Passing, p.PassingReason = model.Borrowed, "Go neither keeps nor writes it"
			}
		}
	}
	if borrows(f) {
		if why := hidden.why(f.Object); why != "" {
			for _, p := range f.Params {
				if isBorrowed(p) {
					p.Passing, p.PassingReason = model.Copied, why
				}
			}
		}
	}
	if !borrowsText(f) {
		return
	}
	why := whole.why(f.Object)
	for _, p := range f.Params {
		if why != "" && p.Passing == model.Borrowed && p.Type.Plain().Kind == model.Str && p.PassingReason != byDirective {
			p.Passing, p.PassingReason = model.Copied, "an empty operand could make a concatenation return it: the function "+why
		}
	}
}

// plainResults reports whether all results are copied completely before the call is
// over: no instance and no function, through which Go memory would stay reachable.
func plainResults(f *model.Func) bool {
	for _, r := range f.Results {
		if !plainData(r) {
			return false
		}
	}
	return true
}

func plainData(t *model.Type) bool {
	if t == nil {
		return true
	}
	switch t.Kind {
	case model.Obj, model.Ref, model.Boxed, model.Callable, model.PyObject, model.PyStr, model.Stream, model.Channel, model.File, model.Dynamic:
		return false
	}
	return plainData(t.Elem) && plainData(t.Key)
}
