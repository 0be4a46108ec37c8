package toolchain

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"gophersnake/internal/failures"
)

// A Compiler is a C compiler, with the arguments that come first on its
// command line.
type Compiler struct {
	Args    []string // {"cc"}, {"…/zig", "cc", "-target", "x86_64-linux-gnu.2.17"}
	From    string   // why this one: "PATH", "$CC", "ziglang"
	Version string   // first line of --version; part of the key of cached objects
}

// zigGlibc is the glibc that zig builds for: manylinux_2_17, the oldest that
// Go itself still runs on.
const zigGlibc = "2.17"

// FindC looks for a C compiler: $CC, then cc, gcc and clang on PATH, then the
// package ziglang in the Python environment.
func FindC(ctx context.Context) (*Compiler, error) {
	var failed error
	try := func(from string, args ...string) *Compiler {
		version, err := compilerVersion(ctx, args)
		if err != nil {
			failed = errors.Join(failed, fmt.Errorf("%s (%s) does not run: %w", args[0], from, err))
			return nil
		}
		return &Compiler{Args: args, From: from, Version: version}
	}
	if cc := strings.Fields(os.Getenv("CC")); len(cc) > 0 {
		if c := try("$CC", cc...); c != nil {
			return c, nil
		}
		return nil, failed
	}
	for _, name := range []string{"cc", "gcc", "clang"} {
		if path, err := exec.LookPath(name); err == nil {
			if c := try("PATH", path); c != nil {
				return c, nil
			}
		}
	}
	if zig := inPython("ziglang/zig"); zig != "" {
		target, err := zigTarget()
		if err != nil {
			return nil, err
		}
		if c := try("ziglang", zig, "cc", "-target", target); c != nil {
			return c, nil
		}
	}
	return nil, errors.Join(failures.NoC.Error(), failed)
}

func zigTarget() (string, error) {
	m := Machine{}
	if _, ok := goArches[m.cpu()]; runtime.GOOS != "linux" || !ok {
		return "", fmt.Errorf("ziglang is not set up for %s/%s; install a C compiler or set CC", runtime.GOOS, runtime.GOARCH)
	}
	return m.cpu() + "-linux-gnu." + zigGlibc, nil
}

func compilerVersion(ctx context.Context, args []string) (string, error) {
	// zig's clang, asked for its version, does not understand the glibc in
	// zig's targets.
	var asked []string
	for i := 1; i < len(args); i++ {
		if args[i] == "-target" {
			i++
			continue
		}
		asked = append(asked, args[i])
	}
	cmd := exec.CommandContext(ctx, args[0], append(asked, "--version")...)
	out, err := cmd.Output()
	if err != nil {
		return "", commandError(err)
	}
	line, _, _ := strings.Cut(string(out), "\n")
	return strings.TrimSpace(line), nil
}

// EnvCC writes the compiler as the go command wants it in $CC: arguments in
// quotes where they hold spaces.
func (c *Compiler) EnvCC() string { return quoted(c.Args) }

// plusPlus are the names of the C++ compilers that belong to C compilers, by the ends of their names.
var plusPlus = []struct{ c, cxx string }{{"clang", "clang++"}, {"gcc", "g++"}, {"cc", "c++"}}

// EnvCXX writes the C++ compiler that belongs to the C compiler as the go command wants it in $CXX, for
// files of C++ in packages that use cgo: another one would compile for this machine, or for a newer glibc.
// It is "" where the user names one, or none is known.
func (c *Compiler) EnvCXX() string {
	if os.Getenv("CXX") != "" {
		return ""
	}
	if len(c.Args) > 1 && c.Args[1] == "cc" { // zig
		return quoted(slices.Concat(c.Args[:1], []string{"c++"}, c.Args[2:]))
	}
	for _, p := range plusPlus {
		if stem, ok := strings.CutSuffix(c.Args[0], p.c); ok {
			if _, err := exec.LookPath(stem + p.cxx); err == nil {
				return quoted(slices.Concat([]string{stem + p.cxx}, c.Args[1:]))
			}
			return ""
		}
	}
	return ""
}

func quoted(args []string) string {
	quoted := make([]string, len(args))
	for i, a := range args {
		if strings.ContainsAny(a, " \t") {
			a = "'" + a + "'"
		}
		quoted[i] = a
	}
	return strings.Join(quoted, " ")
}

// TryC compiles and links a shared object, as a build does.
func TryC(ctx context.Context, cc *Compiler) error {
	dir, err := os.MkdirTemp("", "gophersnake-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	source := "#include <pthread.h>\n#include <dlfcn.h>\nint gophersnake(void) { return dlsym((void *)0, \"x\") == (void *)pthread_self; }\n"
	if err := os.WriteFile(filepath.Join(dir, "try.c"), []byte(source), 0o644); err != nil {
		return err
	}
	if _, err := compile(ctx, cc, dir, []string{"-shared", "-fPIC", "-o", "try.so", "try.c", "-ldl", "-lpthread"}); err != nil {
		return fmt.Errorf("%w\nthe headers of C's library may be missing (of Debian: libc6-dev; of Alpine, which can't load Go's libraries: musl-dev), or the linker", err)
	}
	return nil
}
