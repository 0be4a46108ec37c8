// Package fetch brings a module from the Go proxy, or a package of the
// standard library, into a folder where an extension can be built of it.
package fetch

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"

	"gophersnake/internal/toolchain"
)

// A Source is a package that someone else wrote, ready to be built.
type Source struct {
	Package string   // import path of the package that was asked for
	Name    string   // its Go name; "" if its folder holds no package
	Doc     string   // first sentence of its documentation
	Module  string   // path of its module; "" for the standard library
	Version string   // v1.2.3; of Go itself for the standard library
	Root    string   // main module of ours, which requires it
	Dir     string   // its module's source: a copy, or GOROOT/src
	Notes   []string // what its author says of it: that it is deprecated, that the version was retracted
	Paths   []string // import paths of all packages to bind, the first is Package
	unlock  func()
}

// Close lets the next run fetch the same package. The folders stay.
func (s *Source) Close() { s.unlock() }

// mainModule is our own main module. The fetched module is its dependency, so it means
// the same as for any other user: its go line counts, its replaces do not.
const mainModule = "module wrapped\n\ngo 1.25\n"

// listed is what go list says of a package.
type listed struct {
	ImportPath string
	Name       string
	Doc        string
	Standard   bool
	Module     *struct{ Path, Version, Dir, GoMod string }
	Match      []string // the patterns that were asked for, of which it is
}

// Options say which packages are wanted beside the one that is named.
type Options struct {
	More []string // import paths, or patterns from the module's root: ./geo, ./...
	Any  bool     // all packages of the module, if the one that is named is none
}

// Fetch brings the package that arg names, as PACKAGE or PACKAGE@VERSION. Its
// folders belong to this run until the source is closed.
func Fetch(ctx context.Context, g *toolchain.Go, arg string, o Options) (*Source, error) {
	pkg, version, err := parse(arg)
	if err != nil {
		return nil, err
	}
	root, err := toolchain.WorkDir("wrap", arg)
	if err != nil {
		return nil, err
	}
	unlock, err := toolchain.Lock(ctx, root, "another command that fetches modules")
	if err != nil {
		return nil, err
	}
	s := &Source{Package: pkg, Root: root, unlock: unlock}
	if err := s.fetch(ctx, g, version, o); err != nil {
		unlock()
		return nil, err
	}
	return s, nil
}

func (s *Source) fetch(ctx context.Context, g *toolchain.Go, version string, o Options) error {
	// Resolving begins anew each time, so that "latest" is the latest.
	if err := os.Remove(filepath.Join(s.Root, "go.sum")); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.WriteFile(filepath.Join(s.Root, "go.mod"), []byte(mainModule), 0o644); err != nil {
		return err
	}
	bring := s.download
	if isStandard(s.Package) {
		bring = s.standard
	}
	if err := bring(ctx, g, version); err != nil {
		return err
	}
	return s.choose(ctx, g, o)
}

// env keeps the user's own settings for builds away from a module that is
// not theirs.
var env = []string{"GOWORK=off", "GOFLAGS=-mod=mod"}

// isStandard follows the go command: paths whose first element has no dot
// belong to the standard library.
func isStandard(pkg string) bool {
	first, _, _ := strings.Cut(pkg, "/")
	return !strings.Contains(first, ".")
}

func (s *Source) standard(ctx context.Context, g *toolchain.Go, version string) error {
	if version != "" {
		return fmt.Errorf("%s belongs to the standard library, whose version is that of Go itself (%s): leave out @%s", s.Package, g.Version, version)
	}
	found, err := list(ctx, g, s.Root, "-e", "-find", s.Package)
	if err != nil {
		return err
	}
	if len(found) != 1 || !found[0].Standard || found[0].Name == "" {
		return fmt.Errorf("there is no package %s in the standard library; the paths of all others begin with a domain, as github.com/yuin/goldmark does", s.Package)
	}
	out, err := g.Run(ctx, s.Root, env, "env", "GOROOT")
	if err != nil {
		return err
	}
	s.Dir = filepath.Join(strings.TrimSpace(string(out)), "src")
	s.Version = goRelease.FindString(g.Version)
	return nil
}

