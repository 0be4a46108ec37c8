package toolchain

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/modfile"
)

// standalone is the module as it is without its workspace: its go.mod requires the other modules of
// the workspace and replaces them by their folders, so that the go command chooses the same versions.
// The go.mod and the go.sum of it are in dir; the runtime is required as well.
func standalone(ctx context.Context, g *Go, d *Injection, dir string) (env []string, modFile string, err error) {
	data, err := os.ReadFile(d.WorkFile)
	if err != nil {
		return nil, "", err
	}
	work, err := modfile.ParseWork(d.WorkFile, data, nil)
	if err != nil {
		return nil, "", err
	}
	own, err := readModule(d.ModuleDir)
	if err != nil {
		return nil, "", err
	}
	if err := own.alone(d, work); err != nil {
		return nil, "", err
	}
	modFile = filepath.Join(dir, "go.mod")
	text, err := own.Format()
	if err != nil {
		return nil, "", err
	}
	var sums bytes.Buffer
	for _, file := range d.SumFiles {
		sum, err := os.ReadFile(file)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, "", err
		}
		sums.Write(sum)
	}
	if err := errors.Join(os.WriteFile(modFile, text, 0o644), os.WriteFile(filepath.Join(dir, "go.sum"), sums.Bytes(), 0o644)); err != nil {
		return nil, "", err
	}
	env = []string{"GOWORK=off"}
	// A go.mod lists all modules that its packages need, also those that others require. This adds them.
	_, err = g.Run(ctx, d.ModuleDir, env, "list", "-mod=mod", "-modfile="+modFile, "-buildvcs=false", "-deps", "-test", "./...")
	return env, modFile, err
}

type moduleFile struct{ *modfile.File }

func readModule(dir string) (moduleFile, error) {
	path := filepath.Join(dir, "go.mod")
	data, err := os.ReadFile(path)
	if err != nil {
		return moduleFile{}, err
	}
	if data, err = withoutRuntime(path, data); err != nil {
		return moduleFile{}, err
	}
	mod, err := modfile.Parse(path, data, nil)
	return moduleFile{mod}, err
}

// alone adds what the workspace says. Replacements count from the folder of the file that has them.
func (m moduleFile) alone(d *Injection, work *modfile.WorkFile) error {
	replace := func(replacements []*modfile.Replace, root string) error {
		for _, r := range replacements {
			to := r.New.Path
			if r.New.Version == "" {
				to = d.fromModule(absFrom(root, to))
			}
			if err := m.AddReplace(r.Old.Path, r.Old.Version, to, r.New.Version); err != nil {
				return err
			}
		}
		return nil
	}
	root := filepath.Dir(d.WorkFile)
	for _, use := range work.Use {
		dir, err := filepath.EvalSymlinks(absFrom(root, use.Path))
		if err != nil {
			return err
		}
		if dir == d.ModuleDir || isRuntime(dir) {
			continue
		}
		other, err := readModule(dir)
		if err != nil {
			return err
		}
		if err := replace(other.Replace, dir); err != nil {
			return err
		}
		path := other.Module.Mod.Path
		if err := m.AddRequire(path, runtimeVersion); err != nil {
			return err
		}
		if err := m.AddReplace(path, "", d.fromModule(dir), ""); err != nil {
			return err
		}
	}
	if err := replace(work.Replace, root); err != nil {
		return err
	}
	if err := m.AddRequire(runtimeModule, runtimeVersion); err != nil {
		return err
	}
	return m.AddReplace(runtimeModule, "", d.Runtime, "")
}

// fromModule is a folder as a go.mod of the module has it.
func (d *Injection) fromModule(dir string) string {
	rel, err := filepath.Rel(d.ModuleDir, dir)
	if err != nil {
		return dir
	}
	if rel = filepath.ToSlash(rel); !strings.HasPrefix(rel, "../") {
		rel = "./" + rel
	}
	return rel
}
