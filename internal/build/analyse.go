package build

import (
	"context"

	"gophersnake/internal/bind"
	"gophersnake/internal/judge"
	"gophersnake/internal/load"
	"gophersnake/internal/model"
	"gophersnake/internal/rescue"
	"gophersnake/internal/toolchain"
)

// Analyse finds out what the extension of a target would hold, without
// building it.
func Analyse(ctx context.Context, t Target) (*model.Module, error) {
	s, err := open(ctx, t)
	if err != nil {
		return nil, err
	}
	defer s.close()
	program, m, err := s.analyse(ctx, judge.JudgeAndNote)
	if err != nil {
		return nil, err
	}
	_, notes, err := rescue.Rewrite(program)
	if err != nil {
		return nil, err
	}
	m.Notes = append(notes, m.Notes...)
	var positions []string
	for _, symbol := range m.Symbols {
		positions = append(positions, symbol.Pos)
	}
	m.Sources, err = program.Sources(positions)
	return m, err
}

// A judgeFunc is judge.Judge, or does more.
type judgeFunc func(context.Context, *load.Program, *model.Module, judge.Compiler) error

func (s *session) analyse(ctx context.Context, verdicts judgeFunc) (*load.Program, *model.Module, error) {
	patterns, err := s.patterns()
	if err != nil {
		return nil, nil, err
	}
	done := Step("reading the Go packages (the first time, Go compiles all that they import)")
	program, err := load.Load(ctx, load.Options{
		Go:       s.golang.Path,
		Dir:      s.door.Dir,
		Patterns: patterns,
		Env:      append(s.golang.Env(s.cc), s.door.Env...),
		Flags:    append(toolchain.CoreFlags(), s.door.Flags...),
	})
	done()
	if err != nil {
		return nil, nil, err
	}
	options := bind.Options{
		ImportName: s.ImportName,
		Directives: s.Bind,
		Strict:     s.Strict,
	}
	if options.ImportName == "" && len(program.Main) > 0 {
		options.ImportName = Unshadowed(program.Main[0].Name)
	}
	m, err := bind.Bind(program, options)
	if err != nil {
		return nil, nil, err
	}
	done = Step("judging arguments and calls")
	compile, err := s.judgeCompiler(program)
	if err == nil {
		err = verdicts(ctx, program, m, compile)
	}
	done()
	if err != nil {
		return nil, nil, err
	}
	return program, m, nil
}

// Unbound counts the exported symbols that have no place in Python.
func Unbound(m *model.Module) int {
	n := 0
	for _, s := range m.Symbols {
		if !s.Bound {
			n++
		}
	}
	return n
}

// judgeCompiler lets the judge compile packages inside the user's module.
func (s *session) judgeCompiler(program *load.Program) (judge.Compiler, error) {
	under, err := s.commonParent(program)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, name string, source []byte, gcflags, tags string) (string, error) {
		return toolchain.Diagnose(ctx, s.golang, s.cc, toolchain.Probe{
			Door:    s.door,
			Name:    name,
			Source:  source,
			GCFlags: gcflags,
			Tags:    tags,
			Under:   under,
			Import:  importPath(program, under),
			Work:    s.work,
		})
	}, nil
}
