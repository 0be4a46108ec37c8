package build

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"gophersnake/internal/toolchain"
)

// scriptsFolder is where a wheel's .data folder has commands: installers put them beside
// Python.
const scriptsFolder = "scripts"

// commands builds the Go programs that [project.scripts] names, puts them into the
// extension's data and returns their paths, for the audit.
func (s *session) commands(ctx context.Context, e *Extension) ([]string, error) {
	if s.Project == nil || len(s.Project.Metadata.Commands) == 0 {
		return nil, nil
	}
	defer Step("compiling the commands")()
	if e.Data == nil {
		e.Data = map[string][]byte{}
	}
	base, err := filepath.EvalSymlinks(s.Dir)
	if err != nil {
		return nil, err
	}
	var programs []string
	commands := s.Project.Metadata.Commands
	for _, name := range slices.Sorted(maps.Keys(commands)) {
		folder := filepath.Join(base, filepath.FromSlash(commands[name]))
		if !within(s.injection.ModuleDir, folder) {
			return nil, fmt.Errorf("[project.scripts] %s = %q lies outside of the Go module in %s", name, commands[name], s.injection.ModuleDir)
		}
		pattern, err := s.relative(folder)
		if err != nil {
			return nil, err
		}
		file := name + s.For.ProgramSuffix()
		out := filepath.Join(s.work, "commands", file)
		if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
			return nil, err
		}
		if err := toolchain.BuildProgram(ctx, s.golang, s.cc, s.injection, s.Symbols, pattern, out); err != nil {
			return nil, fmt.Errorf("[project.scripts] %s: %w", name, err)
		}
		if e.Data[scriptsFolder+"/"+file], err = os.ReadFile(out); err != nil {
			return nil, err
		}
		if err := e.addModulesOf(out); err != nil {
			return nil, err
		}
		programs = append(programs, out)
	}
	return programs, nil
}
