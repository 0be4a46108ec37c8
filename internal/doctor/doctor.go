// Package doctor looks for what keeps extensions from being built or imported, and says
// what to do.
package doctor

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"gophersnake/internal/build"
	"gophersnake/internal/config"
	"gophersnake/internal/goruntime"
	"gophersnake/internal/interpreter"
	"gophersnake/internal/toolchain"
)

// A Finding is what one check says.
type Finding struct {
	What string // "Go"
	Text string // what was found, or the problem with its cure
	Bad  bool
}

// Findings prints them, and reports whether all are good.
func Findings(w io.Writer, all []Finding) (good bool, err error) {
	good = true
	for _, f := range all {
		sign := "ok "
		if f.Bad {
			sign, good = "NO ", false
		}
		if _, err := fmt.Fprintf(w, "%s %-11s %s\n", sign, f.What, strings.ReplaceAll(f.Text, "\n", "\n                ")); err != nil {
			return false, err
		}
	}
	return good, nil
}

func found(what, text string, err error) Finding {
	if err != nil {
		return Finding{what, err.Error(), true}
	}
	return Finding{what, text, false}
}

// Machine checks what a build of the project in dir needs.
func Machine(ctx context.Context, dir string) []Finding {
	var all []Finding
	golang, err := toolchain.FindGo(ctx)
	text := ""
	if err == nil {
		text = fmt.Sprintf("%s (%s, from %s)", golang.Version, golang.Path, golang.From)
	}
	all = append(all, found("Go", text, err))
	if err == nil {
		err = golang.CheckSettings(ctx, dir)
		all = append(all, found("go env", "nothing in the way of a build", err))
		text, err = goRuntime(ctx, golang, dir)
		all = append(all, found("Go runtime", text, err))
	}
	cc, err := toolchain.FindC(ctx)
	if err == nil {
		text, err = cc.Version, toolchain.TryC(ctx, cc)
	}
	all = append(all, found("C compiler", text, err))
	py, err := interpreter.Find(ctx, "", dir)
	if err == nil {
		text = fmt.Sprintf("%s (%s, from %s)", py.Version, py.Path, py.From)
	}
	all = append(all, found("Python", text, err))
	text, err = cache()
	all = append(all, found("cache", text, err), found("temp folder", os.TempDir(), programsRunIn(os.TempDir())))
	return append(all, project(dir))
}

// goRuntime says what a build changes in Go's runtime, and what not. That a release is not known
// keeps nothing from being built.
func goRuntime(ctx context.Context, golang *toolchain.Go, dir string) (string, error) {
	root, err := golang.Root(ctx, dir)
	if err != nil {
		return "", err
	}
	changes, err := goruntime.For(root, golang.Version, golang.For.GoOS(), golang.For.GoArch(), true)
	if err != nil {
		return "", err
	}
	var lines []string
	for _, made := range changes.Made {
		lines = append(lines, "changed in builds: "+made)
	}
	if changes.Fast {
		lines[len(lines)-1] += ", with fast-crossing = true"
	}
	for _, left := range changes.Left {
		lines = append(lines, "left as it is: "+left)
	}
	return strings.Join(lines, "\n"), nil
}

// least is the free space that a build needs on the disk of the cache: Go's own cache is
// often there too.
const least = 300 << 20

func cache() (string, error) {
	dir, err := toolchain.WritableCache()
	if err != nil {
		return "", err
	}
	if free, known := freeSpace(dir); known && free < least {
		return "", fmt.Errorf("%s: the disk has %d MB left, and a build needs some %d MB: make room, or set GOPHERSNAKE_CACHE", dir, free>>20, least>>20)
	}
	return dir, nil
}

// programsRunIn fails where the folder is mounted so that no program in it runs: cgo
// compiles and runs there.
func programsRunIn(dir string) error {
	f, err := os.CreateTemp(dir, "gophersnake-doctor-")
	if err != nil {
		return fmt.Errorf("%w: set TMPDIR to a folder that can be written", err)
	}
	defer os.Remove(f.Name())
	_, err = f.WriteString("#!/bin/sh\nexit 0\n")
	if err == nil {
		err = f.Chmod(0o700)
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = exec.Command(f.Name()).Run()
	}
	if err != nil {
		return fmt.Errorf("no program runs in %s (%w): it may be mounted noexec; set TMPDIR to another folder", dir, err)
	}
	return nil
}

// project reads what a build would read first.
func project(dir string) Finding {
	for _, name := range []string{config.FileName, "go.mod"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			p, err := config.Read(dir)
			if err == nil {
				err = build.CheckDescription(p)
			}
			text := ""
			if err == nil {
				text = strings.Join(p.Packages, " ") + " in " + p.Dir
			}
			return found("project", text, err)
		}
	}
	return Finding{"project", "there is none in " + dir, false}
}
