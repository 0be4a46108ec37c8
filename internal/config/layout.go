package config

import (
	"errors"
	"fmt"
	"go/build"
	"os"
	"path/filepath"
	"strings"

	"gophersnake/internal/failures"
)

// ErrSeveral is the error of a project that does not say which package it means.
var ErrSeveral = errors.New("several Go packages could be meant")

// defaultPackages finds the package to bind where nothing names it: the one
// at the project's root or, if there is none, the only one below it.
func defaultPackages(dir string) ([]string, error) {
	found, err := candidates(dir)
	if err != nil {
		return nil, err
	}
	switch len(found) {
	case 1:
		return found, nil
	case 0:
		return nil, failures.NoPackageFound.Error("folder", dir, "why", whyNone(dir))
	}
	return nil, fmt.Errorf("%w: name one in %s under [tool.gophersnake], as package = %q, or several as packages = [%q, %q]\n  found: %s",
		ErrSeveral, FileName, found[0], found[0], found[1], strings.Join(found, " "))
}

// whyNone says of a folder with Go files why they are no package to bind.
func whyNone(dir string) string {
	pkg, err := build.Default.ImportDir(dir, 0)
	switch {
	case err == nil && pkg.Name == "main":
		return " (the Go code there is a program, package main, whose functions can't be imported)"
	case pkg != nil && len(pkg.IgnoredGoFiles) > 0:
		return " (by their build tags or names, none of the Go files is for this build)"
	}
	if unasked, err := below(dir, func(path, name string) bool { return neverCode(name) }); err == nil && len(unasked) > 0 {
		return fmt.Sprintf(" (packages in internal/, and of other Go modules, are taken only where they are named, as %s)", unasked[0])
	}
	return ""
}

// Candidates lists the packages that a project could mean, the likeliest
// first.
func Candidates(dir string) []string {
	found, err := candidates(dir)
	if err != nil || len(found) == 0 {
		return []string{"."}
	}
	return found
}

func candidates(dir string) ([]string, error) {
	if bindable(dir) {
		return []string{"."}, nil
	}
	return below(dir, func(path, name string) bool {
		if neverCode(name) || name == "internal" {
			return true
		}
		_, err := os.Stat(filepath.Join(path, "go.mod"))
		return err == nil // another module
	})
}

// below lists the packages below a folder, but for folders to skip.
func below(dir string, skip func(path, name string) bool) ([]string, error) {
	var found []string
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || !d.IsDir() || path == dir {
			return err
		}
		if skip(path, d.Name()) {
			return filepath.SkipDir
		}
		if bindable(path) {
			rel, err := filepath.Rel(dir, path)
			if err != nil {
				return err
			}
			found = append(found, "./"+filepath.ToSlash(rel))
		}
		return nil
	})
	return found, err
}

// bindable reports whether a folder has a Go package that others can import. A folder
// whose code has errors counts, so that the go command reports them: to skip it would
// bind another package instead.
func bindable(dir string) bool {
	pkg, err := build.Default.ImportDir(dir, 0)
	if none := (*build.NoGoError)(nil); errors.As(err, &none) {
		return false
	}
	return pkg.Name != "main" && (err != nil || len(pkg.GoFiles)+len(pkg.CgoFiles) > 0)
}

// neverCode leaves out what the go command leaves out, and what nobody
// means to publish.
func neverCode(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") || name == "testdata" || name == "vendor" || name == "node_modules"
}
