package contents

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"gophersnake/internal/config"
	"gophersnake/internal/wheel"
)

// Reads is what a build reads, of which a source distribution must have all.
type Reads struct {
	Files map[string]string // what they belong to, by absolute paths
	Made  map[string][]byte // files to add, by path from the project's folder
	Left  []string          // files of the project to leave out, by path from its folder
}

// NewReads is that of a build that reads nothing.
func NewReads() *Reads { return &Reads{Files: map[string]string{}, Made: map[string][]byte{}} }

// Add adds a file, if it exists.
func (r *Reads) Add(file, of string) {
	if _, known := r.Files[file]; known {
		return
	}
	if info, err := os.Stat(file); err == nil && info.Mode().IsRegular() {
		r.Files[file] = of
	}
}

// OfSdist reads the files for the source distribution of a project: those that git does
// not ignore, what the project includes, and all that its build reads. What lies in the
// folder out is left out.
func OfSdist(p *config.Project, importName, out string, reads *Reads) ([]wheel.SourceFile, error) {
	names, err := tracked(p.Dir, out)
	if err != nil {
		return nil, err
	}
	for _, pattern := range p.Python.Include {
		found, err := globFiles(p.Dir, pattern.Glob)
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, fmt.Errorf("%s: [tool.gophersnake] include: no file of the project matches %q", config.FileName, pattern.Glob)
		}
		if pattern.Sdist {
			names = append(names, found...)
		}
	}
	unwanted := slices.DeleteFunc(slices.Clone(p.Python.Exclude), func(p config.Pattern) bool { return !p.Sdist })
	names = slices.DeleteFunc(names, func(name string) bool { return matches(unwanted, name) })
	needed, err := neededNames(p, importName, reads)
	if err != nil {
		return nil, err
	}
	for _, name := range needed {
		if matches(unwanted, name) {
			return nil, fmt.Errorf("%s: [tool.gophersnake] exclude leaves %s out of the source distribution, which its build reads", config.FileName, name)
		}
	}
	names = append(names, needed...)
	sort.Strings(names)
	names = slices.Compact(names)
	var files []wheel.SourceFile
	for _, name := range names {
		if _, made := reads.Made[name]; made || slices.Contains(reads.Left, name) {
			continue
		}
		f, err := sourceFile(p.Dir, name)
		if err != nil {
			return nil, fmt.Errorf("%w, or keep it out with .gitignore or exclude", err)
		}
		files = append(files, f)
	}
	for name, data := range reads.Made {
		files = append(files, wheel.SourceFile{Name: name, Data: data})
	}
	sort.Slice(files, func(i, j int) bool { return files[i].Name < files[j].Name })
	return files, nil
}

// neededNames lists what a build of the source distribution reads, by path from the
// project's folder. What lies outside of it is an error that names all.
func neededNames(p *config.Project, importName string, reads *Reads) ([]string, error) {
	names := append([]string{config.FileName}, p.Metadata.LicenseFiles...)
	if p.Metadata.ReadmeFile != "" {
		names = append(names, p.Metadata.ReadmeFile)
	}
	w, err := OfWheel(p, importName)
	if err != nil {
		return nil, fmt.Errorf("%s: [tool.gophersnake] %w", config.FileName, err)
	}
	names = slices.AppendSeq(names, maps.Values(w.Files))
	names = slices.AppendSeq(names, maps.Values(w.Data))
	root, err := filepath.EvalSymlinks(p.Dir)
	if err != nil {
		return nil, err
	}
	outside := map[string][]string{}
	for file, of := range reads.Files {
		rel, err := filepath.Rel(root, file)
		if err != nil || !filepath.IsLocal(rel) {
			outside[of] = append(outside[of], file)
			continue
		}
		names = append(names, filepath.ToSlash(rel))
	}
	if len(outside) == 0 {
		return names, nil
	}
	var lines []string
	for _, of := range slices.Sorted(maps.Keys(outside)) {
		files := outside[of]
		sort.Strings(files)
		more := ""
		if len(files) > 1 {
			more = fmt.Sprintf(" and %d more files", len(files)-1)
		}
		lines = append(lines, fmt.Sprintf("  %s: %s%s", of, files[0], more))
	}
	return nil, fmt.Errorf("the build reads files outside of the project in %s, which no source distribution of it can have:\n%s\n"+
		"Put %s into the folder that holds all of them, or the modules into the project; or write vendor = true under [tool.gophersnake] (or pass --vendor), which packs copies of all modules",
		p.Dir, strings.Join(lines, "\n"), config.FileName)
}

func sourceFile(dir, name string) (wheel.SourceFile, error) {
	f := wheel.SourceFile{Name: name}
	file, err := config.Inside(dir, name)
	if err != nil {
		return f, err
	}
	info, err := os.Stat(file)
	if err != nil {
		return f, err
	}
	f.Executable = info.Mode()&0o100 != 0
	f.Data, err = os.ReadFile(file)
	return f, err
}
