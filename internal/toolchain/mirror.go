package toolchain

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// mirrorModule keeps a copy of a module's own files: real folders and real
// files, since go:embed refuses links. What the go command would not read is
// left out: folders that begin with a dot or an underscore, modules nested in
// this one, and vendor and go.mod, which the caller writes.
func mirrorModule(from, to string) error {
	skip := func(rel string, d fs.DirEntry) bool {
		if rel == "go.mod" || rel == "vendor" {
			return true
		}
		if !d.IsDir() {
			return false
		}
		name := d.Name()
		if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") || name == "node_modules" {
			return true
		}
		_, err := os.Stat(filepath.Join(from, rel, "go.mod"))
		return err == nil
	}
	return mirrorTree(from, to, skip)
}

// CopyTree copies a folder, as mirrorTree does, without what skip names by
// its path from the root.
func CopyTree(from, to string, skip func(rel string, d fs.DirEntry) bool) error {
	return mirrorTree(from, to, skip)
}

// mirrorTree makes to a copy of from. A file with the same size and time is
// taken as the same, so that a second run costs one walk; files that are gone
// are removed. skip leaves out a path of from, and leaves it alone in to.
func mirrorTree(from, to string, skip func(rel string, d fs.DirEntry) bool) error {
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	kept := map[string]bool{}
	err := filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil || rel == "." {
			return err
		}
		if skip != nil && skip(rel, d) {
			kept[rel] = true
			if d.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		info, err := os.Stat(path) // follows links: the copy holds what they point to
		if errors.Is(err, fs.ErrNotExist) {
			return nil // a dangling link, or a file that vanished meanwhile
		}
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		switch {
		case d.IsDir():
			kept[rel] = true
			return os.MkdirAll(target, 0o755)
		case info.Mode().IsRegular():
			kept[rel] = true
			return copyFile(path, target, info)
		}
		return nil // a linked folder, a socket: nothing that Go would build
	})
	if err != nil {
		return err
	}
	return filepath.WalkDir(to, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(to, path)
		if err != nil || rel == "." {
			return err
		}
		if kept[rel] {
			if d.IsDir() && skip != nil && skip(rel, d) {
				return filepath.SkipDir
			}
			return nil
		}
		if skip != nil && skip(rel, d) {
			if d.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		if err := os.RemoveAll(path); err != nil {
			return err
		}
		if d.IsDir() {
			return filepath.SkipDir
		}
		return nil
	})
}

func copyFile(from, to string, info fs.FileInfo) error {
	if old, err := os.Lstat(to); err == nil && old.Mode().IsRegular() && old.Size() == info.Size() && old.ModTime().Equal(info.ModTime()) {
		return nil
	}
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	// The source may be read-only (the module cache is); the copy is ours.
	if err := os.RemoveAll(to); err != nil {
		return err
	}
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, info.Mode().Perm()|0o600)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		out.Close()
		return err
	}
	if err := out.Close(); err != nil {
		return err
	}
	return os.Chtimes(to, info.ModTime(), info.ModTime())
}

// linkEntries fills a folder with links to the entries of another, but those
// named in except, and removes links whose target is gone.
func linkEntries(from, to string, except ...string) error {
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	excepted := map[string]bool{}
	for _, name := range except {
		excepted[name] = true
	}
	entries, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	there := map[string]bool{}
	for _, e := range entries {
		if excepted[e.Name()] {
			continue
		}
		there[e.Name()] = true
		link, target := filepath.Join(to, e.Name()), filepath.Join(from, e.Name())
		if old, err := os.Readlink(link); err == nil && old == target {
			continue
		}
		if err := os.RemoveAll(link); err != nil {
			return err
		}
		if err := os.Symlink(target, link); err != nil {
			return err
		}
	}
	old, err := os.ReadDir(to)
	if err != nil {
		return err
	}
	for _, e := range old {
		if !there[e.Name()] && !excepted[e.Name()] {
			if err := os.RemoveAll(filepath.Join(to, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}
