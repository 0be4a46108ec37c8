package build

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"

	"gophersnake/internal/config"
	"gophersnake/internal/contents"
	"gophersnake/internal/toolchain"
	"gophersnake/internal/wheel"
)

// A listedPackage is what go list says of a package and its files.
type listedPackage struct {
	ImportPath, Dir string
	Standard        bool
	Module          *struct {
		Path, Dir string
		Main      bool
		Replace   *struct{ Version string }
	}
	GoFiles, CgoFiles, IgnoredGoFiles, IgnoredOtherFiles                                 []string
	CFiles, CXXFiles, MFiles, HFiles, FFiles, SFiles, SwigFiles, SwigCXXFiles, SysoFiles []string
	EmbedFiles                                                                           []string
	CgoCFLAGS, CgoCPPFLAGS, CgoCXXFLAGS, CgoFFLAGS, CgoLDFLAGS                           []string
}

// local reports whether the package comes from no module cache, no toolchain and not
// from gophersnake: so a source distribution must have it.
func (p *listedPackage) local() bool {
	if p.Standard || p.ImportPath == "gophersnake" || strings.HasPrefix(p.ImportPath, "gophersnake/") {
		return false
	}
	m := p.Module
	return m == nil || m.Main || m.Dir == "" || m.Replace != nil && m.Replace.Version == "" // in a vendor folder, modules have no folder
}

func (p *listedPackage) files() []string {
	return slices.Concat(p.GoFiles, p.CgoFiles, p.IgnoredGoFiles, p.IgnoredOtherFiles, p.CFiles, p.CXXFiles, p.MFiles, p.HFiles, p.FFiles,
		p.SFiles, p.SwigFiles, p.SwigCXXFiles, p.SysoFiles, p.EmbedFiles)
}

// reads lists what a build of a project reads of the machine, beside Go's module cache
// and its toolchain: for its source distribution. With vendor, dependencies are among the
// files that are added.
func reads(ctx context.Context, p *config.Project, vendor bool) (*contents.Reads, error) {
	t := OfProject(p)
	t.ListOnly = true
	s, err := open(ctx, t)
	if err != nil {
		return nil, err
	}
	defer s.close()
	patterns, err := s.patterns()
	if err != nil {
		return nil, err
	}
	if vendor {
		if err := s.oneModule(); err != nil {
			return nil, err
		}
	}
	base, err := filepath.EvalSymlinks(s.Dir)
	if err != nil {
		return nil, err
	}
	for _, folder := range p.Metadata.Commands {
		pattern, err := s.relative(filepath.Join(base, filepath.FromSlash(folder)))
		if err != nil {
			return nil, err
		}
		patterns = append(patterns, pattern)
	}
	out, err := s.golang.Run(ctx, s.injection.Dir, append(s.golang.Env(nil), s.injection.Env...), append(append([]string{"list", "-deps", "-json"}, s.injection.Flags...), patterns...)...)
	if err != nil {
		return nil, err
	}
	var listed []*listedPackage
	for dec := json.NewDecoder(strings.NewReader(string(out))); dec.More(); {
		l := new(listedPackage)
		if err := dec.Decode(l); err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		listed = append(listed, l)
	}
	if vendor && s.injection.Kind != toolchain.VendorInjection && base != s.injection.ModuleDir && within(s.injection.ModuleDir, base) {
		return s.readsBelow(ctx, base, listed)
	}
	r := contents.NewReads()
	for _, l := range listed {
		if !l.local() {
			continue
		}
		module := "the Go package " + l.ImportPath
		if l.Module != nil {
			if vendor && l.Module.Dir != "" && l.Module.Dir != s.injection.Dir {
				continue // a copy of it is in the vendor folder
			}
			module = "the Go module " + l.Module.Path
			if l.Module.Dir != "" {
				r.Add(s.injection.Unmap(filepath.Join(l.Module.Dir, "go.mod")), module)
				r.Add(s.injection.Unmap(filepath.Join(l.Module.Dir, "go.sum")), module)
			}
		}
		s.addFiles(r, l, module)
	}
	if err := s.readsOfModules(r, vendor); err != nil {
		return nil, err
	}
	if vendor {
		err = s.vendor(ctx, r, base, listed)
	}
	return r, err
}

// addFiles adds all that is read for a package.
func (s *session) addFiles(r *contents.Reads, l *listedPackage, module string) {
	for _, f := range l.files() {
		r.Add(s.injection.Unmap(filepath.Join(l.Dir, f)), module)
	}
	for _, f := range l.cFiles() {
		r.Add(s.injection.Unmap(f), "C of "+module)
	}
}