// goRelease finds the number in go1.26.8 or go1.27rc1.
var goRelease = regexp.MustCompile(`\d+(\.\d+)*(rc\d+)?`)

// download resolves the package as `go get` does and copies the source of its
// module.
func (s *Source) download(ctx context.Context, g *toolchain.Go, version string) error {
	if version == "" {
		version = "latest"
	}
	said, err := g.Diagnostics(ctx, s.Root, env, "get", s.Package+"@"+version)
	if err != nil {
		if hint := wantsV(version); hint != "" {
			return fmt.Errorf("%w%s", err, hint)
		}
		return explain(err, s.Package)
	}
	mod, err := s.findModule(ctx, g)
	if err != nil {
		return err
	}
	s.Module, s.Version = mod.Path, mod.Version
	s.Notes = notes(said, *mod)
	s.Dir = filepath.Join(s.Root, "src")
	return s.copyModule(*mod, "src")
}

// notes are what the author of a module says of it to those who get it: that it is deprecated, or that
// the version was retracted.
func notes(said string, mod moduleInfo) []string {
	var all []string
	for _, line := range strings.Split(said, "\n") {
		line = strings.TrimPrefix(strings.TrimPrefix(line, "go: "), "warning: ")
		for _, begin := range []string{"module " + mod.Path + " is deprecated", mod.Path + "@" + mod.Version + ": retracted"} {
			if strings.HasPrefix(line, begin) {
				all = append(all, line)
			}
		}
	}
	return all
}

type moduleInfo struct{ Path, Version, Dir, GoMod string }

// findModule says which module of the requirements holds the package: the one
// with the longest path that begins it.
func (s *Source) findModule(ctx context.Context, g *toolchain.Go) (*moduleInfo, error) {
	data, err := os.ReadFile(filepath.Join(s.Root, "go.mod"))
	if err != nil {
		return nil, err
	}
	mod, err := modfile.Parse("go.mod", data, nil)
	if err != nil {
		return nil, err
	}
	best := ""
	for _, r := range mod.Require {
		p := r.Mod.Path
		if (s.Package == p || strings.HasPrefix(s.Package, p+"/")) && len(p) > len(best) {
			best = p
		}
	}
	if best == "" {
		return nil, fmt.Errorf("go get %s required no module that holds it", s.Package)
	}
	out, err := g.Run(ctx, s.Root, env, "list", "-m", "-json", best)
	if err != nil {
		return nil, err
	}
	var info moduleInfo
	if err := json.Unmarshal(out, &info); err != nil {
		return nil, fmt.Errorf("go list -m: %w", err)
	}
	if info.Dir == "" {
		if _, err := g.Run(ctx, s.Root, env, "mod", "download", best); err != nil {
			return nil, err
		}
		if out, err = g.Run(ctx, s.Root, env, "list", "-m", "-json", best); err != nil {
			return nil, err
		}
		if err := json.Unmarshal(out, &info); err != nil {
			return nil, fmt.Errorf("go list -m: %w", err)
		}
	}
	return &info, nil
}

// choose lists the packages to bind and checks that they can be.
func (s *Source) choose(ctx context.Context, g *toolchain.Go, o Options) error {
	further := map[string][]string{} // the import paths that an option may mean, the likelier first
	patterns := []string{s.Package}
	for _, p := range o.More {
		further[p] = s.meant(p)
		patterns = append(patterns, further[p]...)
	}
	all, err := list(ctx, g, s.Root, append([]string{"-e", "-find"}, patterns...)...)
	if err != nil {
		return err
	}
	for _, p := range all {
		if p.ImportPath == s.Package {
			s.Name, s.Doc = p.Name, p.Doc
		}
	}
	if s.Name == "" || s.Name == "main" {
		others, err := s.others(ctx, g)
		if err != nil {
			return err
		}
		if !o.Any || len(others) == 0 {
			return s.noPackage(others)
		}
		s.Paths = others
	} else {
		s.Paths = []string{s.Package}
		for _, option := range o.More {
			found, err := s.matching(option, further[option], all)
			if err != nil {
				return err
			}
			for _, p := range found {
				if !slices.Contains(s.Paths, p) {
					s.Paths = append(s.Paths, p)
				}
			}
		}
	}
	if err := s.copyOthers(all); err != nil {
		return err
	}
	// Whatever these packages import must be on the list of checksums, with
	// the replace in place.
	if s.Module != "" {
		if _, err := list(ctx, g, s.Root, append([]string{"-deps"}, s.Paths...)...); err != nil {
			return explain(err, s.Package)
		}
	}
	return nil
}

