package interpreter

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
)

// A Listed interpreter is one that was found. Why says why it can't be used, if it can't.
type Listed struct {
	Path, From, Version string
	Why                 error
}

var pythonName = regexp.MustCompile(`^(python3?(\.\d+t?)?|pypy3?(\.\d+)?)$`)

// List finds the interpreters that develop may use: those of the environments that Find
// looks at, those on PATH, and pyenv's versions.
func List(ctx context.Context, project string) []Listed {
	all := candidates(project)
	folders := filepath.SplitList(os.Getenv("PATH"))
	if home, err := os.UserHomeDir(); err == nil {
		if versions, err := filepath.Glob(filepath.Join(home, ".pyenv", "versions", "*", "bin")); err == nil {
			folders = append(folders, versions...)
		}
	}
	for _, dir := range folders {
		entries, err := os.ReadDir(dir)
		if err != nil {
			continue
		}
		for _, e := range entries {
			if pythonName.MatchString(e.Name()) {
				all = append(all, candidate{path: filepath.Join(dir, e.Name()), from: dir})
			}
		}
	}
	var found []Listed
	seen := map[string]bool{}
	for _, c := range all {
		if filepath.Base(filepath.Dir(c.path)) == "shims" {
			continue // pyenv's, which stand for other interpreters
		}
		// A virtual environment's is a link to another, and not the same.
		real, err := filepath.EvalSymlinks(c.path)
		if err != nil {
			continue
		}
		key := real
		if _, err := os.Stat(filepath.Join(filepath.Dir(filepath.Dir(c.path)), "pyvenv.cfg")); err == nil {
			key = filepath.Dir(c.path)
		}
		if seen[key] {
			continue
		}
		seen[key] = true
		c.needsVenv = false
		p, err := use(ctx, c)
		one := Listed{Path: c.path, From: c.from, Why: err}
		if err == nil {
			one.Version = p.Version
			if p.Managed != "" {
				one.Why = errors.New("it is externally managed: make a virtual environment of it")
			}
		}
		found = append(found, one)
	}
	return found
}
