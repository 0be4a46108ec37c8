package toolchain

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// coreName and the build's ID name the version of a core's symbols, or a symbol
// where these have no versions. The name stands in a table that the dynamic linker
// reads, so it survives whatever leaves the library usable: strip, objcopy, patchelf.
// The shim compares it at import with its own ID, without loading the Go runtime
// (shim/core/buildid.h).
const coreName = "GOPHERSNAKE_CORE_"

// CoreID is the build's ID among the versions, or the symbols, that a library defines; "" if it is no core.
func CoreID(names []string) string {
	for _, v := range names {
		if id, ok := strings.CutPrefix(v, coreName); ok {
			return id
		}
	}
	return ""
}

// A Core is what one compilation of the Go half needs.
type Core struct {
	Injection *Injection
	Source    []byte            // package main, one file
	Instead   map[string][]byte // new text of the user's files, by their paths as the go command sees them
	Under     string            // folder, as the go command sees it, that the main package lies below: it may import that folder's internal packages
	Import    string            // the same as an import path; "" where it has none
	ID        string
	ModInfo   string                  // the build information to embed; "" embeds Go's own
	Work      string                  // for generated files
	Race      bool                    // with Go's race detector; see race.go
	Crossing  string                  // function of package runtime with the address of the fast crossing; "" if there is none
	Linked    func(file string) error // gets the linked core, which it may change, before it is in its place
	Symbols   Symbols
	Out       string
}

// CoreFlags are the flags for every package of a core. A go list with the same flags
// leaves in Go's cache what the build needs; with other flags, everything would be
// compiled twice.
func CoreFlags() []string { return []string{"-buildmode=c-shared", "-trimpath"} }

// Env is the environment for the go command that belongs to these flags. To list
// packages, no compiler is needed.
func (g *Go) Env(cc *Compiler) []string {
	env := append([]string{"CGO_ENABLED=1"}, g.base()...)
	if cc == nil {
		return env
	}
	// Debug information holds paths, which would differ between machines.
	flags := strings.TrimSpace(strings.TrimSuffix(cmp.Or(g.CFlags, "-O2"), "-g")) // Go's default is -O2 -g
	if cxx := cc.EnvCXX(); cxx != "" {
		env = append(env, "CXX="+cxx)
	}
	return append(env, "CC="+cc.EnvCC(), "CGO_CFLAGS="+flags+" -g0")
}

