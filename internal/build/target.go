// Package build runs the stages in order: it injects the runtime module into the build
// of the user's module, loads, binds and analyses its packages, emits the two halves of
// the extension and compiles them.
package build

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"gophersnake"
	"gophersnake/internal/config"
	"gophersnake/internal/failures"
	"gophersnake/internal/goruntime"
	"gophersnake/internal/toolchain"
)

// A Target is what an extension is made from.
type Target struct {
	Dir        string              // where patterns count from
	Patterns   []string            // Go packages; the first is the Python package itself
	ImportName string              // "" = the Go package's name
	Tags       []string            // Go build tags
	Bind       map[string][]string // directives that stand outside of the code
	Strict     bool                // a symbol that cannot be bound fails the build
	Version    string              // of the Go module, if it is known: v1.2.3
	Publish    bool                // for editable installs to import
	Race       bool                // with Go's race detector
	OneThread  bool                // without a GIL, calls that keep it elsewhere exclude each other
	Fast       bool                // the fast crossing, if the Go runtime is known for it
	Direct     bool                // functions are called with no crossing if they can be proven, and not only those with //py:direct
	Scalar     bool                // no function of numbers is translated to C
	Symbols    toolchain.Symbols
	For        toolchain.Machine
	ABI        toolchain.ABI
	Compatible string // the platform tag that is wanted: manylinux_2_28, pypi, linux; "" = the best
	Fetched    bool   // it is no project: commands need its name
	ListOnly   bool   // packages are listed, and nothing is compiled

	Project *config.Project // whose files and commands are packed too; nil for what was fetched
}

// OfProject makes a target of a project.
func OfProject(p *config.Project) Target {
	return Target{
		Dir:        p.Dir,
		Patterns:   p.Packages,
		ImportName: p.ImportName,
		Tags:       p.Tags,
		Bind:       p.Bind,
		OneThread:  p.OneThread,
		Fast:       p.FastCrossing,
		Direct:     p.DirectProven,
		Scalar:     p.Scalar,
		Project:    p,
	}
}

// A session is a target with everything that is needed to work on it.
type session struct {
	Target
	golang    *toolchain.Go
	cc        *toolchain.Compiler
	injection *toolchain.Injection
	runtime   *goruntime.Changes // of Go's own runtime; nil: none
	work      string             // generated files of this target, in the cache
	library   string             // the compiler of the C library, if its objects came with the tool
	close     func()             // lets the next run have work
}

