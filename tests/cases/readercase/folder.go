package readercase

import (
	"embed"
	"io/fs"
	"os"
)

//go:embed reader.go go.mod
var Sources embed.FS

// Names lists the files of a folder.
func Names(folder fs.FS) ([]string, error) { return fs.Glob(folder, "*") }

// Content reads a file of a folder.
func Content(folder fs.FS, name string) ([]byte, error) { return fs.ReadFile(folder, name) }

// Walk lists all that is in one.
func Walk(folder fs.FS) (all []string, err error) {
	err = fs.WalkDir(folder, ".", func(path string, _ fs.DirEntry, err error) error {
		all = append(all, path)
		return err
	})
	return all, err
}

// Folder gives one.
func Folder() fs.FS { return Sources }

// hidden is a folder of a type that is not exported.
type hidden struct{ fs.FS }

// Sub is a folder in another.
func Sub(folder fs.FS) fs.FS { return &hidden{folder} }

// First opens a file.
func First(folder fs.FS, name string) (fs.File, error) { return folder.Open(name) }

// Tree has a field that is one.
type Tree struct{ Root fs.FS }

func (t *Tree) Size(name string) (int64, error) {
	info, err := fs.Stat(t.Root, name)
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

// SizeOf and Append take a file of the system.
func SizeOf(f *os.File) (int64, error) {
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

func Append(f *os.File, s string) error { _, err := f.WriteString(s); return err }

func Create(name string) (*os.File, error) { return os.Create(name) }
