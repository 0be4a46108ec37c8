package build

import (
	"cmp"
	"context"

	"gophersnake/internal/analysis"
	"gophersnake/internal/bind"
	"gophersnake/internal/load"
	"gophersnake/internal/model"
	"gophersnake/internal/panics"
	"gophersnake/internal/toolchain"
)

// Analyse returns the model of a target without building it.
func Analyse(ctx context.Context, t Target) (*model.Module, error) {
	s, err := open(ctx, t)
	if err != nil {
		return nil, err
	}
	defer s.close()
	program, m, err := s.analyse(ctx, analysis.DecideAndLint)
	if err != nil {
		return nil, err
	}
	_, notes, err := panics.Rewrite(program)
	if err != nil {
		return nil, err
	}
	for _, note := range s.runtimeNotes() {
		notes = append(notes, model.Note{Text: note})
	}
	m.Notes = append(notes, m.Notes...)
	var positions []string
	for _, symbol := range m.Symbols {
		positions = append(positions, symbol.Pos)
	}
	m.Sources, err = program.Sources(positions)
	return m, err
}

// An analysisFunc is analysis.Decide, or does more.
type analysisFunc func(context.Context, *load.Program, *model.Module, analysis.Compiler) error

func (s *session) analyse(ctx context.Context, decisions analysisFunc) (*load.Program, *model.Module, error) {
	patterns, err := s.patterns()
	if err != nil {
		return nil, nil, err
	}
	done := Step("reading the Go packages (the first time, Go compiles all that they import)")
	program, err := load.Load(ctx, load.Options{
		Go:       s.golang.Path,
		Dir:      s.injection.Dir,
		Patterns: patterns,
		Env:      append(s.golang.Env(s.cc), s.injection.Env...),
		Flags:    s.injection.ListFlags(),
	})
	done()
	if err != nil {
		return nil, nil, err
	}
	under, err := s.commonParent(program)
	if err != nil {
		return nil, nil, err
	}
	options := bind.Options{
		Core:       cmp.Or(importPath(program, under), "."), // ".": outside of all modules, so nothing is internal to it
		ImportName: s.ImportName,
		Directives: s.Bind,
		Strict:     s.Strict,
		OneThread:  s.OneThread,
		Direct:     s.directCalls(),
		Vectorise:  s.vectorises(),
		FMA:        s.fusesMultiplyAdd(),
	}
	if options.ImportName == "" && len(program.Main) > 0 {
		options.ImportName = Unshadowed(program.Main[0].Name)
	}
	m, err := bind.Bind(program, options)
	if err != nil {
		return nil, nil, err
	}
	done = Step("judging arguments and calls")
	compile, err := s.analysisCompiler(program, program.ExportFile)
	if err == nil {
		err = decisions(ctx, program, m, compile)
	}
	done()
	if err != nil {
		return nil, nil, err
	}
	return program, m, nil
}

// Unbound counts the exported symbols that are not bound, and that somebody may miss.
func Unbound(m *model.Module) int {
	n := 0
	for _, s := range m.Symbols {
		if !s.Bound && !s.Served {
			n++
		}
	}
	return n
}

// analysisCompiler returns a compiler of packages inside the user's module, for the
// analysis. exports are as in toolchain.Probe.
func (s *session) analysisCompiler(program *load.Program, exports func(path string) string) (analysis.Compiler, error) {
	under, err := s.commonParent(program)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, name string, source []byte, gcflags, tags string) (string, error) {
		return toolchain.Diagnose(ctx, s.golang, s.cc, toolchain.Probe{
			Injection: s.injection,
			Name:      name,
			Source:    source,
			GCFlags:   gcflags,
			Tags:      tags,
			Under:     under,
			Import:    importPath(program, under),
			Work:      s.work,
			Exports:   exports,
		})
	}, nil
}
