package emit

import (
	"encoding/json"
	"io/fs"
	"maps"
	"path"
	"slices"
	"sort"
	"strings"

	"gophersnake"
	"gophersnake/internal/model"
)

// pythonFiles are the files of the Python package beside the two shared
// objects.
func pythonFiles(m *model.Module) map[string][]byte {
	files := map[string][]byte{"py.typed": nil}
	for _, p := range m.Packages {
		if p.Hops > 0 && m.Empty(p) { // no type of it could be bound after all
			continue
		}
		dir := strings.ReplaceAll(p.Python, ".", "/")
		files[path.Join(dir, "__init__.py")] = initSource(m, p)
		files[path.Join(dir, "__init__.pyi")] = stubSource(m, p, false)
		files[path.Join(dir, "aio", "__init__.py")] = aioSource(m, p)
		files[path.Join(dir, "aio", "__init__.pyi")] = stubSource(m, p, true)
		for _, face := range []string{"", "aio"} {
			files[path.Join(dir, face, p.Batch+".py")] = batchSource(m, p, face != "")
			files[path.Join(dir, face, p.Batch+".pyi")] = batchStub(m, p, face != "")
		}
		if p.Polars != "" {
			files[path.Join(dir, p.Polars+".py")] = polarsSource(m, p)
			files[path.Join(dir, p.Polars+".pyi")] = polarsStub(p)
			files["_polars.py"], files["_polars.pyi"] = ownFile("polars.py"), ownFile("polars.pyi")
		}
		for d := path.Dir(dir); dir != "" && d != "."; d = path.Dir(d) {
			if _, ok := files[path.Join(d, "__init__.py")]; !ok {
				files[path.Join(d, "__init__.py")] = nil // a namespace between
				files[path.Join(d, "__init__.pyi")] = nil
			}
		}
	}
	for _, c := range m.Classes {
		if c.Kind == model.Enum {
			files["_enum.py"], files["_enum.pyi"] = ownFile("enum.py"), ownFile("enum.pyi")
			break
		}
	}
	files["_hints.py"], files["_hints.pyi"] = hintsSource(m), ownFile("hints.pyi")
	files["_html.py"], files["_html.pyi"] = ownFile("html.py"), ownFile("html.pyi")
	files["_metrics.py"], files["_metrics.pyi"] = ownFile("metrics.py"), ownFile("metrics.pyi")
	files["_batch.py"], files["_batch.pyi"] = ownFile("batch.py"), ownFile("batch.pyi")
	files["_arrays.py"], files["_arrays.pyi"] = ownFile("arrays.py"), ownFile("arrays.pyi")
	if m.File != nil {
		files["_readers.py"], files["_readers.pyi"] = ownFile("readers.py"), ownFile("readers.pyi")
	}
	if slices.ContainsFunc(m.Funcs, (*model.Func).IsUfunc) {
		files["_ufunc.py"], files["_ufunc.pyi"] = ownFile("ufunc.py"), ownFile("ufunc.pyi")
	}
	if m.Logs != model.LogsNothing {
		files["_logging.py"], files["_logging.pyi"] = recordsSource(m), ownFile("records.pyi")
	}
	if m.Traces.Spans != "" {
		files["_tracing.py"], files["_tracing.pyi"] = ownFile("tracing.py"), ownFile("tracing.pyi")
	}
	files["_unbound.py"], files["_unbound.pyi"] = unboundSource(m), ownFile("unbound.pyi")
	files["_missing.py"], files["_missing.pyi"] = ownFile("missing.py"), ownFile("missing.pyi")
	showImports(files)
	maps.Copy(files, bundleFiles(m))
	return files
}

// ownFile is a file of shim/.
func ownFile(name string) []byte {
	source, err := fs.ReadFile(gophersnake.Shim, "shim/"+name)
	if err != nil {
		panic(err) // it is embedded
	}
	return source
}

