package toolchain

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/modfile"
)

// AuthorFolder is where ShowRuntime puts the runtime, below the module's root.
const AuthorFolder = ".gophersnake/go"

// ShowRuntime makes the runtime known to Go's own tools, for packages that
// import gophersnake/py: go build, go vet, go test and gopls. It writes the
// runtime to a folder of the module, which Git ignores, and one require and one
// replace to go.mod. Builds of extensions need neither.
func ShowRuntime(moduleDir string, runtime fs.FS) error {
	files, err := runtimeFiles(runtime)
	if err != nil {
		return err
	}
	folder := filepath.Join(moduleDir, filepath.FromSlash(AuthorFolder))
	if err := os.RemoveAll(folder); err != nil {
		return err
	}
	for name, data := range files {
		if err := WriteIfChanged(filepath.Join(folder, filepath.FromSlash(name)), data); err != nil {
			return err
		}
	}
	if err := WriteIfChanged(filepath.Join(filepath.Dir(folder), ".gitignore"), []byte("*\n")); err != nil {
		return err
	}
	path := filepath.Join(moduleDir, "go.mod")
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	mod, err := modfile.Parse(path, data, nil)
	if err != nil {
		return err
	}
	if err := mod.AddRequire(runtimeModule, runtimeVersion); err != nil {
		return err
	}
	if err := mod.AddReplace(runtimeModule, "", "./"+AuthorFolder, ""); err != nil {
		return err
	}
	mod.Cleanup()
	out, err := mod.Format()
	if err != nil {
		return err
	}
	return WriteIfChanged(path, out)
}

// ReadGoMod reads the go.mod of a module, without the runtime.
func ReadGoMod(moduleDir string) ([]byte, error) {
	path := filepath.Join(moduleDir, "go.mod")
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return withoutRuntime(path, data)
}

// withoutRuntime drops what ShowRuntime added: a build uses the runtime of its
// own tool, whichever one was shown.
func withoutRuntime(path string, goMod []byte) ([]byte, error) {
	if !bytes.Contains(goMod, []byte(runtimeModule)) {
		return goMod, nil
	}
	mod, err := modfile.Parse(path, goMod, nil)
	if err != nil {
		return nil, err
	}
	if err := mod.DropRequire(runtimeModule); err != nil {
		return nil, err
	}
	for _, r := range mod.Replace {
		if r.Old.Path == runtimeModule {
			if err := mod.DropReplace(r.Old.Path, r.Old.Version); err != nil {
				return nil, err
			}
		}
	}
	mod.Cleanup()
	return mod.Format()
}

// isRuntime reports whether a folder is a module of that name.
func isRuntime(dir string) bool {
	data, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	return err == nil && modfile.ModulePath(data) == runtimeModule
}

// withoutVendored drops the runtime from a vendor folder's modules.txt.
func withoutVendored(modules []byte) []byte {
	var out []string
	skip := false
	for _, line := range strings.SplitAfter(string(modules), "\n") {
		if strings.HasPrefix(line, "# ") {
			skip = strings.HasPrefix(line, "# "+runtimeModule+" ")
		}
		if !skip {
			out = append(out, line)
		}
	}
	return []byte(strings.Join(out, ""))
}
