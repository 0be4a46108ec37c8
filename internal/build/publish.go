package build

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"time"

	"gophersnake/internal/emit"
	"gophersnake/internal/toolchain"
)

// The folder of a project in the cache, as editable installs see it:
//
//	builds/HASH/    a build, whole and never changed; two that are alike are one
//	site            a link to one of them: sys.path has it
//
// A build is made beside them, gets its name when it is complete, and is published by
// one rename of the link. The package's __init__.py belongs to its build, so an import
// has the old or the new one, never both.
const (
	buildsFolder = "builds"
	siteLink     = "site"
	newFolder    = "new-"
)

// stateFile is a byte beside the shim that tells all processes that have
// imported a build whether there is a newer one (shim/core/newerbuild.h).
const stateFile = "_native.state"

// A superseded build is kept while a process holds its core, and for a while after
// that, since an import may be about to use it. At most so many are kept for the latter
// reason.
const (
	keptFor  = 10 * time.Minute
	keptMost = 8
)

// staging makes the folder for a new build, and removes what interrupted builds have
// left. The caller holds the lock.
func (s *session) staging() (string, error) {
	left, err := filepath.Glob(filepath.Join(s.work, newFolder+"*"))
	if err != nil {
		return "", err
	}
	for _, dir := range left {
		os.RemoveAll(dir) // what stays is only a cache's
	}
	return os.MkdirTemp(s.work, newFolder)
}

// publish makes the build in staging the one that editable installs import, and returns
// the folder for sys.path.
func (s *session) publish(staging string, e *Extension, sources []byte) (string, error) {
	links := e.besides()
	name := contentName(e.Files, links)
	dir := filepath.Join(s.work, buildsFolder, name)
	pkg := e.packageDir()
	source := ""
	if len(links) > 0 {
		source = filepath.Join(e.Contents.Source, pkg)
	}
	for file, target := range links {
		link := filepath.Join(staging, filepath.FromSlash(file))
		if err := os.MkdirAll(filepath.Dir(link), 0o755); err != nil {
			return "", err
		}
		if err := os.Symlink(target, link); err != nil {
			return "", err
		}
	}
	for file, data := range emit.Editable(e.Module, e.Files[filepath.ToSlash(pkg)+"/__init__.py"], filepath.Join(dir, pkg), source) {
		if err := os.WriteFile(filepath.Join(staging, pkg, filepath.FromSlash(file)), data, 0o644); err != nil {
			return "", err
		}
	}
	for file, data := range map[string][]byte{
		filepath.Join(pkg, stateFile):          {0},
		filepath.Join(pkg, emit.SourcesFile):   sources,
		filepath.FromSlash(emit.EditableIndex): []byte(e.ImportName + "\n"),
	} {
		if err := os.WriteFile(filepath.Join(staging, file), data, 0o644); err != nil {
			return "", err
		}
	}
	if err := os.Chmod(staging, 0o755); err != nil {
		return "", err
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return "", err
	}
	if whole(dir, e.Files, pkg) {
		// This build exists already. Its sources may differ and still give the same
		// build.
		if err := toolchain.WriteIfChanged(filepath.Join(dir, pkg, emit.SourcesFile), sources); err != nil {
			return "", err
		}
	} else if err := s.replace(dir, staging); err != nil {
		return "", err
	}
	site := filepath.Join(s.work, siteLink)
	if err := pointTo(site, filepath.Join(buildsFolder, name)); err != nil {
		return "", err
	}
	return site, tellBuilds(filepath.Dir(dir), name)
}

// besides lists the project's own files in the generated package, by path in the wheel.
// A published build has links to them, for data that Python code looks for beside it.
// Modules are found in the project itself.
func (e *Extension) besides() map[string]string {
	links := map[string]string{}
	if e.Contents == nil {
		return links
	}
	for at, file := range e.Contents.Files {
		if strings.HasPrefix(at, filepath.ToSlash(e.packageDir())+"/") {
			links[at] = filepath.Join(e.Contents.Project, filepath.FromSlash(file))
		}
	}
	return links
}

