package config

import (
	"errors"
	"fmt"
	"go/build"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/github/go-spdx/v2/spdxexp"
)

func (p *Project) setMetadata(t *projectTable) error {
	if t.Name == "" {
		return errors.New("has no name")
	}
	m := Metadata{
		Name: t.Name, Version: t.Version, Description: t.Description,
		RequiresPython: t.RequiresPython,
		Authors:        t.Authors, Maintainers: t.Maintainers,
		Keywords: t.Keywords, Classifiers: t.Classifiers,
		Dependencies: t.Dependencies, Extras: t.Optional,
		GUIScripts: t.GUIScripts, EntryPoints: t.EntryPoints,
	}
	if err := t.setDynamic(&m); err != nil {
		return err
	}
	if t.Version == "" && m.VersionFrom == "" {
		return errors.New(`has no version: write version = "1.0", or dynamic = ["version"] for that of the tag in Git`)
	}
	if err := t.checkLines(); err != nil {
		return err
	}
	if err := t.checkRequirements(); err != nil {
		return err
	}
	var err error
	if m.Scripts, m.Commands, err = p.scripts(t.Scripts); err != nil {
		return err
	}
	if err := t.checkEntryPoints(m.Scripts); err != nil {
		return err
	}
	if strings.ContainsFunc(t.Description, breaksLine) {
		return errors.New("description is longer than one line; the rest belongs into the readme")
	}
	for label, url := range t.URLs {
		if len([]rune(label)) > 32 {
			return fmt.Errorf("urls: the label %q has more than 32 characters", label)
		}
		m.URLs = append(m.URLs, Link{label, url})
	}
	sort.Slice(m.URLs, func(i, j int) bool { return m.URLs[i].Label < m.URLs[j].Label })
	if err := p.setReadme(&m, t.Readme); err != nil {
		return fmt.Errorf("readme %w", err)
	}
	if err := p.setLicense(&m, t.License, t.LicenseFiles); err != nil {
		return fmt.Errorf("license %w", err)
	}
	if err := m.setImportNames(t.ImportNames, t.Namespaces); err != nil {
		return err
	}
	p.Metadata = m
	return nil
}

// setDynamic reads which values are not in the file. One that is in the file too is an
// error by PEP 621.
func (t *projectTable) setDynamic(m *Metadata) error {
	for _, field := range t.Dynamic {
		written := false
		switch field {
		case "version":
			m.VersionFrom, written = "tag", t.Version != ""
		case "description":
			m.DocSummary, written = true, t.Description != ""
		case "import-names", "import-namespaces":
			m.FindNames, written = true, t.ImportNames != nil || t.Namespaces != nil
		case "name":
			return errors.New("dynamic: the name must be written down")
		default:
			return fmt.Errorf("dynamic %q is not supported, but for version, description and import-names: write the %s down", field, field)
		}
		if written {
			return fmt.Errorf("%s is dynamic and written down; keep one", field)
		}
	}
	return nil
}

// setVersionFrom says where a dynamic version is.
func (p *Project) setVersionFrom(from string) error {
	switch {
	case from == "":
		return nil
	case p.Metadata.VersionFrom == "":
		return errors.New(`has no use: [project] has no dynamic = ["version"]`)
	case from != "tag" && !token.IsExported(from):
		return fmt.Errorf("%q is neither tag nor the name of an exported constant of the Go package, such as Version", from)
	}
	p.Metadata.VersionFrom = from
	return nil
}

// scripts tells commands that are Go packages from those that are functions.
func (p *Project) scripts(all map[string]string) (objects, commands map[string]string, err error) {
	for _, name := range keysOf(all) {
		value := all[name]
		if value != "." && !strings.HasPrefix(value, "./") {
			if objects == nil {
				objects = map[string]string{}
			}
			objects[name] = value
			continue
		}
		if !scriptName.MatchString(name) {
			return nil, nil, badScript("scripts", name)
		}
		if err := mainPackage(p.Dir, value, p.Tags); err != nil {
			return nil, nil, fmt.Errorf("scripts: %s = %q: %w", name, value, err)
		}
		if commands == nil {
			commands = map[string]string{}
		}
		commands[name] = value
	}
	return objects, commands, nil
}

// mainPackage refuses what is no Go program.
func mainPackage(dir, folder string, tags []string) error {
	if !inProject(folder) {
		return errors.New("it lies outside of the project")
	}
	ctx := build.Default
	ctx.BuildTags = append(slices.Clone(ctx.BuildTags), tags...)
	at := filepath.Join(dir, filepath.FromSlash(folder))
	if info, err := os.Stat(at); err != nil || !info.IsDir() {
		return errors.New("there is no Go program, and no such folder")
	}
	pkg, err := ctx.ImportDir(at, 0)
	if err != nil && pkg.Name == "" {
		return fmt.Errorf("there is no Go program: %w", err)
	}
	if pkg.Name != "main" {
		return fmt.Errorf("the Go package there is %s, and a command is a package main; a function of the bound package is named as \"package:function\"", pkg.Name)
	}
	return nil
}