// BuildCore compiles the Go half of an extension.
func BuildCore(ctx context.Context, g *Go, cc *Compiler, c Core) error {
	main, err := freeFolder(c.Under)
	if err != nil {
		return err
	}
	source := filepath.Join(c.Work, "core.go")
	if err := WriteIfChanged(source, c.Source); err != nil {
		return err
	}
	replace, err := writeReplacements(filepath.Join(c.Work, "instead"), c.Instead)
	if err != nil {
		return err
	}
	replace[filepath.Join(main, "core.go")] = source
	if c.Crossing != "" {
		file := filepath.Join(c.Work, "crossing.go")
		if err := WriteIfChanged(file, fmt.Appendf(nil, crossingSource, c.Crossing)); err != nil {
			return err
		}
		replace[filepath.Join(main, "crossing.go")] = file
	}
	if g.For.GoOS() != "linux" {
		for at, text := range map[string]string{
			filepath.Join(c.Injection.Runtime, "rt", "coreid", "coreid.go"): fmt.Sprintf(coreSymbol, coreName+c.ID),
			filepath.Join(main, "use_coreid.go"):                            useCoreSymbol,
		} {
			replace[at] = filepath.Join(c.Work, filepath.Base(at))
			if err := WriteIfChanged(replace[at], []byte(text)); err != nil {
				return err
			}
		}
	}
	overlay, err := c.Injection.overlay(filepath.Join(c.Work, "overlay.json"), replace)
	if err != nil {
		return err
	}
	ldflags, extldflags := c.Symbols.goFlags()
	if g.For.GoOS() != "linux" {
		own := c.Symbols.symbolFlags(g.For, strings.Fields(extldflags))
		if g.For.GoOS() == "darwin" {
			own = append(own, g.For.installName(g.For.CoreFile()))
		}
		return c.link(ctx, g, cc, main, overlay, ldflags, own)
	}
	// Go exports hundreds of symbols of its runtime, which would clash with
	// those of a second core in the process.
	exports := filepath.Join(c.Work, "core.exports")
	if strings.ContainsAny(exports, `'",`) {
		// The flags of the linkers are split there.
		dir, err := os.MkdirTemp("", "gophersnake-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		exports = filepath.Join(dir, "core.exports")
	}
	if err := WriteIfChanged(exports, []byte(coreName+c.ID+" { global: gophersnake_*; local: *; };\n")); err != nil {
		return err
	}
	own := []string{extldflags, `"-Wl,--version-script=` + exports + `"`}
	if c.Race {
		own = append(own, raceLinkFlags)
	} else { // an error of the build, and not of the first call
		own = append(own, "-Wl,-z,defs")
	}
	return c.link(ctx, g, cc, main, overlay, ldflags, own)
}

// link runs the go command. extldflags are those of the C linker.
func (c Core) link(ctx context.Context, g *Go, cc *Compiler, main, overlay, ldflags string, extldflags []string) error {
	ldflags = strings.TrimSpace(c.Injection.ldflags + " " + ldflags + " -buildid=")
	if extldflags = slices.Concat(c.Injection.extldflags, extldflags); len(extldflags) > 0 {
		ldflags += " " + quoteFlag("-extldflags="+strings.Join(extldflags, " "))
	}
	if c.ModInfo != "" {
		ldflags += " " + quoteFlag("-X=runtime.modinfo="+c.ModInfo)
	}
	tmp := c.Out + ".new"
	defer os.Remove(tmp)
	args := []string{"build", "-overlay=" + overlay, "-ldflags=" + ldflags, "-o", tmp}
	args = append(args, CoreFlags()...)
	if c.Race {
		args = append(args, "-race")
	}
	args = append(args, c.Injection.Flags...)
	if c.Import != "" {
		// A module that replaces another is found by this name only.
		args = append(args, path.Join(c.Import, filepath.Base(main)))
	} else {
		args = append(args, main)
	}
	env := append(g.Env(cc), c.Injection.Env...)
	if _, err := g.Run(ctx, c.Injection.Dir, env, args...); err != nil {
		return err
	}
	// Go writes a C header beside the library; nobody reads it.
	if err := os.Remove(headerOf(tmp)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if c.Linked != nil {
		if err := c.Linked(tmp); err != nil {
			return err
		}
	}
	return os.Rename(tmp, c.Out)
}

// crossingSource tells package rt where the fast crossing is. It is a file of its own, since
// only some runtimes have the function.
const crossingSource = `package main

import (
	_ "unsafe"

	"gophersnake/rt"
)

//go:linkname fastCrossing %s
func fastCrossing() uintptr

func init() { rt.FastCrossing = fastCrossing }
`

func headerOf(lib string) string {
	return lib[:len(lib)-len(filepath.Ext(lib))] + ".h"
}

// freeFolder names a folder below dir that does not exist: the main package
// lives there in the overlay only.
func freeFolder(dir string) (string, error) {
	for i := 0; i < 100; i++ {
		name := "gophersnake_core"
		if i > 0 {
			name += fmt.Sprint(i)
		}
		folder := filepath.Join(dir, name)
		if _, err := os.Lstat(folder); errors.Is(err, fs.ErrNotExist) {
			return folder, nil
		} else if err != nil {
			return "", err
		}
	}
	return "", fmt.Errorf("no free name for the generated package in %s", dir)
}

// quoteFlag quotes one flag of -ldflags, which the go command splits at
// spaces outside of quotes; there are no escapes inside of them. The linker
// splits -extldflags once more by the same rule.
func quoteFlag(s string) string {
	return "'" + s + "'"
}
