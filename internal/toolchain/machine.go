package toolchain

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"

	"gophersnake/internal/failures"
)

// A Machine is what extensions are built for.
type Machine struct {
	Arch  string // as Go names it; "" = that of this machine
	Glibc string // "2.17": the oldest that zig builds for; "" = zigGlibc
	Zig   bool   // zig is wanted, whatever other compiler there is
}

// goArches are the processors that extensions are built for, by the names of wheels' tags.
var goArches = map[string]string{"x86_64": "amd64", "aarch64": "arm64"}

// ParseMachine reads the name of a machine: of its processor, or as Go and Rust name
// targets.
func ParseMachine(name string) (Machine, error) {
	arch := strings.NewReplacer("linux/", "", "-unknown-linux-gnu", "", "-linux-gnu", "", "manylinux_", "").Replace(name)
	for tag, goArch := range goArches {
		if arch == tag || arch == goArch {
			return Machine{Arch: goArch}, nil
		}
	}
	if strings.Contains(name, "musl") {
		return Machine{}, failures.MuslTarget.Error("asked", "--target "+name)
	}
	return Machine{}, fmt.Errorf("--target %s is not known: extensions are built for x86_64 and aarch64, on Linux with glibc", name)
}

func (m Machine) GoArch() string {
	if m.Arch == "" {
		return runtime.GOARCH
	}
	return m.Arch
}

// foreign reports whether this machine is of another kind.
func (m Machine) foreign() bool { return m.GoArch() != runtime.GOARCH }

// cpu is the name of the processor in tags, and in those of C compilers.
func (m Machine) cpu() string {
	for tag, goArch := range goArches {
		if goArch == m.GoArch() {
			return tag
		}
	}
	return m.GoArch()
}

// FindCFor finds a C compiler that compiles for a machine.
func FindCFor(ctx context.Context, m Machine) (*Compiler, error) {
	if !m.foreign() && !m.Zig {
		return FindC(ctx)
	}
	var failed error
	try := func(from string, args ...string) *Compiler {
		version, err := compilerVersion(ctx, args)
		if err != nil {
			failed = errors.Join(failed, fmt.Errorf("%s (%s) does not run: %w", args[0], from, err))
			return nil
		}
		return &Compiler{Args: args, From: from, Version: version}
	}
	if !m.Zig {
		if cc := strings.Fields(os.Getenv("CC")); len(cc) > 0 {
			if c := try("$CC", cc...); c != nil {
				return c, nil
			}
			return nil, failed
		}
		if path, err := exec.LookPath(m.cpu() + "-linux-gnu-gcc"); err == nil {
			if c := try("PATH", path); c != nil {
				return c, nil
			}
		}
	}
	glibc := m.Glibc
	if glibc == "" {
		glibc = zigGlibc
	}
	zig := inPython("ziglang/zig")
	if zig == "" {
		zig, _ = exec.LookPath("zig")
	}
	if zig != "" {
		if c := try("ziglang", zig, "cc", "-target", m.cpu()+"-linux-gnu."+glibc); c != nil {
			return c, nil
		}
	}
	if m.Zig {
		return nil, errors.Join(failures.NoZig.Error(), failed)
	}
	return nil, errors.Join(failures.NoCross.Error("cpu", m.cpu(), "debian", strings.ReplaceAll(m.cpu(), "_", "-")), failed)
}
