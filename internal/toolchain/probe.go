package toolchain

import (
	"bytes"
	"context"
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// A Probe is a package that is compiled for the compiler's diagnostics and thrown away.
type Probe struct {
	Injection *Injection
	Name      string // of its one file
	Source    []byte
	GCFlags   string
	Tags      string // beside those of the injection
	Under     string // as in Core
	Import    string // as in Core
	Work      string
	// Exports is the file with what the compiler exports of a package, by its path; "" where it is not known.
	Exports func(path string) string
}

// Diagnose compiles a probe and returns the compiler's diagnostics. Where the go command has to do it,
// its build cache replays them when nothing has changed.
func Diagnose(ctx context.Context, g *Go, cc *Compiler, p Probe) (string, error) {
	folder, err := freeFolder(p.Under)
	if err != nil {
		return "", err
	}
	source := filepath.Join(p.Work, p.Name+".go")
	if err := WriteIfChanged(source, p.Source); err != nil {
		return "", err
	}
	if said, ok := p.compile(ctx, g, source); ok {
		return said, nil
	}
	overlay, err := p.Injection.overlay(filepath.Join(p.Work, p.Name+".overlay.json"), map[string]string{filepath.Join(folder, p.Name+".go"): source})
	if err != nil {
		return "", err
	}
	// -buildmode=pie compiles packages as c-shared does, but takes one that is
	// no program: so the probe shares its dependencies with the core.
	args := []string{"build", "-overlay=" + overlay, "-gcflags=" + p.GCFlags, "-buildmode=pie", "-trimpath"}
	args = append(args, withTags(p.Injection.Flags, p.Tags)...)
	if p.Import != "" {
		args = append(args, path.Join(p.Import, filepath.Base(folder)))
	} else {
		args = append(args, folder)
	}
	return g.Diagnostics(ctx, p.Injection.Dir, append(g.Env(cc), p.Injection.Env...), args...)
}

// compile runs the compiler without the go command, which takes three times as long to find out that
// the compiler has to be run. It reports whether that was possible: other tags are other dependencies,
// and what the compiler refuses the go command explains.
func (p Probe) compile(ctx context.Context, g *Go, source string) (string, bool) {
	compiler := filepath.Join(p.Injection.GOROOT, "pkg", "tool", runtime.GOOS+"_"+runtime.GOARCH, "compile")
	if p.Exports == nil || p.Tags != "" || g.For.foreign() || strings.Contains(p.Injection.GOFLAGS, "-toolexec") {
		return "", false
	}
	file, err := parser.ParseFile(token.NewFileSet(), source, p.Source, parser.ImportsOnly)
	if err != nil {
		return "", false
	}
	var imports bytes.Buffer
	for _, spec := range file.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return "", false
		}
		if path == "unsafe" {
			continue // the compiler knows it
		}
		exports := p.Exports(path)
		if exports == "" {
			return "", false
		}
		fmt.Fprintf(&imports, "packagefile %s=%s\n", path, exports)
	}
	list, object := filepath.Join(p.Work, p.Name+".imports"), filepath.Join(p.Work, p.Name+".object")
	if WriteIfChanged(list, imports.Bytes()) != nil {
		return "", false
	}
	defer os.Remove(object)
	cmd := exec.CommandContext(ctx, compiler, append(strings.Fields(p.GCFlags), "-p="+p.Name, "-importcfg="+list, "-o="+object, source)...)
	cmd.Dir = p.Work
	cmd.Env = slices.Concat(os.Environ(), g.base(), []string{"GOOS=" + runtime.GOOS, "GOARCH=" + runtime.GOARCH})
	if p.Injection.GOAMD64 != "" {
		cmd.Env = append(cmd.Env, "GOAMD64="+p.Injection.GOAMD64)
	}
	logCommand(p.Work, cmd.Args)
	said, err := cmd.CombinedOutput()
	return string(said), err == nil
}

// withTags adds build tags to flags that may have some already: the last -tags counts.
func withTags(flags []string, tags string) []string {
	if tags == "" {
		return flags
	}
	var out []string
	for _, f := range flags {
		if own, ok := cutTags(f); ok {
			tags = own + "," + tags
			continue
		}
		out = append(out, f)
	}
	return append(out, "-tags="+tags)
}

func cutTags(flag string) (string, bool) {
	for _, prefix := range []string{"-tags=", "--tags="} {
		if len(flag) > len(prefix) && flag[:len(prefix)] == prefix {
			return flag[len(prefix):], true
		}
	}
	return "", false
}