// meant are the import paths, or patterns of such, that --package may mean. A relative path begins
// at the module's root, or else at the package.
func (s *Source) meant(option string) []string {
	if s.Module == "" || !strings.HasPrefix(option, ".") {
		return []string{option}
	}
	var all []string
	for _, base := range []string{s.Module, s.Package} {
		p := path.Join(base, option)
		if (p == s.Module || strings.HasPrefix(p, s.Module+"/")) && !slices.Contains(all, p) {
			all = append(all, p)
		}
	}
	return all
}

// matching are the packages, of all that go list has found, that --package means. If none can be
// imported, it is an error that says why.
func (s *Source) matching(option string, meant []string, all []listed) ([]string, error) {
	what := fmt.Sprintf("there is no such package in %s", cmp.Or(s.Module, "the standard library"))
	for _, pattern := range meant {
		var found []string
		for _, p := range all {
			switch {
			case !slices.Contains(p.Match, pattern) || p.Name == "":
			case p.importable():
				found = append(found, p.ImportPath)
			case p.Name == "main":
				what = p.ImportPath + " is a command, not a package that can be imported"
			default:
				what = p.ImportPath + " is internal to its module"
			}
		}
		if len(found) > 0 {
			return found, nil
		}
	}
	return nil, fmt.Errorf("--package %s: %s; a relative path begins at the root of the module", option, what)
}

// others lists what can be imported from the module.
func (s *Source) others(ctx context.Context, g *toolchain.Go) ([]string, error) {
	if s.Module == "" {
		return nil, nil
	}
	all, err := list(ctx, g, s.Root, "-e", "-find", s.Module+"/...")
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, p := range all {
		if p.importable() {
			paths = append(paths, p.ImportPath)
		}
	}
	return paths, nil
}

// noPackage says where else in the module there is something to import.
func (s *Source) noPackage(others []string) error {
	what := "holds no Go package"
	if s.Name == "main" {
		what = "is a command, not a package that can be imported"
	}
	switch {
	case s.Module == "":
		return fmt.Errorf("%s %s", s.Package, what)
	case len(others) == 0:
		return fmt.Errorf("%s %s, and neither is there another one in %s", s.Package, what, s.Module)
	case len(others) > 20:
		others = append(others[:20:20], "…")
	}
	return fmt.Errorf("%s %s; name one of these:\n  %s", s.Package, what, strings.Join(others, "\n  "))
}

// importable leaves out commands, and packages that only their own module may import.
func (p listed) importable() bool {
	return p.Name != "" && p.Name != "main" && !internalPath(p.ImportPath)
}

func internalPath(p string) bool {
	for _, part := range strings.Split(p, "/") {
		if part == "internal" || part == "testdata" || part == "vendor" || strings.HasPrefix(part, "_") {
			return true
		}
	}
	return false
}

func list(ctx context.Context, g *toolchain.Go, dir string, args ...string) ([]listed, error) {
	out, err := g.Run(ctx, dir, env, append([]string{"list", "-json=ImportPath,Name,Doc,Standard,Module,Match"}, args...)...)
	if err != nil {
		return nil, err
	}
	var all []listed
	for dec := json.NewDecoder(strings.NewReader(string(out))); dec.More(); {
		var p listed
		if err := dec.Decode(&p); err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		all = append(all, p)
	}
	return all, nil
}

// explain adds what to do to the go command's words.
func explain(err error, pkg string) error {
	text := err.Error()
	switch {
	case strings.Contains(text, "requires go >="):
		return fmt.Errorf("%w\n%s needs a newer Go: install it, or set GOPHERSNAKE_GO, or name an older version as %s@VERSION", err, pkg, pkg)
	case strings.Contains(text, "no matching versions"), strings.Contains(text, "unknown revision"):
		return fmt.Errorf("%w\n`go list -m -versions MODULE` lists the versions there are", err)
	}
	return err
}
