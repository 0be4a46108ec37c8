package config

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// setPython reads the keys about files of the project.
func (p *Project) setPython(t toolTable) error {
	for _, folder := range []struct{ key, value string }{{"python-source", t.PythonSource}, {"data", t.Data}} {
		if folder.value == "" {
			continue
		}
		if !inProject(folder.value) {
			return fmt.Errorf("%s %q: write it relative to %s, and inside of the project", folder.key, folder.value, FileName)
		}
		if info, err := os.Stat(filepath.Join(p.Dir, filepath.FromSlash(folder.value))); err != nil || !info.IsDir() {
			return fmt.Errorf("%s %q: there is no such folder in %s", folder.key, folder.value, p.Dir)
		}
	}
	for _, name := range t.PythonPackages {
		if !isImportName(name) {
			return fmt.Errorf("python-packages: %q is not the name of a Python package", name)
		}
	}
	p.Python = Python{Packages: t.PythonPackages}
	if t.PythonSource != "" {
		p.Python.Source = path.Clean(t.PythonSource)
	}
	if t.Data != "" {
		p.Python.Data = path.Clean(t.Data)
	}
	var err error
	if p.Python.Include, err = patterns(t.Include, true); err != nil {
		return fmt.Errorf("include: %w", err)
	}
	if p.Python.Exclude, err = patterns(t.Exclude, false); err != nil {
		return fmt.Errorf("exclude: %w", err)
	}
	return nil
}

// inProject reports whether a path of pyproject.toml can't leave the project's folder,
// but for symbolic links.
func inProject(name string) bool { return filepath.IsLocal(filepath.FromSlash(name)) }

// patterns reads globs, and tables of a glob and what it is for.
func patterns(values []any, placed bool) ([]Pattern, error) {
	var all []Pattern
	for _, v := range values {
		one := Pattern{Wheel: true, Sdist: true}
		switch v := v.(type) {
		case string:
			one.Glob = v
		case map[string]any:
			var err error
			if one, err = patternOf(v, placed); err != nil {
				return nil, err
			}
		default:
			return nil, fmt.Errorf("%v is neither a glob in quotes nor a table { path = …, format = … }", v)
		}
		if !doublestar.ValidatePattern(one.Glob) {
			return nil, fmt.Errorf("%q is not a glob", one.Glob)
		}
		if !inProject(one.Glob) {
			return nil, fmt.Errorf("%q: write it relative to %s, and inside of the project", one.Glob, FileName)
		}
		one.Glob = path.Clean(one.Glob)
		all = append(all, one)
	}
	return all, nil
}

func patternOf(table map[string]any, placed bool) (Pattern, error) {
	one := Pattern{Wheel: true, Sdist: true}
	for _, key := range keysOf(table) {
		text, isText := table[key].(string)
		switch {
		case key == "path" && isText:
			one.Glob = text
		case key == "to" && isText && placed:
			if !inProject(text) {
				return one, fmt.Errorf("to = %q does not lie in the wheel", text)
			}
			one.To = path.Clean(text)
		case key == "format":
			formats, err := directiveValues(table[key])
			if err != nil {
				return one, fmt.Errorf("format %w", err)
			}
			for _, f := range formats {
				if f != "wheel" && f != "sdist" {
					return one, fmt.Errorf("format %q is neither wheel nor sdist", f)
				}
			}
			one.Wheel, one.Sdist = slices.Contains(formats, "wheel"), slices.Contains(formats, "sdist")
		default:
			return one, fmt.Errorf("a table has path, format%s; %s = %v is none of these", map[bool]string{true: " and to"}[placed], key, table[key])
		}
	}
	if strings.TrimSpace(one.Glob) == "" {
		return one, fmt.Errorf("a table has no path")
	}
	return one, nil
}
