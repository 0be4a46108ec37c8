package toolchain

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/modfile"
)

// Vendor writes the dependencies of a module to the folder vendor in dir, as `go mod vendor`
// does, and returns the files by path from the module's folder. The runtime is not among them.
// There are none if the module has no dependencies. With a workspace, a go.mod and a go.sum are
// among them, of the module as it is without.
func Vendor(ctx context.Context, g *Go, d *Injection, dir string) (map[string][]byte, error) {
	path := filepath.Join(d.ModuleDir, "go.mod")
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	mod, err := modfile.ParseLax(path, data, nil)
	if err != nil {
		return nil, err
	}
	if !vendorCounts(mod) {
		return nil, fmt.Errorf("--vendor: the go command uses vendor folders of modules that say go 1.14 or later, and %s does not", path)
	}
	to, env := filepath.Join(dir, "vendor"), d.Env
	args := []string{"mod", "vendor", "-o", to}
	for _, flag := range d.Flags {
		if strings.HasPrefix(flag, "-modfile=") {
			args = append(args, flag)
		}
	}
	files := map[string][]byte{}
	if d.Kind == WorkspaceInjection {
		var alone string
		if env, alone, err = standalone(ctx, g, d, dir); err != nil {
			return nil, err
		}
		args = append(args, "-modfile="+alone)
		if data, err = os.ReadFile(alone); err != nil {
			return nil, err
		}
		if files["go.mod"], err = withoutRuntime(alone, data); err != nil {
			return nil, err
		}
		if files["go.sum"], err = os.ReadFile(filepath.Join(dir, "go.sum")); err != nil {
			return nil, err
		}
	}
	if _, err := g.Run(ctx, d.Dir, env, args...); err != nil {
		return nil, err
	}
	err = filepath.WalkDir(to, func(path string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && path == to {
			return nil
		}
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(to, path)
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if rel == runtimeModule {
				return filepath.SkipDir
			}
			return nil
		}
		files[filepath.Join("vendor", rel)], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		return nil, err
	}
	list := filepath.Join("vendor", "modules.txt")
	if files[list] = withoutVendored(files[list]); len(files[list]) == 0 {
		delete(files, list)
	}
	return files, nil
}
