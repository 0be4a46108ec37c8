package emit

import (
	"slices"
	"strings"

	"gophersnake/internal/model"
)

// plugins are the functions of a package that are expressions of Polars.
func plugins(p *model.Package) []*model.Func {
	var all []*model.Func
	for _, f := range p.Funcs {
		if f.IsPlugin() {
			all = append(all, f)
		}
	}
	return all
}

// pluginSymbol names a function among those of all packages, in letters that a C symbol may have. Polars
// asks a plugin for symbols of its own, and for one with field_ before the name of each function: what
// is called so gets an underscore, with which no name of Python's begins here.
func pluginSymbol(f *model.Func) string {
	name := f.Python
	if f.Package.Python != "" {
		name = strings.ReplaceAll(f.Package.Python, ".", "__") + "__" + name
	}
	if name == "get_version" || name == "get_last_error_message" || strings.HasPrefix(name, "field_") {
		name = "_" + name
	}
	return name
}

// genPlugins writes the symbols that Polars looks for.
func genPlugins(w *writer, m *model.Module) {
	for _, p := range m.Packages {
		for _, f := range plugins(p) {
			w.p("GS_POLARS(%s, &A%d)", pluginSymbol(f), f.ID)
		}
	}
}

// polarsSource is the source of the module of a package's functions as expressions of Polars.
func polarsSource(m *model.Module, p *model.Package) []byte {
	w := &writer{}
	plain := strings.TrimSuffix(m.ImportName+"."+p.Python, ".")
	w.p("%s", docstring("The functions of "+plain+" as expressions of Polars.", ""))
	w.p("")
	w.p("from %s_polars import fill as _fill", dots(p))
	w.p("")
	w.p("__all__ = _fill(")
	w.p("    globals(),")
	w.p("    __name__,")
	w.p("    __name__.rpartition(\".\")[0],")
	w.p("    {")
	for _, f := range plugins(p) {
		names := ""
		for _, name := range f.ResultNames {
			names += pythonText(name) + ", "
		}
		w.p("        %s: (%s, (%s)),", pythonText(f.Python), pythonText(pluginSymbol(f)), strings.TrimSuffix(names, " "))
	}
	w.p("    },")
	w.p(")")
	return w.Bytes()
}

// polarsStub is its stub.
func polarsStub(p *model.Package) []byte {
	w := &writer{}
	var names []string
	for _, f := range plugins(p) {
		names = append(names, f.Python)
	}
	slices.Sort(names)
	w.p("from %s_polars import Expression as _Expression", dots(p))
	w.p("")
	w.p("__all__ = [\"%s\"]", strings.Join(names, `", "`))
	w.p("")
	for _, name := range names {
		w.p("%s: _Expression", name)
	}
	return w.Bytes()
}
