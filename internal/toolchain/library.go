package toolchain

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"sync"
)

// The C library of the shim, shim/, is the same for all extensions. So it is
// compiled once for each compiler and each set of flags, to one object a layer (a
// folder of shim/), which the cache keeps and every extension is linked with.

// A library is the sources of shim/ and where they lie for the compiler.
type library struct {
	include string            // the folder that holds them
	files   map[string][]byte // by path: "values/text.c"
}

// openLibrary lays the sources out in the cache.
func openLibrary(fsys fs.FS) (*library, error) {
	tree, err := readTree(fsys, "shim")
	if err != nil {
		return nil, err
	}
	dir, err := materialize("headers", tree)
	if err != nil {
		return nil, err
	}
	l := &library{include: filepath.Join(dir, "shim"), files: map[string][]byte{}}
	for name, data := range tree {
		l.files[strings.TrimPrefix(name, "shim/")] = data
	}
	return l, nil
}

// named lists the files with an extension, sorted.
func (l *library) named(extension string) []string {
	var names []string
	for name := range l.files {
		if path.Ext(name) == extension {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	return names
}

// content returns names and texts of files, for a hash.
func (l *library) content(names []string) []string {
	var parts []string
	for _, name := range names {
		parts = append(parts, name, string(l.files[name]))
	}
	return parts
}

// layers maps each layer to its C files.
func (l *library) layers() map[string][]string {
	layers := map[string][]string{}
	for _, name := range l.named(".c") {
		layer := path.Dir(name)
		layers[layer] = append(layers[layer], name)
	}
	return layers
}

// objects compiles the layers or takes them from the cache. It returns the paths of
// their objects and the compiler's warnings. The objects are in the order of the layers'
// names: the linker's output depends on it, and must not depend on the compiler's path.
func (l *library) objects(ctx context.Context, cc *Compiler, flags []string) ([]string, string, error) {
	dir, err := objectsDir()
	if err != nil {
		return nil, "", err
	}
	var (
		all      sync.WaitGroup
		layers   = l.layers()
		headers  = l.content(l.named(".h"))
		objects  = make([]string, len(layers))
		warnings = make([]string, len(layers))
		failed   = make([]error, len(layers))
	)
	for i, layer := range slices.Sorted(maps.Keys(layers)) {
		sources := layers[layer]
		key := keyOf(cc, flags, headers, l.content(sources))
		all.Go(func() {
			objects[i], warnings[i], failed[i] = l.compileOnce(ctx, cc, flags, unit(sources), stem(dir, key))
			if failed[i] != nil && ctx.Err() == nil {
				failed[i] = fmt.Errorf("shim/%s: %w", layer, failed[i])
			}
		})
	}
	all.Wait()
	warnings = slices.DeleteFunc(warnings, func(said string) bool { return said == "" })
	return objects, strings.Join(warnings, "\n"), cmp.Or(failed...) // mostly all fail for one reason
}

// unit is one translation unit for a layer: it is optimised as one file, and the headers are read once.
func unit(sources []string) []byte {
	var text bytes.Buffer
	for _, s := range sources {
		fmt.Fprintf(&text, "#include %q\n", s)
	}
	return text.Bytes()
}

// compileOnce compiles a unit unless its object is there. Builds at the same time wait for the one that compiles.
func (l *library) compileOnce(ctx context.Context, cc *Compiler, flags []string, unit []byte, stem string) (object, said string, err error) {
	if object, _ = find(stem, ".o"); object != "" {
		return object, "", nil
	}
	dir := filepath.Dir(stem)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", "", err
	}
	unlock, err := Lock(ctx, dir, "another build that compiles the C library")
	if err != nil {
		return "", "", err
	}
	defer unlock()
	if object, _ = find(stem, ".o"); object != "" {
		return object, "", nil
	}
	defer removeUnused(filepath.Dir(dir))
	tmp, err := os.MkdirTemp(dir, "new-")
	if err != nil {
		return "", "", err
	}
	defer os.RemoveAll(tmp)
	if err := os.WriteFile(filepath.Join(tmp, "unit.c"), unit, 0o644); err != nil {
		return "", "", err
	}
	if said, err = compile(ctx, cc, tmp, append(l.flags(flags), "-c", "-o", "unit.o", "unit.c")); err != nil {
		return "", "", err
	}
	object, _, err = keep(filepath.Join(tmp, "unit.o"), stem, ".o")
	return object, said, err
}

// flags adds how the sources are found. -iquote, so that no file of ours is taken
// for one of the system's; names relative to the compiler's folder, so that no path
// of this machine can reach the bytes.
func (l *library) flags(flags []string) []string {
	return append(append([]string{}, flags...), "-ffile-prefix-map="+l.include+"=shim", "-iquote", l.include)
}

// compile runs the C compiler in a folder and returns its warnings.
func compile(ctx context.Context, cc *Compiler, dir string, args []string) (string, error) {
	cmd := exec.CommandContext(ctx, cc.Args[0], append(append([]string{}, cc.Args[1:]...), args...)...)
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	logCommand(dir, cmd.Args)
	err := cmd.Run()
	said := strings.TrimSpace(stderr.String())
	if err != nil && ctx.Err() != nil {
		return "", ctx.Err()
	}
	if err != nil {
		return "", fmt.Errorf("the C compiler %s failed on the shim (%w):\n%s", cc.Args[0], err, said)
	}
	return said, nil
}
