package build

import (
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"

	"gophersnake/internal/config"
	"gophersnake/internal/model"
)

// An EntryPoint is a line of pyproject.toml that names an object.
type EntryPoint struct {
	Table  string // "[project.scripts]"
	Name   string
	Object string // "package.module:function"
	Script bool   // it is called without arguments
}

func entryPoints(m config.Metadata) []EntryPoint {
	var all []EntryPoint
	add := func(table string, entries map[string]string, script bool) {
		for name, object := range entries {
			all = append(all, EntryPoint{table, name, object, script})
		}
	}
	add("[project.scripts]", m.Scripts, true)
	add("[project.gui-scripts]", m.GUIScripts, true)
	for group, entries := range m.EntryPoints {
		add(fmt.Sprintf("[project.entry-points.%q]", group), entries, false)
	}
	sort.Slice(all, func(i, j int) bool {
		return all[i].Table+"\x00"+all[i].Name < all[j].Table+"\x00"+all[j].Name
	})
	return all
}

// checkEntryPoints refuses entry points that would fail on the user's machine: objects
// that are not in the wheel. Objects that a dependency or Python itself may provide are
// accepted.
func (t Target) checkEntryPoints(m *model.Module) error {
	var errs []error
	for _, e := range t.EntryPoints {
		if why := e.wrong(m, t.Requires); why != "" {
			errs = append(errs, fmt.Errorf("%s: %s %s = %q: %s", config.FileName, e.Table, e.Name, e.Object, why))
		}
	}
	return errors.Join(errs...)
}

func (e EntryPoint) wrong(m *model.Module, requires bool) string {
	object, _, _ := strings.Cut(e.Object, "[")
	module, attribute, _ := strings.Cut(strings.ReplaceAll(object, " ", ""), ":")
	module = strings.TrimSpace(module)
	top, _, _ := strings.Cut(module, ".")
	own, _, _ := strings.Cut(m.ImportName, ".")
	if top != own {
		if requires || slices.Contains(standardModules, top) {
			return ""
		}
		return fmt.Sprintf("there is no module %s in the wheel, which holds the package %s alone (Python files of the project are not packed); name a function of that, or put Python code into a project of its own that depends on this one", module, m.ImportName)
	}
	p, aio := packageAt(m, module)
	if p == nil {
		return fmt.Sprintf("there is no module %s in the wheel, which holds %s (Python files of the project are not packed)", module, strings.Join(modules(m), ", "))
	}
	if attribute == "" {
		return ""
	}
	name, deeper, _ := strings.Cut(attribute, ".")
	if deeper != "" {
		return ""
	}
	for _, f := range p.Funcs {
		if f.Python != name {
			continue
		}
		switch {
		case e.Script && (aio || f.Async):
			return fmt.Sprintf("%s is async, but a command is called without await", attribute)
		case e.Script && needed(f) != "":
			return fmt.Sprintf("a command is called without arguments, and %s needs %s", name, needed(f))
		}
		return ""
	}
	if e.Script || !slices.Contains(names(m, p), name) {
		return fmt.Sprintf("%s has no function %s", module, name)
	}
	return ""
}

// packageAt finds the package whose module, or whose aio, has the name.
func packageAt(m *model.Module, module string) (p *model.Package, aio bool) {
	for _, p := range m.Packages {
		switch at := moduleOf(m, p); module {
		case at:
			return p, false
		case at + ".aio":
			return p, true
		}
	}
	return nil, false
}

func moduleOf(m *model.Module, p *model.Package) string {
	if p.Python == "" {
		return m.ImportName
	}
	return m.ImportName + "." + p.Python
}

func modules(m *model.Module) []string {
	var all []string
	for _, p := range m.Packages {
		all = append(all, moduleOf(m, p))
	}
	return all
}

// names returns the names of a package that are not functions.
func names(m *model.Module, p *model.Package) []string {
	all := []string{"GoError", "PanicError", "aio"}
	for _, c := range p.Consts {
		all = append(all, c.Python)
	}
	for _, v := range p.Vars {
		all = append(all, v.Python)
	}
	for _, c := range m.Classes {
		if c.Package == p {
			all = append(all, c.Python)
		}
		for _, a := range c.Aliases {
			if a.Package == p {
				all = append(all, a.Python)
			}
		}
	}
	for _, s := range m.Sentinels {
		if s.Package == p {
			all = append(all, s.Python)
		}
	}
	return all
}

// needed is the first required parameter, or "".
func needed(f *model.Func) string {
	for _, p := range f.Params {
		if p.Default == "" && p.Kind != model.Star {
			return p.Python
		}
	}
	return ""
}
