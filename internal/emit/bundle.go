package emit

import (
	"maps"
	"path"
	"slices"
	"strings"

	"gophersnake/internal/model"
)

// Tools that pack a program with Python look for import statements and for the files of
// shared objects. The Go half is neither imported nor linked, and some modules are imported
// by the C half or by name.

// HookFolder holds the hook of PyInstaller, below the package. The entry point "hook-dirs" of
// the group "pyinstaller40" names its function.
const HookFolder = "__pyinstaller"

// bundleFiles tells PyInstaller of the Go half:
// https://pyinstaller.org/en/stable/hooks.html#provide-hooks-with-package
func bundleFiles(m *model.Module) map[string][]byte {
	w := &writer{}
	w.p("%s", docstring("The folder in which PyInstaller finds what a program needs that imports "+m.ImportName+".", ""))
	w.p("")
	w.p("")
	w.p("def hook_dirs() -> list[str]:")
	w.p("    return list(__path__)")
	hook := &writer{}
	hook.p("# The half that is written in Go is loaded by its file name, so PyInstaller does not see it.")
	hook.p("from pathlib import Path")
	hook.p("")
	hook.p("binaries = [(str(Path(__file__).parent.parent / %q), %q)]", m.CoreFile, strings.ReplaceAll(m.ImportName, ".", "/"))
	below := map[string][]string{} // names of data files, by the package that they lie in
	for _, file := range m.DataFiles {
		if top, name, ok := strings.Cut(file, "/"); ok {
			below[top] = append(below[top], name)
		}
	}
	if len(below) > 0 {
		hook.p("")
		hook.p("# Files of the project beside its Python code, which that may read.")
		hook.p("from PyInstaller.utils.hooks import collect_data_files")
		hook.p("")
		hook.p("datas = []")
	}
	for _, top := range slices.Sorted(maps.Keys(below)) {
		slices.Sort(below[top])
		hook.p("datas += collect_data_files(%q, includes=[", top)
		for _, name := range below[top] {
			hook.p("    %s,", pythonText(globOf(name)))
		}
		hook.p("])")
	}
	return map[string][]byte{
		path.Join(HookFolder, "__init__.py"):              w.Bytes(),
		path.Join(HookFolder, "hook-"+m.ImportName+".py"): hook.Bytes(),
	}
}

// globOf is a pattern that matches the path of a file alone.
func globOf(file string) string {
	return strings.NewReplacer("[", "[[]", "*", "[*]", "?", "[?]").Replace(file)
}

// showImports adds to each package the imports that nothing else shows, for such tools: of the
// modules and packages below it. files are those of the whole.
func showImports(files map[string][]byte) {
	below := map[string][]string{}
	for file := range files {
		if path.Ext(file) != ".py" {
			continue
		}
		module := strings.TrimSuffix(strings.TrimSuffix(file, ".py"), "/__init__")
		if module != "__init__" {
			dir, name := path.Split(module)
			below[dir] = append(below[dir], name)
		}
	}
	for dir, names := range below {
		slices.Sort(names)
		w := &writer{}
		w.p("")
		w.p("")
		w.p("def _imported_by_name():  # never called: tools that pack programs look for imports")
		w.p("    from . import %s", strings.Join(names, ", "))
		files[dir+"__init__.py"] = append(files[dir+"__init__.py"], w.Bytes()...)
	}
}
