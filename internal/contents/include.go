package contents

import (
	"fmt"
	"maps"
	"os"
	"path"
	"slices"
	"sort"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"gophersnake/internal/config"
)

func matches(patterns []config.Pattern, file string) bool {
	return slices.ContainsFunc(patterns, func(p config.Pattern) bool { return doublestar.MatchUnvalidated(p.Glob, file) })
}

// include packs what the project names.
func (w *Wheel) include(p *config.Project, source string) error {
	for _, pattern := range p.Python.Include {
		found, err := globFiles(p.Dir, pattern.Glob)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return fmt.Errorf("include: no file of the project matches %q", pattern.Glob)
		}
		if !pattern.Wheel {
			continue
		}
		base, _ := doublestar.SplitPattern(pattern.Glob)
		for _, file := range found {
			at := file
			if rel, ok := strings.CutPrefix(file, source+"/"); ok {
				at = rel
			}
			if pattern.To != "" {
				at = path.Join(pattern.To, strings.TrimPrefix(strings.TrimPrefix(file, base), "/"))
			}
			if err := w.pack(p.Dir, file, at); err != nil {
				return err
			}
		}
	}
	return nil
}

// globFiles lists the files that a glob matches, sorted.
func globFiles(dir, glob string) ([]string, error) {
	found, err := doublestar.Glob(os.DirFS(dir), glob, doublestar.WithFilesOnly())
	found = slices.DeleteFunc(found, func(f string) bool { return strings.HasPrefix(f, ".git/") })
	sort.Strings(found)
	return found, err
}

// schemes are the folders of a wheel's .data that installers know.
var schemes = []string{"data", "headers", "platlib", "purelib", "scripts"}

// data packs the folder whose content is installed elsewhere.
func (w *Wheel) data(p *config.Project, l *listing) error {
	if p.Python.Data == "" {
		return nil
	}
	for _, file := range l.below(p.Python.Data) {
		scheme, rest, _ := strings.Cut(file, "/")
		if !slices.Contains(schemes, scheme) || rest == "" {
			return fmt.Errorf("data: %s lies in none of the folders %s", path.Join(p.Python.Data, file), strings.Join(schemes, ", "))
		}
		full := path.Join(p.Python.Data, file)
		if _, err := config.Inside(p.Dir, full); err != nil {
			return err
		}
		w.Data[file] = full
	}
	return nil
}

func (w *Wheel) exclude(p *config.Project) {
	unwanted := slices.DeleteFunc(slices.Clone(p.Python.Exclude), func(p config.Pattern) bool { return !p.Wheel })
	for _, files := range []map[string]string{w.Files, w.Data} {
		maps.DeleteFunc(files, func(_, file string) bool { return matches(unwanted, file) })
	}
}
