package toolchain

import (
	"context"
	"path"
	"path/filepath"
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
}

// Diagnose compiles a probe and returns the compiler's diagnostics. Go's build
// cache replays them when nothing has changed.
func Diagnose(ctx context.Context, g *Go, cc *Compiler, p Probe) (string, error) {
	folder, err := freeFolder(p.Under)
	if err != nil {
		return "", err
	}
	source := filepath.Join(p.Work, p.Name+".go")
	if err := WriteIfChanged(source, p.Source); err != nil {
		return "", err
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
