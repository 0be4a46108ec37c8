package toolchain

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A Shim is what one compilation of the C half needs.
type Shim struct {
	Source  []byte // one C file
	Headers fs.FS  // holds shim/
	Out     string
}

// shimFlags compile the C half. Python's symbols stay undefined: they are in
// the process already, and a link against libpython would tie the wheel to
// one build of Python.
var shimFlags = []string{"-shared", "-fPIC", "-O2", "-g0", "-fvisibility=hidden", "-Wall", "-Wl,--build-id=none"}

// flagsOfShim adds the flags that $GOPHERSNAKE_CFLAGS asks for: sanitizers,
// for instance. Whoever asks for some wants to see the names of functions too,
// so only a shim without them is stripped.
func flagsOfShim() []string {
	if own := strings.Fields(os.Getenv("GOPHERSNAKE_CFLAGS")); len(own) > 0 {
		return append(slices.Clone(shimFlags), own...)
	}
	return append(slices.Clone(shimFlags), "-s")
}

// shimLibs are needed by dlopen and threads where glibc is older than 2.34.
var shimLibs = []string{"-ldl", "-lpthread"}

// BuildShim compiles the C half of an extension, or takes it from the cache:
// an edit of a Go function's body changes nothing in it. It reports whether
// it compiled.
func BuildShim(ctx context.Context, cc *Compiler, s Shim) (bool, error) {
	headers, err := readTree(s.Headers, "shim")
	if err != nil {
		return false, err
	}
	include, err := materialize("headers", headers)
	if err != nil {
		return false, err
	}
	cache, err := CacheDir()
	if err != nil {
		return false, err
	}
	flags := flagsOfShim()
	// The folder of the headers is named after their content.
	key := hashStrings(append([]string{cc.Version, filepath.Base(include), string(s.Source), strings.Join(flags, " ")}, cc.Args...)...)
	object := filepath.Join(cache, "shims", key[:2], key[:32]+".so")
	built := false
	if _, err := os.Stat(object); err != nil {
		if err := compileShim(ctx, cc, flags, s.Source, filepath.Join(include, "shim"), object); err != nil {
			return false, err
		}
		built = true
	} else if err := os.Chtimes(object, time.Time{}, time.Now()); err != nil {
		return false, err
	}
	data, err := os.ReadFile(object)
	if err != nil {
		return false, err
	}
	if built {
		removeUnused(filepath.Join(cache, "shims"))
	}
	return built, WriteIfChanged(s.Out, data)
}

// shimAge is how long an object is kept that no build has asked for.
const shimAge = 30 * 24 * time.Hour

// removeUnused removes objects that have not been used for long. What cannot
// be removed stays: it is only a cache.
func removeUnused(dir string) {
	found, err := filepath.Glob(filepath.Join(dir, "*", "*"))
	if err != nil {
		return
	}
	for _, path := range found {
		if info, err := os.Stat(path); err == nil && time.Since(info.ModTime()) > shimAge {
			os.RemoveAll(path)
		}
	}
}

func compileShim(ctx context.Context, cc *Compiler, flags []string, source []byte, include, object string) error {
	if err := os.MkdirAll(filepath.Dir(object), 0o755); err != nil {
		return err
	}
	tmp, err := os.MkdirTemp(filepath.Dir(object), "new-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	// -iquote and not -I, since shim/time.h is not <time.h>.
	// Names relative to the compiler's folder, so that no path of this
	// machine can reach the bytes.
	if err := os.WriteFile(filepath.Join(tmp, "shim.c"), source, 0o644); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(tmp, "shim.exports"), []byte("{ global: PyInit__native; gophersnake_signals_1; gophersnake_guest; local: *; };\n"), 0o644); err != nil {
		return err
	}
	args := append([]string{}, cc.Args[1:]...)
	args = append(args, flags...)
	args = append(args, "-Wl,--version-script=shim.exports", "-ffile-prefix-map="+include+"=shim", "-iquote", include, "-o", "shim.so", "shim.c")
	args = append(args, shimLibs...)
	cmd := exec.CommandContext(ctx, cc.Args[0], args...)
	cmd.Dir = tmp
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fmt.Errorf("the C compiler %s failed on the shim (%w):\n%s", cc.Args[0], err, strings.TrimSpace(stderr.String()))
	}
	return os.Rename(filepath.Join(tmp, "shim.so"), object)
}
