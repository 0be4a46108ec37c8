package toolchain

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"gophersnake/internal/failures"
)

// A Machine is what extensions are built for.
type Machine struct {
	OS    string // as Go names it: linux, darwin, windows; "" = that of this machine
	Arch  string // as Go names it; "" = that of this machine
	Glibc string // "2.17": the oldest that zig builds for; "" = zigGlibc
	Zig   bool   // zig is wanted, whatever other compiler there is
}

// goArches are the processors that extensions are built for, by the names of wheels' tags.
var goArches = map[string]string{"x86_64": "amd64", "aarch64": "arm64"}

// Words of which the names of machines are made: as in Go (darwin/arm64), in Rust
// (aarch64-apple-darwin), in wheels' tags (win_amd64), and as people say them (macos-arm64).
var (
	archWords   = map[string]string{"amd64": "amd64", "x64": "amd64", "arm64": "arm64", "aarch64": "arm64"}
	systemWords = map[string]string{"linux": "linux", "manylinux": "linux", "darwin": "darwin", "macos": "darwin", "macosx": "darwin", "windows": "windows", "win": "windows"}
	otherWords  = map[string]bool{"unknown": true, "pc": true, "apple": true, "gnu": true, "msvc": true}
)

// ParseMachine reads the name of a machine: of its processor, for Linux, or of its system too.
func ParseMachine(name string) (Machine, error) {
	var m Machine
	words := strings.NewReplacer("x86_64", "amd64", "-", "/", "_", "/").Replace(strings.ToLower(name))
	known := true
	for word := range strings.SplitSeq(words, "/") {
		arch, system := archWords[word], systemWords[word]
		switch {
		case arch != "" && m.Arch == "":
			m.Arch = arch
		case system != "" && m.OS == "":
			m.OS = system
		case !otherWords[word]:
			known = false
		}
	}
	if strings.Contains(name, "musl") {
		return Machine{}, failures.MuslTarget.Error("asked", "--target "+name)
	}
	if m.OS == "" {
		m.OS = "linux"
	}
	if !known || m.Arch == "" || m.OS == "windows" && m.Arch != "amd64" {
		return Machine{}, fmt.Errorf("--target %s is not known: extensions are built for x86_64 and aarch64 (Linux with glibc), macos-arm64, macos-x86_64 and windows-x86_64", name)
	}
	return m, nil
}

// GoOS is the machine's system.
func (m Machine) GoOS() string {
	if m.OS == "" {
		return runtime.GOOS
	}
	return m.OS
}

func (m Machine) GoArch() string {
	if m.Arch == "" {
		return runtime.GOARCH
	}
	return m.Arch
}

// foreign reports whether this machine is of another kind.
func (m Machine) foreign() bool { return m.GoArch() != runtime.GOARCH || m.GoOS() != runtime.GOOS }

// System is how people call the machine's system.
func (m Machine) System() string {
	return map[string]string{"linux": "Linux", "darwin": "macOS", "windows": "Windows"}[m.GoOS()]
}

// ShimFile is the name of the C half of an extension for the machine.
func (m Machine) ShimFile(abi ABI) string {
	if m.GoOS() == "windows" {
		return "_native.pyd" // Python on Windows has no suffix for the stable ABI alone
	}
	return abi.ShimFile()
}

// CoreFile is the name of the Go half.
func (m Machine) CoreFile() string {
	if m.GoOS() == "windows" {
		return "_native.core.dll"
	}
	return "_native.core.so"
}

// ProgramSuffix ends the names of the machine's programs.
func (m Machine) ProgramSuffix() string {
	if m.GoOS() == "windows" {
		return ".exe"
	}
	return ""
}

// cpu is the name of the processor in tags, and in those of C compilers.
func (m Machine) cpu() string {
	for tag, goArch := range goArches {
		if goArch == m.GoArch() {
			return tag
		}
	}
	return m.GoArch()
}

// zigTargetOf is how zig names the machine.
func (m Machine) zigTargetOf(g *Go) string {
	switch m.GoOS() {
	case "darwin":
		return m.cpu() + "-macos." + oldestMacOS(g.Version)
	case "windows":
		return m.cpu() + "-windows-gnu"
	}
	glibc := m.Glibc
	if glibc == "" {
		glibc = zigGlibc
	}
	return m.cpu() + "-linux-gnu." + glibc
}

// oldestMacOS is the oldest macOS that programs of a Go release run on:
// https://go.dev/wiki/MinimumRequirements
func oldestMacOS(version string) string {
	minor, _ := strconv.Atoi(strings.SplitN(strings.TrimPrefix(version, "go1."), ".", 2)[0])
	if minor >= 27 {
		return "13.0"
	}
	return "12.0"
}

// FindCFor finds a C compiler that compiles for a machine.
func FindCFor(ctx context.Context, g *Go, m Machine) (*Compiler, error) {
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
		if cc := strings.Fields(os.Getenv("CC")); len(cc) > 0 && m.compiles(ctx, cc) {
			if c := try("$CC", cc...); c != nil {
				return c, nil
			}
			return nil, failed
		}
		if path, err := exec.LookPath(m.cpu() + "-linux-gnu-gcc"); err == nil && m.GoOS() == "linux" {
			if c := try("PATH", path); c != nil {
				return c, nil
			}
		}
	}
	zig := inPython("ziglang/zig")
	if zig == "" {
		zig, _ = exec.LookPath("zig")
	}
	if zig != "" {
		args := []string{zig, "cc", "-target", m.zigTargetOf(g)}
		if m.GoOS() == "darwin" {
			stubs, err := g.frameworkStubs(ctx)
			if err != nil {
				return nil, err
			}
			args = append(args, "-F"+stubs, "-L"+stubs)
		}
		if c := try("ziglang", args...); c != nil {
			return c, nil
		}
	}
	if m.GoOS() != "linux" {
		return nil, errors.Join(failures.NoCrossSystem.Error("system", m.System()), failed)
	}
	if m.Zig {
		return nil, errors.Join(failures.NoZig.Error(), failed)
	}
	return nil, errors.Join(failures.NoCross.Error("cpu", m.cpu(), "debian", strings.ReplaceAll(m.cpu(), "_", "-")), failed)
}

// compiles reports whether $CC may be meant for the machine. For another processor of Linux it is; one for Linux
// that is set for all builds is not meant for another system.
func (m Machine) compiles(ctx context.Context, cc []string) bool {
	if m.GoOS() == runtime.GOOS {
		return true
	}
	out, err := exec.CommandContext(ctx, cc[0], append(cc[1:len(cc):len(cc)], "-dumpmachine")...).Output()
	system := map[string]string{"darwin": "darwin", "windows": "mingw"}[m.GoOS()]
	return err != nil || strings.Contains(string(out), system) || strings.Contains(string(out), m.GoOS())
}

// dlltool is the program that makes import libraries, of a compiler's own.
func (c *Compiler) dlltool() []string {
	if c.From == "ziglang" {
		return []string{c.Args[0], "dlltool"}
	}
	dir, name := filepath.Split(c.Args[0])
	for _, suffix := range []string{"gcc", "clang", "cc"} {
		if prefix, ok := strings.CutSuffix(name, suffix); ok {
			return []string{dir + prefix + "dlltool"}
		}
	}
	return []string{"llvm-dlltool"}
}
