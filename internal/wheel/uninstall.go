package wheel

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

// An oldInstall is a distribution that an installer has put into site.
type oldInstall struct {
	site, distInfo string
	files          []string // of its RECORD, by their paths from site
}

// installed finds the distributions of this name.
func installed(name, site string) ([]oldInstall, error) {
	entries, err := os.ReadDir(site)
	if err != nil {
		return nil, err
	}
	var found []oldInstall
	for _, e := range entries {
		stem, ok := strings.CutSuffix(e.Name(), ".dist-info")
		if !ok || !e.IsDir() {
			continue
		}
		if other, _, _ := strings.Cut(stem, "-"); !sameName(other, name) {
			continue
		}
		files, err := recorded(filepath.Join(site, e.Name(), "RECORD"))
		if err != nil {
			return nil, fmt.Errorf("%s was not installed by an installer that can be undone (%w); uninstall it first", e.Name(), err)
		}
		found = append(found, oldInstall{site, e.Name(), files})
	}
	return found, nil
}

func recorded(path string) ([]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var files []string
	scan := bufio.NewScanner(f)
	for scan.Scan() {
		if name := recordedName(scan.Text()); name != "" && !filepath.IsAbs(name) {
			files = append(files, filepath.FromSlash(name))
		}
	}
	return files, scan.Err()
}

// remove removes it, but for the files that another distribution has taken over.
// A package's __init__.py goes first: without it Python looks on along sys.path,
// and does not import the half that is left.
func (o oldInstall) remove(taken map[string][]byte) error {
	sort.SliceStable(o.files, func(i, j int) bool { return isInit(o.files[i]) && !isInit(o.files[j]) })
	folders := map[string]bool{}
	for _, name := range o.files {
		path := filepath.Join(o.site, name)
		rel, err := filepath.Rel(o.site, path)
		if _, kept := taken[filepath.ToSlash(rel)]; kept || err != nil {
			continue
		}
		if strings.HasPrefix(rel, "..") && !inScripts(rel) {
			continue // nothing else outside of site is ours to remove
		}
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if err := removeCompiled(path); err != nil {
			return err
		}
		for dir := filepath.Dir(rel); dir != "." && !strings.HasPrefix(dir, ".."); dir = filepath.Dir(dir) {
			folders[dir] = true
		}
	}
	if _, kept := taken[o.distInfo+"/RECORD"]; !kept {
		if err := os.RemoveAll(filepath.Join(o.site, o.distInfo)); err != nil {
			return err
		}
	}
	return removeEmpty(o.site, folders)
}

// removeCompiled removes what Python has made of a file, as pip does.
func removeCompiled(path string) error {
	stem, isPython := strings.CutSuffix(filepath.Base(path), ".py")
	if !isPython {
		return nil
	}
	entries, err := os.ReadDir(filepath.Join(filepath.Dir(path), "__pycache__"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), stem+".") && strings.HasSuffix(e.Name(), ".pyc") {
			err = errors.Join(err, os.Remove(filepath.Join(filepath.Dir(path), "__pycache__", e.Name())))
		}
	}
	return err
}

func isInit(name string) bool { return filepath.Base(name) == "__init__.py" }

// inScripts says whether a path from site is a command that an installer has
// made: ../../../bin/name.
func inScripts(rel string) bool {
	return filepath.Base(filepath.Dir(rel)) == "bin"
}

// recordedName reads the first field of a line of RECORD.
func recordedName(line string) string {
	if strings.HasPrefix(line, `"`) {
		var name strings.Builder
		for i := 1; i < len(line); i++ {
			if line[i] != '"' {
				name.WriteByte(line[i])
			} else if i+1 < len(line) && line[i+1] == '"' {
				name.WriteByte('"')
				i++
			} else {
				break
			}
		}
		return name.String()
	}
	name, _, _ := strings.Cut(line, ",")
	return name
}

// removeEmpty removes the folders that an uninstall has left with nothing but
// Python's caches in them.
func removeEmpty(site string, folders map[string]bool) error {
	all := sortedKeys(folders)
	for i := len(all) - 1; i >= 0; i-- { // the deepest first
		dir := filepath.Join(site, all[i])
		if err := os.RemoveAll(filepath.Join(dir, "__pycache__")); err != nil {
			return err
		}
		entries, err := os.ReadDir(dir)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		if len(entries) == 0 {
			if err := os.Remove(dir); err != nil {
				return err
			}
		}
	}
	return nil
}
