package contents

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"gophersnake/internal/config"
)

// A Wheel is the files of a project that go into its wheel, beside what is generated.
type Wheel struct {
	Project string            // its folder
	Source  string            // the folder of Python packages, absolute; "" if there are none
	Files   map[string]string // paths from the project's folder, by paths in the wheel
	Data    map[string]string // the same below the wheel's .data folder: "scripts/run"
	Notes   []string          // of what is left out
}

// Python's own names for a package's first file and for modules.
var pythonSuffixes = []string{".py", ".pyi"}

// OfWheel lists the files for the wheel of a project whose generated package is imported
// by a name.
func OfWheel(p *config.Project, importName string) (*Wheel, error) {
	w := &Wheel{Project: p.Dir, Files: map[string]string{}, Data: map[string]string{}}
	l, err := list(p.Dir)
	if err != nil {
		return nil, err
	}
	source := p.Python.Source
	packages := p.Python.Packages
	top, _, _ := strings.Cut(importName, ".")
	if source == "" {
		source = sourceFolder(l, top)
	}
	found, odd := l.packages(source, top)
	for _, name := range odd {
		w.note("%s is not packed: that is no name that Python can import", path.Join(source, name))
	}
	if packages == nil {
		for _, name := range found {
			module := strings.TrimSuffix(name, ".py")
			switch {
			case module == top || source != "." && !forTests(module):
				packages = append(packages, name)
			case forTests(module) || source == "." && slices.Contains(forDevelopment, module):
			case !matches(p.Python.Exclude, path.Join(source, name)):
				w.note("%s is Python code, and not packed: name it in python-packages of [tool.gophersnake], or in exclude", name)
			}
		}
	}
	for _, name := range packages {
		if err := w.add(p, l, source, strings.ReplaceAll(strings.TrimSuffix(name, ".py"), ".", "/")); err != nil {
			return nil, err
		}
	}
	if l.noGit != nil && len(w.Files) > 0 {
		w.note("git does not say which files it ignores, so all are packed: %v", l.noGit)
	}
	if len(w.Files) > 0 {
		w.Source = filepath.Join(p.Dir, filepath.FromSlash(source))
	}
	if err := w.include(p, source); err != nil {
		return nil, err
	}
	if err := w.data(p, l); err != nil {
		return nil, err
	}
	w.exclude(p)
	return w, nil
}

// DataFiles are the paths in the wheel of the files that are no Python code and no libraries.
func (w *Wheel) DataFiles() []string {
	var all []string
	for at := range w.Files {
		switch path.Ext(at) {
		case ".py", ".pyi", ".so", ".pyd", ".dll", ".dylib":
			continue
		}
		if path.Base(at) != "py.typed" {
			all = append(all, at)
		}
	}
	slices.Sort(all)
	return all
}

func (w *Wheel) note(format string, args ...any) {
	w.Notes = append(w.Notes, fmt.Sprintf(format, args...))
}

// forTests reports whether a name is that of tests, or of what runs them.
func forTests(module string) bool {
	return slices.Contains([]string{"conftest", "noxfile", "setup", "test", "tests"}, module) || strings.HasPrefix(module, "test_") || strings.HasSuffix(module, "_test")
}

// forDevelopment are names of folders and modules that projects have beside their
// packages, and that nobody installs. (Setuptools has such a list too.)
var forDevelopment = []string{
	"bench", "benchmark", "benchmarks", "bin", "build", "ci", "debian", "dist", "doc", "docs", "documentation", "dodo",
	"example", "examples", "fabfile", "fixtures", "hack", "htmlcov", "pavement", "scripts", "site_scons", "tasks", "tools", "toxfile", "vendor",
}

var identifier = regexp.MustCompile(`^[\pL_][\pL\pN_]*$`)

// packages lists the Python packages and modules that lie in a folder: "words", "words.py".
// Folders with Python code that can't be imported are odd.
func (l *listing) packages(folder, top string) (found, odd []string) {
	if folder != "." && l.data(folder, top) {
		found = append(found, top)
	}
	for _, file := range l.below(folder) {
		if !slices.Contains(pythonSuffixes, path.Ext(file)) || !l.known[path.Join(folder, file)] {
			continue
		}
		first, rest, isFolder := strings.Cut(file, "/")
		name := strings.TrimSuffix(first, ".py")
		switch {
		case isFolder && folder == "." && first != top && rest != "__init__.py":
			continue // a folder with scripts somewhere
		case !isFolder && path.Ext(first) == ".pyi":
			continue
		case !identifier.MatchString(name):
			if folder != "." && !slices.Contains(odd, first) {
				odd = append(odd, first)
			}
			continue
		}
		if !slices.Contains(found, first) {
			found = append(found, first)
		}
	}
	return found, odd
}

