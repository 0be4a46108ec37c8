package build

import (
	"context"
	"debug/buildinfo"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gophersnake/internal/load"
	"gophersnake/internal/sbom"
)

// bill lists what the core is made of, for the wheel's bill of materials.
func (s *session) bill(ctx context.Context, program *load.Program) (*sbom.Bill, error) {
	modules, err := s.dependencies(ctx, program)
	if err != nil {
		return nil, err
	}
	sums, err := readSums(s.injection.SumFiles)
	if err != nil {
		return nil, err
	}
	root, err := s.golang.Run(ctx, s.injection.Dir, nil, "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	b := &sbom.Bill{Go: s.golang.Version, Compiler: s.cc.Version, Library: s.library}
	if b.GoLicenses, err = licenseTexts(strings.TrimSpace(string(root))); err != nil {
		return nil, err
	}
	for _, m := range modules {
		one := sbom.Module{Path: m.Path, Version: m.Version}
		dir := m.Dir
		if r := m.Replace; r != nil {
			if dir = r.Dir; r.Version != "" {
				one.Path = r.Path
			}
			one.Version = r.Version
		}
		if m.Path == program.ModulePath && s.Version != "" {
			one.Version = s.Version // it was fetched, and is replaced by a copy
		}
		one.Sum = sums[one.Path+" "+one.Version]
		if dir == "" { // in a vendor folder
			dir = filepath.Join(s.injection.ModuleDir, "vendor", filepath.FromSlash(m.Path))
		}
		if one.Licenses, err = licenseTexts(dir); err != nil {
			return nil, err
		}
		b.Modules = append(b.Modules, one)
	}
	return b, nil
}

// addModulesOf adds the modules of a program that is packed too.
func (e *Extension) addModulesOf(program string) error {
	if e.Bill == nil {
		return nil
	}
	info, err := buildinfo.ReadFile(program)
	if err != nil {
		return err
	}
	for _, m := range info.Deps {
		for m.Replace != nil {
			m = m.Replace
		}
		same := func(o sbom.Module) bool { return o.Path == m.Path && o.Version == m.Version }
		if !strings.HasPrefix(m.Path, ".") && !filepath.IsAbs(m.Path) && !slices.ContainsFunc(e.Bill.Modules, same) {
			e.Bill.Modules = append(e.Bill.Modules, sbom.Module{Path: m.Path, Version: m.Version, Sum: m.Sum})
		}
	}
	return nil
}

// licensePatterns are the names of licence files by convention.
var licensePatterns = []string{"LICEN[CS]E*", "COPYING*", "NOTICE*"}

// licensesIn reads the licence files of a folder, by name.
func licensesIn(dir string) (map[string][]byte, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, e := range entries {
		matches := func(pattern string) bool {
			ok, err := filepath.Match(pattern, e.Name())
			return ok && err == nil
		}
		file := filepath.Join(dir, e.Name())
		if info, err := os.Stat(file); err != nil || !info.Mode().IsRegular() || !slices.ContainsFunc(licensePatterns, matches) {
			continue
		}
		if files[e.Name()], err = os.ReadFile(file); err != nil {
			return nil, err
		}
	}
	return files, nil
}

func licenseTexts(dir string) ([]string, error) {
	files, err := licensesIn(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil // a module of which nothing is in the vendor folder but a package's files
	}
	var texts []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		texts = append(texts, string(files[name]))
	}
	return texts, err
}