// oneModule refuses packages of several modules of a workspace, of which one alone is left where
// the others are dependencies.
func (s *session) oneModule() error {
	for _, pattern := range s.Patterns {
		at, err := toolchain.FindModule(filepath.Join(s.Dir, filepath.FromSlash(pattern)))
		if err != nil {
			continue // an import path
		}
		if at, err = filepath.EvalSymlinks(at); err == nil && at != s.injection.ModuleDir {
			return fmt.Errorf("--vendor: the package %s is of another module than %s, and a vendor folder is of one module", pattern, s.Patterns[0])
		}
	}
	return nil
}

// SdistFiles reads the files for the source distribution of a project, but for those in
// the folder out.
func SdistFiles(ctx context.Context, p *config.Project, out string, vendor bool) ([]wheel.SourceFile, error) {
	imported, err := importName(p)
	if err != nil {
		return nil, err
	}
	read, err := reads(ctx, p, vendor)
	if err != nil {
		return nil, err
	}
	return contents.OfSdist(p, imported, out, read)
}

// readsOfModules adds what the go command reads before it looks for packages: of all
// modules that a go.work uses or a go.mod replaces.
func (s *session) readsOfModules(r *contents.Reads, vendor bool) error {
	d := s.injection
	r.Add(filepath.Join(d.ModuleDir, "go.mod"), "the Go module of the project")
	switch d.Kind {
	case toolchain.WorkspaceInjection:
		if vendor {
			return nil
		}
		r.Add(d.WorkFile, "the Go workspace")
		for _, sum := range d.SumFiles {
			r.Add(sum, "the Go workspace")
			if filepath.Base(sum) == "go.sum" {
				r.Add(filepath.Join(filepath.Dir(sum), "go.mod"), "the Go workspace")
			}
		}
	case toolchain.VendorInjection:
		r.Add(filepath.Join(d.ModuleDir, "vendor", "modules.txt"), "the vendor folder")
		return nil
	}
	if vendor {
		return nil
	}
	data, err := os.ReadFile(filepath.Join(d.ModuleDir, "go.mod"))
	if err != nil {
		return err
	}
	mod, err := modfile.ParseLax("go.mod", data, nil)
	if err != nil {
		return err
	}
	for _, replace := range mod.Replace {
		if replace.New.Version == "" && replace.Old.Path != "gophersnake" {
			at := filepath.FromSlash(replace.New.Path)
			if !filepath.IsAbs(at) {
				at = filepath.Join(d.ModuleDir, at)
			}
			r.Add(filepath.Join(at, "go.mod"), "the Go module "+replace.Old.Path)
		}
	}
	return nil
}

// vendor copies the dependencies to a vendor folder in the module, of the source
// distribution alone.
func (s *session) vendor(ctx context.Context, r *contents.Reads, base string, listed []*listedPackage) error {
	if s.injection.Kind == toolchain.VendorInjection {
		return nil // they are there
	}
	rel, err := filepath.Rel(base, s.injection.ModuleDir)
	if err != nil || !filepath.IsLocal(rel) {
		return nil // the module itself lies outside, which is told
	}
	files, err := s.vendored(ctx, listed)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		r.Made[filepath.ToSlash(filepath.Join(rel, name))] = files[name]
	}
	if s.injection.Kind == toolchain.WorkspaceInjection {
		// With a go.work, no vendor folder of a module counts.
		for _, file := range []string{s.injection.WorkFile, s.injection.WorkFile + ".sum"} {
			if rel, err := filepath.Rel(base, file); err == nil {
				r.Left = append(r.Left, filepath.ToSlash(rel))
			}
		}
	}
	return err
}

// vendored are the files of a vendor folder, by path from the module's folder, with those of C that
// `go mod vendor` leaves out: it copies folders with Go code.
func (s *session) vendored(ctx context.Context, listed []*listedPackage) (map[string][]byte, error) {
	defer Step("copying dependencies")()
	tmp, err := os.MkdirTemp(s.work, newFolder)
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(tmp)
	files, err := toolchain.Vendor(ctx, s.golang, s.injection, tmp)
	if err != nil {
		return nil, err
	}
	for _, l := range listed {
		if m := l.Module; m != nil && m.Dir != "" && m.Dir != s.injection.Dir {
			if err := copyInto(files, filepath.Join("vendor", filepath.FromSlash(m.Path)), m.Dir, l.cFiles()); err != nil {
				return nil, err
			}
		}
	}
	return files, nil
}

// copyInto adds files that lie below a folder to those of another, but for what is there.
func copyInto(files map[string][]byte, to, from string, paths []string) error {
	for _, file := range paths {
		rel, err := filepath.Rel(from, file)
		if err != nil || !filepath.IsLocal(rel) {
			continue // the build of the source distribution says that it is missing
		}
		if at := filepath.Join(to, rel); files[at] == nil {
			if files[at], err = os.ReadFile(file); err != nil {
				return err
			}
		}
	}
	return nil
}
