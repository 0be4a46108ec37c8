//go:build go1.25

package rt

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"sort"
	"strings"
	"sync"
	"time"
)

// Tree is what stands in a wire buffer for an fs.FS that is a Python object: GS_CHOICE_TREE in
// shim/objects/interface.h.
const Tree = Folder + 1

// ReadTree reads the object: a Traversable of importlib.resources, or an archive that
// zipfile.Path makes one of.
func ReadTree(r *Decoder) fs.FS {
	return &tree{Implementation: Implementation{object: ReadObject(r)}}
}

// A tree is such an object. Each access asks it anew; the content of a file is read when the
// file is opened.
type tree struct {
	Implementation // of which it is one too, when it comes home
	once           sync.Once
	root           Object
	err            error
}

// at is the part of the tree with a name.
func (t *tree) at(op, name string) (Object, error) {
	if !fs.ValidPath(name) {
		return Object{}, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	t.once.Do(func() {
		t.root = t.object
		if _, err := t.object.Attr("joinpath"); err == nil {
			return
		}
		zipfile, err := Import("zipfile")
		if err == nil {
			t.root, err = zipfile.Method("Path", t.object)
		}
		t.err = err
	})
	p, err := t.root, t.err
	if name != "." {
		for part := range strings.SplitSeq(name, "/") {
			if err == nil {
				p, err = p.Method("joinpath", part)
			}
		}
	}
	return p, err
}

func treeIs(p Object, what string) (bool, error) {
	v, err := p.Method(what)
	if err != nil {
		return false, err
	}
	return v.True()
}

// Open opens a file, or a folder to be listed.
func (t *tree) Open(name string) (fs.File, error) {
	p, err := t.at("open", name)
	if err != nil {
		return nil, err
	}
	folder, err := treeIs(p, "is_dir")
	if err != nil {
		return nil, err
	}
	if folder {
		return &treeFolder{t: t, name: name}, nil
	}
	if is, err := treeIs(p, "is_file"); err != nil || !is {
		if err == nil {
			err = &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
		}
		return nil, err
	}
	content, err := p.Method("read_bytes")
	if err != nil {
		return nil, err
	}
	b, err := content.Bytes()
	return &treeFile{bytes.NewReader(b), treeInfo{name: path.Base(name), size: int64(len(b))}}, err
}

// ReadDir lists a folder, by name.
func (t *tree) ReadDir(name string) ([]fs.DirEntry, error) {
	p, err := t.at("readdir", name)
	if err != nil {
		return nil, err
	}
	if folder, err := treeIs(p, "is_dir"); err != nil || !folder {
		if err == nil {
			err = &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist}
		}
		return nil, err
	}
	items, err := p.Method("iterdir")
	if err != nil {
		return nil, err
	}
	var all []fs.DirEntry
	for item, err := range items.All() {
		if err != nil {
			return nil, err
		}
		attr, err := item.Attr("name")
		if err != nil {
			return nil, err
		}
		base, err := attr.Text()
		if err != nil {
			return nil, err
		}
		folder, err := treeIs(item, "is_dir")
		if err != nil {
			return nil, err
		}
		all = append(all, treeEntry{treeInfo{name: base, folder: folder}, t, path.Join(name, base)})
	}
	sort.Slice(all, func(i, j int) bool { return all[i].Name() < all[j].Name() })
	return all, nil
}

// A treeInfo says what is known of a file or a folder.
type treeInfo struct {
	name   string
	size   int64
	folder bool
}

func (i treeInfo) Name() string       { return i.name }
func (i treeInfo) Size() int64        { return i.size }
func (i treeInfo) ModTime() time.Time { return time.Time{} }
func (i treeInfo) IsDir() bool        { return i.folder }
func (i treeInfo) Sys() any           { return nil }
func (i treeInfo) Mode() fs.FileMode {
	if i.folder {
		return fs.ModeDir | 0o555
	}
	return 0o444
}

// A treeEntry is one of a folder. Its size is known when the file is opened.
type treeEntry struct {
	treeInfo
	t    *tree
	path string
}

func (e treeEntry) Type() fs.FileMode          { return e.Mode().Type() }
func (e treeEntry) Info() (fs.FileInfo, error) { return fs.Stat(e.t, e.path) }

// A treeFile is an open file.
type treeFile struct {
	*bytes.Reader
	info treeInfo
}

func (f *treeFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *treeFile) Close() error               { return nil }

// A treeFolder is an open folder.
type treeFolder struct {
	t    *tree
	name string
	left []fs.DirEntry
	read bool
}

func (f *treeFolder) Stat() (fs.FileInfo, error) {
	return treeInfo{name: path.Base(f.name), folder: true}, nil
}
func (f *treeFolder) Close() error { return nil }
func (f *treeFolder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.name, Err: fs.ErrInvalid}
}

func (f *treeFolder) ReadDir(n int) (all []fs.DirEntry, err error) {
	if !f.read {
		if f.left, err = f.t.ReadDir(f.name); err != nil {
			return nil, err
		}
		f.read = true
	}
	if n <= 0 {
		all, f.left = f.left, nil
		return all, nil
	}
	if len(f.left) == 0 {
		return nil, io.EOF
	}
	n = min(n, len(f.left))
	all, f.left = f.left[:n], f.left[n:]
	return all, nil
}
