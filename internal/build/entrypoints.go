package build

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"sort"
	"strings"

	"gophersnake/internal/config"
	"gophersnake/internal/contents"
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
func checkEntryPoints(p *config.Project, m *model.Module, files *contents.Wheel) error {
	var errs []error
	for _, e := range entryPoints(p.Metadata) {
		why, err := e.wrong(p, m, files)
		if err != nil {
			return err
		}
		if why != "" {
			errs = append(errs, fmt.Errorf("%s: %s %s = %q: %s", config.FileName, e.Table, e.Name, e.Object, why))
		}
	}
	return errors.Join(errs...)
}

func (e EntryPoint) wrong(project *config.Project, m *model.Module, files *contents.Wheel) (string, error) {
	object, _, _ := strings.Cut(e.Object, "[")
	module, attribute, _ := strings.Cut(strings.ReplaceAll(object, " ", ""), ":")
	module = strings.TrimSpace(module)
	if source, ok := files.Module(module); ok {
		return e.wrongInPython(project, module, attribute, source, files)
	}
	top, _, _ := strings.Cut(module, ".")
	own, _, _ := strings.Cut(m.ImportName, ".")
	if p, aio := packageAt(m, module); p != nil {
		return e.wrongInGo(m, p, aio, module, attribute), nil
	}
	if top != own && !files.Has(top, m.ImportName) {
		if len(project.Metadata.Dependencies)+len(project.Metadata.Extras) > 0 || slices.Contains(standardModules, top) {
			return "", nil
		}
		return fmt.Sprintf("there is no module %s in the wheel, which holds %s; name a function of that, or put a Python package into python/ or src/, or into python-packages under [tool.gophersnake]", module, m.ImportName), nil
	}
	all := append(modules(m), files.Modules()...)
	if len(all) > 10 {
		all = append(all[:10:10], "…")
	}
	return fmt.Sprintf("there is no module %s in the wheel, which holds %s", module, strings.Join(all, ", ")), nil
}

// wrongInPython looks for an object in the text of a Python module.
func (e EntryPoint) wrongInPython(project *config.Project, module, attribute, source string, files *contents.Wheel) (string, error) {
	name, _, _ := strings.Cut(attribute, ".")
	if name == "" {
		return "", nil
	}
	file, err := config.Inside(project.Dir, source)
	if err != nil {
		return "", err
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	_, submodule := files.Module(module + "." + name)
	if submodule || contents.NamesOf(string(text)).Has(name) {
		return "", nil
	}
	return fmt.Sprintf("%s has no %s", source, name), nil
}

func (e EntryPoint) wrongInGo(m *model.Module, p *model.Package, aio bool, module, attribute string) string {
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
