package toolchain

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// To compile the C library takes a third of a first build. So the wheels of this tool bring its objects, which
// cmd/precompile has made with one release of zig, for the oldest glibc: a linker for any newer one takes them, since
// they name functions and no versions. They stand for what the machine's own compiler would make in builds with the
// default flags. Their names say what they are made of, so those of other sources or flags are never found.

// precompiledName is the name of a layer's object. It has no compiler in it: that is the difference.
func precompiledName(m Machine, flags, headers, sources []string) string {
	all := []string{recipe(), m.GoOS(), m.GoArch()}
	for _, part := range [][]string{flags, headers, sources} {
		all = append(all, hashStrings(part...))
	}
	return path.Join(m.platform(), hashStrings(all...)[:32]+".o")
}

// platform is the folder of a machine's objects.
func (m Machine) platform() string { return m.GoOS() + "_" + m.GoArch() }

// compilerFile says what compiled the objects beside it.
const compilerFile = "compiler"

// Precompile writes the objects of a library for a machine to a folder, below which their names are looked up.
func Precompile(ctx context.Context, cc *Compiler, fsys fs.FS, m Machine, folder string) error {
	library, err := openLibrary(fsys)
	if err != nil {
		return err
	}
	flags, _ := flagsOfShim(NamedSymbols, ABI{}, m)
	flags = libraryFlagsFor(m, flags)
	own := slices.Clone(flags)
	if m.GoArch() == "arm64" {
		own = append(own, "-mno-outline-atomics") // their functions are a part of newer compilers only
	}
	objects, said, err := library.objects(ctx, cc, own)
	if err != nil {
		return err
	}
	if said != "" {
		return fmt.Errorf("the C compiler says of the library:\n%s", said)
	}
	for i, name := range library.precompiledNames(m, flags) {
		data, err := os.ReadFile(objects[i])
		if err != nil {
			return err
		}
		if err := WriteIfChanged(filepath.Join(folder, filepath.FromSlash(name)), data); err != nil {
			return err
		}
	}
	return WriteIfChanged(filepath.Join(folder, m.platform(), compilerFile), []byte(cc.Version))
}

// Zig is a zig that compiles for a Linux with the oldest glibc.
func Zig(ctx context.Context, zig string, m Machine) (*Compiler, error) {
	args := []string{zig, "cc", "-target", m.zigTargetOf(nil)}
	version, err := compilerVersion(ctx, args)
	return &Compiler{Args: args, From: "ziglang", Version: version}, err
}

// precompiledNames are the names of all layers' objects, in their order.
func (l *library) precompiledNames(m Machine, flags []string) []string {
	var (
		names   []string
		layers  = l.layers()
		headers = l.content(l.named(".h"))
	)
	for _, layer := range slices.Sorted(maps.Keys(layers)) {
		names = append(names, precompiledName(m, flags, headers, l.content(layers[layer])))
	}
	return names
}

// A precompiled library is the objects that the tool has brought; nil is none.
type precompiled struct {
	objects  [][]byte // in the order of the layers' names
	compiler string   // what it said of itself
}

// brought gives the objects among those of a tool that are of this library, machine and flags. There are all or none.
// Whoever names a compiler wants that one.
func (l *library) brought(by fs.FS, cc *Compiler, m Machine, flags []string) *precompiled {
	if by == nil || cc.From != "PATH" && cc.From != "ziglang" {
		return nil
	}
	compiler, err := fs.ReadFile(by, path.Join(m.platform(), compilerFile))
	if err != nil {
		return nil
	}
	p := &precompiled{compiler: string(compiler)}
	for _, name := range l.precompiledNames(m, flags) {
		data, err := fs.ReadFile(by, name)
		if err != nil {
			return nil
		}
		p.objects = append(p.objects, data)
	}
	return p
}

func (p *precompiled) by() string {
	if p == nil {
		return ""
	}
	return p.compiler
}

func (p *precompiled) digest() string {
	if p == nil {
		return ""
	}
	return hashStrings(string(bytes.Join(p.objects, nil)))
}

// keep lays the objects out in the cache, for the linker, and gives their paths.
func (p *precompiled) keep() ([]string, error) {
	dir, err := objectsDir()
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, data := range p.objects {
		stem := stem(dir, hashStrings("precompiled", string(data)))
		object, _ := find(stem, ".o")
		if object == "" {
			object = nameFor(stem, ".o", data)
			if err := WriteIfChanged(object, data); err != nil {
				return nil, err
			}
		}
		paths = append(paths, object)
	}
	return paths, nil
}

// compilesForGlibc asks a compiler of PATH whether what it compiles and links is for a Linux with glibc on such a
// processor. It may be one for another C library, or for pointers of 32 bits.
func (c *Compiler) compilesForGlibc(ctx context.Context, m Machine) bool {
	if c.From == "ziglang" {
		return true // by the target that it was given
	}
	out, err := exec.CommandContext(ctx, c.Args[0], append(slices.Clone(c.Args[1:]), "-dumpmachine")...).Output()
	machine := string(bytes.TrimSpace(out)) // x86_64-linux-gnu, aarch64-redhat-linux
	return err == nil && strings.HasPrefix(machine, m.cpu()+"-") && (strings.HasSuffix(machine, "-linux-gnu") || strings.HasSuffix(machine, "-linux"))
}