// setImportNames takes the names of PEP 794. Whether they are in the wheel is checked
// when its content is known.
func (m *Metadata) setImportNames(names, namespaces *[]string) error {
	for key, given := range map[string]*[]string{"import-names": names, "import-namespaces": namespaces} {
		if given == nil {
			continue
		}
		for _, entry := range *given {
			name, private, found := strings.Cut(entry, ";")
			if !isImportName(strings.TrimSpace(name)) || found && strings.TrimSpace(private) != "private" {
				return fmt.Errorf("%s: %q is not a name that can be imported, nor one followed by \"; private\"", key, entry)
			}
		}
	}
	if names != nil {
		m.ImportNames = *names
	}
	if namespaces != nil {
		m.Namespaces = *namespaces
	}
	return nil
}

func (p *Project) setReadme(m *Metadata, v any) error {
	switch v := v.(type) {
	case nil:
		return nil
	case string:
		return p.readReadme(m, v, "")
	case map[string]any:
		kind, _ := v["content-type"].(string)
		if err := oneLine("content-type", kind); err != nil {
			return err
		}
		if text, ok := v["text"].(string); ok {
			if kind == "" {
				return errors.New("has text but no content-type")
			}
			m.Readme, m.ReadmeType = text, kind
			return nil
		}
		if file, ok := v["file"].(string); ok {
			return p.readReadme(m, file, kind)
		}
		return errors.New("has neither file nor text")
	}
	return errors.New("is neither a path nor a table")
}

func (p *Project) readReadme(m *Metadata, file, kind string) error {
	if kind == "" {
		switch strings.ToLower(filepath.Ext(file)) {
		case ".md":
			kind = "text/markdown"
		case ".rst":
			kind = "text/x-rst"
		case ".txt", "":
			kind = "text/plain"
		default:
			return fmt.Errorf("%s: name it .md, .rst or .txt, or give its content-type", file)
		}
	}
	path, err := Inside(p.Dir, file)
	if err != nil {
		return err
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if !utf8.Valid(text) {
		return fmt.Errorf("%s is not UTF-8", file)
	}
	m.Readme, m.ReadmeFile, m.ReadmeType = string(text), filepath.ToSlash(filepath.Clean(file)), kind
	return nil
}

// setLicense takes the SPDX expression of PEP 639, and the older tables.
func (p *Project) setLicense(m *Metadata, v any, given *[]string) error {
	var patterns []string
	if given != nil {
		patterns = *given
	}
	switch v := v.(type) {
	case nil:
	case string:
		if err := oneLine("expression", v); err != nil {
			return err
		}
		if ok, _ := spdxexp.ValidateLicenses([]string{v}); !ok {
			return fmt.Errorf("%q is not an SPDX expression, such as \"MIT\", \"Apache-2.0 OR MIT\" or \"LicenseRef-Own\" (https://spdx.org/licenses)", v)
		}
		for _, c := range m.Classifiers {
			if strings.HasPrefix(c, "License ::") {
				return fmt.Errorf("is an expression, and the classifier %q says it a second time: remove the classifier (PEP 639)", c)
			}
		}
		m.License = v
	case map[string]any:
		if given != nil {
			return errors.New(`is a table, and there are license-files: write the SPDX expression, such as license = "MIT" (PEP 639)`)
		}
		if text, ok := v["text"].(string); ok {
			m.LicenseText = text
		} else if file, ok := v["file"].(string); ok {
			patterns, given = []string{file}, &patterns
		} else {
			return errors.New("has neither file nor text")
		}
	default:
		return errors.New(`is neither an expression such as "MIT" nor a table`)
	}
	if given == nil {
		patterns = []string{"LICEN[CS]E*", "COPYING*", "NOTICE*", "AUTHORS*"}
	}
	var err error
	m.LicenseFiles, err = p.licenseFiles(patterns, given != nil)
	return err
}

// licenseFiles finds the files of globs. One that was given and has none is an error.
func (p *Project) licenseFiles(patterns []string, given bool) ([]string, error) {
	var all []string
	for _, pattern := range patterns {
		if !inProject(pattern) {
			return nil, fmt.Errorf("files %q lies outside of the project", pattern)
		}
		if !doublestar.ValidatePattern(pattern) {
			return nil, fmt.Errorf("files %q is not a glob", pattern)
		}
		found, err := doublestar.Glob(os.DirFS(p.Dir), path.Clean(pattern), doublestar.WithFilesOnly())
		if err != nil {
			return nil, fmt.Errorf("files %q: %w", pattern, err)
		}
		if given && len(found) == 0 {
			return nil, fmt.Errorf("files %q: no such file", pattern)
		}
		sort.Strings(found)
		for _, file := range found {
			if err := oneLine("files", file); err != nil {
				return nil, err
			}
			inside, err := Inside(p.Dir, file)
			if err != nil {
				return nil, fmt.Errorf("files %q: %w", pattern, err)
			}
			text, err := os.ReadFile(inside)
			if err != nil {
				return nil, err
			}
			if !utf8.Valid(text) {
				return nil, fmt.Errorf("files %q: %s is not UTF-8", pattern, file)
			}
			if !slices.Contains(all, file) {
				all = append(all, file)
			}
		}
	}
	return all, nil
}
