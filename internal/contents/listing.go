// Package contents decides which files of a project go into its wheel and into its
// source distribution, beside what is generated.
package contents

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sort"
	"strings"
)

// tracked lists the files of a project, sorted: those that git does not ignore, or all
// where there is no repository. What lies in the folder out, where products go, is left out.
func tracked(project, out string) ([]string, error) {
	names, err := gitFiles(project)
	if err != nil {
		return nil, fmt.Errorf("git does not say which files it ignores, and they may be secret: %w", err)
	}
	if names == nil {
		if names, err = walkFiles(project); err != nil {
			return nil, err
		}
	}
	outRel, err := filepath.Rel(project, out)
	if err != nil {
		return nil, err
	}
	outRel = filepath.ToSlash(outRel) + "/"
	var kept []string
	for _, name := range names {
		if name == "PKG-INFO" || strings.HasPrefix(name, outRel) && outRel != "./" {
			continue
		}
		file := filepath.Join(project, filepath.FromSlash(name))
		info, err := os.Stat(file)
		switch {
		case err != nil:
			continue // tracked but gone
		case info.Mode().IsRegular():
			kept = append(kept, name)
		case info.IsDir() && isRepository(file):
			inner, err := gitFiles(file)
			if err != nil {
				continue // one that was not checked out
			}
			for _, sub := range inner {
				if info, err := os.Stat(filepath.Join(file, filepath.FromSlash(sub))); err == nil && info.Mode().IsRegular() {
					kept = append(kept, strings.TrimSuffix(name, "/")+"/"+sub)
				}
			}
		}
	}
	if len(kept) == 0 {
		return nil, fmt.Errorf("no files in %s", project)
	}
	sort.Strings(kept)
	return kept, nil
}

// isRepository tells a submodule of git's from a link to a folder.
func isRepository(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, ".git"))
	link, lerr := os.Lstat(dir)
	return err == nil && lerr == nil && link.IsDir()
}

// gitFiles lists the files that git does not ignore. There are none if no repository knows the folder.
func gitFiles(project string) ([]string, error) {
	cmd := exec.Command("git", "-C", project, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil && !inRepository(project) {
		return nil, nil
	}
	if err != nil {
		return nil, errors.New(cmp.Or(strings.TrimSpace(said.String()), err.Error()))
	}
	seen := map[string]bool{}
	var names []string // none, if the folder itself is ignored by a repository around it
	for _, name := range strings.Split(string(out), "\x00") {
		if name != "" && !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	return names, nil
}

// inRepository reports whether a repository of git's begins at or above a folder, whether git reads it or not.
func inRepository(dir string) bool {
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			return true
		}
		if dir == filepath.Dir(dir) {
			return false
		}
	}
}

func walkFiles(project string) ([]string, error) {
	var names []string
	err := filepath.WalkDir(project, func(file string, d fs.DirEntry, err error) error {
		if err != nil || file == project {
			return err
		}
		name := d.Name()
		if d.IsDir() {
			_, venv := os.Stat(filepath.Join(file, "pyvenv.cfg"))
			if strings.HasPrefix(name, ".") || name == "__pycache__" || name == "node_modules" || venv == nil {
				return filepath.SkipDir
			}
			return nil
		}
		if strings.HasSuffix(name, ".pyc") || strings.HasSuffix(name, ".whl") || strings.HasSuffix(name, ".tar.gz") {
			return nil
		}
		rel, err := filepath.Rel(project, file)
		names = append(names, filepath.ToSlash(rel))
		return err
	})
	return names, err
}

// A listing is the files of a project by path from its folder, and which of them git
// ignores.
type listing struct {
	dir   string
	files []string // sorted; without caches and what is hidden
	known map[string]bool
	noGit error // why git does not say what it ignores
}

func list(dir string) (*listing, error) {
	l := &listing{dir: dir, known: map[string]bool{}}
	var err error
	if l.files, err = walkFiles(dir); err != nil {
		return nil, err
	}
	sort.Strings(l.files)
	names, err := gitFiles(dir)
	if l.noGit = err; names == nil {
		names = l.files
	}
	for _, name := range names {
		l.known[name] = true
	}
	return l, nil
}

// below returns the paths of files below a folder, from it.
func (l *listing) below(folder string) []string {
	if folder == "." {
		return l.files
	}
	var found []string
	for _, f := range l.files {
		if rel, ok := strings.CutPrefix(f, folder+"/"); ok {
			found = append(found, rel)
		}
	}
	return found
}

func (l *listing) has(file string) bool {
	_, found := slices.BinarySearch(l.files, file)
	return found && l.known[file]
}