func open(ctx context.Context, t Target) (*session, error) {
	if runtime.GOOS != "linux" {
		return nil, failures.NotLinux.Error("system", runtime.GOOS)
	}
	if t.For.GoOS() != runtime.GOOS && t.ABI.FreeThreaded() {
		return nil, fmt.Errorf("for a Python without a GIL, extensions are compiled against its headers, and those of %s are not here; leave out --python and --abi3t", t.For.System())
	}
	s := &session{Target: t}
	var err error
	if s.golang, err = toolchain.FindGo(ctx); err != nil {
		return nil, err
	}
	s.golang.For = t.For
	if err := s.golang.PutOnPath(); err != nil {
		return nil, err
	}
	if !t.ListOnly {
		if s.cc, err = toolchain.FindCFor(ctx, s.golang, t.For); err != nil {
			return nil, err
		}
	}
	purpose := "build"
	if t.Race {
		if err := toolchain.CanRace(t.For, s.cc); err != nil {
			return nil, err
		}
		purpose = "race" // beside the build that is not
	}
	if t.ABI != (toolchain.ABI{}) {
		purpose += "-" + t.ABI.Tag() // editable installs of several Pythons point to one folder each
	}
	// Packages of another module of a workspace are built as their own module
	// sees them.
	at := t.Dir
	if len(t.Patterns) > 0 {
		first := filepath.Join(t.Dir, filepath.FromSlash(t.Patterns[0]))
		if info, err := os.Stat(first); err == nil && info.IsDir() {
			at = first
		}
	}
	moduleDir, err := toolchain.FindModule(at)
	if err != nil {
		return nil, err
	}
	if _, err := toolchain.WritableCache(); err != nil {
		return nil, err
	}
	runtimeDir, err := toolchain.RuntimeModule(gophersnake.Runtime)
	if err != nil {
		return nil, err
	}
	// Builds of a project use one folder, by whatever path it was named.
	origin, err := filepath.EvalSymlinks(t.Dir)
	if err != nil {
		return nil, err
	}
	if s.work, err = toolchain.WorkDir(purpose, origin); err != nil {
		return nil, err
	}
	if s.close, err = toolchain.Lock(ctx, s.work, "another build of "+origin); err != nil {
		return nil, err
	}
	s.injection, err = toolchain.Inject(ctx, s.golang, moduleDir, runtimeDir, s.work, t.Tags)
	if err != nil {
		s.close()
		return nil, err
	}
	if err := s.changeRuntime(); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

// patterns returns the target's patterns, relative to the root of the module as the go
// command sees it. The project may lie above the module, and then the module is not
// found from the project's folder.
func (s *session) patterns() ([]string, error) {
	base, err := filepath.EvalSymlinks(s.Dir)
	if err != nil {
		return nil, err
	}
	var all []string
	for _, p := range s.Patterns {
		if p != "." && !strings.HasPrefix(p, "./") && !strings.HasPrefix(p, "../") {
			all = append(all, p) // an import path
			continue
		}
		rel, err := s.relative(filepath.Join(base, filepath.FromSlash(p)))
		if err != nil {
			return nil, err
		}
		all = append(all, rel)
	}
	return all, nil
}

// relative is a folder as a pattern for the go command.
func (s *session) relative(folder string) (string, error) {
	rel, err := filepath.Rel(s.injection.Dir, s.injection.Map(folder))
	if rel = filepath.ToSlash(rel); !strings.HasPrefix(rel, "../") {
		rel = "./" + rel
	}
	return rel, err
}

// changeRuntime makes the changes to Go's own runtime. The race detector's sees none, since
// nobody has read them for it.
func (s *session) changeRuntime() error {
	if s.ListOnly {
		return nil
	}
	fast := s.wantsFast()
	if s.Race {
		s.runtime = &goruntime.Changes{}
		if fast {
			s.runtime.Left = []string{"the fast crossing: it does not go with the race detector"}
		}
		return nil
	}
	var err error
	if s.runtime, err = goruntime.For(s.injection.GOROOT, s.golang.Version, s.For.GoOS(), s.For.GoArch(), fast); err != nil {
		return err
	}
	return s.injection.ReplaceRuntime(s.runtime.Files, s.work)
}

// wantsFast is what the environment says, else the project.
func (s *session) wantsFast() bool {
	if word := os.Getenv("GOPHERSNAKE_FAST_CROSSING"); word != "" {
		return word != "0"
	}
	return s.Fast
}

// notes are what the author of a project is told whenever it is built.
func (s *session) notes() []string {
	notes := s.runtimeNotes()
	if s.Project != nil && s.Project.Described {
		if other := s.Project.Backend.Other(); other != "" {
			notes = append(notes, other)
		}
	}
	return notes
}

// runtimeNotes say how Go is entered, and what of its runtime stays as it is.
func (s *session) runtimeNotes() []string {
	if s.runtime == nil {
		return nil
	}
	var notes []string
	for _, left := range s.runtime.Left {
		notes = append(notes, "Go's runtime stays as it is in one respect: "+left)
	}
	if s.runtime.Fast {
		notes = append(notes, "calls take the fast crossing into Go, where they can; GOPHERSNAKE_FAST_CROSSING=0 at run time turns it off")
	}
	if level := s.injection.GOAMD64; s.For.GoArch() == "amd64" {
		switch level {
		case "", "v1":
		case "v2", "v3", "v4":
			notes = append(notes, fmt.Sprintf("GOAMD64=%s: on a processor without what x86-64-%s asks for, Go ends the process, and no tag of a wheel keeps it from being installed there", level, level))
		default:
			notes = append(notes, fmt.Sprintf("GOAMD64=%s is none of v1 to v4, and Go compiles for v1", level))
		}
	}
	return notes
}
