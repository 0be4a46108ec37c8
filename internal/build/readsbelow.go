package build

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"

	"gophersnake/internal/config"
	"gophersnake/internal/contents"
	"gophersnake/internal/load"
	"gophersnake/internal/toolchain"
)

// A project may lie below the root of its Go module, as those of a repository with one go.mod and
// several extensions do. Its source distribution is the project's folder, and that is made a module of its
// own: the module's path and the folder's are the new one's, so that its packages keep their import paths.
// The rest of the module becomes a dependency, whose copy lies in the vendor folder. Packages that are
// internal to the module stay so, since Go compares import paths.

// readsBelow is what such a project reads.
func (s *session) readsBelow(ctx context.Context, base string, listed []*listedPackage) (*contents.Reads, error) {
	r := contents.NewReads()
	files, err := s.vendored(ctx, listed)
	if err != nil {
		return nil, err
	}
	root := s.injection.ModuleDir
	data := files["go.mod"] // of a workspace's module, as it is without
	if data == nil {
		if data, err = toolchain.ReadGoMod(root); err != nil {
			return nil, err
		}
	}
	mod, err := modfile.Parse(filepath.Join(root, "go.mod"), data, nil)
	if err != nil {
		return nil, err
	}
	whole := mod.Module.Mod.Path
	copies := filepath.Join("vendor", filepath.FromSlash(whole))
	var packages []string
	for _, l := range listed {
		switch {
		case l.Module == nil || l.Module.Path != whole:
		case within(base, l.Dir):
			s.addFiles(r, l, "the Go module "+whole)
		default:
			var all []string
			for _, name := range l.files() {
				all = append(all, filepath.Join(l.Dir, name))
			}
			if err := copyInto(files, copies, root, append(all, l.cFiles()...)); err != nil {
				return nil, err
			}
			packages = append(packages, l.ImportPath)
		}
	}
	for _, pattern := range s.Patterns {
		if at := filepath.Join(base, filepath.FromSlash(pattern)); modfile.IsDirectoryPath(pattern) && !within(base, at) {
			return nil, fmt.Errorf("--vendor: the package %s lies outside of the folder of %s, and would be a dependency", pattern, config.FileName)
		}
	}
	rel, err := filepath.Rel(root, base)
	if err != nil {
		return nil, err
	}
	if err := mod.AddModuleStmt(path.Join(whole, filepath.ToSlash(rel))); err != nil {
		return nil, err
	}
	if len(packages) > 0 {
		version := "v0.0.0"
		if _, major, _ := module.SplitPathVersion(whole); major != "" {
			version = module.PathMajorPrefix(major) + ".0.0"
		}
		if err := mod.AddRequire(whole, version); err != nil {
			return nil, err
		}
		mod.Require[len(mod.Require)-1].Syntax.Suffix = []modfile.Comment{{Token: load.RestOfModule, Suffix: true}}
		files[filepath.Join("vendor", "modules.txt")] = withModule(files[filepath.Join("vendor", "modules.txt")], whole, version, mod.Go, packages)
	}
	mod.Cleanup()
	if files["go.mod"], err = mod.Format(); err != nil {
		return nil, err
	}
	if files["go.sum"] == nil {
		sums, err := os.ReadFile(filepath.Join(root, "go.sum"))
		if err == nil {
			files["go.sum"] = sums
		}
	}
	for name, text := range files {
		r.Made[filepath.ToSlash(name)] = text
	}
	return r, nil
}

// withModule adds a module to a vendor folder's list.
func withModule(list []byte, path, version string, golang *modfile.Go, packages []string) []byte {
	var b bytes.Buffer
	b.Write(list)
	fmt.Fprintf(&b, "# %s %s\n## explicit", path, version)
	if golang != nil {
		fmt.Fprintf(&b, "; go %s", golang.Version)
	}
	b.WriteByte('\n')
	slices.Sort(packages)
	for _, name := range packages {
		fmt.Fprintln(&b, name)
	}
	return b.Bytes()
}