// data reports whether a folder of Python packages has one of what is imported. It may have data
// alone, beside the Python code that is generated; a folder of Go code is none.
func (l *listing) data(folder, top string) bool {
	files := l.below(path.Join(folder, top))
	return len(files) > 0 && !slices.ContainsFunc(files, func(file string) bool { return path.Ext(file) == ".go" })
}

// sourceFolder is where Python packages are if the project does not say so: in python/
// or src/, if there are any there.
func sourceFolder(l *listing, top string) string {
	for _, folder := range []string{"python", "src"} {
		if slices.Contains(l.files, folder+"/__init__.py") {
			continue // it is a package by itself
		}
		if l.data(folder, top) {
			return folder
		}
		for _, file := range l.below(folder) {
			first, rest, isFolder := strings.Cut(file, "/")
			if isFolder && (rest == "__init__.py" || first == top && slices.Contains(pythonSuffixes, path.Ext(rest))) {
				return folder
			}
		}
	}
	return "."
}

// add packs one package or module, by its path in the source folder.
func (w *Wheel) add(p *config.Project, l *listing, source, name string) error {
	from := path.Join(source, name)
	count := len(w.Files)
	for _, suffix := range pythonSuffixes {
		if file := from + suffix; l.has(file) {
			if err := w.pack(p.Dir, file, name+suffix); err != nil {
				return err
			}
		}
	}
	goFolders := map[string]bool{}
	files := l.below(from)
	for _, file := range files {
		if path.Ext(file) == ".go" {
			goFolders[path.Dir(file)] = true
		}
	}
	var ignored, amongGo []string
	for _, file := range files {
		full := path.Join(from, file)
		python := slices.Contains(pythonSuffixes, path.Ext(file)) || path.Base(file) == "py.typed"
		switch {
		case !l.known[full]:
			ignored = append(ignored, full)
		case !python && amongGoFiles(goFolders, file):
			// It may be embedded, or an example.
			if !slices.Contains(goSuffixes, path.Ext(file)) && !slices.Contains(strings.Split(file, "/"), "testdata") {
				amongGo = append(amongGo, full)
			}
		default:
			if err := w.pack(p.Dir, full, path.Join(name, file)); err != nil {
				return err
			}
		}
	}
	if len(w.Files) == count && len(ignored) == 0 {
		return fmt.Errorf("python-packages: there is no Python package or module %s in %s", strings.ReplaceAll(name, "/", "."), path.Join(p.Dir, source))
	}
	w.noteFiles(p, ignored, "git ignores it, so it is not packed")
	w.noteFiles(p, amongGo, "it lies beside Go files, so it is not packed")
	return nil
}

// noteFiles tells of files that are not packed, but for those that include and exclude name.
func (w *Wheel) noteFiles(p *config.Project, files []string, why string) {
	var left []string
	for _, f := range files {
		if !matches(p.Python.Include, f) && !matches(p.Python.Exclude, f) {
			left = append(left, f)
		}
	}
	if len(left) > 0 {
		more := ""
		if len(left) > 1 {
			more = fmt.Sprintf(" (and %d others)", len(left)-1)
		}
		w.note("%s%s: %s; name it in include of [tool.gophersnake], or in exclude", left[0], more, why)
	}
}

var goSuffixes = []string{".go", ".mod", ".sum", ".work", ".c", ".cc", ".cpp", ".cxx", ".h", ".hpp", ".s", ".S", ".syso", ".m"}

// amongGoFiles reports whether a file lies in or below a folder with Go code.
func amongGoFiles(goFolders map[string]bool, file string) bool {
	for dir := path.Dir(file); dir != "."; dir = path.Dir(dir) {
		if goFolders[dir] {
			return true
		}
	}
	return goFolders["."]
}

// pack puts a file of the project into the wheel.
func (w *Wheel) pack(dir, file, at string) error {
	if _, err := config.Inside(dir, file); err != nil {
		return err
	}
	w.Files[at] = file
	return nil
}

// Read reads files of the project, named as in Wheel.
func Read(dir string, files map[string]string) (map[string][]byte, error) {
	all := map[string][]byte{}
	for at, name := range files {
		file, err := config.Inside(dir, name)
		if err != nil {
			return nil, err
		}
		if all[at], err = os.ReadFile(file); err != nil {
			return nil, err
		}
	}
	return all, nil
}
