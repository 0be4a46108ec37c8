package toolchain

import (
	"io/fs"
	"strings"
)

// runtimeGoMod is deliberately old: a higher go line would fail under
// -mod=readonly in old modules, and raising theirs would change what their
// loop variables mean. Every file of the runtime lifts the language for
// itself by //go:build go1.25.
const runtimeGoMod = "module gophersnake\n\ngo 1.11\n"

// RuntimeModule writes the Go runtime (the embedded folders rt/ and py/) to the cache
// as a module of its own, and returns the module's folder.
func RuntimeModule(runtime fs.FS) (string, error) {
	files, err := runtimeFiles(runtime)
	if err != nil {
		return "", err
	}
	return materialize("runtime", files)
}

func runtimeFiles(runtime fs.FS) (map[string][]byte, error) {
	files, err := readTree(runtime, ".")
	if err != nil {
		return nil, err
	}
	for name := range files {
		if strings.HasSuffix(name, "_test.go") || strings.Contains(name, "/testdata/") {
			delete(files, name)
		}
	}
	files["go.mod"] = []byte(runtimeGoMod)
	return files, nil
}
