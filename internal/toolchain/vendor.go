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

// Vendor writes the dependencies of a module to a folder that does not exist, as `go mod
// vendor` does, and returns the files by path. The runtime is not among them. There are
// none if the module has no dependencies.
func Vendor(ctx context.Context, g *Go, d *Injection, to string) (map[string][]byte, error) {
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
	args := []string{"mod", "vendor", "-o", to}
	for _, flag := range d.Flags {
		if strings.HasPrefix(flag, "-modfile=") {
			args = append(args, flag)
		}
	}
	if _, err := g.Run(ctx, d.Dir, d.Env, args...); err != nil {
		return nil, err
	}
	files := map[string][]byte{}
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
		files[rel], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		return nil, err
	}
	const list = "modules.txt"
	if files[list] = withoutVendored(files[list]); len(files[list]) == 0 {
		return nil, nil
	}
	return files, nil
}
