package contents

import (
	"fmt"
	"path"
	"slices"
	"sort"
	"strings"
)

// Clash returns an error if a file of the project and a generated one can't be in one
// wheel, and removes files that say the same as the generated ones.
func (w *Wheel) Clash(importName string, generated []string) error {
	delete(w.Files, strings.ReplaceAll(importName, ".", "/")+"/py.typed") // both are empty, or say as much
	for _, g := range generated {
		file, there := w.Files[g]
		module := strings.TrimSuffix(g, "/__init__.py")
		if !there && module != g {
			if file, there = w.Files[module+".py"]; there {
				return fmt.Errorf("%s and the Go package that is imported as %s have one name: rename one of them", file, strings.ReplaceAll(module, "/", "."))
			}
			continue
		}
		if there {
			return fmt.Errorf("%s and the Go package that is imported as %s would be one file of the wheel: write module-name = \"%s._native\" under [tool.gophersnake], and `from ._native import …` in your __init__.py",
				file, importName, importName)
		}
	}
	return nil
}

// Marker is the path of the py.typed that the wheel needs beside the generated one, or "":
// type checkers look for it in the outermost package alone (PEP 561), which is the
// project's own where that holds the generated package.
func (w *Wheel) Marker(importName string) string {
	for i, r := range importName {
		if r != '.' {
			continue
		}
		outer := strings.ReplaceAll(importName[:i], ".", "/")
		_, isPackage := w.Files[outer+"/__init__.py"] // and no namespace, which needs no marker
		if !isPackage {
			continue
		}
		if _, there := w.Files[outer+"/py.typed"]; there {
			return ""
		}
		return outer + "/py.typed"
	}
	return ""
}

// Has reports whether Python can import a name from the wheel.
func (w *Wheel) Has(name, importName string) bool {
	if importName == name || strings.HasPrefix(importName, name+".") {
		return true
	}
	at := strings.ReplaceAll(name, ".", "/")
	for file := range w.Files {
		if file == at+".py" || strings.HasPrefix(file, at+"/") {
			return true
		}
	}
	return false
}

// ImportNames are the shortest names that tell what the wheel holds, and the namespaces
// around them (PEP 794).
func (w *Wheel) ImportNames(importName string) (names, namespaces []string) {
	modules := map[string]bool{importName: true}
	for file := range w.Files {
		if path.Ext(file) == ".py" {
			modules[strings.ReplaceAll(strings.TrimSuffix(strings.TrimSuffix(file, ".py"), "/__init__"), "/", ".")] = true
		}
	}
	for module := range modules {
		name := module
		for i, r := range module { // the outermost package around it
			if r == '.' && modules[module[:i]] {
				name = module[:i]
				break
			}
		}
		if strings.HasPrefix(name[strings.LastIndex(name, ".")+1:], "_") {
			name += "; private"
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
		around := strings.Split(strings.TrimSuffix(name, "; private"), ".")
		for i := 1; i < len(around); i++ {
			if space := strings.Join(around[:i], "."); !slices.Contains(namespaces, space) {
				namespaces = append(namespaces, space)
			}
		}
	}
	sort.Strings(names)
	sort.Strings(namespaces)
	return names, namespaces
}

// Module finds the project's file of a module, by path from the project's folder.
func (w *Wheel) Module(name string) (string, bool) {
	at := strings.ReplaceAll(name, ".", "/")
	for _, file := range []string{at + "/__init__.py", at + ".py"} {
		if source, ok := w.Files[file]; ok {
			return source, true
		}
	}
	return "", false
}

// Modules lists the modules of the project's own files, sorted.
func (w *Wheel) Modules() []string {
	var all []string
	for file := range w.Files {
		if name, ok := strings.CutSuffix(file, ".py"); ok {
			all = append(all, strings.ReplaceAll(strings.TrimSuffix(name, "/__init__"), "/", "."))
		}
	}
	sort.Strings(all)
	return all
}