// whole reports whether the build in dir still has its files. Somebody may have removed
// or changed some, and now builds again to repair that. The package's __init__.py
// differs from the one in a wheel, and need only exist.
func whole(dir string, files map[string][]byte, pkg string) bool {
	for _, own := range []string{stateFile, emit.SourcesFile, "_editable.py"} {
		if _, err := os.Stat(filepath.Join(dir, pkg, own)); err != nil {
			return false
		}
	}
	for name, data := range files {
		now, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil || !bytes.Equal(now, data) && filepath.FromSlash(name) != filepath.Join(pkg, "__init__.py") {
			return false
		}
	}
	return true
}

// replace replaces dir by staging.
func (s *session) replace(dir, staging string) error {
	if _, err := os.Lstat(dir); err == nil {
		old, err := os.MkdirTemp(s.work, newFolder)
		if err != nil {
			return err
		}
		defer os.RemoveAll(old)
		if err := os.Rename(dir, filepath.Join(old, "build")); err != nil {
			return err
		}
	}
	return os.Rename(staging, dir)
}

// contentName names a build by a hash of its contents and of the links in it.
func contentName(files map[string][]byte, links map[string]string) string {
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	sort.Strings(names)
	h := sha256.New()
	for _, name := range names {
		fmt.Fprintf(h, "%s\x00%d\x00", name, len(files[name]))
		h.Write(files[name])
	}
	for _, name := range slices.Sorted(maps.Keys(links)) {
		fmt.Fprintf(h, "%s\x00%s\x00", name, links[name])
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}

// pointTo makes link a link to target, in one step.
func pointTo(link, target string) error {
	if now, err := os.Readlink(link); err == nil && now == target {
		return nil
	}
	next := link + ".next"
	if err := os.Remove(next); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Symlink(target, next); err != nil {
		return err
	}
	// A release before this one had a folder in its place.
	if info, err := os.Lstat(link); err == nil && info.IsDir() {
		old, err := os.MkdirTemp(filepath.Dir(link), newFolder)
		if err != nil {
			return err
		}
		defer os.RemoveAll(old)
		if err := os.Rename(link, filepath.Join(old, "site")); err != nil {
			return err
		}
	}
	return os.Rename(next, link)
}

// tellBuilds marks all other builds as old, for the processes that run them, and
// removes builds that no process needs.
func tellBuilds(dir, current string) error {
	builds, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		return err
	}
	type old struct {
		dir   string
		since time.Time
	}
	var superseded []old
	for _, build := range builds {
		state, core := stateOf(build)
		if filepath.Base(build) == current {
			if err := setState(state, 0); err != nil {
				return err
			}
			continue
		}
		if state == "" {
			os.RemoveAll(build) // half removed
			continue
		}
		if err := setState(state, 1); err != nil {
			return err
		}
		if info, err := os.Stat(state); err == nil && !inUse(core) {
			superseded = append(superseded, old{build, info.ModTime()})
		}
	}
	sort.Slice(superseded, func(i, j int) bool { return superseded[i].since.After(superseded[j].since) })
	for i, o := range superseded {
		if i >= keptMost || time.Since(o.since) > keptFor {
			os.RemoveAll(o.dir) // what can't be removed stays: it is only a cache
		}
	}
	return nil
}

// stateOf finds a build's state and its core, at whatever depth the package is.
func stateOf(build string) (state, core string) {
	name, err := os.ReadFile(filepath.Join(build, filepath.FromSlash(emit.EditableIndex)))
	if err != nil {
		return "", ""
	}
	pkg := filepath.Join(build, filepath.FromSlash(strings.ReplaceAll(strings.TrimSpace(string(name)), ".", "/")))
	return filepath.Join(pkg, stateFile), filepath.Join(pkg, toolchain.Machine{}.CoreFile())
}

// setState writes the byte in place, since it is in the memory of processes.
func setState(file string, state byte) error {
	f, err := os.OpenFile(file, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	var now [1]byte
	if _, err := f.ReadAt(now[:], 0); err == nil && now[0] == state {
		return nil
	}
	_, err = f.WriteAt([]byte{state}, 0)
	return err
}

// inUse reports whether a process has imported the build: such a process has locked its
// core.
func inUse(core string) bool {
	f, err := os.Open(core)
	if err != nil {
		return false
	}
	defer f.Close()
	return toolchain.InUse(f)
}
