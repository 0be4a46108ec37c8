package fetch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gophersnake/internal/toolchain"
)

// The sources of modules whose packages are bound are copied out of the module cache: Go takes no
// overlay there.

// copyModule copies the source of a module to a folder below our main module's, and points that to it.
func (s *Source) copyModule(mod moduleInfo, folder string) error {
	dir := filepath.Join(s.Root, folder)
	skip := func(rel string, d fs.DirEntry) bool { return rel == "vendor" && d.IsDir() }
	if err := toolchain.CopyTree(mod.Dir, dir, skip); err != nil {
		return err
	}
	// Modules from before go.mod get the one that the proxy made up.
	inside := filepath.Join(dir, "go.mod")
	if _, err := os.Stat(inside); errors.Is(err, fs.ErrNotExist) {
		data, err := os.ReadFile(mod.GoMod)
		if err != nil {
			return err
		}
		if err := os.WriteFile(inside, data, 0o644); err != nil {
			return err
		}
	}
	return s.replace(mod.Path, folder)
}

func (s *Source) replace(module, folder string) error {
	file := filepath.Join(s.Root, "go.mod")
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return os.WriteFile(file, fmt.Appendf(data, "\nreplace %s => ./%s\n", module, folder), 0o644)
}

// copyOthers copies the further modules of which packages are bound.
func (s *Source) copyOthers(all []listed) error {
	copied := []string{s.Module}
	for _, p := range all {
		if p.Module == nil || p.Module.Dir == "" || slices.Contains(copied, p.Module.Path) || !slices.Contains(s.Paths, p.ImportPath) {
			continue
		}
		copied = append(copied, p.Module.Path)
		if err := s.copyModule(moduleInfo(*p.Module), "src-"+strings.ReplaceAll(p.Module.Path, "/", "+")); err != nil {
			return err
		}
	}
	return nil
}
