package config

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"unicode/utf8"
)

func (p *Project) setMetadata(t *projectTable) error {
	if t.Name == "" {
		return errors.New("has no name")
	}
	for _, field := range t.Dynamic {
		return fmt.Errorf("dynamic %q is not supported: write the %s down", field, field)
	}
	if t.Version == "" {
		return errors.New("has no version")
	}
	if err := t.checkLines(); err != nil {
		return err
	}
	if err := t.checkEntryPoints(); err != nil {
		return err
	}
	m := Metadata{
		Name: t.Name, Version: t.Version, Description: t.Description,
		RequiresPython: t.RequiresPython,
		Authors:        t.Authors, Maintainers: t.Maintainers,
		Keywords: t.Keywords, Classifiers: t.Classifiers,
		Dependencies: t.Dependencies, Extras: t.Optional,
		Scripts: t.Scripts, GUIScripts: t.GUIScripts, EntryPoints: t.EntryPoints,
	}
	if strings.ContainsFunc(t.Description, breaksLine) {
		return errors.New("description is longer than one line; the rest belongs into the readme")
	}
	for label, url := range t.URLs {
		m.URLs = append(m.URLs, Link{label, url})
	}
	sort.Slice(m.URLs, func(i, j int) bool { return m.URLs[i].Label < m.URLs[j].Label })
	if err := p.setReadme(&m, t.Readme); err != nil {
		return fmt.Errorf("readme %w", err)
	}
	if err := p.setLicense(&m, t.License, t.LicenseFiles); err != nil {
		return fmt.Errorf("license %w", err)
	}
	p.Metadata = m
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
	m.Readme, m.ReadmeType = string(text), kind
	return nil
}

// setLicense takes the SPDX expression of PEP 639, and the older tables.
func (p *Project) setLicense(m *Metadata, v any, patterns []string) error {
	switch v := v.(type) {
	case nil:
	case string:
		if err := oneLine("expression", v); err != nil {
			return err
		}
		m.License = v
	case map[string]any:
		if text, ok := v["text"].(string); ok {
			m.LicenseText = text
		} else if file, ok := v["file"].(string); ok {
			patterns = append(patterns[:len(patterns):len(patterns)], file)
		} else {
			return errors.New("has neither file nor text")
		}
	default:
		return errors.New(`is neither an expression such as "MIT" nor a table`)
	}
	said := len(patterns) > 0
	if !said {
		patterns = []string{"LICEN[CS]E*", "COPYING*", "NOTICE*"}
	}
	for _, pattern := range patterns {
		found, err := filepath.Glob(filepath.Join(p.Dir, filepath.FromSlash(pattern)))
		if err != nil {
			return fmt.Errorf("files %q: %w", pattern, err)
		}
		if said && len(found) == 0 {
			return fmt.Errorf("files %q: no such file", pattern)
		}
		for _, path := range found {
			rel, err := filepath.Rel(p.Dir, path)
			if err != nil {
				return fmt.Errorf("files %q: %w", pattern, err)
			}
			if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
				continue
			}
			rel = filepath.ToSlash(rel)
			if err := oneLine("files", rel); err != nil {
				return err
			}
			if _, err := Inside(p.Dir, rel); err != nil {
				return fmt.Errorf("files %q: %w", pattern, err)
			}
			m.LicenseFiles = append(m.LicenseFiles, rel)
		}
	}
	return nil
}
