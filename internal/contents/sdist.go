package contents

import (
	"fmt"
	"os"
	"slices"
	"sort"

	"gophersnake/internal/config"
	"gophersnake/internal/wheel"
)

// OfSdist reads the files for the source distribution of a project: those that git does
// not ignore, and what the project includes. What lies in the folder out is left out.
func OfSdist(p *config.Project, out string) ([]wheel.SourceFile, error) {
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
	sort.Strings(names)
	names = slices.Compact(names)
	unwanted := slices.DeleteFunc(slices.Clone(p.Python.Exclude), func(p config.Pattern) bool { return !p.Sdist })
	var files []wheel.SourceFile
	for _, name := range names {
		if matches(unwanted, name) {
			continue
		}
		f, err := sourceFile(p.Dir, name)
		if err != nil {
			return nil, fmt.Errorf("%w, or keep it out with .gitignore or exclude", err)
		}
		files = append(files, f)
	}
	return files, nil
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