// unboundSource is the module that is asked about names that are missing.
func unboundSource(m *model.Module) []byte {
	w := &writer{}
	w.Write(ownFile("unbound.py"))
	w.p("")
	w.p("")
	for _, t := range []struct {
		name string
		of   func(model.Absent) map[string]string
	}{
		{"SPELLED", func(a model.Absent) map[string]string { return a.Spelled }},
		{"WHY", func(a model.Absent) map[string]string { return a.Why }},
	} {
		w.p("%s = {", t.name)
		for _, a := range m.Absent {
			if names := t.of(a); len(names) > 0 {
				w.p("    %s: {", pythonText(a.Place))
				for _, name := range slices.Sorted(maps.Keys(names)) {
					w.p("        %s: %s,", pythonText(name), pythonText(names[name]))
				}
				w.p("    },")
			}
		}
		w.p("}")
	}
	return w.Bytes()
}

// pythonText quotes text for Python, which reads JSON's strings.
func pythonText(text string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(text); err != nil {
		panic(err) // a string has a form
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// initSource is the source of a package's plain module.
func initSource(m *model.Module, p *model.Package) []byte {
	below := append([]string{"aio", p.Batch}, submodules(m, p)...)
	if p.Polars != "" {
		below = append(below, p.Polars)
	}
	load := nativeImport(dots(p))
	if p.Python == "" {
		load = loadFirst(m)
	}
	return moduleSource(m, p, p.Doc, load, below, dots(p))
}

// submodules are the names of the modules just below a package.
func submodules(m *model.Module, p *model.Package) []string {
	var names []string
	for _, other := range m.Packages {
		below := other.Python
		if p.Python != "" {
			var within bool
			if below, within = strings.CutPrefix(other.Python, p.Python+"."); !within {
				continue
			}
		}
		if name, _, _ := strings.Cut(below, "."); name != "" && !slices.Contains(names, name) && !(other.Hops > 0 && m.Empty(other)) {
			names = append(names, name)
		}
	}
	return names
}

// tuple writes a Python tuple of names.
func tuple(names []string) string {
	return `("` + strings.Join(names, `", "`) + `",)`
}

// aioSource is the source of the module of its async API.
func aioSource(m *model.Module, p *model.Package) []byte {
	doc := "The same as " + strings.TrimSuffix(m.ImportName+"."+p.Python, ".") + ", with functions and methods that are async."
	top := dots(p) + "."
	return moduleSource(m, p, doc, nativeImport(top), []string{p.Batch}, top)
}

// missing ends a __getattr__. Names with underscores are asked for by Python itself.
func missing(w *writer, top string) {
	w.p("    if name.startswith(\"__\"):")
	w.p("        from builtins import AttributeError") // which may be a name of the package
	w.p("")
	w.p("        raise AttributeError(f\"module {__name__!r} has no attribute {name!r}\")")
	w.p("    from %s_unbound import of_module", top)
	w.p("")
	w.p("    raise of_module(__name__, name)")
}

// moduleSource is small: the native module fills this one. dir() has what is beside the names of
// the package: modules, which are imported when somebody wants them. load is the statement that
// loads the native module, and top the relative import path to the top.
func moduleSource(m *model.Module, p *model.Package, doc, load string, beside []string, top string) []byte {
	w := &writer{}
	if doc != "" {
		w.p("%s", docstring(doc, ""))
		w.p("")
	}
	w.p("%s", load)
	w.p("")
	w.p("_install(__name__)")
	w.p("")
	w.p("%s", allSource(m, p))
	w.p("")
	w.p("")
	w.p("def __dir__():")
	w.p("    return [*__all__, %s]", strings.TrimSuffix(strings.Trim(tuple(slices.Concat(beside, ownErrors)), "()"), ","))
	w.p("")
	w.p("")
	w.p("def __getattr__(name):")
	w.p("    if name in %s:  # not before somebody wants it", tuple(beside))
	w.p("        from importlib import import_module")
	w.p("")
	w.p("        return import_module(__name__ + \".\" + name)")
	missing(w, top)
	return w.Bytes()
}

// nativeImport is the statement that loads the native module.
func nativeImport(top string) string { return "from " + top + "_native import install as _install" }

// loadFirst is the same where it is loaded first: then it may not be there.
func loadFirst(m *model.Module) string {
	return `try:
    from ._native import install as _install
except ImportError as error:
    from ._missing import reason

    why = reason(error, __name__, __spec__.loader, __path__[-1], "` + m.ShimFile + `", (` + strings.ReplaceAll(m.OldestPython, ".", ", ") + `))
    if why is error:
        raise
    raise why from None` + listing
}

// listing keeps our modules out of what help() and pkgutil list. Both ask the finder of each folder of a package, and the
// import system knows finders by the folder's name: so one of another name, the same folder, has a finder of its own. It
// stands before the names of the package, which may be those of Python's builtins.
const listing = `


def _list_the_package(ours):
    """Modules that serve this package are imported as any, but pkgutil, and so help(), does not list them."""
    import os
    import sys

    for i, folder in enumerate(__path__):
        finder = sys.path_importer_cache.get(folder)
        if type(finder).__name__ != "FileFinder":  # a zip file, or a packed program
            continue

        def modules(prefix="", finder=finder):
            from pkgutil import iter_importer_modules

            return [m for m in iter_importer_modules(finder, prefix) if m[0].removeprefix(prefix) not in ours]

        head, tail = os.path.split(folder)
        __path__[i] = same = os.path.join(head, ".", tail)
        sys.path_importer_cache[same] = type(sys.implementation)(  # a plain object
            find_spec=finder.find_spec, invalidate_caches=finder.invalidate_caches, iter_modules=modules
        )


_list_the_package({"_native", "_arrays", "_batch", "_editable", "_enum", "_hints", "_html", "_logging", "_metrics", "_missing",
                   "_polars", "_readers", "_tracing", "_ufunc", "_unbound", "__pyinstaller"})`

// dots is the relative import path from a package to the top.
func dots(p *model.Package) string {
	if p.Python == "" {
		return "."
	}
	return strings.Repeat(".", strings.Count(p.Python, ".")+2)
}

// ownErrors are in each module beside the names of its package. help() and "import *" are about
// the package alone.
var ownErrors = []string{"GoError", "PanicError"}

// allSource lists the public names of a package, including variables. These are
// properties of the module, so they are not in its dict.
func allSource(m *model.Module, p *model.Package) string {
	var names []string
	if p.Index == 0 && m.Pointer.Python != "" {
		names = append(names, m.Pointer.Python)
	}
	if p.Index == 0 && m.ToJSON != "" {
		names = append(names, m.ToJSON)
	}
	for _, f := range p.Funcs {
		names = append(names, f.Python)
	}
	for _, c := range p.Consts {
		names = append(names, c.Python)
	}
	for _, v := range p.Vars {
		names = append(names, v.Python)
	}
	for _, e := range m.Sentinels {
		if e.Package == p {
			names = append(names, e.Python)
		}
	}
	for _, c := range m.Classes {
		if c.Package == p {
			names = append(names, c.Python)
		}
		for _, a := range c.Aliases {
			if a.Package == p && a.Python != c.Python {
				names = append(names, a.Python)
			}
		}
	}
	sort.Strings(names)
	if len(names) == 0 {
		return "__all__ = []"
	}
	return `__all__ = ["` + strings.Join(names, `", "`) + `"]`
}

// docstring writes text as a Python docstring at an indentation.
func docstring(text, indent string) string {
	text = strings.NewReplacer(`\`, `\\`, `"""`, `\"\"\"`).Replace(strings.TrimSpace(text))
	if strings.HasSuffix(text, `"`) {
		text += " "
	}
	lines := strings.Split(text, "\n")
	for i := 1; i < len(lines); i++ {
		lines[i] = strings.TrimRight(indent+lines[i], " \t")
	}
	text = strings.Join(lines, "\n")
	if len(lines) > 1 {
		text += "\n" + indent
	}
	return `"""` + text + `"""`
}
