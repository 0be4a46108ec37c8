package toolchain

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// A linker wants to see the libraries that a file will find on the other machine. Those of Apple
// and of Python are not here. So the build writes stubs, which say no more than which names a
// library has.

// importsOfGo finds the functions that Go's own library takes of macOS's libraries.
var importsOfGo = regexp.MustCompile(`(?m)^//go:cgo_import_dynamic \S+ (\S+) "(/(?:System|usr/lib)/[^"]+)"`)

// frameworkStubs writes stubs of the libraries of macOS that Go's own library needs, beside the C
// library, which zig has. It returns the folder for -F and -L.
func (g *Go) frameworkStubs(ctx context.Context) (string, error) {
	root, err := g.Root(ctx, "")
	if err != nil {
		return "", err
	}
	symbols := map[string][]string{}
	for _, pattern := range []string{"src/crypto/x509/internal/macos/*.go", "src/internal/syscall/unix/*_darwin.go"} {
		files, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(pattern)))
		if err != nil {
			return "", err
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				return "", err
			}
			for _, m := range importsOfGo.FindAllSubmatch(text, -1) {
				if library := string(m[2]); !strings.HasPrefix(library, "/usr/lib/libSystem") {
					symbols[library] = append(symbols[library], "_"+string(m[1]))
				}
			}
		}
	}
	files := map[string][]byte{}
	for library, names := range symbols {
		name := path.Base(library)
		if !strings.HasPrefix(library, "/System/") {
			name, _, _ = strings.Cut(name, ".") // libresolv.9.dylib is linked by -lresolv
			files[name+".tbd"] = textStub(library, names)
			continue
		}
		files[name+".framework/"+name+".tbd"] = textStub(library, names)
	}
	return materialize("stubs", files)
}

// textStub is a library as text, in version 4 of the format of Apple's linkers.
func textStub(library string, names []string) []byte {
	slices.Sort(names)
	const targets = "[ x86_64-macos, arm64-macos ]"
	return fmt.Appendf(nil, "--- !tapi-tbd\ntbd-version: 4\ntargets: %s\ninstall-name: '%s'\nexports:\n  - targets: %[1]s\n    symbols: [ %s ]\n...\n",
		targets, library, strings.Join(slices.Compact(names), ", "))
}

// declared finds the declarations of abi3.h: functions, and variables.
var (
	declared  = regexp.MustCompile(`(?m)^API ([^;]+);`)
	attribute = regexp.MustCompile(`__attribute__\(\(\w+\)\)`)
	function  = regexp.MustCompile(`(\w+)\(`)
	variable  = regexp.MustCompile(`(\w+)\s*(?:,|$)`)
)

// pythonDefinitions are the names that the shim uses of python3.dll, the library of Python's stable
// ABI, as a module-definition file.
func pythonDefinitions(abi3 []byte) []byte {
	var b bytes.Buffer
	b.WriteString("LIBRARY python3.dll\nEXPORTS\n")
	for _, m := range declared.FindAllSubmatch(abi3, -1) {
		text := attribute.ReplaceAll(m[1], nil)
		if f := function.FindSubmatch(text); f != nil {
			fmt.Fprintf(&b, "%s\n", f[1])
			continue
		}
		for _, v := range variable.FindAllSubmatch(text, -1) {
			fmt.Fprintf(&b, "%s DATA\n", v[1])
		}
	}
	return b.Bytes()
}

// importLibrary makes the import library of python3.dll in a folder, and returns its name there.
func (l *library) importLibrary(ctx context.Context, cc *Compiler, dir string) (string, error) {
	if err := os.WriteFile(filepath.Join(dir, "python3.def"), pythonDefinitions(l.files["abi/abi3.h"]), 0o644); err != nil {
		return "", err
	}
	const name = "libpython3.a"
	tool := &Compiler{Args: cc.dlltool()}
	_, err := compile(ctx, tool, dir, []string{"-m", "i386:x86-64", "-d", "python3.def", "-l", name})
	return name, err
}
